"""The record in the admin, a module for each module of models."""

from . import action, branch, disputes, publicity, staffing, waiting

__all__ = ["action", "branch", "disputes", "publicity", "staffing", "waiting"]
