"""For how long mails are kept, what is erased with a message, and what is held about an address."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.erasing import erases, log_erasure
from dispute.models import Erasure
from dispute.privacy.held import Holding, held
from dispute.privacy.reports import Entry, Source, add_source, fields_of
from dispute.privacy.retention import Rule, add_rule, days_before, disputes_over, in_days, kept
from solidarity.models import Message, ReceivedMail
from solidarity.models.mails import SAID
from solidarity.promised_by import erase_promise
from solidarity.retention import after_closing

from .suggesting import made_of

Due = QuerySet[ReceivedMail]
What = ReceivedMail.What
PERIOD = "RETENTION_DECLINED_DAYS"
DECIDED = (Message.Status.PUBLISHED, Message.Status.DECLINED)
# Nobody has to look at these.
BY_MACHINES = (What.AUTOREPLY, What.BOUNCE, What.CALENDAR, What.DUPLICATE)
REPORTED = (
    "ref", "dispute", "door", "received_at", "subject", "email", "what", "why", "guesses",
    "left_out", "suggestions",
)  # fmt: skip
# Attachments are files of their own: the page of the mail gives it whole.
REPORTED_CHARACTERS = 200_000


def register() -> None:
    """Add the rules and the source; importing this module added the rest."""
    _add_rule(
        "decided_received_mails",
        gettext_lazy("%(n)s mail that was decided about, or that a machine wrote"),
        gettext_lazy("%(n)s mails that were decided about, or that machines wrote"),
        decided_kept,
        decided_due,
    )
    _add_rule(
        "received_mails",
        gettext_lazy("%(n)s mail of a dispute that is over"),
        gettext_lazy("%(n)s mails of disputes that are over"),
        mails_kept,
        over_due,
    )
    add_source(
        Source(
            "received_mails",
            gettext_lazy("Mails to the branch, as they came"),
            lambda email: [_entry(each) for each in mails_of(email)],
            erase_mails_of,
            known=("solidarity.ReceivedMail",),
        )
    )


def _add_rule(
    name: str, one: Any, many: Any, said: Callable[[], str], due: Callable[[datetime], Due]
) -> None:
    """Add a rule that erases mails, by what is due at a time."""
    add_rule(
        Rule(
            name,
            one,
            many,
            said,
            lambda at: due(at).count(),
            lambda at: erase(due(at), at),
            kind="received mail",
        )
    )


def decided_kept() -> str:
    """Say for how long a mail is kept when nobody has to look at it any more."""
    return in_days(
        PERIOD,
        _("for %(n)s day after it was decided about, or else after it came"),
        _("for %(n)s days after it was decided about, or else after it came"),
    )


def decided_due(at: datetime) -> QuerySet[ReceivedMail]:
    """Mails whose message was decided, that were set aside, or that machines wrote, long ago."""
    since = days_before(at, PERIOD)
    done = Q(message__status__in=DECIDED, message__decided_at__lte=since)
    aside = Q(message__isnull=True, looked_at__lte=since)
    machines = Q(what__in=BY_MACHINES, looked_at__isnull=True, received_at__lte=since)
    return ReceivedMail.objects.filter(done | aside | machines, erased_at__isnull=True)


def mails_kept() -> str:
    """Say for how long a mail is kept that waits for a person."""
    longer = in_days(
        "RETENTION_UNCONFIRMED_DAYS",
        _("and for %(n)s day after it came"),
        _("and for %(n)s days after it came"),
    )
    return f"{after_closing()}, {longer}"


def over_due(at: datetime) -> QuerySet[ReceivedMail]:
    """Mails of disputes that closed long enough ago; one that came since is there to be read."""
    since = days_before(at, "RETENTION_UNCONFIRMED_DAYS")
    over = ReceivedMail.objects.filter(dispute__in=disputes_over(at), erased_at__isnull=True)
    return over.filter(received_at__lte=since)


def erase(mails: QuerySet[ReceivedMail], at: datetime) -> int:
    """Erase mails; their digests stay, so that nobody takes them in again. Return how many."""
    keys = list(mails.values_list("pk", flat=True))
    left = ReceivedMail.objects.filter(pk__in=keys, erased_at__isnull=True)
    return left.update(**SAID, erased_at=at)


@erases(Message, if_asked=True)
def erase_made(message: Message) -> None:
    """Erase what was made of a message's mail. Made of a copy, before there was a message, it is
    tied to none."""
    for row in made_of(_mails_about(message)):
        erase_promise(row)


@erases(Message)
def erase_mail(message: Message) -> None:
    """Erase the mail that a message was made of, and its copies."""
    erase(_mails_about(message), timezone.now())


def _mails_about(message: Message) -> QuerySet[ReceivedMail]:
    of_it = Q(message=message) | Q(duplicate_of__message=message, what=What.DUPLICATE)
    return ReceivedMail.objects.filter(of_it)


def mails_of(email: str) -> QuerySet[ReceivedMail]:
    """Mails whose head names an address as who sent them, or that were written by it."""
    named = ReceivedMail.objects.filter(addresses__contains=f"\n{email.strip().casefold()}\n")
    return named.select_related("dispute").order_by("pk")


def erase_mails_of(email: str, at: datetime, by: User | None) -> int:
    """Erase the mails of an address. Messages are erased by their own source."""
    count = erase(mails_of(email), at)
    if count:
        log_erasure("received mail", why=Erasure.Why.ASKED, at=at, by=by, count=count)
    return count


def _entry(mail: ReceivedMail) -> Entry:
    values = fields_of(mail, *REPORTED)
    text = bytes(mail.raw[:REPORTED_CHARACTERS]).decode("utf-8", "replace")
    url = f"{reverse('admin:mails')}?mail={mail.pk}"
    return Entry(_("mail %s") % mail.ref, values | {"mail": text}, url)


@held(order=15)
def mails(at: datetime) -> Holding:
    """Those who write to the branch's address."""
    return Holding(
        title=_("Mails of solidarity"),
        what=_(
            "Your mail as it came, with its attachments, and what was read out of it: your "
            "message, name, role, organisation and place, a gift or a speaker that it speaks of."
        ),
        why=_("To show what you wrote, if you agree, and to lose nothing of it until then."),
        basis=_(
            "Our legitimate interest in answering those who write to us (Articles 6(1)(f) and "
            "9(2)(d)). Nothing of it is published without your consent, for which we ask you."
        ),
        seen=_("The people who check messages. Nothing of a mail is ever public but its message."),
        kept=(
            _("A mail that was decided about: %s.") % kept("decided_received_mails"),
            _("Any other: %s.") % kept("received_mails"),
            _("With a message that you take back, its mail is erased at once."),
            _(
                "A code of an erased mail, of its number and of its words stays, so that it is not "
                "taken in again."
            ),
        ),
    )
