"""The public letters of a dispute as their readers have them, for whoever checks what was said."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import F
from django.urls import reverse

from dispute.models import Dispute
from dispute.reading.shapes import Span
from dispute.texts import Text, tell_texts

from .models import OpenLetter, QuotedFigure
from .references import REFERENCE, Reference, read


def register() -> None:
    tell_texts(letters)


def letters(dispute: Dispute, _today: date) -> Iterator[Text]:
    """Yield each public letter, its figures as they were pinned when it was published."""
    public = OpenLetter.objects.public().filter(dispute=dispute)
    said = said_in(dispute)
    for letter in public.defer("body_html", "reply", "reply_html"):
        letter.dispute = dispute
        body, quoted = as_read(letter.body, said[letter.pk])
        yield Text(
            "letter",
            letter.title,
            letter.get_absolute_url(),
            reverse("admin:campaigns_openletter_change", args=[letter.pk]),
            body,
            letter.dated,
            is_public=True,
            ref=letter.ref,
            quoted=quoted,
        )


def said_in(dispute: Dispute) -> dict[int, dict[Reference, str]]:
    """Return what stands for each reference in the newest version of each public letter."""
    public = OpenLetter.objects.public().filter(dispute=dispute)
    pins = QuotedFigure.objects.filter(letter__in=public, version=F("letter__version"))
    said: dict[int, dict[Reference, str]] = defaultdict(dict)
    for letter, text, shown in pins.values_list("letter_id", "reference", "shown"):
        if (reference := read(text)) is not None:
            said[letter][reference] = shown
    return said


def as_read(body: str, said: Mapping[Reference, str]) -> tuple[str, tuple[Span, ...]]:
    """Return a letter's Markdown with what its references show in their places, and the places."""
    parts: list[str] = []
    quoted: list[Span] = []
    length = end = 0
    for found in REFERENCE.finditer(body):
        reference = read(found[0])
        shown = said.get(reference, found[0]) if reference else found[0]
        parts += [body[end : found.start()], shown]
        length += found.start() - end + len(shown)
        quoted.append(Span(length - len(shown), length))
        end = found.end()
    return "".join([*parts, body[end:]]), tuple(quoted)
