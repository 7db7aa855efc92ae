"""Nothing is public without consent, by whatever road; each decision says who and when."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from solidarity import moderation
from solidarity.models import Message
from tests import factories as make
from tests.dispute.packs.made import folder, refusal

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
CONSENT = {
    "consent_basis": "consent",
    "consent_wording": "You may put this on your wall.",
    "consent_version": "1",
    "consented_at": AT,
    "consent_channel": "web",
    "source": "",
}
NOTHING = {"consent_basis": "", "source": ""}

# Every way of allowing a message to be public that is none.
NOT_ENOUGH = [
    NOTHING,
    {"consent_basis": "already public", "source": ""},
    CONSENT | {"consented_at": None},
    CONSENT | {"consent_wording": ""},
    CONSENT | {"consent_channel": ""},
    {"consent_basis": "", "source": "Their public page"},
    CONSENT | {"consent_basis": ""},
]


def pending(**fields: Any) -> Message:
    return make.make_message(status="pending", **fields)


# --- The roads ------------------------------------------------------------------------------------


def by_update(message: Message) -> None:
    on_the_wall = {"status": "published", "decided_at": AT, "card": "<p>", "words": "x"}
    Message.objects.filter(pk=message.pk).update(**on_the_wall)


def by_bulk_update(message: Message) -> None:
    message.status, message.decided_at = "published", AT
    message.card, message.words = "<p>", "x"
    Message.objects.bulk_update([message], ["status", "decided_at", "card", "words"])


def by_save(message: Message) -> None:
    message.status, message.decided_at, message.card = "published", AT, "<p>"
    message.save()


def by_bulk_create(message: Message) -> None:
    message.pk, message.ref = None, "000000000000"
    message.status, message.decided_at = "published", AT
    message.card, message.words = "<p>", "x"
    Message.objects.bulk_create([message])


def by_plain_sql(message: Message) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE solidarity_message SET status = 'published', decided_at = %s, card = 'x', "
            "words = 'x' WHERE id = %s",
            [AT, message.pk],
        )


ROADS = (by_update, by_bulk_update, by_save, by_bulk_create, by_plain_sql)
each_road = pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)


@each_road
@pytest.mark.parametrize("basis", NOT_ENOUGH)
def test_nothing_is_published_without_consent(
    road: Callable[[Message], None], basis: dict[str, Any]
) -> None:
    message = pending(**basis)
    with pytest.raises(IntegrityError, match="published_with_consent"), transaction.atomic():
        road(message)
    assert not Message.objects.public().exists()


@each_road
def test_with_consent_every_road_is_open(road: Callable[[Message], None]) -> None:
    road(pending(**CONSENT))
    assert Message.objects.public().count() == 1


@pytest.mark.parametrize(
    "change", [{"consent_basis": ""}, {"source": ""}, {"card": ""}, {"body": ""}, {"words": ""}]
)
def test_what_a_published_message_stands_on_cannot_be_taken_away(change: dict[str, str]) -> None:
    make.make_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**change)


def test_words_without_a_version_are_named_by_a_digest_and_the_database_wants_one() -> None:
    message = pending(**CONSENT | {"consent_version": ""})
    assert message.consent_version.startswith("words-")
    Message.objects.update(consent_version="")
    for road in (by_update, by_bulk_update, by_plain_sql):
        with pytest.raises(IntegrityError, match="with_consent"), transaction.atomic():
            road(Message.objects.get())


@each_road
@pytest.mark.parametrize("status", ["awaiting consent", "held", "declined"])
def test_no_status_is_a_way_around_consent(road: Callable[[Message], None], status: str) -> None:
    message = make.make_message(status=status, **NOTHING)
    with pytest.raises(IntegrityError, match="published_with_consent"), transaction.atomic():
        road(message)


def test_the_admins_form_and_its_action_publish_nothing_without_consent(
    officer_client: Client,
) -> None:
    message = pending(**NOTHING)
    page = reverse("admin:solidarity_message_change", args=[message.pk])
    fields = {"body": message.body, "kind": "union", "display": "full", "received_on": "2026-03-01"}
    for more in ({"status": "published"}, {"decision": "publish"}):
        officer_client.post(page, {**fields, **more})
    chosen = {"action": "publish", "_selected_action": [message.pk]}
    officer_client.post(reverse("admin:solidarity_message_changelist"), chosen)
    assert not Message.objects.public().exists()


def test_an_import_publishes_nothing_without_consent(tmp_path: Path) -> None:
    head = "received_on,kind,status,body,source,consent_basis"
    for basis in ("", "consent", "already public"):
        row = f"2026-03-02,union,published,Hold fast,,{basis}"
        assert "messages.csv, line 2" in refusal(
            folder(tmp_path / (basis or "none"), {"messages.csv": f"{head}\n{row}\n"})
        )
    assert not Message.objects.exists()


# --- Decisions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", NOT_ENOUGH)
def test_publishing_without_consent_is_refused_in_words(basis: dict[str, Any]) -> None:
    message = pending(**basis)
    with pytest.raises(ValidationError, match="without the sender's consent"):
        moderation.publish(message, by=None)
    assert message.status == "pending"


@pytest.mark.parametrize("body", ["", "  \n", "\x07", "\u202e"])
def test_an_empty_message_is_refused_in_words(body: str) -> None:
    with pytest.raises(ValidationError, match="empty message"):
        moderation.publish(pending(body=body), by=None)


def test_publishing_says_who_and_when_and_makes_the_card(moderator: User) -> None:
    message = pending(**CONSENT, reason="Ask first")
    moderation.publish(message, by=moderator, at=AT)
    kept = Message.objects.public().get()
    assert (kept.decided_by, kept.decided_at, kept.reason) == (moderator, AT, "")
    assert kept.card.strip().startswith("<article")
    assert Message.history.filter(id=kept.pk).latest().history_user == moderator


@pytest.mark.parametrize(
    ("decide", "status"), [(moderation.decline, "declined"), (moderation.hold, "held")]
)
def test_a_message_that_is_taken_off_has_a_reason_and_no_card(
    decide: Callable[..., None], status: str, moderator: User
) -> None:
    message = make.make_message()
    decide(message, by=moderator, reason="Names a colleague", at=AT)
    message.refresh_from_db()
    assert (message.status, message.reason, message.card) == (status, "Names a colleague", "")
    assert (message.decided_by, message.decided_at) == (moderator, AT)
    assert not Message.objects.public().exists()


def test_a_decision_can_be_taken_back(moderator: User) -> None:
    message = make.make_message()
    moderation.return_to_queue(message, by=moderator)
    message.refresh_from_db()
    assert (message.status, message.decided_by, message.decided_at) == ("pending", None, None)
    assert (message.reason, message.card) == ("", "")
    assert list(Message.objects.waiting()) == [message]


def test_an_edited_message_has_its_new_card_at_once() -> None:
    message = make.make_message(body="We stand with you.")
    message.body = "We stand beside you."
    moderation.save_edited(message, by=None)
    message.refresh_from_db()
    assert "We stand beside you." in message.card
    message.consent_basis = ""
    with pytest.raises(ValidationError):
        moderation.save_edited(message, by=None)


def test_a_message_that_waits_is_edited_without_a_card() -> None:
    message = pending(**NOTHING)
    moderation.save_edited(message, by=None)
    assert message.card == ""


def test_a_decision_without_a_time_is_refused() -> None:
    pending()
    for change in ({"status": "declined"}, {"status": "held"}, {"decided_at": AT}):
        with pytest.raises(IntegrityError, match="decided"), transaction.atomic():
            Message.objects.update(**change)


def test_a_message_that_waits_was_decided_by_nobody(moderator: User) -> None:
    pending()
    with pytest.raises(IntegrityError, match="decided"), transaction.atomic():
        Message.objects.update(decided_by=moderator)


def test_a_decision_outlives_the_account_of_who_made_it(moderator: User) -> None:
    message = pending(**CONSENT)
    moderation.publish(message, by=moderator, at=AT)
    moderator.delete()
    message.refresh_from_db()
    assert (message.status, message.decided_by, message.decided_at) == ("published", None, AT)


@pytest.mark.parametrize(
    "field", ["body", "name", "role", "organisation", "place", "email", "card"]
)
def test_a_withdrawn_message_holds_nothing(field: str) -> None:
    make.make_message(status="withdrawn", source="")
    with pytest.raises(IntegrityError, match="withdrawn_holds_nothing"), transaction.atomic():
        Message.objects.update(**{field: "ines@example.org"})


@pytest.mark.parametrize("change", [{"kind": "cat"}, {"status": "lost"}])
def test_unknown_words_are_refused(change: dict[str, str]) -> None:
    pending()
    with pytest.raises(IntegrityError, match=r"_known|decided"), transaction.atomic():
        Message.objects.update(**change)


# --- The wall's order, and what counts as one organisation ----------------------------------------


def test_the_queue_is_oldest_first() -> None:
    late = pending(entered_at=datetime(2026, 3, 2, tzinfo=UTC))
    early = pending(entered_at=datetime(2026, 3, 1, tzinfo=UTC))
    make.make_message()
    assert list(Message.objects.waiting()) == [early, late]


def test_a_message_of_a_draft_is_not_public() -> None:
    hidden = make.make_message(dispute=make.make_dispute(status="draft"))
    assert not hidden.is_public
    assert not Message.objects.public().exists()


@pytest.mark.parametrize(
    ("organisation", "display", "key"),
    [
        ("  Example   BRANCH ", "full", "example branch"),
        ("Example Branch", "organisation", "example branch"),
        ("Example Branch", "first name", ""),
        ("Example Branch", "supporter", ""),
        ("STRASSE", "full", "strasse"),
        ("Straße", "full", "strasse"),
        ("ß" * 200, "full", "s" * 200),
    ],
)
def test_the_name_an_organisation_is_counted_by(organisation: str, display: str, key: str) -> None:
    message = make.make_message(organisation=organisation, display=display)
    message.refresh_from_db()
    assert message.organisation_key == key
