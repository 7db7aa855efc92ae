"""Public texts that speak of the record: letters, claims, milestones, the dispute's own words.

What holds such texts (letters, articles) adds a teller; nothing is imported upward.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dispute.models import Claim, Dispute, Milestone
from dispute.reading.shapes import Span


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its readers have it (Markdown or plain), and the day that it speaks of.

    `kind` is "letter", "claim", "answer", "milestone" or "dispute"; `url` leads readers to it,
    `admin_url` officers. `by_employer` is true of what the other side said. `ref` is its row's.
    `quoted` are the places in `body` of figures that the text quotes: nobody typed them.
    """

    kind: str
    title: str
    url: str
    admin_url: str
    body: str
    as_at: date
    is_public: bool
    by_employer: bool = False
    ref: str = ""
    quoted: tuple[Span, ...] = ()


Teller = Callable[[Dispute, date], Iterable[Text]]
_tellers: list[Teller] = []


def tell_texts(teller: Teller) -> Teller:
    """Ask `teller(dispute, today)` too, where texts are looked for."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def texts_of(dispute: Dispute, *, at: date | None = None) -> list[Text]:
    """Return the public texts that speak of a dispute, the newest day first.

    What is always up to date, such as the dispute's summary, speaks of the day `at`: today.
    """
    today = at or timezone.localdate()
    told = [each for teller in _tellers for each in teller(dispute, today)]
    public = [each for each in told if each.is_public and each.body.strip()]
    return sorted(public, key=lambda each: (each.as_at, each.kind, each.ref), reverse=True)


def register() -> None:
    """Add this app's texts."""
    for teller in (claims, milestones, own_words):
        tell_texts(teller)


def claims(dispute: Dispute, _today: date) -> Iterator[Text]:
    """Yield what the employer said, and the branch's answer as a text of its own."""
    page = reverse("dispute:claims", args=[dispute.slug])
    for claim in Claim.objects.filter(dispute=dispute):
        title = ", ".join(part for part in (claim.made_by, claim.outlet) if part)
        said = Text(
            "claim",
            title,
            f"{page}#claim-{claim.ref}",
            reverse("admin:dispute_claim_change", args=[claim.pk]),
            claim.statement,
            claim.made_on,
            dispute.is_public,
            by_employer=True,
            ref=claim.ref,
        )
        yield said
        name = _("Our answer to %s") % title
        yield replace(said, kind="answer", title=name, body=claim.answer, by_employer=False)


def milestones(dispute: Dispute, _today: date) -> Iterator[Text]:
    """Yield what the timeline says beside the rows."""
    # Another app composes the timeline; its address stays for ever.
    page = f"{dispute.get_absolute_url()}timeline/"
    for each in Milestone.objects.filter(dispute=dispute):
        yield Text(
            "milestone",
            each.title,
            page,
            reverse("admin:dispute_milestone_change", args=[each.pk]),
            f"{each.title}\n\n{each.text}",
            each.date,
            dispute.is_public,
            ref=each.ref,
        )


def own_words(dispute: Dispute, today: date) -> Iterator[Text]:
    """Yield what the dispute's own pages say of it, as at today; a demand is a wish, no fact."""
    yield Text(
        "dispute",
        dispute.title,
        dispute.get_absolute_url(),
        reverse("admin:dispute_dispute_change", args=[dispute.pk]),
        "\n\n".join([dispute.summary, dispute.outcome]),
        today,
        dispute.is_public,
        ref=dispute.slug,
    )
