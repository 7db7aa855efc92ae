"""A page where a rep pastes any text and reads what the record says of its numbers.

Nothing of it is stored, and nothing logged.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.checking import UncheckedError, checked_numbers
from campaigns.finding_lines import Lines, lines_of
from campaigns.marked_text import Stretch, marked
from campaigns.pasted import Pasted, UnreadableError, read_pasted
from dispute.admin.fields import DayInput, LinesField
from dispute.admin.rows import usual_dispute
from dispute.figures import Record
from dispute.models import Dispute
from dispute.tools import Tool, add_tool


class CheckForm(forms.Form):
    """A text, the dispute that it speaks of, and the day that its numbers are held against."""

    dispute = forms.ModelChoiceField(
        label=gettext_lazy("Dispute"),
        queryset=Dispute.objects.order_by("-raised_on", "-pk"),
        empty_label=None,
    )
    as_at = forms.DateField(
        label=gettext_lazy("As at"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy(
            "Empty: the day that the text itself says at its top (dated:), or else today."
        ),
    )
    text = LinesField(
        label=gettext_lazy("The text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy("Plain or Markdown, up to 1 MB. It is not kept."),
        error_messages={"required": gettext_lazy("Paste the text that is to be checked.")},
    )

    def clean(self) -> dict[str, Any]:
        """Read the text; say beside it why it cannot be."""
        found = super().clean() or self.cleaned_data
        if "dispute" in found and "text" in found:
            try:
                found["pasted"] = self.pasted(found, timezone.localdate())
            except UnreadableError as error:
                self.add_error("text", str(error))
        return found

    def pasted(self, found: dict[str, Any], today: date) -> Pasted:
        """Return the text with its day. Raises UnreadableError."""
        return read_pasted(found["text"], found["dispute"], as_at=found.get("as_at"), today=today)


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a text, and the text with its numbers marked."""

    text: Pasted
    lines: Lines
    stretches: tuple[Stretch, ...]


def check_page(request: HttpRequest) -> HttpResponse:
    """The form; once it is sent, above it what was found."""
    form = CheckForm(request.POST or None, initial={"dispute": usual_dispute()})
    result = None
    if form.is_valid():
        try:
            result = result_of(form.cleaned_data["pasted"])
        except UncheckedError as error:
            form.add_error("text", str(error))
    context = {
        **admin.site.each_context(request),
        "title": _("Check a text"),
        "form": form,
        "result": result,
    }
    return render(request, "admin/campaigns/check/text.html", context)


def result_of(text: Pasted) -> Result:
    """Hold a text against the record as at its day."""
    record = Record(text.dispute)
    lines = lines_of(checked_numbers(text, record), text, record)
    return Result(text, lines, marked(text.body, lines.all))


add_tool(
    Tool(
        "check",
        "check/",
        gettext_lazy("Check a text"),
        check_page,
        permission="campaigns.view_openletter",
        text=gettext_lazy("Paste a speech or a leaflet, and see what the record says of it."),
        order=10,
    )
)
