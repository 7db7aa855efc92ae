"""What comes in: messages of solidarity, pledges, invitations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SolidarityConfig(AppConfig):
    name = "solidarity"
    verbose_name = _("What comes in")

    def ready(self) -> None:
        from dispute import stamps
        from dispute.mail import each_round
        from dispute.permissions import KEEP, MODERATOR, OFFICER, READ, REP, allow

        from . import (
            change_triggers,
            charts,
            consent,
            exports,
            figures,
            held,
            histories,
            pack,
            promised_by,
            reports,
            retention,
            withdrawing,
        )
        from .mailbox import kept as mails_kept
        from .mailbox.collecting import checks
        from .models import (
            ConsentWording,
            Invitation,
            Message,
            Pledge,
            ReceivedMail,
            WallSettings,
        )
        from .pasting import kept as pasted_kept
        from .queue import digest
        from .searching import index
        from .sending import taking

        for each in (charts, exports, figures, histories, pack, held, promised_by, reports):
            each.register()
        stamps.watch(Message, seen="{row}.status = 'published'")
        # Totals of pledges can be public; who promised them, and who invites, never is.
        stamps.watch(Pledge)
        stamps.watch(WallSettings)
        pre_migrate.connect(change_triggers.remove_before_migrate, sender=self)
        post_migrate.connect(change_triggers.install_after_migrate, sender=self)
        post_migrate.connect(index.install_after_migrate, sender=self)
        each_round(consent.ask_those_who_wait)
        withdrawing.register()
        index.register()
        retention.register()
        digest.register()
        taking.register()
        pasted_kept.register()
        mails_kept.register()
        checks.register()
        for model in (Message, Pledge, Invitation, WallSettings, ConsentWording):
            allow(OFFICER, model, KEEP)
        allow(REP, WallSettings, READ)
        allow(MODERATOR, Message, ("view", "add", "change"))
        allow(REP, Message, READ)
        # Mails come by the doors alone; whoever checks messages deals with them.
        for group in (OFFICER, MODERATOR):
            allow(group, ReceivedMail, ("view", "change"))
