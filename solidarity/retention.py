"""For how long messages, and what came with them, are kept: this app's rules of retention.

What is erased as a message is erased as if its sender had taken it back: an empty row stays, so
that no older pack brings it back. But nobody took anything back: what was promised with it is kept
for its own time, and the message that it was a duplicate of stays on the wall.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.law.rules import months_on
from dispute.mail import call_back
from dispute.models import Erasure
from dispute.privacy.retention import Rule, add_rule, days_before, disputes_over, in_days

from .models import ConsentAsked, Decision, Invitation, Message, Pledge, Submission, Tally
from .withdrawing import withdraw

ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']+")
# Texts of officers and senders in which an address may stand, beside the fields made for one.
TEXTS: dict[type[models.Model], tuple[str, ...]] = {
    Message: ("source", "reason"),
    Pledge: ("name", "organisation", "source"),
    Invitation: ("organisation", "when", "place", "speaker", "source"),
}


def register() -> None:
    """Add the rules."""
    _register_messages()
    _register_addresses()
    _register_others()


def _register_messages() -> None:
    one, many = gettext_lazy("%(n)s declined message"), gettext_lazy("%(n)s declined messages")
    _of_messages("declined_messages", one, many, declined_kept, declined_due)
    one = gettext_lazy("%(n)s message whose sender never agreed to its publication")
    many = gettext_lazy("%(n)s messages whose senders never agreed to their publication")
    _of_messages("unconfirmed_messages", one, many, unconfirmed_kept, unconfirmed_due)
    one = gettext_lazy("%(n)s unpublished message of a dispute that is over")
    many = gettext_lazy("%(n)s unpublished messages of disputes that are over")
    _of_messages("unpublished_messages", one, many, unpublished_kept, unpublished_due)


def _register_addresses() -> None:
    add_rule(
        Rule(
            "addresses",
            gettext_lazy("the e-mail address of %(n)s sender of a dispute that is over"),
            gettext_lazy("the e-mail addresses of %(n)s senders of disputes that are over"),
            after_closing,
            lambda at: addresses_due(at).count(),
            erase_addresses,
            kind="e-mail address",
        )
    )
    add_rule(
        Rule(
            "contacts",
            gettext_lazy("whom to contact about %(n)s invitation"),
            gettext_lazy("whom to contact about %(n)s invitations"),
            after_closing,
            lambda at: contacts_due(at).count(),
            lambda at: contacts_due(at).update(contact=""),
            kind="contact of an invitation",
        )
    )
    add_rule(
        Rule(
            "addresses_in_texts",
            gettext_lazy("e-mail addresses in %(n)s note of a dispute that is over"),
            gettext_lazy("e-mail addresses in %(n)s notes of disputes that are over"),
            after_closing,
            lambda at: sum(1 for _each in texts_due(at)),
            erase_in_texts,
            kind="e-mail address in a note",
        )
    )


def _register_others() -> None:
    add_rule(
        Rule(
            "pledgers",
            gettext_lazy("who promised %(n)s pledge"),
            gettext_lazy("who promised %(n)s pledges"),
            pledgers_kept,
            lambda at: pledgers_due(at).count(),
            lambda at: pledgers_due(at).update(name=""),
            kind="name of a pledge",
        )
    )
    add_rule(
        Rule(
            "sender_digests",
            gettext_lazy("%(n)s digest of where a message or a request came from"),
            gettext_lazy("%(n)s digests of where messages or requests came from"),
            digests_kept,
            lambda at: sum(found.count() for found in digests_due(at)),
            erase_digests,
        )
    )


def _of_messages(
    name: str,
    one: Any,
    many: Any,
    kept: Callable[[], str],
    due: Callable[[datetime], QuerySet[Message]],
) -> None:
    """Add a rule that erases whole messages, by what is due at a time."""
    add_rule(
        Rule(name, one, many, kept, lambda at: due(at).count(), lambda at: erase_each(due, at))
    )


def erase_each(due: Callable[[datetime], QuerySet[Message]], at: datetime) -> int:
    """Erase the messages that are due, each in a transaction; return how many.

    Whoever decides about one at that moment comes before or after it, and never between.
    """
    count = 0
    for key in list(due(at).values_list("pk", flat=True)):
        with transaction.atomic():
            # Taken before it is asked again whether it is due, so that nobody else has it.
            Message.objects.filter(pk=key).update(edition=F("edition"))
            message = due(at).filter(pk=key).select_related("dispute").first()
            if message is not None:
                withdraw(message, at=at, reason=Erasure.Why.RETENTION)
                count += 1
    return count


# --- Messages -------------------------------------------------------------------------------------


def declined_kept() -> str:
    """Say for how long a declined message is kept."""
    return in_days(
        "RETENTION_DECLINED_DAYS",
        _("for %(n)s day after it was declined"),
        _("for %(n)s days after it was declined"),
    )


def declined_due(at: datetime) -> QuerySet[Message]:
    """Messages that were declined long enough ago, duplicates among them."""
    since = days_before(at, "RETENTION_DECLINED_DAYS")
    return Message.objects.filter(status=Message.Status.DECLINED, decided_at__lte=since)


def unconfirmed_kept() -> str:
    """Say for how long a message waits for its sender's consent."""
    return in_days(
        "RETENTION_UNCONFIRMED_DAYS",
        _("for %(n)s day after it came, or after its sender was last asked"),
        _("for %(n)s days after it came, or after its sender was last asked"),
    )


def unconfirmed_due(at: datetime) -> QuerySet[Message]:
    """Messages that waited long enough for consent, by when they came and were last asked about."""
    since = days_before(at, "RETENTION_UNCONFIRMED_DAYS")
    asked = ConsentAsked.objects.filter(message=models.OuterRef("pk"), asked_at__gt=since)
    waiting = Message.objects.filter(status=Message.Status.AWAITING, entered_at__lte=since)
    return waiting.exclude(models.Exists(asked))


def unpublished_kept() -> str:
    """Say for how long a message is kept that nobody published or declined."""
    longer = in_days(
        "RETENTION_UNCONFIRMED_DAYS",
        _("and for %(n)s day after it came or was last changed"),
        _("and for %(n)s days after it came or was last changed"),
    )
    return f"{after_closing()}, {longer}"


def unpublished_due(at: datetime) -> QuerySet[Message]:
    """Messages that nobody published before their dispute was over for long enough.

    Somebody has time to read what came after that, as a settled dispute's form and an old wall's
    import bring it, and what a sender's change brought back to the queue.
    """
    since = days_before(at, "RETENTION_UNCONFIRMED_DAYS")
    decided = Decision.objects.filter(message=models.OuterRef("pk"), decided_at__gt=since)
    unpublished = (Message.Status.PENDING, Message.Status.HELD)
    over = Message.objects.filter(status__in=unpublished, dispute__in=disputes_over(at))
    return over.filter(entered_at__lte=since).exclude(models.Exists(decided))


# --- Addresses ------------------------------------------------------------------------------------


def after_closing() -> str:
    """Say for how long addresses are kept."""
    n = settings.RETENTION_EMAIL_MONTHS
    return ngettext(
        "until %(n)s month after the dispute closed",
        "until %(n)s months after the dispute closed",
        n,
    ) % {"n": n}


def addresses_due(at: datetime) -> QuerySet[Message]:
    """Messages with an e-mail address, of disputes that closed long enough ago."""
    return Message.objects.filter(dispute__in=disputes_over(at)).exclude(email="")


def erase_addresses(at: datetime) -> int:
    """Erase senders' e-mail addresses, and the mails to them that have not left."""
    due = addresses_due(at)
    for message in due.only("ref"):
        call_back(about=message.about)
    return due.update(email="")


def contacts_due(at: datetime) -> QuerySet[Invitation]:
    """Invitations that say whom to contact, of disputes that closed long enough ago."""
    return Invitation.objects.filter(dispute__in=disputes_over(at)).exclude(contact="")


def texts_due(at: datetime) -> Iterator[tuple[QuerySet[Any], dict[str, str]]]:
    """Yield each row in whose texts an address stands, history included, and what they become."""
    over = disputes_over(at)
    for model, names in TEXTS.items():
        for table in (model._default_manager, model.history):  # type: ignore[attr-defined]  # simple_history adds it
            yield from _with_addresses(table.filter(dispute_id__in=over), names)
    notes = Decision.objects.filter(message__dispute_id__in=over)
    yield from _with_addresses(notes, ("note",))


def erase_in_texts(at: datetime) -> int:
    """Take addresses out of texts; return of how many rows."""
    due = list(texts_due(at))
    for row, texts in due:
        row.update(**texts)
    return len(due)


def _with_addresses(
    table: QuerySet[Any], names: tuple[str, ...]
) -> Iterator[tuple[QuerySet[Any], dict[str, str]]]:
    columns = {each.name for each in table.model._meta.concrete_fields}
    names = tuple(name for name in names if name in columns)
    holds = Q()
    for name in names:
        holds |= Q(**{f"{name}__contains": "@"})
    for row in table.filter(holds).order_by("pk"):
        texts = {name: ADDRESS.sub("…", getattr(row, name)) for name in names}
        if any(texts[name] != getattr(row, name) for name in names):
            yield table.model._default_manager.filter(pk=row.pk), texts


# --- Pledges and digests --------------------------------------------------------------------------


def pledgers_kept() -> str:
    """Say for how long the fund's accounts name who promised what."""
    n = settings.RETENTION_PLEDGE_YEARS
    return ngettext(
        "for %(n)s year, as the strike fund’s accounts are",
        "for %(n)s years, as the strike fund’s accounts are",
        n,
    ) % {"n": n}


def pledgers_due(at: datetime) -> QuerySet[Pledge]:
    """Pledges that were received, or else made, long enough ago, and name a person."""
    since = months_on(timezone.localdate(at), -12 * settings.RETENTION_PLEDGE_YEARS)
    named = Pledge.objects.exclude(name="")
    return named.annotate(day=Coalesce("received_on", "pledged_on")).filter(day__lte=since)


def digests_kept() -> str:
    """Say for how long digests of addresses are kept."""
    return in_days("RETENTION_SENDER_DAYS", _("for %(n)s day"), _("for %(n)s days"))


def digests_due(at: datetime) -> tuple[QuerySet[Any], ...]:
    """Arrivals that name where a message came from; requests for consent; counts that are over.

    A request stays while its message waits: without it, the sender would be asked again.
    """
    since = days_before(at, "RETENTION_SENDER_DAYS")
    asked = ConsentAsked.objects.filter(asked_at__lte=since)
    return (
        Submission.objects.exclude(sender="").filter(received_at__lte=since),
        asked.exclude(message__status=Message.Status.AWAITING),
        Tally.objects.filter(ends_at__lt=at),
    )


def erase_digests(at: datetime) -> int:
    """Erase digests of addresses; the log of erasures says nothing of them: they name nobody."""
    arrivals, asked, tallies = digests_due(at)
    return arrivals.update(sender="") + asked.delete()[0] + tallies.delete()[0]
