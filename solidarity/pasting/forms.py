"""What an officer types: a page to split, the pieces' fields, and why they may be public."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.admin.fields import DayInput, LinesField
from dispute.models import Dispute
from solidarity.models import Message
from solidarity.splitting import LONGEST_PAGE

from .pieces import FIELDS, LONGEST_FIELD, Piece
from .walls import Basis

KINDS = frozenset(Message.Kind.values)


class PageForm(forms.Form):
    """A page that holds many messages, and the dispute that they are about."""

    dispute = forms.ModelChoiceField(
        label=gettext_lazy("Dispute"),
        queryset=Dispute.objects.order_by("-raised_on", "-pk"),
        empty_label=None,
    )
    page = LinesField(
        label=gettext_lazy("The whole page"),
        strip=False,
        max_length=LONGEST_PAGE,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Text or HTML, as copied from the page or its source. Nothing is published by this: "
            "you see the messages first."
        ),
        error_messages={"required": gettext_lazy("Paste the page that is to be split.")},
    )


class BasisForm(forms.Form):
    """Why the messages of a page may be public, and what becomes of them."""

    received_on = forms.DateField(
        label=gettext_lazy("Received on"),
        widget=DayInput,
        help_text=gettext_lazy("The day that all of them get: the page's, if you know no other."),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Why they may be published"),
        choices=Message.Basis.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=gettext_lazy("Where they are public"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("“The branch's wall, seen on 3 May 2026”. It is made public."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address of that page"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    wording = forms.CharField(
        label=gettext_lazy("Or the words that all of them agreed to"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agreed_on = forms.DateField(
        label=gettext_lazy("They agreed on"), widget=DayInput, required=False
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("They agreed by"), choices=Message.Channel.choices, required=False
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish them at once"),
        required=False,
        help_text=gettext_lazy(
            "Tick this only if you have read every one of them. Otherwise they wait to be checked."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Say what is missing for what was chosen."""
        told = super().clean() or self.cleaned_data
        needed = {
            Message.Basis.ALREADY_PUBLIC: ("source", "source_url"),
            Message.Basis.CONSENT: ("wording", "agreed_on", "channel"),
        }.get(told.get("basis", ""), ())
        for name in needed:
            if not told.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for what you chose above."))
        if told.get("publish") and not told.get("basis"):
            self.add_error("publish", _("Nothing says yet why they may be public."))
        today = timezone.localdate()
        for name in ("received_on", "agreed_on"):
            if told.get(name) and told[name] > today:
                self.add_error(name, _("This day has not come yet."))
        return told

    def told(self) -> Basis:
        """Return what was said, once it is valid."""
        said = self.cleaned_data
        is_consent = said["basis"] == Message.Basis.CONSENT
        agreed = said["agreed_on"] if is_consent else None
        return Basis(
            received_on=said["received_on"],
            source=said["source"],
            source_url=said["source_url"],
            basis=said["basis"],
            wording=said["wording"] if is_consent else "",
            agreed_at=timezone.make_aware(datetime.combine(agreed, time(12))) if agreed else None,
            channel=said["channel"] if is_consent else "",
            publish=said["publish"],
        )


def typed_again(sent: QueryDict, now: list[Piece]) -> tuple[dict[int, dict[str, Any]], list[int]]:
    """Return what was typed on a page that is no longer what it was, for those of the pieces that
    nobody changed meanwhile, and the numbers of those where somebody typed something else."""
    said, clash = typed(sent, now), []
    for piece in now:
        seen = sent.get(f"seen-{piece.number}", "")
        if piece.number not in said or seen == piece.seen:
            continue
        mine = replace(piece, **said.pop(piece.number))
        clash.extend([piece.number] if mine.seen not in {seen, piece.seen} else [])
    return said, clash


def typed(sent: QueryDict, found: list[Piece]) -> dict[int, dict[str, Any]]:
    """Return what was typed for those of the pieces that the sent page showed, by number."""
    known: dict[int, dict[str, Any]] = {}
    for piece in found:
        if f"name-{piece.number}" not in sent:
            continue
        said = {name: sent.get(f"{name}-{piece.number}", "") for name in FIELDS}
        said = {name: " ".join(text.split())[:LONGEST_FIELD] for name, text in said.items()}
        if said["kind"] not in KINDS:
            said["kind"] = piece.kind
        body = sent.get(f"body-{piece.number}", piece.body).replace("\r\n", "\n").strip()
        chosen = f"chosen-{piece.number}" in sent
        known[piece.number] = {**said, "body": body or piece.body, "is_chosen": chosen}
    return known
