"""What comes in: messages of solidarity."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolidarityConfig(AppConfig):
    name = "solidarity"
    verbose_name = _("What comes in")

    def ready(self) -> None:
        from dispute import stamps
        from dispute.permissions import KEEP, MODERATOR, OFFICER, READ, REP, allow

        from . import charts, exports, figures, histories, pack
        from .models import Message

        charts.register()
        exports.register()
        figures.register()
        histories.register()
        pack.register()
        stamps.watch(Message, seen="{row}.status = 'published'")
        allow(OFFICER, Message, KEEP)
        allow(MODERATOR, Message, ("view", "add", "change"))
        allow(REP, Message, READ)
