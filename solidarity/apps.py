"""What comes in: messages of solidarity, pledges, invitations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SolidarityConfig(AppConfig):
    name = "solidarity"
    verbose_name = _("What comes in")

    def ready(self) -> None:
        from . import (
            charts,
            demonstration,
            exports,
            figures,
            held,
            histories,
            pack,
            permissions,
            promised_by,
            reports,
            retention,
            withdrawing,
        )
        from .mailbox import kept as mails_kept
        from .mailbox.collecting import checks
        from .pasting import kept as pasted_kept
        from .queue import digest
        from .searching import index
        from .sending import taking

        for each in (charts, exports, figures, histories, pack, held, promised_by, reports):
            each.register()
        demonstration.register()
        self.watch()
        withdrawing.register()
        index.register()
        retention.register()
        digest.register()
        taking.register()
        pasted_kept.register()
        mails_kept.register()
        checks.register()
        permissions.register()

    def watch(self) -> None:
        """Say what is done when rows change, after each migrate, and in each round."""
        from dispute import stamps
        from dispute.mail import each_round

        from . import change_triggers, consent
        from .models import Message, Pledge, WallSettings
        from .searching import index

        stamps.watch(Message, seen="{row}.status = 'published'")
        # Totals of pledges can be public; who promised them, and who invites, never is.
        stamps.watch(Pledge)
        stamps.watch(WallSettings)
        pre_migrate.connect(change_triggers.remove_before_migrate, sender=self)
        post_migrate.connect(change_triggers.install_after_migrate, sender=self)
        post_migrate.connect(index.install_after_migrate, sender=self)
        each_round(consent.ask_those_who_wait)
