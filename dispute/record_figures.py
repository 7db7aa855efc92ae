"""The record's own figures. Importing a module of figures registers them, in this order."""

from importlib import import_module

MODULES = ("duration", "strikes", "departures", "waits", "ballots", "statistics")


def register() -> None:
    for name in MODULES:
        import_module(f"dispute.figures.{name}")
