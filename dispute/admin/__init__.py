"""The record in the admin, a module for each module of models."""

from . import (
    accounts,
    action,
    branch,
    claims,
    contradictions,
    disputes,
    law,
    mail,
    person_report,
    privacy,
    publicity,
    staffing,
    touched,
    waiting,
    what_changed,
)

__all__ = [
    "accounts",
    "action",
    "branch",
    "claims",
    "contradictions",
    "disputes",
    "law",
    "mail",
    "person_report",
    "privacy",
    "publicity",
    "staffing",
    "touched",
    "waiting",
    "what_changed",
]
