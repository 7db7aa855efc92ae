"""The check on a letter's page: what it found, the buttons beside it, and what was decided."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from campaigns import checked
from campaigns.answers import Answers
from campaigns.checked import UNCHECKED, record_of
from campaigns.checking import Checked, UncheckedError
from campaigns.finding_lines import lines_of
from campaigns.models import CheckedNumber, OpenLetter
from dispute.figures import Record

from .letter_form import LetterForm


def check_context(request: HttpRequest, letter: OpenLetter, form: Any) -> dict[str, Any]:
    """Return what a letter's page says of its numbers, after doing what was pressed there.

    `check` is None where nobody asked: ?check=1 asks too, for those who come from a list.
    `unchecked` is the box of a letter on which the check failed, None of all others.
    """
    form = form if isinstance(form, LetterForm) and form.is_bound else None
    if form is not None:
        press(request, letter, form)
    record = form.record if form is not None else record_of(letter)
    numbers, failed = (form.numbers, form.failed) if form is not None else (None, False)
    if form is None and request.method == "GET" and request.GET.get("check"):
        numbers, failed = looked_at(letter, record)
    answers = form.answers if form is not None else Answers()
    return {
        "unchecked": answers.tick(UNCHECKED) if failed else None,
        "check": None if numbers is None else lines_of(numbers, letter, record, answers),
        "holds_back": form is not None and form.press.is_publication and form.comes_back,
        "decided": decided(letter),
    }


def looked_at(letter: OpenLetter, record: Record) -> tuple[tuple[Checked, ...] | None, bool]:
    """Return a letter's numbers, and whether the check failed on it."""
    try:
        return checked.check(letter, record), False
    except UncheckedError:
        return None, True


def press(request: HttpRequest, letter: OpenLetter, form: LetterForm) -> None:
    """Do what a button beside a number asks for, and say what became of it."""
    pressed, by = form.press, cast(User, request.user)
    number = form.number(pressed.key)
    if pressed.verb == "not-ours" and number is not None:
        checked.mark_not_ours(letter, number, by=by)
        form.told = _("“%s” is remembered as not ours.") % number.finding.number
        form.check()
    elif pressed.verb == "not-ours":
        form.told = _("The text has changed since it was checked: look again.")
    elif pressed.verb == "ask-again" and pressed.key.isdecimal():
        row = CheckedNumber.objects.not_ours().filter(letter=letter, pk=pressed.key[:18]).first()
        if row is not None:
            checked.ask_again(row, by=by)
            form.check()
    if form.told:
        messages.info(request, form.told)


def decided(letter: OpenLetter) -> dict[str, Any]:
    """Return what officers decided of a letter's numbers: the newest version first."""
    rows = list(letter.checked.select_related("marked_by").order_by("-version", "pk"))
    return {
        "confirmed": [row for row in rows if row.kind == CheckedNumber.Kind.CONFIRMED],
        "not_ours": [row for row in rows if row.kind == CheckedNumber.Kind.NOT_OURS],
    }


def confirm_page(
    request: HttpRequest,
    asked: list[tuple[OpenLetter, checked.UnconfirmedError]],
    context: dict[str, Any],
) -> HttpResponse:
    """Ask before letters of a list are published: the numbers of each, with a box beside each."""
    held = [
        (letter, lines_of(error.warnings, letter, record_of(letter), ticks(request, letter)))
        for letter, error in asked
    ]
    context |= {"held": held, "title": _("Publish them as they are?")}
    return render(request, "admin/campaigns/openletter/confirm.html", context)


def ticks(request: HttpRequest, letter: OpenLetter) -> Answers:
    """Return what was ticked for one letter on the page that asks about several."""
    return Answers(request.POST, of=f"-{letter.pk}")
