"""Accounts: who may sign in, and to which group they belong. For administrators alone."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import NATIVE

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # it takes no name at run time
    """What somebody may do comes of their group: no permissions one by one."""

    formfield_overrides = {
        **NATIVE,
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
    }
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Who it is"), {"fields": (("first_name", "last_name"), "email")}),
        (_("What they may do"), {"fields": ("is_active", "is_staff", "groups", "is_superuser")}),
        (_("Seen"), {"fields": (("last_login", "date_joined"),)}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    list_display = ("username", "first_name", "last_name", "is_active", "is_staff")
    list_filter = ("groups", "is_active", "is_staff", "is_superuser")
    show_facets = admin.ShowFacets.NEVER


@admin.register(Group)
class PlainGroupAdmin(GroupAdmin):
    """Groups get what they need at every migrate; an administrator may give them more."""

    filter_horizontal = ()
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    show_facets = admin.ShowFacets.NEVER
