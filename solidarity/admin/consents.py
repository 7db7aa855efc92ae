"""The words that senders agree to. Old ones can be read; new ones are added."""

from django.contrib import admin
from django.http import HttpRequest

from solidarity.models import ConsentWording


@admin.register(ConsentWording)
class ConsentWordingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # it takes no name at run time
    """Nobody changes or deletes what people agreed to."""

    list_display = ("purpose", "version", "starts_at", "text")
    list_filter = ("purpose",)
    ordering = ("purpose", "-starts_at")
    fields = ("purpose", "version", "text", "starts_at")

    def has_change_permission(
        self, request: HttpRequest, obj: ConsentWording | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: ConsentWording | None = None
    ) -> bool:
        return False
