"""What a rule of law is about, which day decides whether it holds, and in what it is counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MAJORITY = "majority", _("majority")
    TURNOUT = "turnout", _("turnout")
    SUPPORT = "support", _("support of those entitled")
    NOTICE = "notice", _("notice of action")
    MANDATE = "mandate", _("mandate")
    SCRUTINEER = "scrutineer", _("scrutineer")


class Decides(models.TextChoices):
    """The day that decides which rule holds; empty for a rule that holds always."""

    OPENED = "opened", _("the day the ballot opened")
    RECEIVED = "received", _("the day the employer received the notice")


class Unit(models.TextChoices):
    PERCENT = "percent", _("per cent")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    PEOPLE = "people", _("people")


# Each kind is counted in one way, and turns on one day if it turns on any.
UNIT_OF = {
    Kind.MAJORITY: Unit.PERCENT,
    Kind.TURNOUT: Unit.PERCENT,
    Kind.SUPPORT: Unit.PERCENT,
    Kind.NOTICE: Unit.DAYS,
    Kind.MANDATE: Unit.MONTHS,
    Kind.SCRUTINEER: Unit.PEOPLE,
}
DECIDED_BY = {kind: Decides.RECEIVED if kind == Kind.NOTICE else Decides.OPENED for kind in UNIT_OF}
# “More than”: one vote above the share. For the others the share itself is enough.
MORE_THAN = (Kind.MAJORITY, Kind.SCRUTINEER)
# Tests that the law knew from one day to another; the others it always asks.
MAY_END = (Kind.TURNOUT, Kind.SUPPORT)
