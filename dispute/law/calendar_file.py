"""A plan as calendar entries: whole days, each saying why, and that it is guidance."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from .planning import Plan, Step

PRODUCT = "-//Dispute//Law calendar//EN"
# At nine in the morning of the day before.
ALARM_BEFORE = timedelta(hours=15)


def calendar_file(plan: Plan, *, stamp: datetime, name: str, site: str, key: str) -> bytes:
    """Return a plan as iCalendar (RFC 5545). `stamp` is the instant that it is made, aware.

    `name` heads the entries, `site` is the site's host, and `key` names the dispute for ever: the
    entry of one step, kind and first day has the same UID whenever it is asked for.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", _("Law calendar: %s") % name)
    calendar.add("x-wr-calname", _("Law calendar: %s") % name)
    for step in plan.steps:
        uid = f"law-{key}-{plan.wish.key}-{step.key}@{site}"
        calendar.add_component(_entry(step, uid=uid, stamp=stamp, name=name))
    written: Any = calendar.to_ical()
    return bytes(written)


def _entry(step: Step, *, uid: str, stamp: datetime, name: str) -> Event:
    entry = Event()
    entry.add("uid", uid)
    entry.add("dtstamp", stamp)
    entry.add("summary", f"{step.title} ({name})")
    entry.add("dtstart", step.on)
    entry.add("dtend", step.on + timedelta(days=1))
    entry.add("description", step.note)
    entry.add("transp", "TRANSPARENT")
    if step.key != "action" and not step.is_past:
        entry.add_component(_alarm(step))
    return entry


def _alarm(step: Step) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{step.title}. {step.guidance}")
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm
