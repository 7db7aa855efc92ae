"""The front page, the dispute at a glance, its timeline, and the letters."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from dispute.corrections.affected import about
from dispute.figures import Record
from dispute.models import Dispute
from dispute.pages import for_dispute, shell
from dispute.timeline import entries

from .figures import sent_day
from .home import home_page
from .letters import waiting_days
from .models import OpenLetter
from .pins import quoted_lines
from .resting import LETTER

ENTRIES_AT_A_GLANCE = 6


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the list of letters."""

    title: str
    url: str
    dated: date
    recipient_line: str
    replied_on: date | None
    days_without_reply: int | None


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The branch's front page: its current dispute."""
    dispute = Dispute.objects.current()
    page = shell(dispute, "dispute")
    composed = home_page(Record(dispute), page.today) if dispute else None
    return render(request, "campaigns/home.html", {"page": page, "home": composed})


@require_safe
@for_dispute
def dispute_detail(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """The dispute at a glance."""
    page = shell(dispute, "dispute")
    record = Record(dispute)
    told = entries(record, page.today)
    context = {
        "page": page,
        "home": home_page(record, page.today),
        "entries": told[:ENTRIES_AT_A_GLANCE],
    }
    return render(request, "campaigns/dispute_detail.html", context)


@require_safe
@for_dispute
def timeline(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """What happened, newest first, by year."""
    told = entries(Record(dispute), timezone.localdate())
    years = [(year, list(of_year)) for year, of_year in groupby(told, lambda each: each.date.year)]
    context = {"page": shell(dispute, "timeline"), "years": years}
    return render(request, "campaigns/timeline.html", context)


@require_safe
@for_dispute
def letter_list(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Open letters, newest first, with how long each has waited."""
    letters = OpenLetter.objects.public().filter(dispute=dispute).newest_first()
    without_text = letters.defer("body", "body_html", "reply", "reply_html")
    context = {
        "page": shell(dispute, "letters"),
        "letters": [_line(letter, dispute, timezone.localdate()) for letter in without_text],
    }
    return render(request, "campaigns/letter_list.html", context)


@require_safe
@for_dispute
def letter_detail(request: HttpRequest, dispute: Dispute, letter: str) -> HttpResponse:
    """One letter, as it was sent."""
    found = OpenLetter.objects.public().filter(dispute=dispute, slug=letter).first()
    if found is None:
        raise Http404
    context = {
        "page": shell(dispute, "letters"),
        "letter": found,
        # Safe: campaigns.markup removed whatever is not on our list before these were stored.
        "letter_body": mark_safe(found.body_html),  # noqa: S308 - see above
        "letter_reply": mark_safe(found.reply_html),  # noqa: S308 - see above
        "waiting_days": waiting_days(found, timezone.localdate()),
        "counted_days": counted_days(found, timezone.localdate()),
        "corrections": about(dispute, LETTER, found.ref),
        "quoted": quoted_lines(found, Record(dispute, without=found.ref), timezone.localdate()),
    }
    return render(request, "campaigns/letter_detail.html", context)


def counted_days(letter: OpenLetter, today: date) -> int | None:
    """Return the days that a letter had waited when the branch stopped counting, or None where it
    has not stopped by `today`, or stopped before the letter was sent."""
    stopped = letter.count_stopped_on
    if stopped is None or not sent_day(letter) <= stopped <= today:
        return None
    return (stopped - sent_day(letter)).days


def _line(letter: OpenLetter, dispute: Dispute, today: date) -> LetterLine:
    letter.dispute = dispute
    return LetterLine(
        title=letter.title,
        url=letter.get_absolute_url(),
        dated=letter.dated,
        recipient_line=letter.recipient_line,
        replied_on=letter.replied_on,
        days_without_reply=waiting_days(letter, today),
    )
