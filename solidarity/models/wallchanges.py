"""What changed on the wall, and when: one row for each message that ever was on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispute.models import Dispute


class WallChange(models.Model):
    """Whether a message is on a dispute's wall, and its last change there. Nobody writes it by
    hand: the database does, by triggers (solidarity/change_triggers.py).

    A message is named by its reference, and nothing ties the row to it: of one that was taken back
    or deleted, a row is left that says no more than that.
    """

    class What(models.TextChoices):
        SHOWN = "shown", _("on the wall")
        GONE = "gone", _("gone")

    # No constraint, as with a stamp: messages that go with their dispute still leave their rows.
    dispute = models.ForeignKey(
        Dispute,
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
        verbose_name=_("dispute"),
    )
    ref = models.CharField(_("reference of the message"), max_length=12)
    what = models.CharField(_("what"), max_length=5, choices=What)
    # Of what is on the wall, so that what changed of one kind is found at once; nothing, once gone.
    kind = models.CharField(_("kind"), max_length=20, blank=True, default="")
    # The dispute's stamp in the transaction of the change: whoever has seen n has seen all below.
    number = models.PositiveBigIntegerField(_("number"))
    changed_at = models.DateTimeField(_("changed at"))
    first_shown_at = models.DateTimeField(_("first shown at"))

    class Meta:
        verbose_name = _("change on the wall")
        verbose_name_plural = _("changes on the wall")
        constraints = [
            models.UniqueConstraint(fields=["dispute", "ref"], name="wallchange_once"),
            models.CheckConstraint(
                name="wallchange_what_known", condition=Q(what__in=["shown", "gone"])
            ),
            models.CheckConstraint(
                name="wallchange_gone_has_no_kind",
                condition=Q(what="gone", kind="") | (Q(what="shown") & ~Q(kind="")),
            ),
        ]
        indexes = [
            models.Index(fields=["dispute", "number", "id"], name="wallchange_order"),
            models.Index(fields=["dispute", "kind", "number", "id"], name="wallchange_kind_order"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.what} ({self.dispute_id}.{self.number})"

    @property
    def is_new(self) -> bool:
        """Whether nothing has happened to the message since it came on the wall."""
        return self.changed_at == self.first_shown_at
