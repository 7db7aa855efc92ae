"""How collecting mail from the branch's mailbox went the last time. Nothing of any mail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

THE_ONLY = 1


class MailboxState(models.Model):
    """One row a site, from the first run on; what is wrong goes as soon as a run ends well."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONLY, editable=False)
    ran_at = models.DateTimeField(_("last run at"))
    succeeded_at = models.DateTimeField(_("last run without trouble at"), null=True, blank=True)
    trouble = models.TextField(_("what is wrong"), blank=True)
    trouble_since = models.DateTimeField(_("since"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("mails taken in so far"), default=0)
    taken_at = models.DateTimeField(_("last mail taken in at"), null=True, blank=True)

    class Meta:
        verbose_name = _("state of the mailbox")
        verbose_name_plural = _("state of the mailbox")
        constraints = [
            models.CheckConstraint(name="mailboxstate_only_one", condition=Q(id=THE_ONLY)),
            models.CheckConstraint(
                name="mailboxstate_trouble_since",
                condition=Q(trouble="", trouble_since__isnull=True)
                | (~Q(trouble="") & Q(trouble_since__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.trouble or f"{self.ran_at:%Y-%m-%d %H:%M}"
