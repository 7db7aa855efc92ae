"""The record, and the admin that it is kept in."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class DisputeConfig(AppConfig):
    name = "dispute"
    default = True
    verbose_name = _("The record")

    def ready(self) -> None:
        from . import (
            permissions,
            record_charts,
            record_exports,
            record_figures,
            record_pack,
            record_permissions,
            record_stamps,
            stamps,
            texts,
        )
        from .corrections import registering
        from .mail import each_round
        from .privacy import complaints, held_here, report_here, retention, rules

        registering.register()
        each_round(complaints.note_sent)
        each_round(retention.purge_daily)
        held_here.register()
        report_here.register()
        rules.register()
        record_exports.register()
        record_figures.register()
        # After the figures, which keep the order in which they are imported.
        record_charts.register()
        record_pack.register()
        record_permissions.register()
        record_stamps.register()
        texts.register()
        pre_migrate.connect(stamps.remove_before_migrate, sender=self)
        post_migrate.connect(stamps.install_after_migrate, sender=self)
        post_migrate.connect(permissions.grant_after_migrate, sender=self)


class BranchAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "dispute.adminsite.BranchAdminSite"
