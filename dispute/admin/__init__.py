"""The record in the admin, a module for each module of models."""

from . import accounts, action, branch, disputes, law, mail, publicity, staffing, waiting

__all__ = [
    "accounts",
    "action",
    "branch",
    "disputes",
    "law",
    "mail",
    "publicity",
    "staffing",
    "waiting",
]
