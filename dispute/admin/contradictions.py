"""One page of what was said of each metric, where, and why values differ.

Officers and reps read it; officers put figures beside claims from it.
"""

from dataclasses import dataclass
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from dispute.answering import answer_with, answers, asked_already
from dispute.contradictions import Group, State, Statement
from dispute.contradictions.gathering import (
    LONGEST_BRIEFLY,
    Gathered,
    briefly_gathered,
    gathered,
)
from dispute.contradictions.proposals import Proposal, proposals
from dispute.contradictions.wording import STATES, population, reasons_of, window
from dispute.figures import Figure, Record
from dispute.models import Claim, Dispute
from dispute.tools import Tool, add_tool
from dispute.what_waits import Item, Panel, panel

from .rows import usual_dispute

MAY_READ, MAY_ANSWER = "dispute.view_claim", "dispute.change_claim"
ITEMS_SHOWN = 5
CONTRADICTIONS, DIFFERENT, ALL = "contradictions", "different", "all"
PRESSING = (State.CONTRADICTION, State.AGAINST_THE_RECORD)


@dataclass(frozen=True, slots=True)
class Tab:
    """One choice of what is shown, with how many metrics that is."""

    name: str
    label: str
    states: tuple[State, ...]
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A statement as the page shows it; `is_contradicting` where another cannot be true with it."""

    said: Statement
    window: str
    population: str
    is_contradicting: bool


@dataclass(frozen=True, slots=True)
class SaidGroup:
    """A metric as the page shows it; `definitions` are those that differ among what was said."""

    label: str
    state: str
    is_pressing: bool
    reasons: tuple[str, ...]
    lines: tuple[SaidLine, ...]
    definitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimBeside:
    """What the employer said, the numbers in it, and the figures that answer it or might."""

    claim: Claim
    numbers: tuple[SaidLine, ...]
    chosen: tuple[Figure, ...]
    proposed: tuple[Proposal, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def contradictions(request: HttpRequest) -> HttpResponse:
    """What was said of each metric, contradictions first; a POST puts figures beside a claim."""
    if request.method == "POST":
        return answer(request)
    dispute = chosen_dispute(request)
    record = Record(dispute) if dispute else None
    found = gathered(record, timezone.localdate()) if record else Gathered()
    groups = found.groups
    tabs = tabs_of(groups, request.GET.get("show", ""))
    shown = next(tab.states for tab in tabs if tab.is_current)
    context = {
        **admin.site.each_context(request),
        "title": _("What was said, and where it differs"),
        "dispute": dispute,
        "disputes": Dispute.objects.order_by("-raised_on", "-pk"),
        "tabs": tabs,
        "failed": found.failed,
        "too_long": found.too_long,
        "groups": [shown_group(each) for each in groups if each.state in shown],
        "claims": claims_beside(record, groups) if record else (),
        "may_answer": request.user.has_perm(MAY_ANSWER),
    }
    return render(request, "admin/contradictions.html", context)


def chosen_dispute(request: HttpRequest) -> Dispute | None:
    """Return the dispute that the address names, else the current one. Raises Http404."""
    asked = request.GET.get("dispute", "")
    if not asked:
        return Dispute.objects.filter(pk=usual_dispute() or 0).first()
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return get_object_or_404(Dispute, pk=int(asked))


def tabs_of(groups: tuple[Group, ...], asked: str) -> tuple[Tab, ...]:
    """Return the choices of the page; the first is current where the address names none."""
    choices = (
        (CONTRADICTIONS, _("Contradictions"), PRESSING),
        (DIFFERENT, _("Different, and explained"), (State.DIFFERENT,)),
        (ALL, _("All that was said"), tuple(State)),
    )
    known = asked if asked in {name for name, _label, _states in choices} else CONTRADICTIONS
    return tuple(
        Tab(name, label, states, sum(each.state in states for each in groups), name == known)
        for name, label, states in choices
    )


def shown_group(group: Group) -> SaidGroup:
    """Return a metric with its sentences and lines."""
    definitions = dict.fromkeys(each.definition for each in group.statements if each.definition)
    return SaidGroup(
        label=group.label,
        state=str(STATES[group.state]),
        is_pressing=group.state in PRESSING,
        reasons=reasons_of(group),
        lines=lines_of(group),
        definitions=tuple(definitions) if len(definitions) > 1 else (),
    )


def lines_of(group: Group) -> tuple[SaidLine, ...]:
    """Return a metric's statements, the newest day first."""
    against = frozenset(group.contradicting)
    return tuple(
        SaidLine(each, window(each), population(each), each in against)
        for each in reversed(group.statements)
    )


def claims_beside(record: Record, groups: tuple[Group, ...]) -> tuple[ClaimBeside, ...]:
    """Return the claims, the newest first, each beside what answers it as at its day."""
    lines = [line for group in groups for line in lines_of(group)]
    claims = Claim.objects.filter(dispute=record.dispute).order_by("-made_on", "-pk")
    found = []
    for claim in claims:
        claim.dispute = record.dispute
        numbers = [line for line in lines if is_in(line.said, claim)]
        proposed = [
            each for each in proposals(claim, record) if not asked_already(claim, each.line)
        ]
        found.append(ClaimBeside(claim, tuple(numbers), answers(claim, record), tuple(proposed)))
    return tuple(found)


def is_in(said: Statement, claim: Claim) -> bool:
    """Whether a statement was made by a claim."""
    return said.place.by_employer and said.place.ref == claim.ref


def answer(request: HttpRequest) -> HttpResponse:
    """Put the figures that were proposed beside a claim, for everybody to see."""
    if not request.user.has_perm(MAY_ANSWER):
        raise PermissionDenied
    sent = request.POST.get("claim", "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 19):
        raise Http404
    claim = get_object_or_404(Claim.objects.select_related("dispute"), pk=int(sent))
    try:
        added = answer_with(claim, request.POST.getlist("line")[:20], by=cast("User", request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = ngettext(
            "%(n)s figure now stands beside the claim.",
            "%(n)s figures now stand beside the claim.",
            added,
        )
        messages.success(request, told % {"n": added})
    page = f"{reverse('admin:contradictions')}?dispute={claim.dispute_id}"
    return redirect(f"{page}#claim-{claim.ref}")


@panel(order=35)
def contradictions_waiting(request: HttpRequest) -> Panel | None:
    """Metrics of the current dispute that texts give with values that cannot all be true."""
    if not request.user.has_perm(MAY_READ):
        return None
    dispute = Dispute.objects.current()
    today = timezone.localdate()
    found: Gathered | None = Gathered()
    if dispute:
        found = briefly_gathered(Record(dispute), today, most=LONGEST_BRIEFLY)
    pressing = [each for each in found.groups if each.state in PRESSING] if found else []
    page = reverse("admin:contradictions")
    return Panel(
        count=len(pressing),
        title=ngettext("contradiction in public", "contradictions in public", len(pressing)),
        text=in_brief(found, is_pressing=bool(pressing)),
        url=page,
        items=tuple(
            Item(each.label, page, str(STATES[each.state])) for each in pressing[:ITEMS_SHOWN]
        ),
    )


def in_brief(found: Gathered | None, *, is_pressing: bool) -> str:
    """Return what is to be said beside the metrics; None was found where it would take too long."""
    if found is None:
        return _("Something has changed since this was worked out: the page works it out anew.")
    unread = len(found.failed) + len(found.too_long)
    if unread:
        sentence = ngettext(
            "The numbers of %(n)s text could not be read: the page names it.",
            "The numbers of %(n)s texts could not be read: the page names them.",
            unread,
        )
        return sentence % {"n": unread}
    if is_pressing:
        return ""
    return _("What was published agrees with itself and with the record.")


add_tool(
    Tool(
        "contradictions",
        "contradictions/",
        gettext_lazy("What was said, and where it differs"),
        contradictions,
        MAY_READ,
        gettext_lazy("One metric, several values: in letters, in answers, and by the employer."),
        order=15,
    )
)
