"""How a message came in by the form, and how many came from where: what keeps rubbish out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """What the form noticed about a message. It holds no word that its sender typed."""

    class Sign(models.TextChoices):
        """What speaks for a machine, or for a second look."""

        TRAP = "trap", _("a field was filled that people do not see")
        FAST = "fast", _("it was sent faster than people type")
        LINK = "link", _("it holds a link")
        DUPLICATE = "duplicate", _("the same words came before")

    message = models.OneToOneField(
        "solidarity.Message",
        on_delete=models.CASCADE,
        related_name="submission",
        verbose_name=_("message"),
    )
    received_at = models.DateTimeField(_("received at"))
    signs = models.CharField(_("signs"), max_length=100, blank=True)
    # Keyed digests: of the address it came from, for some days, and of its words.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    words = models.CharField(max_length=64, blank=True, editable=False)
    mailed = models.BooleanField(_("its sender was sent their link"), default=False)

    class Meta:
        verbose_name = _("arrival of a message")
        verbose_name_plural = _("arrivals of messages")
        indexes = [
            models.Index(fields=["words"], name="submission_words"),
            models.Index(
                fields=["received_at"], name="submission_senders", condition=~Q(sender="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M}: {self.signs or '–'}"

    def sign_list(self) -> list[str]:
        """Return what the form noticed, in words."""
        return [str(self.Sign(each).label) for each in self.signs.split()]


class Tally(models.Model):
    """How much came from one address within a stretch of time, counted for all processes at once.

    `digest` is a keyed digest of the address; rows go when their time is over.
    """

    what = models.CharField(_("what is counted"), max_length=10)
    digest = models.CharField(_("digest of the address"), max_length=64)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"), db_index=True)
    count = models.PositiveIntegerField(_("how many"), default=0)

    class Meta:
        verbose_name = _("count of an address")
        verbose_name_plural = _("counts of addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["what", "digest", "starts_at", "ends_at"], name="tally_once"
            ),
            models.CheckConstraint(
                name="tally_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.starts_at:%Y-%m-%d %H:%M}: {self.count}"
