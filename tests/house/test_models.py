"""Every model says what it is, can be made in a test, and pairs who with when."""

import inspect
import typing

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from tests import factories
from tests.house import tree

Model = type[models.Model]


def own_models() -> list[Model]:
    """Return the models that we wrote: not the tables of history, which are made from them."""
    return [
        model
        for app in tree.APPS
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "history_object")
    ]


def made_by_factories() -> set[Model]:
    """Return the models that some function in tests/factories/ says it returns."""
    makers = (f for _, f in inspect.getmembers(factories, inspect.isfunction))
    returned = {typing.get_type_hints(maker).get("return") for maker in makers}
    return {made for made in returned if isinstance(made, type) and issubclass(made, models.Model)}


def unpaired(model: Model) -> list[str]:
    """Return what is wrong with the fields that say who did something.

    Beside <stem>_by, an account, stands <stem>_at. Where that may be empty, a constraint in the
    database names both: a decision without its maker, or a maker without a decision, is refused.
    """
    account = apps.get_model(settings.AUTH_USER_MODEL)
    names = {field.name: field for field in model._meta.get_fields()}
    problems = []
    for name, field in names.items():
        if not name.endswith("_by") or field.related_model is not account:
            continue
        when = names.get(name.removesuffix("_by") + "_at")
        if when is None:
            problems.append(f"{name} has no _at beside it")
        elif when.null and not constrained(model, name, when.name):
            problems.append(f"no constraint pairs {name} with {when.name}")
    return problems


def constrained(model: Model, *names: str) -> bool:
    """Return whether one constraint of `model` speaks of all the fields `names`."""
    checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    return any(all(name in str(check.condition) for name in names) for check in checks)


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_model_has_a_name_of_its_own(model: Model) -> None:
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_model_has_a_factory(model: Model) -> None:
    assert model in made_by_factories()


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_model_pairs_who_with_when(model: Model) -> None:
    assert unpaired(model) == []
