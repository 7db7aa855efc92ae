"""What waits, in the order in which it came. However much waits, nothing here asks row by row."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy

from solidarity.models import Decision, Message

from .reading import READ_CHARACTERS

Status = Message.Status
TABS = {
    "check": (Status.PENDING, gettext_lazy("To check")),
    "held": (Status.HELD, gettext_lazy("Held")),
    "consent": (Status.AWAITING, gettext_lazy("Waiting for consent")),
}


def queue(status: str) -> QuerySet[Message]:
    """Return what waits with that status, those that came first above."""
    found = Message.objects.filter(status=status).order_by("entered_at", "pk")
    decisions = Decision.objects.select_related("decided_by", "undone_by").order_by("pk")
    related = found.select_related("dispute", "entered_by", "decided_by", "submission")
    return related.prefetch_related(Prefetch("decisions", decisions))


def openings(status: str) -> QuerySet[Message]:
    """Return the same for a list: of the long texts, no more than is looked at."""
    found = queue(status).defer("body", "body_as_sent", "card")
    cut = {"begins": Left("body", READ_CHARACTERS + 1), "came": Left("body_as_sent", 1)}
    return found.annotate(**cut)


def from_here(rows: QuerySet[Message], message: Message) -> QuerySet[Message]:
    """Return the rows from a message on, that one included if it is one of them."""
    at, pk = message.entered_at, message.pk
    return rows.filter(Q(entered_at__gt=at) | Q(entered_at=at, pk__gte=pk))


def before(rows: QuerySet[Message], message: Message) -> QuerySet[Message]:
    """Return the rows before a message."""
    at, pk = message.entered_at, message.pk
    return rows.filter(Q(entered_at__lt=at) | Q(entered_at=at, pk__lt=pk))


def counts() -> dict[str, int]:
    """Return how many messages each tab holds."""
    held = {name: Count("pk", filter=Q(status=status)) for name, (status, _label) in TABS.items()}
    return dict(Message.objects.aggregate(**held))
