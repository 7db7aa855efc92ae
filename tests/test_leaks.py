"""Nothing hidden is on any public address, feed or export: with one public and one hidden of each.

Every hidden thing holds a word of its own, so that one that is found says where it came from.
"""

import html
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaigns.models import OpenLetter, QuotedFigure
from dispute.models import (
    Claim,
    DataComplaint,
    Departure,
    Dispute,
    FormerSlug,
    OutgoingMail,
    StrikeDay,
)
from dispute.packs.exporting import export_pack
from solidarity import moderation, withdrawing
from solidarity.models import Invitation, Message, Pledge
from tests import factories as make
from tests.addresses import Site, every_path, fill, whole_site, wrong_paths
from tests.people import person
from tests.reading import read, text_of
from tests.tables import everything

pytestmark = pytest.mark.django_db

HIDDEN_STATUSES = ("pending", "awaiting consent", "held", "declined")
# Each of them stands in the database once the fixture ran, and on no page.
HIDDEN = (
    "hidden-draft", "hidden-old-draft", "hidden-draft-title", "hidden-draft-demand",
    "hidden-draft-claim", "hidden-draft-day", "hidden-draft-letter", "hidden-draft-message",
    *(f"hidden-{status}" for status in HIDDEN_STATUSES), "hidden-reason", "hidden-mail",
    "hidden-consent-words", "hidden-consent-version", "hidden-name", "hidden-role",
    "hidden-organisation", "hidden-place", "hidden-source", "hidden-letter", "hidden-slug",
    "hidden-recipient", "hidden-note", "hidden-keeper", "hidden-moderator", "hidden-giver",
    "hidden-gift-source", "hidden-host", "hidden-contact", "hidden-first-words", "hidden-post",
    "hidden-private", "hidden-merged", "hidden-kept", "hidden-complaint", "hidden-complainer",
    "hidden-finding", "hidden-asker",
)  # fmt: skip
NOTE = re.compile(r'name="note" value="[^"]+"')
TAKEN_BACK = "taken-back-by-its-sender"
SHOWN = ("shown-message", "shown-letter", "shown-claim", "shown-correction", "shown-milestone")


@dataclass
class Kept:
    """What the database holds: all that a leak test looks for."""

    site: Site
    message: Message
    draft: Dispute


def draft_dispute() -> Dispute:
    """Make a draft with a row of everything, and an address it had before."""
    draft = make.make_dispute(
        slug="hidden-draft",
        title="hidden-draft-title",
        demand="hidden-draft-demand",
        status=Dispute.Status.DRAFT,
    )
    fill(draft)
    make.make_former_slug(slug="hidden-old-draft", dispute=draft)
    make.make_claim(dispute=draft, statement="hidden-draft-claim")
    make.make_strike_day(dispute=draft, note="hidden-draft-day")
    make.make_open_letter(dispute=draft, title="hidden-draft-letter")
    make.make_message(dispute=draft, body="hidden-draft-message")
    return draft


def anonymous_message(dispute: Dispute, by: User) -> Message:
    """Make a message whose sender agreed to show as "a supporter"."""
    return make.make_message(
        dispute=dispute,
        body="shown-message",
        display=Message.Display.SUPPORTER,
        name="hidden-name",
        role="hidden-role",
        organisation="hidden-organisation",
        place="hidden-place",
        email="hidden-mail@example.org",
        source="hidden-source: their own page",
        source_url="https://hidden-source.example/",
        entered_by=by,
        consent_basis=Message.Basis.CONSENT,
        consent_wording="hidden-consent-words",
        consent_version="hidden-consent-version",
        consent_channel=Message.Channel.EMAIL,
        consented_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


def decided_messages(dispute: Dispute, by: User) -> None:
    """Make a message of each status that no page shows."""
    for status in HIDDEN_STATUSES:
        fields: dict[str, Any] = dict.fromkeys(
            ("body", "name", "organisation", "place"), f"hidden-{status}"
        )
        fields["email"] = f"hidden-{status.replace(' ', '-')}@example.org"
        undecided = "awaiting consent" if status == "awaiting consent" else "pending"
        message = make.make_message(dispute=dispute, status=undecided, **fields)
        if status == "held":
            moderation.hold(message, by=by, reason="hidden-reason")
        if status == "declined":
            moderation.decline(message, by=by, reason="hidden-reason")
    private = make.make_message(
        dispute=dispute, body="hidden-private", status="pending", consent_basis="", source=""
    )
    moderation.hold(private, by=by, reason="hidden-reason")
    same, kept = (
        make.make_message(dispute=dispute, body=each, status="pending")
        for each in ("hidden-merged", "hidden-kept")
    )
    moderation.merge(same, kept, by=by)
    # Taken back: its words were in every place, a quoted figure's rows among them, and are in none.
    told = dict.fromkeys(("body", "name", "organisation", "place", "source"), TAKEN_BACK)
    message = make.make_message(dispute=dispute, email=f"{TAKEN_BACK}@example.org", **told)
    quoting = "[[messages_published]] from [[organisations_in_support]] organisations."
    make.make_open_letter(dispute=dispute, body=quoting)
    assert TAKEN_BACK in str(list(QuotedFigure.objects.values("rows")))
    withdrawing.withdraw(message, at=make.DECIDED_AT)


def complained() -> None:
    """Make a complaint, with what was found."""
    make.make_data_complaint(
        name="hidden-complainer",
        email="hidden-asker@example.org",
        text="hidden-complaint",
        closed_at=make.DECIDED_AT,
        note="hidden-finding",
    )


def promised(dispute: Dispute) -> None:
    """Make a pledge whose sum is public, an invitation, an edited message, and a mail."""
    make.make_wall_settings(dispute=dispute, pledges_public=True)
    giver = {"name": "hidden-giver", "organisation": "hidden-giver", "source": "hidden-gift-source"}
    make.make_pledge(dispute=dispute, **giver)
    make.make_invitation(
        dispute=dispute, organisation="hidden-host", contact="hidden-contact", place="hidden-host"
    )
    moderation.edit(make.make_message(dispute=dispute, body="hidden-first-words"), "Go on", by=None)
    make.make_outgoing_mail(dispute=dispute, to="hidden-post@example.org", body="hidden-post")


@pytest.fixture
def kept() -> Kept:
    keeper, moderator = person("hidden-keeper", group="officer"), person("hidden-moderator")
    site = whole_site(slug="library")
    row = {"dispute": site.dispute, "entered_by": keeper}
    make.make_claim(statement="shown-claim", **row)
    make.make_correction(what="shown-correction", **row)
    make.make_milestone(title="shown-milestone", **row)
    make.make_departure(team=make.make_team(**row), note="hidden-note", entered_by=keeper)
    make.make_open_letter(title="shown-letter", **row)
    make.make_open_letter(
        title="hidden-letter",
        slug="hidden-slug",
        recipient_name="hidden-recipient",
        status="draft",
        **row,
    )
    decided_messages(site.dispute, moderator)
    promised(site.dispute)
    complained()
    return Kept(site, anonymous_message(site.dispute, keeper), draft_dispute())


def paths(kept: Kept) -> list[str]:
    """Return every public address, with what can be asked of it."""
    library = kept.site.dispute.get_absolute_url()
    asked = [f"{library}wall/?kind={kind}" for kind in Message.Kind.values]
    days = [f"{library}figures{f}?as_at=2099-12-31" for f in ("/", ".csv", ".json")]
    letters = [f"{library}letters/hidden-slug/", f"{library}figures/days_without_reply/?letter=x"]
    messages = [m.get_absolute_url() for m in Message.objects.filter(dispute=kept.site.dispute)]
    draft = [
        path.replace("/library/", "/hidden-draft/", 1)
        for path in every_path(kept.site)
        if path.startswith("/library/")
    ]
    former = ["/hidden-old-draft/", "/hidden-old-draft/wall/", "/hidden-draft"]
    public = [*every_path(kept.site), *wrong_paths(kept.site), *asked, *days]
    return [*public, *letters, *messages, *draft, *former, "/no-such-page/"]


def everything_kept() -> str:
    """Return all that the database holds, in one text."""
    found: list[object] = []
    promises = (Pledge, Invitation, OutgoingMail, DataComplaint)
    for model in (Message, OpenLetter, Departure, Dispute, FormerSlug, Claim, StrikeDay, *promises):
        found += model._default_manager.values_list()
    return str([*found, *User.objects.values_list("username")])


def test_there_is_something_to_leak(kept: Kept) -> None:
    everything = everything_kept()
    assert [word for word in (*HIDDEN, *SHOWN[:3]) if word not in everything] == []
    assert set(Message.objects.values_list("status", flat=True)) == set(Message.Status.values)
    assert kept.message.is_public
    assert not kept.draft.is_public


def test_public_addresses_show_what_is_public_and_nothing_hidden(
    kept: Kept, client: Client
) -> None:
    seen = ""
    for path in paths(kept):
        response = client.get(path)
        asked = path.removeprefix("/").removeprefix("hidden-draft")
        told = str(response.headers.get("Location", "")).replace(path, "")
        text = html.unescape(text_of(response)) + told
        leaked = [word for word in (*HIDDEN, TAKEN_BACK) if word in text and word not in asked]
        assert (path, leaked) == (path, [])
        seen += text
    assert [word for word in SHOWN if word not in seen] == []


def test_a_drafts_addresses_are_unknown_and_lead_nowhere(kept: Kept, client: Client) -> None:
    for path in paths(kept):
        if path.startswith(("/hidden-draft/", "/hidden-old-draft/")):
            assert (path, client.get(path).status_code) == (path, 404)


def test_an_officer_who_is_signed_in_sees_no_more(
    kept: Kept, client: Client, officer_client: Client
) -> None:
    for path in paths(kept):
        # What a form hides is new each time.
        seen = [NOTE.sub("", read(each, path)) for each in (officer_client, client)]
        assert seen[0] == seen[1], path


def test_an_anonymous_message_is_told_by_nothing_behind_a_figure(
    kept: Kept, client: Client
) -> None:
    for key in ("messages_published", "organisations_in_support"):
        page = read(client, f"/library/figures/{key}/")
        assert kept.message.ref in page or key != "messages_published"
        assert "hidden" not in page


def test_what_was_taken_back_is_hidden_again(kept: Kept, client: Client) -> None:
    moderation.return_to_queue(kept.message, by=None)
    for path in every_path(kept.site):
        assert "shown-message" not in read(client, path), path
    assert client.get(kept.message.get_absolute_url()).status_code == 404


def test_a_dispute_taken_back_takes_everything_with_it(kept: Kept, client: Client) -> None:
    everywhere = every_path(kept.site)
    Dispute.objects.update(status=Dispute.Status.DRAFT)
    for path in everywhere:
        answer = client.get(path)
        own = path.startswith("/library/")
        assert (path, answer.status_code) == (path, 404 if own else 200)
        text = text_of(answer)
        assert not [word for word in (*SHOWN, kept.site.dispute.title) if word in text]


def test_every_row_is_dated_so_that_a_day_hides_what_came_later(kept: Kept, client: Client) -> None:
    early = date(2026, 1, 1).isoformat()
    page = read(client, "/library/figures/messages_published/", {"as_at": early})
    assert kept.message.ref not in page


def test_public_pack_holds_what_is_public_and_nothing_hidden(kept: Kept, tmp_path: Path) -> None:
    export_pack(kept.site.dispute, tmp_path / "public", public=True)
    written = [path for path in (tmp_path / "public").rglob("*") if path.is_file()]
    text = "".join(path.read_bytes().decode("utf-8", "replace") for path in written)
    assert [word for word in (*HIDDEN, TAKEN_BACK) if word in text] == []
    assert [
        word for word in ("shown-message", "shown-claim", "shown-milestone") if word not in text
    ] == []


def test_what_was_taken_back_is_in_no_table(kept: Kept) -> None:
    assert [line for line in everything().splitlines() if TAKEN_BACK in line] == []
