"""“The wall as a book”: an officer chooses, sees how many agreed, and is given a PDF to print."""

from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.admin.fields import DayInput
from dispute.admin.rows import usual_dispute
from dispute.documents.typesetting import BusyError, TypesettingError
from dispute.models import Dispute
from dispute.tools import Tool, add_tool
from solidarity.book.contents import GROUPS, Choice, NoBookError, book_of, tally_of, volumes_of
from solidarity.book.setting import book_pdf
from solidarity.models import Message

MOST_WORDS = 1_500


class BookForm(forms.Form):
    """What shall be in it."""

    dispute = forms.ModelChoiceField(
        label=gettext_lazy("Dispute"),
        queryset=Dispute.objects.public().order_by("-raised_on", "-pk"),
        empty_label=None,
    )
    as_at = forms.DateField(
        label=gettext_lazy("Received up to"),
        widget=DayInput,
        help_text=gettext_lazy("The book says so on its last page."),
    )
    since = forms.DateField(
        label=gettext_lazy("Received from"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("Empty: from the first message on."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of sender"),
        choices=Message.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("None ticked: all of them."),
    )
    by = forms.ChoiceField(label=gettext_lazy("In which order"), choices=GROUPS)
    words = forms.CharField(
        label=gettext_lazy("Words for the first page"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=MOST_WORDS,
        required=False,
        help_text=gettext_lazy("Empty: a few words of thanks."),
    )

    def choice(self) -> Choice:
        """Return what was chosen."""
        told = self.cleaned_data
        kinds = tuple(told["kinds"])
        return Choice(told["as_at"], told["since"], kinds, told["by"], told["words"])


def book_page(request: HttpRequest) -> HttpResponse:
    """Show the choice with its counts; or the book, once they were seen."""
    usual = {"dispute": usual_dispute(), "as_at": timezone.localdate(), "by": GROUPS[0][0]}
    form = BookForm(request.GET if "as_at" in request.GET else None, initial=usual)
    if not form.is_valid():
        return _shown(request, form, {})
    dispute, choice = cast(Dispute, form.cleaned_data["dispute"]), form.choice()
    if "make" in request.GET:
        try:
            return _made(request, dispute, choice)
        except (NoBookError, TypesettingError) as refused:
            messages.warning(request, _refusal(refused))
    tally = tally_of(dispute, choice)
    volumes = [(each, _url(dispute, each)) for each in volumes_of(dispute, choice)]
    return _shown(request, form, {"tally": tally, "volumes": volumes, "counted": True})


def _made(request: HttpRequest, dispute: Dispute, choice: Choice) -> HttpResponse:
    done = book_pdf(book_of(dispute, choice))
    if done.missing:
        said = _(
            "The book shows boxes for “%s”, for which this machine has no typeface; the words "
            "themselves stay in the file. Whoever runs the site can install more typefaces, such "
            "as fonts-noto."
        )
        messages.warning(request, said % done.missing)
    name = f"{dispute.slug}-wall-{choice.as_at.isoformat()}.pdf"
    response = HttpResponse(done.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _refusal(refused: NoBookError | TypesettingError) -> str:
    if isinstance(refused, NoBookError):
        return str(refused)
    if isinstance(refused, BusyError):
        return _("Another long document is being made. Try again in half a minute.")
    return _("No book could be made: %s. Fewer days may help.") % refused


def _shown(request: HttpRequest, form: BookForm, context: dict[str, Any]) -> HttpResponse:
    shell = {**admin.site.each_context(request), "title": _("The wall as a book"), "form": form}
    return render(request, "admin/solidarity/wall_book.html", {**shell, **context})


def _url(dispute: Dispute, choice: Choice) -> str:
    """The address of one volume."""
    asked: dict[str, Any] = {
        "dispute": dispute.pk,
        "as_at": choice.as_at.isoformat(),
        "since": choice.since.isoformat() if choice.since else "",
        "kinds": choice.kinds,
        "by": choice.by,
        "words": choice.words,
        "make": "1",
    }
    return f"?{urlencode(asked, doseq=True)}"


add_tool(
    Tool(
        "wall-book",
        "wall-book/",
        gettext_lazy("The wall as a book"),
        book_page,
        permission="solidarity.change_wallsettings",
        text=gettext_lazy("Every message, to be printed and handed to the strikers."),
        order=60,
    )
)
