"""Mails to moderators about what waits: counts, ages and a link, and not a word of any message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Min, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from dispute.mail import call_back, send_later
from dispute.models import Branch
from solidarity.models import DigestChoice, Message

Often, Status = DigestChoice.Often, Message.Status
KIND = "digest"
# The hours of a day, in local time, at which such a mail is due.
HOURS = {Often.DAILY: (8,), Often.TWICE: (8, 17), Often.WEEKLY: (8,)}
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits: to be checked, for how long the oldest did, held, and for consent."""

    to_check: int
    oldest: datetime | None
    held: int
    for_consent: int


def choose(person: User, often: str, *, at: datetime) -> DigestChoice:
    """Write down how often somebody wants to be told; the first mail comes when it is next due."""
    values = {"often": Often(often), "told_until": at}
    return DigestChoice.objects.update_or_create(user=person, defaults=values)[0]


def send_digests(at: datetime) -> int:
    """Queue the mails that are due by `at`; return how many. A part of the mail worker's round.

    Nothing waits: no mail. Two workers at once write one.
    """
    choices = DigestChoice.objects.exclude(often=Often.OFF).select_related("user")
    due = [(each, last_due(each.often, at)) for each in choices.order_by("pk")]
    found = [each for each, when in due if when > each.told_until]
    if not found:
        return 0
    waits = what_waits()
    return sum(_tell(each, waits, at) for each in found)


def what_waits() -> Waits:
    """Count what waits now."""
    to_check = Q(status=Status.PENDING)
    counted = Message.objects.aggregate(
        to_check=Count("pk", filter=to_check),
        oldest=Min("entered_at", filter=to_check),
        held=Count("pk", filter=Q(status=Status.HELD)),
        for_consent=Count("pk", filter=Q(status=Status.AWAITING)),
    )
    return Waits(**counted)


def last_due(often: str, at: datetime) -> datetime:
    """Return the last time up to `at` at which such a mail was due, in local time."""
    local = timezone.localtime(at)
    if often == Often.HOURLY:
        return local.replace(minute=0, second=0, microsecond=0)
    hours = HOURS[Often(often)]
    for days in range(8):
        day = local - timedelta(days=days)
        if often == Often.WEEKLY and day.weekday() != MONDAY:
            continue
        for hour in reversed(hours):
            due = day.replace(hour=hour, minute=0, second=0, microsecond=0)
            if due <= local:
                return due
    raise AssertionError("Every week has each of its days.")


def may_be_told(person: User) -> bool:
    """Whether somebody still checks messages, and can be written to."""
    return bool(person.is_active and person.email and person.has_perm("solidarity.change_message"))


def age_of(oldest: datetime, at: datetime) -> str:
    """Return how long the oldest has waited, in whole hours or days."""
    hours = max(int((at - oldest).total_seconds()) // 3600, 1)
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}


@transaction.atomic
def _tell(choice: DigestChoice, waits: Waits, at: datetime) -> bool:
    """Queue one person's mail, if nobody else does just now; return whether we did."""
    seen = DigestChoice.objects.filter(pk=choice.pk, told_until=choice.told_until)
    if not seen.update(told_until=at):
        return False
    if not waits.to_check or waits.oldest is None or not may_be_told(choice.user):
        return False
    about = f"digest:{choice.user_id}"
    # One that has not left, since the mail server is down, says what is no longer so.
    call_back(about=about)
    count = waits.to_check
    subject = ngettext("%(n)s message waits", "%(n)s messages wait", count) % {"n": count}
    send_later(
        KIND,
        to=choice.user.email,
        subject=subject,
        body=render_to_string("solidarity/mail/digest.txt", _context(waits, at)),
        about=about,
        at=at,
    )
    return True


def _context(waits: Waits, at: datetime) -> dict[str, object]:
    return {
        "waits": waits,
        "age": age_of(waits.oldest, at) if waits.oldest else "",
        "url": f"{settings.SITE_URL}{reverse('admin:queue')}",
        "settings_url": f"{settings.SITE_URL}{reverse('admin:queue-mails')}",
        "branch": Branch.objects.first(),
    }


def register() -> None:
    """Let the mail worker's rounds send what is due."""
    from dispute.mail import each_round

    each_round(_round)


def _round(at: datetime) -> None:
    send_digests(at)
