"""A sender takes a message back, and it is gone: everywhere, at once, history included."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from dispute.erasing import erases
from dispute.mail import send_later
from dispute.models import Erasure
from dispute.packs.exporting import export_pack
from dispute.stamps import stamp_of
from solidarity import moderation, private_links, sender_views, withdrawing
from solidarity.models import Message
from solidarity.models.messages import PERSONAL
from tests import factories as make
from tests.dispute.packs.made import brought

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
SECRET = "zq7secret"
TOLD = {
    **dict.fromkeys(("body", "name", "role", "organisation", "place", "source"), SECRET),
    "email": f"{SECRET}@example.org",
    "source_url": f"https://{SECRET}.example/",
}


def rich(**fields: Any) -> Message:
    """Return a published message with something to leak in every place."""
    message = make.make_message(**{**TOLD, **fields})
    moderation.edit(message, f"{SECRET}, edited", by=None)
    moderation.hold(message, by=None, reason=f"Ask {SECRET}", at=AT)
    moderation.publish(message, by=None, at=AT)
    make.make_pledge(message=message, name=SECRET, organisation="")
    send_later("test", to=message.email, subject=SECRET, body=SECRET, about=message.about)
    return message


def everything() -> str:
    """Return all that the database's tables hold, whoever made them."""
    texts = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 - ours
            texts += [f"{name}: {row}" for row in cursor.fetchall()]
    return "\n".join(texts)


def test_nothing_of_it_is_left_in_any_table() -> None:
    message = rich()
    assert everything().count(SECRET) > 20
    withdrawing.withdraw(message, at=AT)
    left = [line for line in everything().splitlines() if SECRET in line]
    assert left == []


def test_empty_row_says_that_it_is_gone_and_when(client: Client) -> None:
    message = rich()
    url, ref = message.get_absolute_url(), message.ref
    withdrawing.withdraw(message, at=AT)
    kept = Message.objects.get()
    assert (kept.ref, kept.status, kept.decided_at, kept.decided_by) == (ref, "withdrawn", AT, None)
    assert {getattr(kept, name) for name in PERSONAL} == {""}
    assert kept.history.count() == 0
    assert client.get(url).status_code == 410


def test_stamp_moves_with_it_so_that_no_kept_page_shows_it() -> None:
    message = rich()
    before = stamp_of(message.dispute)
    withdrawing.withdraw(message, at=AT)
    assert stamp_of(message.dispute) > before


@pytest.mark.parametrize("status", ["pending", "awaiting consent", "held", "published", "declined"])
def test_every_status_can_be_taken_back(status: str) -> None:
    message = make.make_message(status=status, **TOLD)
    withdrawing.withdraw(message, at=AT)
    assert SECRET not in everything()


def test_log_says_that_something_was_erased_and_never_what(officer: User) -> None:
    message = rich()
    withdrawing.withdraw(message, at=AT, by=officer, reason=Erasure.Why.ASKED)
    row = Erasure.objects.get()
    assert (row.kind, row.why, row.count, row.erased_by) == ("message", "asked", 1, officer)
    assert (row.erased_at, row.dispute) == (AT, message.dispute)


def test_second_time_changes_nothing(officer: User) -> None:
    message = rich()
    withdrawing.withdraw(message, at=AT)
    withdrawing.withdraw(message, at=datetime(2026, 4, 1, tzinfo=UTC), by=officer)
    assert Message.objects.get().decided_at == AT
    assert Erasure.objects.count() == 1


def test_duplicates_go_with_the_one_that_was_kept() -> None:
    kept = rich()
    twin = make.make_message(dispute=kept.dispute, status="pending", **TOLD)
    moderation.merge(twin, kept, by=None, at=AT)
    withdrawing.withdraw(kept, at=AT)
    assert SECRET not in everything()
    assert Erasure.objects.count() == 2


def merged(email: str, kept_email: str) -> tuple[Message, Message]:
    """Return a message and the same one, which was kept and is on the wall."""
    kept = make.make_message(body="Stay strong", email=kept_email)
    told = {"body": "Stay strong", "status": "pending", "dispute": kept.dispute}
    twin = make.make_message(email=email, **told)
    moderation.merge(twin, kept, by=None, at=AT)
    return twin, kept


def test_the_kept_one_goes_with_a_duplicate_of_the_same_sender(client: Client) -> None:
    twin, kept = merged("ann@example.org", "Ann@example.org")
    assert "both are erased" in client.get(path_of(twin)).text
    withdrawing.withdraw(twin, at=AT)
    kept.refresh_from_db()
    assert kept.status == "withdrawn"


def test_whoever_typed_the_address_of_another_does_not_take_down_theirs() -> None:
    """The page after sending showed them the link: that mailbox was sent too many mails."""
    for mailed, left in ((False, "published"), (True, "withdrawn")):
        twin, kept = merged("ann@example.org", "ann@example.org")
        make.make_submission(message=twin, mailed=mailed)
        withdrawing.withdraw(twin, at=AT)
        kept.refresh_from_db()
        assert kept.status == left


@pytest.mark.parametrize("email", ["", "somebody@example.org"])
def test_whoever_copies_a_message_from_the_wall_does_not_take_it_down(
    client: Client, email: str
) -> None:
    twin, kept = merged(email, "")
    assert "the other has a link of its own" in client.get(path_of(twin)).text
    withdrawing.withdraw(twin, at=AT)
    kept.refresh_from_db()
    assert kept.status == "published"


def test_whoever_keeps_a_copy_is_asked_to_erase_it_and_a_failure_erases_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    message, seen = rich(), []
    from dispute import erasing

    monkeypatch.setattr(erasing, "_erasers", {Message: list(erasing._erasers[Message])})

    @erases(Message)
    def from_an_index(row: Message) -> None:
        seen.append(row.body)
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        withdrawing.withdraw(message, at=AT)
    assert seen == [f"{SECRET}, edited"]
    assert Message.objects.get().status == "published"


@pytest.mark.parametrize("field", PERSONAL)
def test_database_lets_no_withdrawn_message_hold_anything(field: str) -> None:
    make.make_message(status="withdrawn")
    word = "consent" if field == "consent_basis" else "web" if "channel" in field else "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**{field: word})


def test_decision_about_what_was_taken_back_comes_too_late(moderator: User) -> None:
    message = make.make_message(status="pending")
    stale = Message.objects.get()
    withdrawing.withdraw(message, at=AT)
    with pytest.raises(ValidationError):
        moderation.publish(stale, by=moderator, at=AT)
    with pytest.raises(ValidationError):
        moderation.save_edited(stale, by=moderator)
    assert Message.objects.get().status == "withdrawn"


# --- Packs ----------------------------------------------------------------------------------------


def test_private_export_keeps_the_empty_row_and_a_public_one_does_not(tmp_path: Path) -> None:
    make.make_branch()
    message = rich()
    ref, dispute = message.ref, message.dispute
    withdrawing.withdraw(message, at=AT)
    export_pack(dispute, tmp_path / "private")
    export_pack(dispute, tmp_path / "public", public=True)
    private = (tmp_path / "private" / "messages.csv").read_text()
    assert ref in private
    assert SECRET not in private
    assert ref not in (tmp_path / "public" / "messages.csv").read_text()
    assert {(t.added, t.changed) for t in brought(tmp_path / "private").tables} == {(0, 0)}


def test_older_pack_does_not_bring_it_back(tmp_path: Path) -> None:
    make.make_branch()
    message = rich()
    export_pack(message.dispute, tmp_path / "older")
    withdrawing.withdraw(message, at=AT)
    brought(tmp_path / "older")
    assert Message.objects.get().status == "withdrawn"
    assert Message.objects.get().body == ""


def test_pack_that_says_withdrawn_erases_what_is_here(tmp_path: Path) -> None:
    make.make_branch()
    message = rich()
    export_pack(message.dispute, tmp_path / "newer")
    kept = f"ref,received_on,status\n{message.ref},2026-03-01,withdrawn\n"
    (tmp_path / "newer" / "messages.csv").write_text(kept)
    (tmp_path / "newer" / "pledges.csv").unlink()
    (tmp_path / "newer" / "datapackage.json").unlink()
    brought(tmp_path / "newer")
    message.refresh_from_db()
    assert message.status == "withdrawn"
    assert SECRET not in everything()


# --- The sender's own page ------------------------------------------------------------------------


def path_of(message: Message) -> str:
    return private_links.private_url(message).removeprefix("http://testserver")


def test_link_names_nobody_and_works_for_its_message_alone(client: Client) -> None:
    message, other = make.make_message(**TOLD), make.make_message()
    path = path_of(message)
    assert SECRET not in path
    assert f"{SECRET}" in client.get(path).text
    assert other.link_nonce != message.link_nonce
    Message.objects.filter(pk=message.pk).update(link_nonce="another")
    assert client.get(path).status_code == 404


def test_opening_the_page_changes_nothing(client: Client) -> None:
    message = make.make_message()
    before = Message.objects.values().get()
    response = client.get(path_of(message))
    assert response.status_code == 200
    assert not response.cookies
    assert "noindex" in response.headers["X-Robots-Tag"]
    client.post(path_of(message), {"do": "nothing"})
    assert Message.objects.values().get() == before


def test_changed_name_goes_back_to_the_queue(client: Client) -> None:
    message = make.make_message(name="Ines Example")
    asked = {"do": "display", "display": "supporter"}
    assert client.post(path_of(message), asked).status_code == 302
    message.refresh_from_db()
    assert (message.display, message.status, message.card) == ("supporter", "pending", "")
    assert client.get(message.get_absolute_url()).status_code == 404
    decision = message.decisions.latest("pk")
    assert (decision.was, decision.now, decision.decided_by) == ("published", "pending", None)
    moderation.publish(message, by=None)
    assert "Ines" not in client.get(message.get_absolute_url()).text


def test_same_choice_changes_nothing_and_a_wrong_one_is_refused_in_words(client: Client) -> None:
    message = make.make_message()
    client.post(path_of(message), {"do": "display", "display": "full"})
    response = client.post(path_of(message), {"do": "display", "display": "as a cat"})
    assert "Choose one of the ways" in response.text
    message.refresh_from_db()
    assert message.status == "published"


def test_declined_message_stays_declined_whatever_name_it_shows() -> None:
    message = make.make_message(status="declined")
    withdrawing.change_display(message, "supporter", at=AT)
    assert (message.status, message.display) == ("declined", "supporter")


def test_private_message_stays_with_the_strikers_whatever_is_asked(client: Client) -> None:
    message = make.make_message(status="held", consent_basis="", source="")
    assert "Change how my name shows" not in client.get(path_of(message)).text
    client.post(path_of(message), {"do": "display", "display": "supporter"})
    message.refresh_from_db()
    assert (message.status, message.display) == ("held", "supporter")


def test_sender_is_not_told_which_moderator_was_quicker(
    client: Client, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = make.make_message(status="pending")
    moderation.hold(Message.objects.get(), by=moderator, reason="Ask", at=AT)
    monkeypatch.setattr(sender_views, "message_of", lambda *_asked: message)
    page = client.post(path_of(message), {"do": "display", "display": "supporter"}).text
    assert "changed at the same moment" in page
    assert str(moderator) not in page


def test_no_page_that_is_opened_from_it_is_told_the_link(client: Client) -> None:
    message = make.make_message()
    assert client.get(path_of(message)).headers["Referrer-Policy"] == "no-referrer"


def test_button_erases_and_the_link_says_so(client: Client) -> None:
    message = rich()
    path = path_of(message)
    assert client.post(path, {"do": "withdraw"}).status_code == 302
    gone = client.get(path)
    assert gone.status_code == 410
    assert "has been erased" in gone.text
    assert client.post(path, {"do": "withdraw"}).status_code == 410
    assert SECRET not in everything()


@pytest.mark.parametrize("status", ["pending", "awaiting consent", "held", "declined"])
def test_page_says_how_things_stand(status: str, client: Client) -> None:
    message = make.make_message(status=status)
    assert client.get(path_of(message)).status_code == 200


def test_own_page_leads_to_the_message_only_while_that_has_a_page(client: Client) -> None:
    for status, leads in (("published", True), ("pending", False), ("declined", False)):
        message = make.make_message(status=status)
        assert (message.get_absolute_url() in client.get(path_of(message)).text) is leads


def test_every_model_with_a_history_erases_by_id() -> None:
    for model in (apps.get_model("solidarity", "Message"), apps.get_model("solidarity", "Pledge")):
        assert model.history.model._meta.get_field("id")
