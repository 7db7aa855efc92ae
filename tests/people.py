"""The accounts of the tests: how one is made, and how one signs in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client


def person(name: str, *, group: str = "") -> "User":
    """Make an account; one in a group may sign in to the admin."""
    from django.contrib.auth.models import Group, User

    made = User.objects.create_user(
        name, f"{name}@branch.example", "password", is_staff=bool(group)
    )
    if group:
        made.groups.add(Group.objects.get(name=group))
    return made


def signed_in(user: "User") -> "Client":
    """Return a client that has signed in as `user`."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client
