"""The page of mails: what is held for a person, and what a person does with it."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from dispute.models import OutgoingMail
from solidarity.models import Invitation, Message, Pledge, ReceivedMail
from tests import factories as make

from .writing import WORDS, a_mail, an_mbox

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

PATH = "/admin/mails/"
GIFT = {"what": "gift", "sentence": "We donate £150.", "amount": "150", "state": "", "row": None}
TALK = {"what": "speaker", "sentence": "Send us a speaker.", "amount": "", "state": "", "row": None}
SAID = {
    "body": "We stand with you.",
    "name": "Ines Example",
    "role": "",
    "organisation": "Example Branch",
    "place": "",
    "email": "ines@example.org",
    "kind": "union",
    "received_on": "2026-03-01",
}


def held(**fields: Any) -> ReceivedMail:
    """Return a mail in which the site found no words."""
    raw = a_mail("", subject="", **fields.pop("head", {}))
    return make.make_received_mail(raw=raw, **fields)


def press(client: "Client", mail: ReceivedMail, do: str, **typed: Any) -> Any:
    """Press a button of the page of a mail as it is now."""
    mail.refresh_from_db()
    sent = {"do": do, "edition": mail.edition, **typed}
    return client.post(f"{PATH}?mail={mail.pk}", sent, follow=True)


def upload(client: "Client", *files: tuple[str, bytes]) -> Any:
    """Upload files."""
    sent = [BytesIO(content) for _name, content in files]
    for stream, (name, _content) in zip(sent, files, strict=True):
        stream.name = name
    dispute = make.make_dispute()
    data = {"do": "upload", "dispute": dispute.pk, "mails": sent}
    return client.post(f"{PATH}?show=add", data, follow=True)


def paste(client: "Client", text: str) -> Any:
    """Paste one message."""
    data = {"do": "paste", "dispute": make.make_dispute().pk, "text": text}
    return client.post(f"{PATH}?show=add", data, follow=True)


# --- Who, and how many queries --------------------------------------------------------------------


def test_whoever_checks_messages_may_and_nobody_else(
    officer_client: "Client",
    moderator_client: "Client",
    rep_client: "Client",
    stranger_client: "Client",
    client: "Client",
) -> None:
    mail = held()
    for path in (
        PATH,
        f"{PATH}?show=add",
        f"{PATH}?mail={mail.pk}",
        f"{PATH}?mail={mail.pk}&file=1",
    ):
        for allowed in (officer_client, moderator_client):
            assert allowed.get(path).status_code == 200
        assert rep_client.get(path).status_code == 403
        for refused in (stranger_client, client):
            assert refused.get(path).status_code == 302
    press(rep_client, mail, "aside")
    mail.refresh_from_db()
    assert mail.looked_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(
    officer_client: "Client", django_assert_num_queries: "DjangoAssertNumQueries", count: int
) -> None:
    for n in range(count):
        held(head={"message_id": f"<{n}@example.org>"})
    with django_assert_num_queries(8):
        page = officer_client.get(PATH)
    assert page.text.count("<bdi>") == count


def test_a_mail_that_is_not_there_is_404(officer_client: "Client") -> None:
    assert officer_client.get(f"{PATH}?mail=12345").status_code == 404
    assert officer_client.get(f"{PATH}?mail=x&show=nothing&page=x").status_code == 200


# --- Looking --------------------------------------------------------------------------------------


def test_the_index_says_how_many_wait_for_a_person(officer_client: "Client") -> None:
    assert "mail to look at" not in officer_client.get("/admin/").text
    mail = held()
    assert "mail to look at" in officer_client.get("/admin/").text
    press(officer_client, mail, "aside")
    assert "mail to look at" not in officer_client.get("/admin/").text


def test_each_kind_of_mail_has_a_list_of_its_own(officer_client: "Client") -> None:
    for what in ("held", "autoreply", "bounce", "calendar", "duplicate"):
        raw = a_mail("", message_id=f"<{what}@example.org>", subject=f"A {what}")
        mail = make.make_received_mail(raw=raw)
        ReceivedMail.objects.filter(pk=mail.pk).update(what=what, message=None)
    lists = {
        show: re.findall(r'dir="auto">A (\w+)', officer_client.get(f"{PATH}?show={show}").text)
        for show in ("held", "machines", "copies", "message", "aside")
    }
    assert lists["held"] == ["held"]
    assert sorted(lists["machines"]) == ["autoreply", "bounce", "calendar"]
    assert lists["copies"] == ["duplicate"]
    assert lists["message"] == lists["aside"] == []


def test_a_hostile_mail_is_shown_as_text(officer_client: "Client") -> None:
    raw = (
        b"From: <script>alert(1)</script> <ines@example.org>\r\nSubject: </div><b>x\r\n"
        b'Content-Type: text/html; name="<img src=x>.html"\r\n\r\n'
        b"<script>alert(2)</script>\xe2\x80\xaeevil\x00"
    )
    mail = make.make_received_mail(raw=raw)
    page = officer_client.get(f"{PATH}?mail={mail.pk}").text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "</div><b>x" not in page
    assert "&lt;script&gt;alert(2)" in page
    assert "⟨U+202E⟩evil" in page


def test_a_mail_is_downloaded_as_it_came_and_never_opened_by_a_browser(
    officer_client: "Client",
) -> None:
    mail = held()
    answer = officer_client.get(f"{PATH}?mail={mail.pk}&file=1")
    assert answer.content == bytes(mail.raw)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


# --- Dealing with one -----------------------------------------------------------------------------


def test_a_person_makes_a_message_of_what_the_site_could_not_read(
    moderator_client: "Client", moderator: Any
) -> None:
    mail = held()
    told = press(moderator_client, mail, "make", **SAID)
    message = Message.objects.get()
    mail.refresh_from_db()
    assert "It waits to be checked" in told.text
    assert (message.body, message.status, message.channel) == (SAID["body"], "pending", "e-mail")
    assert (mail.what, mail.message, mail.looked_by) == ("message", message, moderator)
    assert message.history.get().history_user == moderator
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"body": " "}, {"body": ""}, {"received_on": "2090-01-01"}, {"email": "ines"},
     {"name": "x" * 201}, {"kind": "robot"}, {"body": "x" * 200_001}],
)  # fmt: skip
def test_what_makes_no_message_is_refused_and_stays_in_the_form(
    officer_client: "Client", wrong: dict[str, str]
) -> None:
    mail = held()
    told = press(officer_client, mail, "make", **(SAID | wrong))
    assert (told.status_code, Message.objects.count()) == (422, 0)
    assert "errorlist" in told.text
    assert "Example Branch" in told.text


def test_two_people_make_one_message_of_a_mail(officer_client: "Client") -> None:
    mail = held()
    sent = {"do": "make", "edition": mail.edition, **SAID}
    officer_client.post(f"{PATH}?mail={mail.pk}", sent)
    told = officer_client.post(f"{PATH}?mail={mail.pk}", sent, follow=True)
    assert "Somebody dealt with it meanwhile" in told.text
    assert "It is a message already" in press(officer_client, mail, "make", **SAID).text
    assert Message.objects.count() == 1


def test_what_was_set_aside_can_be_taken_up_again(officer_client: "Client") -> None:
    mail = held()
    assert "Set aside." in press(officer_client, mail, "aside").text
    assert 'value="up"' in officer_client.get(f"{PATH}?mail={mail.pk}").text
    press(officer_client, mail, "up")
    mail.refresh_from_db()
    assert (mail.looked_at, mail.looked_by) == (None, None)


def test_a_mail_is_read_again_when_the_site_has_learnt_to(officer_client: "Client") -> None:
    mail = make.make_received_mail(raw=a_mail())
    Message.objects.all().delete()
    ReceivedMail.objects.update(what="held", why="Nothing was found.", message=None)
    assert "It was read, and waits" in press(officer_client, mail, "again").text
    mail.refresh_from_db()
    assert mail.message == Message.objects.get()
    assert mail.message.body.startswith("Dear all")


def test_a_mail_that_still_cannot_be_read_stays_held(officer_client: "Client") -> None:
    mail = held()
    assert "it is still held for a person" in press(officer_client, mail, "again").text
    assert not Message.objects.exists()


def test_a_copy_is_made_a_message_by_a_person_alone(officer_client: "Client") -> None:
    first = make.make_received_mail(raw=a_mail())
    copy = make.make_received_mail(raw=b"Received: x\n" + a_mail(), dispute=first.dispute)
    assert copy.what == "duplicate"
    press(officer_client, copy, "again")
    copy.refresh_from_db()
    assert (copy.what, Message.objects.count()) == ("duplicate", 1)
    press(officer_client, copy, "make", **SAID)
    copy.refresh_from_db()
    assert (copy.what, Message.objects.count()) == ("message", 2)


def test_an_unknown_button_changes_nothing(officer_client: "Client") -> None:
    mail = held()
    assert "There is no such button" in press(officer_client, mail, "publish").text


# --- Suggestions ----------------------------------------------------------------------------------


def suggesting(*suggestions: dict[str, Any]) -> ReceivedMail:
    mail = make.make_received_mail(raw=a_mail(), suggestions=[dict(each) for each in suggestions])
    assert mail.message
    Message.objects.update(organisation="Example Branch", email="ines@example.org")
    return mail


def test_a_gift_becomes_a_pledge_by_one_press_and_once(
    officer_client: "Client", officer: Any
) -> None:
    mail = suggesting(GIFT)
    told = press(officer_client, mail, "pledge", number=0, amount="£1,150.50", back="queue")
    pledge = Pledge.objects.get()
    assert (str(pledge.amount), pledge.message) == ("1150.50", mail.message)
    assert (pledge.organisation, pledge.entered_by) == ("Example Branch", officer)
    assert pledge.pledged_on == Message.objects.get().received_on
    assert told.redirect_chain[-1][0] == f"/admin/queue/?m={mail.message_id}#queue-message"
    assert "Entered as a pledge" in told.text
    assert "answered already" in press(officer_client, mail, "pledge", number=0, amount="1").text
    assert Pledge.objects.count() == 1


@pytest.mark.parametrize("amount", ["", "0", "-5", "many", "NaN", "1e99", "1.005", "inf"])
def test_a_sum_that_is_none_makes_no_pledge(officer_client: "Client", amount: str) -> None:
    mail = suggesting(GIFT)
    assert "Write the sum" in press(officer_client, mail, "pledge", number=0, amount=amount).text
    assert not Pledge.objects.exists()


def test_a_request_for_a_speaker_becomes_an_invitation(officer_client: "Client") -> None:
    mail = suggesting(GIFT, TALK)
    press(officer_client, mail, "invitation", number=1)
    asked = Invitation.objects.get()
    assert (asked.message, asked.organisation) == (mail.message, "Example Branch")
    assert "ines@example.org" in asked.contact


def test_a_suggestion_is_left_out_and_nothing_is_entered_by_itself(
    moderator_client: "Client",
) -> None:
    mail = suggesting(GIFT)
    queue = moderator_client.get("/admin/queue/").text
    assert "We donate £150." in queue
    assert "see it whole" in queue
    assert 'value="pledge"' not in queue
    assert (
        moderator_client.post(
            f"{PATH}?mail={mail.pk}", {"do": "pledge", "number": 0, "amount": "1", "edition": 0}
        ).status_code
        == 403
    )
    press(moderator_client, mail, "no", number=0)
    mail.refresh_from_db()
    assert mail.suggestions[0]["state"] == "aside"
    assert not Pledge.objects.exists()


def test_a_number_out_of_nowhere_is_no_suggestion(officer_client: "Client") -> None:
    mail = suggesting(GIFT)
    for number in ("7", "-1", "x", ""):
        press(officer_client, mail, "invitation", number=number)
    assert not Invitation.objects.exists()


def test_a_message_leads_to_its_mail(officer_client: "Client") -> None:
    mail = make.make_received_mail()
    page = officer_client.get(reverse("admin:solidarity_message_change", args=[mail.message_id]))
    assert f'href="{PATH}?mail={mail.pk}"' in page.text
    other = make.make_message()
    page = officer_client.get(reverse("admin:solidarity_message_change", args=[other.pk]))
    assert "see it whole" not in page.text


# --- Uploading and pasting ------------------------------------------------------------------------


def test_files_are_uploaded_together_and_one_bad_one_loses_no_other(
    officer_client: "Client", officer: Any
) -> None:
    others = [a_mail(f"{WORDS} {n}", message_id=f"<{n}@example.org>") for n in range(2)]
    told = upload(
        officer_client,
        ("one.eml", a_mail()),
        ("bad.eml", b"\xff\xd8 a picture"),
        ("old.mbox", an_mbox(*others)),
    )
    assert "4 mails: 3 wait to be checked, 1 was not taken in." in told.text
    assert "“bad.eml”: not taken in. It is no mail" in told.text
    assert Message.objects.count() == 3
    doors = ReceivedMail.objects.values_list("door", "entered_by")
    assert set(doors) == {("upload", officer.pk)}


def test_no_file_and_too_many_are_refused_in_words(officer_client: "Client") -> None:
    data = {"do": "upload", "dispute": make.make_dispute().pk}
    assert "Choose at least one file." in officer_client.post(f"{PATH}?show=add", data).text
    many = [(f"{n}.eml", a_mail()) for n in range(51)]
    assert "Choose fewer files" in upload(officer_client, *many).text


def test_a_file_that_is_too_large_is_said_before_and_after(
    officer_client: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "at most 50 MB each" in officer_client.get(f"{PATH}?show=add").text
    monkeypatch.setattr("solidarity.mailbox.adding.LARGEST_FILE", 10)
    told = upload(officer_client, ("one.eml", a_mail())).text
    assert "“one.eml”: not taken in. It is larger" in told


def test_a_very_long_upload_ends_and_goes_on_the_next_time(
    officer_client: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solidarity.mailbox.adding.SECONDS", -1)
    others = [a_mail(f"{WORDS} {n}", message_id=f"<{n}@example.org>") for n in range(3)]
    told = upload(officer_client, ("old.mbox", an_mbox(*others)))
    assert "upload the same again" in told.text
    assert Message.objects.count() == 1


def test_a_pasted_text_is_a_message(officer_client: "Client") -> None:
    told = paste(officer_client, "Café workers stand with you.\n\nIn solidarity,\nInes Example")
    message = Message.objects.get()
    assert message.body.startswith("Café workers stand with you.")
    assert "A message that waits to be checked." in told.text
    assert ReceivedMail.objects.get().door == "pasted"


def test_a_whole_mail_pasted_is_read_as_one(officer_client: "Client") -> None:
    paste(officer_client, a_mail().decode())
    assert "Subject:" not in Message.objects.get().body
    assert Message.objects.get().received_on.isoformat() == "2026-03-03"


def test_pasting_twice_makes_one_message(officer_client: "Client") -> None:
    dispute = make.make_dispute()
    data = {"do": "paste", "dispute": dispute.pk, "text": "We stand with you, every one of us."}
    for _each in range(2):
        told = officer_client.post(f"{PATH}?show=add", data, follow=True)
    assert "There already." in told.text
    assert Message.objects.count() == 1


def test_nothing_pasted_is_refused(officer_client: "Client") -> None:
    assert "Paste the message." in paste(officer_client, "").text
    assert not ReceivedMail.objects.exists()
