"""Who may do what: the groups officer, moderator and rep, made on every migrate.

An app says what each group may do with its models by `allow()`; nothing is taken from a group that
an administrator has given it more.
"""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db import models

OFFICER, MODERATOR, REP = "officer", "moderator", "rep"
KEEP = ("view", "add", "change", "delete")
READ = ("view",)

_allowed: dict[str, set[tuple[str, str]]] = defaultdict(set)


def allow(group: str, model: type[models.Model], actions: tuple[str, ...]) -> None:
    """Let members of `group` do `actions` ("view", "add", "change", "delete") with `model`."""
    for action in actions:
        _allowed[group].add((model._meta.app_label, f"{action}_{model._meta.model_name}"))


def grant_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Make the groups and give them what is allowed. Receives Django's `post_migrate`."""
    from django.contrib.auth.models import Group, Permission

    # Each app's permissions are made after its own migrate, which may come after this one's.
    for label in {label for pairs in _allowed.values() for label, _codename in pairs}:
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    known = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for name in (OFFICER, MODERATOR, REP):
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*(known[pair] for pair in sorted(_allowed[name]) if pair in known))
