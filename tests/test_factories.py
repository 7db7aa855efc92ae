"""Each factory makes a row, and then another beside it."""

import inspect
from collections.abc import Callable

import pytest
from django.db import models

from dispute.models import Branch
from solidarity.models import MailboxState
from tests import factories

ONE_PER_SITE = (Branch, MailboxState)

MAKERS = [
    maker
    for name, maker in inspect.getmembers(factories, inspect.isfunction)
    if name.startswith("make_")
]


@pytest.mark.django_db
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_factory_makes_rows_with_a_name(make: Callable[..., models.Model]) -> None:
    first = make()
    assert str(first)
    if not isinstance(first, ONE_PER_SITE):
        assert make().pk != first.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    "status", ["pending", "awaiting consent", "held", "published", "declined", "withdrawn"]
)
def test_a_message_of_every_status_can_be_made(status: str) -> None:
    assert factories.make_message(status=status).status == status


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_letter_of_every_status_can_be_made(status: str) -> None:
    assert factories.make_open_letter(status=status).status == status
