"""The law calendar of a dispute, and the planner: pages of the admin for officers and reps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dispute.law.calendar_file import calendar_file
from dispute.law.mandates import Mandate
from dispute.law.planning import Plan, Wish, plan
from dispute.law.record import Book, book_of
from dispute.law.rules import Rule, guidance
from dispute.law.strikes import DayResult
from dispute.models import ActionNotice, Dispute, StrikeDay

from .fields import DayInput
from .rows import usual_dispute

# Before the oldest rule that could matter, and later than anybody plans.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class PlanForm(forms.Form):
    """What is planned, as the address of the page says it."""

    dispute = forms.ModelChoiceField(
        Dispute.objects.order_by("-raised_on", "-pk"),
        label=gettext_lazy("Dispute"),
        empty_label=None,
    )
    first_day = forms.DateField(label=gettext_lazy("We want to act from"), widget=DayInput)
    last_day = forms.DateField(
        label=gettext_lazy("To"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("The last day that you have in mind, if you know it."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of action"),
        choices=ActionNotice.Kind.choices,
        required=False,
    )
    by_agreement = forms.BooleanField(
        label=gettext_lazy("The employer agrees in writing to whatever the law lets both agree on"),
        required=False,
    )

    def clean_first_day(self) -> date:
        return within_years(self.cleaned_data["first_day"])

    def clean_last_day(self) -> date | None:
        last: date | None = self.cleaned_data["last_day"]
        first = self.cleaned_data.get("first_day")
        if last is not None and first is not None and last < first:
            raise ValidationError(_("This is before the first day."))
        return within_years(last) if last else None

    def wish(self) -> Wish:
        """Return what is planned, once the form is valid."""
        said = self.cleaned_data
        kind = said["kind"] or ActionNotice.Kind.STRIKE
        return Wish(said["first_day"], said["last_day"], str(kind), said["by_agreement"])


class ChooseForm(forms.Form):
    """Which dispute's calendar to show."""

    dispute = PlanForm.base_fields["dispute"]


@dataclass(frozen=True, slots=True)
class DayLine:
    """A strike day that something is to be said of."""

    row: StrikeDay
    result: DayResult
    url: str


@require_safe
def law_calendar(request: HttpRequest) -> HttpResponse:
    """Ballots with their tests, notices with their arithmetic, days to look at, and the rules."""
    dispute, form, today = (
        chosen_dispute(request),
        ChooseForm(request.GET, label_suffix=""),
        timezone.localdate(),
    )
    if "dispute" not in request.GET:
        form = ChooseForm(initial={"dispute": dispute}, label_suffix="")
    book = book_of(dispute.pk, today) if dispute else None
    lines = day_lines(book, dispute) if book and dispute else []
    context = {
        **admin.site.each_context(request),
        "title": _("Law calendar"),
        "guidance": guidance(),
        "today": today,
        "dispute": dispute,
        "choose": form if Dispute.objects.count() > 1 or form.errors else None,
        "book": book,
        "coming": [line for line in lines if line.row.date >= today],
        "past": [line for line in lines if line.row.date < today],
        **shelves(book, today),
        "form": PlanForm(initial={"dispute": dispute}, label_suffix=""),
        "rules": in_force(book.rules if book else (), today),
    }
    return render(request, "admin/dispute/law/calendar.html", context)


@require_safe
def law_plan(request: HttpRequest) -> HttpResponse:
    """The planner: a form, and what must happen by when as a list and as calendar entries."""
    asked = "first_day" in request.GET
    usual = {"dispute": usual_dispute()}
    # An address that was typed or noted down need not name the dispute.
    said = {**usual, **request.GET.dict()} if asked else None
    form = PlanForm(said, initial=usual, label_suffix="")
    found = planned(form) if asked and form.is_valid() else None
    if found and request.GET.get("file") == "ics":
        return calendar_answer(found, form.cleaned_data["dispute"])
    context = {
        **admin.site.each_context(request),
        "title": _("Plan action"),
        "guidance": guidance(),
        "form": form,
        "plan": found,
        "dispute": form.cleaned_data["dispute"] if found else None,
        "file_url": f"?{urlencode([*_said(request), ('file', 'ics')])}",
    }
    return render(request, "admin/dispute/law/plan.html", context)


def planned(form: PlanForm) -> Plan:
    """Return the plan of a valid form, as seen today."""
    today = timezone.localdate()
    book = book_of(form.cleaned_data["dispute"].pk, today)
    notices = tuple(each.notice for each in book.notices)
    return plan(book.rules, book.ballots, notices, form.wish(), today)


def calendar_answer(found: Plan, dispute: Dispute) -> HttpResponse:
    """Return a plan as a file that calendars read."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    written = calendar_file(
        found, stamp=timezone.now(), name=dispute.title, site=host, key=str(dispute.pk)
    )
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    stem = f"law-calendar-{found.wish.first_day.isoformat()}"
    answer["Content-Disposition"] = f'attachment; filename="{stem}.ics"'
    return answer


def chosen_dispute(request: HttpRequest) -> Dispute | None:
    """Return the dispute of the address; the usual one where it names none that there is."""
    said = request.GET.get("dispute", "")
    key = int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
    chosen = Dispute.objects.filter(pk=key).first()
    return chosen or Dispute.objects.filter(pk=usual_dispute() or 0).first()


def day_lines(book: Book, dispute: Dispute) -> list[DayLine]:
    """Return the strike days that something is to be said of, in order of date."""
    rows = StrikeDay.objects.filter(dispute=dispute, called_off_on=None).order_by("date", "pk")
    results = [(row, book.day(row)) for row in rows]
    return [DayLine(row, result, day_url(row)) for row, result in results if result.findings]


def shelves(book: Book | None, today: date) -> dict[str, list[Any]]:
    """Return ballots and notices for a page, the newest first: what still counts, and what is over.

    A ballot is over once its mandate is, a notice once its first day has been.
    """
    ballots = list(reversed(book.ballots)) if book else []
    notices = list(reversed(book.notices)) if book else []
    over = [
        each
        for each in ballots
        if isinstance(each.mandate, Mandate) and each.mandate.is_over(today)
    ]
    return {
        "ballots": [each for each in ballots if each not in over],
        "old_ballots": over,
        "notices": [each for each in notices if each.notice.first_day >= today],
        "old_notices": [each for each in notices if each.notice.first_day < today],
    }


def day_url(row: StrikeDay) -> str:
    """Return the address of a strike day's own page."""
    return reverse("admin:dispute_strikeday_change", args=[row.pk])


def in_force(rules: Sequence[Rule], today: date) -> list[tuple[Rule, bool]]:
    """Return every rule with whether it holds today, those that do first."""
    lines = [(rule, rule.covers(today)) for rule in rules]
    return sorted(lines, key=lambda line: not line[1])


def within_years(value: date) -> date:
    """Refuse a year that is a slip of the finger."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        values = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Enter a day of the years %(first)s to %(last)s.") % values)
    return value


def _said(request: HttpRequest) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in request.GET.items() if name != "file"]
