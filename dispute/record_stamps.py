"""The record's tables that the public can see."""

from . import models, stamps
from .record_permissions import ROWS


def register() -> None:
    stamps.watch(models.Branch, column="")
    stamps.watch(models.Dispute, column="id")
    for model in ROWS:
        stamps.watch(model)
