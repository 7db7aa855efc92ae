"""The record's own charts. Importing a module of charts registers them."""

from importlib import import_module

MODULES = ("strikes", "departures", "waits", "statistics")


def register() -> None:
    for name in MODULES:
        import_module(f"dispute.charts.{name}")
