"""What the law calendar says where ballots, notices and days are entered, and on the index."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.law.ballots import BallotResult, Standing, State
from dispute.law.notices import InTime, NoticeResult
from dispute.law.record import Book, book_of, books
from dispute.law.rules import NoRule, day, guidance
from dispute.models import Dispute, StrikeDay
from dispute.what_waits import Item, Panel, panel

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Admin = ModelAdmin[Any]
else:
    Admin = object

MANDATE_ENDS_WITHIN = 28
SHOWN = 5


class LawList(ChangeList):
    """Gives each row of a page the law calendar of its dispute, for three queries altogether."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        if rows:
            found = books((row.dispute_id for row in rows), timezone.localdate())
            for row in rows:
                row.law_book = found[row.dispute_id]
        self.result_list = rows


class LawShown(Admin):
    """An admin whose rows the law calendar has something to say of."""

    change_list_template = "admin/dispute/law/change_list.html"
    law_template = ""

    class Media:
        css = {"all": ["css/law.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[LawList]:
        return LawList

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the law calendar says stands under the facts of a row that is there."""
        first, *others = super().get_fieldsets(request, obj)
        shown = [(_("Law calendar"), {"fields": ("law",), "classes": ("law-set",)})] if obj else []
        return [first, *shown, *others]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "law")

    @admin.display(description=gettext_lazy("What follows"))
    def law(self, row: Any) -> SafeString:
        """What the law calendar says of a row, on the row's own page."""
        book = book_of(row.dispute_id, timezone.localdate())
        url = f"{reverse('admin:law')}?dispute={row.dispute_id}"
        context = {"guidance": guidance(), "calendar_url": url, **self.law_context(book, row)}
        return render_to_string(self.law_template, context)

    @admin.display(description=gettext_lazy("law calendar"))
    def law_brief(self, row: Any) -> str:
        """The same in a few words, in a list."""
        text, is_warning = self.brief(row.law_book, row)
        return format_html('<span class="law-flag">{}</span>', text) if is_warning else text

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> Any:
        self.say(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.say(request, obj)
        return super().response_change(request, obj)

    def say(self, request: HttpRequest, obj: Any) -> None:
        """Say what to look at, once a row is saved. It is saved all the same."""
        book = book_of(obj.dispute_id, timezone.localdate())
        for level, sentence in self.said(book, obj):
            self.message_user(request, sentence, level)

    # --- For each of the three. Admins have a metaclass of their own, so ABC cannot ask for these:
    # --- a fourth that lacks one fails at its first page.

    def law_context(self, book: Book, row: Any) -> dict[str, Any]:
        """Return what the template of a row's own page is given."""
        raise NotImplementedError("each kind of row has a template of its own")

    def brief(self, book: Book, row: Any) -> tuple[str, bool]:
        """Return a few words for a list, and whether they warn."""
        raise NotImplementedError("each kind of row is warned of in its own words")

    def said(self, book: Book, row: Any) -> list[tuple[int, str]]:
        """Return what to say after saving: levels of messages, and sentences."""
        raise NotImplementedError("each kind of row has sentences of its own")


class BallotLaw(LawShown):
    law_template = "admin/dispute/law/_ballot.html"

    def law_context(self, book: Book, row: Any) -> dict[str, Any]:
        return {"result": book.ballot(row.pk)}

    def brief(self, book: Book, row: Any) -> tuple[str, bool]:
        found = book.ballot(row.pk)
        return ballot_brief(found) if found else ("", False)

    def said(self, book: Book, row: Any) -> list[tuple[int, str]]:
        found = book.ballot(row.pk)
        return [*ballot_said(found), *days_said(book, row.dispute_id)] if found else []


class NoticeLaw(LawShown):
    law_template = "admin/dispute/law/_notice.html"

    def law_context(self, book: Book, row: Any) -> dict[str, Any]:
        return {"result": book.notice(row.pk)}

    def brief(self, book: Book, row: Any) -> tuple[str, bool]:
        found = book.notice(row.pk)
        return (str(found.state.label), found.state != InTime.IN_TIME) if found else ("", False)

    def said(self, book: Book, row: Any) -> list[tuple[int, str]]:
        found = book.notice(row.pk)
        return [notice_said(found), *days_said(book, row.dispute_id)] if found else []


class DayLaw(LawShown):
    law_template = "admin/dispute/law/_day.html"

    def law_context(self, book: Book, row: Any) -> dict[str, Any]:
        return {"result": book.day(row)}

    def brief(self, book: Book, row: Any) -> tuple[str, bool]:
        found = book.day(row)
        if found.findings:
            return found.brief, True
        return ("" if row.called_off_on else _("nothing to warn of")), False

    def said(self, book: Book, row: Any) -> list[tuple[int, str]]:
        found = book.day(row)
        quiet = [(messages.INFO, found.note.sentence)] if found.note else []
        return [(messages.WARNING, each.sentence) for each in found.findings] + quiet


# --- Words ----------------------------------------------------------------------------------------


def ballot_brief(found: BallotResult) -> tuple[str, bool]:
    """Return what a list says of a ballot, and whether that is a warning."""
    if found.standing == Standing.HOLDS:
        return _("mandate to %s") % day(found.last_day), False
    wrong = [each for each in found.tests if each.state in (State.NOT_MET, State.NO_RULE)]
    if not wrong:
        return str(State.OPEN.label if _is_open(found) else found.standing.label), False
    return "; ".join(f"{each.label}: {each.state.label}" for each in wrong), True


def ballot_said(found: BallotResult) -> list[tuple[int, str]]:
    """Return what to say of a ballot that was saved: its mandate, and each test that is not met."""
    wrong = [
        (messages.WARNING, f"{each.label.capitalize()}: {each.sentence}")
        for each in found.tests
        if each.state in (State.NOT_MET, State.NO_RULE)
    ]
    if isinstance(found.mandate, NoRule):
        return [*wrong, (messages.WARNING, found.mandate.sentence)]
    holds = found.standing == Standing.HOLDS
    return [(messages.INFO, found.mandate.sentence)] if holds else wrong


def notice_said(found: NoticeResult) -> tuple[int, str]:
    """Return what to say of a notice that was saved."""
    in_time = found.state == InTime.IN_TIME
    return (messages.INFO if in_time else messages.WARNING), found.sentence


def days_said(book: Book, dispute: int) -> list[tuple[int, str]]:
    """Return a sentence on the days to come that are to be looked at, or none."""
    coming = StrikeDay.objects.filter(dispute=dispute, date__gte=book.at, called_off_on=None)
    wrong = [row for row in coming.order_by("date", "pk") if book.day(row).findings]
    if not wrong:
        return []
    sentence = ngettext(
        "The law calendar warns of %(n)s day of action to come: %(first)s, %(brief)s. %(guidance)s",
        "The law calendar warns of %(n)s days of action to come, first %(first)s: %(brief)s. "
        "%(guidance)s",
        len(wrong),
    )
    values = {
        "n": len(wrong),
        "first": day(wrong[0].date),
        "brief": book.day(wrong[0]).brief,
        "guidance": guidance(),
    }
    return [(messages.WARNING, sentence % values)]


def _is_open(found: BallotResult) -> bool:
    return any(each.state == State.OPEN for each in found.tests)


# --- The index ------------------------------------------------------------------------------------


@panel(order=25)
def law_to_watch(request: HttpRequest) -> Panel | None:
    """Mandates that end within 28 days, and days to come that are warned of; None for nothing."""
    if not request.user.has_perm("dispute.view_lawrule"):
        return None
    today = timezone.localdate()
    going_on = Dispute.objects.filter(status__in=[Dispute.Status.DRAFT, Dispute.Status.LIVE])
    found = books([each.pk for each in going_on], today)
    items = [*_ending(going_on, found), *_warned(found)]
    if not items:
        return None
    return Panel(
        count=len(items),
        title=ngettext("thing for the law calendar", "things for the law calendar", len(items)),
        text=guidance(),
        url=reverse("admin:law"),
        items=tuple(items[:SHOWN]),
    )


def _ending(disputes: Any, found: Any) -> list[Item]:
    items = []
    for each in disputes:
        book = found[each.pk]
        last = max((ballot.last_day for ballot in book.ballots if ballot.last_day), default=None)
        if last and book.at <= last <= book.at + timedelta(days=MANDATE_ENDS_WITHIN):
            left = (last - book.at).days
            note = ngettext("%(n)s day left, %(of)s", "%(n)s days left, %(of)s", left)
            url = f"{reverse('admin:law')}?dispute={each.pk}"
            text = _("The mandate ends on %s") % day(last)
            items.append(Item(text, url, note % {"n": left, "of": each}))
    return items


def _warned(found: Any) -> list[Item]:
    today = timezone.localdate()
    coming = StrikeDay.objects.filter(dispute__in=found, date__gte=today, called_off_on=None)
    items = []
    for row in coming.order_by("date", "pk"):
        result = found[row.dispute_id].day(row)
        if result.findings:
            url = reverse("admin:dispute_strikeday_change", args=[row.pk])
            items.append(Item(day(row.date), url, result.brief))
    return items
