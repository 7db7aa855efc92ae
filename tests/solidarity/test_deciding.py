"""Two people never decide the same message twice; what was decided can be undone; senders hear."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from dispute.mail import run_round
from dispute.models import OutgoingMail
from solidarity import mailing, moderation, private_links
from solidarity.models import Decision, Message
from solidarity.turns import AlreadyDecidedError
from solidarity.undoing import last_decision_of, undo
from tests import factories as make
from tests.people import person

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)


def pending(**fields: Any) -> Message:
    return make.make_message(status="pending", **fields)


def again(message: Message) -> Message:
    """Return the message as another person read it at the same time."""
    return Message.objects.get(pk=message.pk)


# --- One after another ----------------------------------------------------------------------------


def test_second_of_two_is_told_who_was_first(moderator: User, officer: User) -> None:
    mine = pending()
    theirs = again(mine)
    moderation.decline(mine, by=moderator, reason="Rude", at=AT)
    with pytest.raises(AlreadyDecidedError) as refused:
        moderation.publish(theirs, by=officer, at=LATER)
    assert refused.value.messages == ["musa was first, on 5 March, 10:00: declined. Look again."]
    assert refused.value.decision == Decision.objects.get()
    assert Message.objects.get().status == "declined"
    assert Decision.objects.count() == 1


def test_decision_about_an_edition_that_nobody_sees_any_more_is_refused(moderator: User) -> None:
    message = pending()
    seen = message.edition
    moderation.edit(again(message), "Other words", by=moderator)
    with pytest.raises(AlreadyDecidedError, match="changed it meanwhile"):
        moderation.publish(again(message), by=moderator, edition=seen)
    for decide in (moderation.hold, moderation.decline):
        with pytest.raises(AlreadyDecidedError):
            decide(again(message), by=moderator, reason="x", edition=seen)
    with pytest.raises(AlreadyDecidedError):
        moderation.save_edited(again(message), by=moderator, edition=seen)


@pytest.mark.django_db(transaction=True)
def test_of_five_at_the_same_moment_one_decides() -> None:
    message, told = pending(), []
    people = [person(f"moderator{n}") for n in range(5)]
    copies = [again(message) for _each in people]
    start = threading.Barrier(5)

    def decide(copy: Message, by: User) -> None:
        start.wait()
        try:
            moderation.publish(copy, by=by, at=AT)
            told.append("decided")
        except AlreadyDecidedError:
            told.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=pair) for pair in zip(copies, people, strict=True)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(told) == ["decided", *["refused"] * 4]
    assert Decision.objects.count() == 1


def test_each_decision_is_written_down(moderator: User) -> None:
    message = pending()
    moderation.hold(message, by=moderator, reason="Ask Bo", at=AT)
    moderation.decline(message, by=None, code="abuse", reason="See line 2", at=LATER)
    found = message.decisions.order_by("pk").values_list("was", "now", "code", "note")
    assert list(found) == [
        ("pending", "held", "", "Ask Bo"),
        ("held", "declined", "abuse", "See line 2"),
    ]
    assert message.reason == "abusive or unlawful: See line 2"


@pytest.mark.parametrize(
    "change",
    [{"now": "pending"}, {"undone_at": AT - timedelta(days=30)}],
)
def test_impossible_decision_is_refused(change: dict[str, Any]) -> None:
    make.make_decision()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(**change)


# --- Undo -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("decide", ["publish", "hold", "decline"])
def test_undone_decision_leaves_the_message_as_it_was(decide: str, moderator: User) -> None:
    message = pending()
    words = {} if decide == "publish" else {"reason": "Rude"}
    getattr(moderation, decide)(message, by=moderator, at=AT, **words)
    last = last_decision_of(moderator)
    assert last is not None
    back = undo(last, by=moderator, at=LATER)
    assert (back.status, back.decided_at, back.decided_by) == ("pending", None, None)
    assert (back.reason, back.card) == ("", "")
    last.refresh_from_db()
    assert (last.undone_at, last.undone_by) == (LATER, moderator)
    assert last_decision_of(moderator) is None
    assert not Message.objects.public().exists()


def test_undoing_a_second_decision_brings_back_the_first(moderator: User) -> None:
    message = pending()
    moderation.publish(message, by=moderator, at=AT)
    moderation.decline(message, by=None, reason="Mistake", at=LATER)
    back = undo(message.decisions.latest("pk"), by=moderator, at=LATER)
    assert (back.status, back.decided_at, back.decided_by) == ("published", AT, moderator)
    assert back.card
    moderation.hold(back, by=moderator, reason="Ask Bo", at=LATER)
    moderation.decline(back, by=moderator, reason="No", at=LATER)
    back = undo(back.decisions.latest("pk"), by=moderator, at=LATER)
    assert (back.status, back.reason, back.decided_at) == ("held", "Ask Bo", LATER)


def test_what_was_decided_again_cannot_be_undone(moderator: User) -> None:
    message = pending()
    moderation.hold(message, by=moderator, reason="Ask", at=AT)
    first = message.decisions.get()
    moderation.publish(message, by=moderator, at=LATER)
    with pytest.raises(AlreadyDecidedError):
        undo(first, by=moderator, at=LATER)
    last = message.decisions.latest("pk")
    undo(last, by=moderator, at=LATER)
    with pytest.raises(AlreadyDecidedError):
        undo(last, by=moderator, at=LATER)
    undo(first, by=moderator, at=LATER)
    assert again(message).status == "pending"


def test_undo_brings_nothing_back_to_the_wall_without_consent(moderator: User) -> None:
    message = make.make_message()
    moderation.decline(message, by=moderator, reason="No", at=AT)
    Message.objects.update(consent_basis="", source="")
    with pytest.raises(ValidationError, match="no consent"):
        undo(message.decisions.latest("pk"), by=moderator, at=LATER)


# --- What senders hear ----------------------------------------------------------------------------


def test_sender_is_told_where_the_message_is_and_how_to_take_it_back(moderator: User) -> None:
    message = pending(email="ines@example.org", body="Typed words", name="Zoe Typed")
    moderation.publish(message, by=moderator, at=AT)
    assert run_round(AT + mailing.UNDO - timedelta(seconds=1)) == 0
    assert run_round(AT + mailing.UNDO) == 1
    (sent,) = mail.outbox
    assert f"http://testserver{message.get_absolute_url()}" in sent.body
    assert private_links.private_url(message) in sent.body
    assert "Typed" not in str(sent.message())


@pytest.mark.parametrize("code", Decision.Code.values)
def test_sender_is_told_why_not(code: str, moderator: User) -> None:
    message = pending(email="ines@example.org")
    moderation.decline(message, by=moderator, code=code, reason="Your second line.", at=AT)
    run_round(LATER)
    (sent,) = mail.outbox
    assert "Your second line." in sent.body
    assert str(mailing.CODES_IN_WORDS[Decision.Code(code)]) in sent.body


def test_whoever_left_no_address_and_whoever_is_only_held_hears_nothing(moderator: User) -> None:
    moderation.publish(pending(), by=moderator)
    moderation.decline(pending(), by=moderator, reason="Rude")
    moderation.hold(pending(email="ines@example.org"), by=moderator, reason="Ask")
    assert not OutgoingMail.objects.exists()


def test_undone_decision_is_never_told(moderator: User) -> None:
    message = pending(email="ines@example.org")
    moderation.decline(message, by=moderator, reason="Rude", at=AT)
    undo(message.decisions.get(), by=moderator, at=AT + timedelta(seconds=30))
    assert run_round(LATER) == 0
    assert OutgoingMail.objects.get().to == ""


def test_second_thoughts_are_told_and_the_first_are_not(moderator: User) -> None:
    message = pending(email="ines@example.org")
    moderation.publish(message, by=moderator, at=AT)
    moderation.decline(message, by=moderator, reason="Rude", at=AT)
    run_round(LATER)
    assert [sent.subject for sent in mail.outbox] == ["About your message of solidarity"]


@pytest.mark.django_db(transaction=True)
def test_refused_decision_tells_nobody(moderator: User) -> None:
    message = pending(email="ines@example.org", source="", consent_basis="")
    with pytest.raises(ValidationError):
        moderation.publish(message, by=moderator, at=AT)
    assert not OutgoingMail.objects.exists()


# --- Editing and merging --------------------------------------------------------------------------


def test_words_as_they_came_are_kept_beside_an_edit(moderator: User) -> None:
    message = make.make_message(body="Hold fast!!!")
    moderation.edit(message, "Hold fast.", by=moderator)
    moderation.edit(message, "Hold fast!", by=moderator)
    kept = again(message)
    assert (kept.body, kept.body_as_sent) == ("Hold fast!", "Hold fast!!!")
    assert "Hold fast!<" in kept.card.replace("\n", "").replace(" ", "").replace("Hold", "Hold ")
    moderation.edit(message, "Hold fast!!!", by=moderator)
    assert again(message).body_as_sent == ""


def test_duplicate_is_declined_and_its_sender_not_told(moderator: User) -> None:
    kept = make.make_message()
    twin = pending(dispute=kept.dispute, email="ines@example.org")
    moderation.merge(twin, kept, by=moderator, at=AT)
    twin.refresh_from_db()
    assert (twin.status, twin.merged_into) == ("declined", kept)
    assert not OutgoingMail.objects.exists()
    back = undo(twin.decisions.get(), by=moderator, at=LATER)
    assert (back.status, back.merged_into) == ("pending", None)


def test_message_is_no_duplicate_of_itself_or_of_one_that_is_gone(moderator: User) -> None:
    twin = pending()
    declined = make.make_message(dispute=twin.dispute, status="declined")
    for into in (twin, make.make_message(), declined):
        with pytest.raises(ValidationError):
            moderation.merge(twin, into, by=moderator)


def test_database_knows_no_duplicate_that_is_on_the_wall() -> None:
    kept = make.make_message()
    make.make_message(dispute=kept.dispute)
    with pytest.raises(IntegrityError, match="duplicate"), transaction.atomic():
        Message.objects.exclude(pk=kept.pk).update(merged_into=kept)
