"""What the record holds about people."""

from datetime import datetime

from django.utils.translation import gettext as _

from dispute.models import DataComplaint

from .held import Holding, held
from .retention import kept


def register() -> None:
    """Importing this module added its parts."""


@held(order=60)
def the_record(at: datetime) -> Holding:
    """Those who speak for employers, and those who left."""
    return Holding(
        title=_("The record of the dispute"),
        what=_(
            "What employers and others said in public, with the office of whoever said it. Of "
            "people who left their jobs: a team, days and years of experience, and never a name."
        ),
        why=_("To show what happened, and how we know."),
        basis=_("Our legitimate interest in reporting a dispute (UK GDPR Article 6(1)(f))."),
        seen=_("Anybody, but for private notes, which officers and reps alone read."),
        kept=(_("The record is kept for as long as the branch keeps this site."),),
    )


@held(order=70)
def complaints(at: datetime) -> Holding:
    """Those who complained."""
    return Holding(
        title=_("Complaints about personal data"),
        what=_(
            "What you write in the form: the complaint, a way to answer, your name if you like."
        ),
        why=_("To look into it, and to tell you the outcome."),
        basis=_(
            "The law asks it of us (UK GDPR Article 6(1)(c); Data Protection Act 2018 section "
            "164A, which gives us %(n)s days to tell you that it has come)."
        )
        % {"n": DataComplaint.DAYS_TO_ACKNOWLEDGE},
        seen=_("Officers of the branch alone."),
        kept=(_("A complaint: %s.") % kept("complaints"),),
    )


@held(order=80)
def accounts(at: datetime) -> Holding:
    """Those who work here."""
    return Holding(
        title=_("Officers, moderators and reps"),
        what=_(
            "A user name, an e-mail address if one was given, a password that nobody can read, "
            "and who entered, changed or decided what, and when."
        ),
        why=_("So that only those who may can work here, and the record says who did what."),
        basis=_("Our legitimate interest in a record that can be checked (Article 6(1)(f))."),
        seen=_("Others who may sign in."),
        kept=(
            _("An account: for as long as its owner works for the branch."),
            _("A sign-in, and the cookie that goes with it: %s.") % kept("sessions"),
        ),
    )


@held(order=90)
def mails(at: datetime) -> Holding:
    """Those who are written to."""
    return Holding(
        title=_("Mails that we send"),
        what=_("The address, the subject and the text of a mail, until it has left."),
        why=_("To send it, also where the mail server is down for a while."),
        basis=_("What the mail itself is about: your consent, or your complaint."),
        seen=_("Officers of the branch alone."),
        kept=(
            _("A mail that was sent: its text and address are erased at once."),
            _("A mail that could not leave: %s.") % kept("kept_mails"),
        ),
    )
