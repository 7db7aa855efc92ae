"""What goes out: open letters, and the composed home page."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("What goes out")

    def ready(self) -> None:
        from dispute import stamps
        from dispute.permissions import KEEP, OFFICER, READ, REP, allow

        from . import (
            exports,
            figures,
            histories,
            pack,
            pins,
            quotes,
            resting,
            statements,
            taken_back,
            texts,
            timeline,  # noqa: F401 - adds letters to the timeline
        )
        from .models import CheckedNumber, OpenLetter, QuotedFigure

        exports.register()
        figures.register()
        histories.register()
        pack.register()
        quotes.register()
        resting.register()
        statements.register()
        taken_back.register()
        texts.register()
        stamps.watch(OpenLetter, seen="{row}.status = 'published'")
        post_migrate.connect(pins.refuse_changes_after_migrate, sender=self)
        allow(OFFICER, OpenLetter, KEEP)
        allow(REP, OpenLetter, READ)
        allow(OFFICER, QuotedFigure, READ)
        allow(REP, QuotedFigure, READ)
        allow(OFFICER, CheckedNumber, READ)
        allow(REP, CheckedNumber, READ)
