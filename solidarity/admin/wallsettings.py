"""What officers choose about the wall."""

from django.contrib import admin

from dispute.admin.rows import RowAdmin
from solidarity.models import WallSettings


@admin.register(WallSettings)
class WallSettingsAdmin(RowAdmin[WallSettings]):
    """One page a dispute."""

    facts = ("pledges_public", "noindex")
    list_display = ("__str__", "pledges_public", "noindex")
