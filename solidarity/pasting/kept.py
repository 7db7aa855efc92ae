"""For how long a pasted wall is kept: it holds names and words that nobody has published yet."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.privacy.retention import Rule, add_rule, days_before, in_days
from solidarity.models import PastedWall

from . import walls  # noqa: F401 - it says what is erased with a message

PERIOD = "RETENTION_UNCONFIRMED_DAYS"


def register() -> None:
    """Add the rule; importing `walls` said what else is erased with a message."""
    add_rule(
        Rule(
            "pasted_walls",
            gettext_lazy("%(n)s pasted wall"),
            gettext_lazy("%(n)s pasted walls"),
            pasted_kept,
            lambda at: pasted_due(at).count(),
            lambda at: pasted_due(at).delete()[0],
            kind="pasted wall",
        )
    )


def pasted_kept() -> str:
    """Say for how long a pasted wall is kept."""
    return in_days(
        PERIOD,
        _("for %(n)s day after somebody last worked on it"),
        _("for %(n)s days after somebody last worked on it"),
    )


def pasted_due(at: datetime) -> QuerySet[PastedWall]:
    """Pasted walls that nobody worked on for long enough."""
    return PastedWall.objects.filter(changed_at__lte=days_before(at, PERIOD))
