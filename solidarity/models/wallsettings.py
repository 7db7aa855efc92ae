"""What an officer chooses about a dispute's wall."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dispute.models import Dispute, Row, RowManager


class WallSettings(Row):
    """One row a dispute at most; without one, everything is as it is by default."""

    pledges_public = models.BooleanField(
        _("publish the totals of pledges"),
        default=False,
        help_text=_(
            "Everybody then reads how much was pledged and received, with each pledge's day and "
            "sum; an organisation only where it agreed to be named, and a person never."
        ),
    )
    noindex = models.BooleanField(
        _("keep the wall out of search engines"),
        default=False,
        help_text=_("Search engines are asked to list no page of the wall. Links go on working."),
    )
    history = HistoricalRecords()

    objects = RowManager["WallSettings"]()

    class Meta:
        verbose_name = _("settings of the wall")
        verbose_name_plural = _("settings of the wall")
        constraints = [
            models.UniqueConstraint(fields=["dispute"], name="wallsettings_once_a_dispute")
        ]

    def __str__(self) -> str:
        return f"Wall of {self.dispute}"

    @classmethod
    def of(cls, dispute: Dispute) -> "WallSettings":
        """Return a dispute's settings; an unsaved row of defaults where nobody chose any."""
        return cls.objects.filter(dispute=dispute).first() or cls(dispute=dispute)
