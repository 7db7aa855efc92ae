"""A whole wall that somebody pasted, as it is being split into messages."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispute.models import SourcedRow


class PastedWall(SourcedRow):
    """A pasted page in pieces, until it is taken in or thrown away. Never public.

    `pieces` is a list of solidarity.pasting.Piece as JSON. What was taken in is kept no second
    time: its piece names the message and holds no word of it.
    """

    pieces: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(
        _("pieces"), default=list, editable=False
    )
    # Counts changes, so that nobody changes what they have not seen.
    edition = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"))
    taken_at = models.DateTimeField(_("taken in at"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken in by"),
    )

    class Meta:
        verbose_name = _("pasted wall")
        verbose_name_plural = _("pasted walls")
        constraints = [
            models.CheckConstraint(
                name="pasted_wall_taken_by_and_at",
                condition=Q(taken_by__isnull=True) | Q(taken_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispute}, {self.entered_at:%Y-%m-%d %H:%M}"
