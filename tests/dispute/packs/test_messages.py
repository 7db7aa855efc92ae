"""Messages of a pack come to the wall only as any message does: by consent, or public already."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from solidarity.models import Message
from solidarity.withdrawing import withdraw
from tests.dispute.packs.made import SLUG, brought, folder, refusal

pytestmark = pytest.mark.django_db

CONSENTED = (
    "received_on,kind,status,body,consent_basis,consent_wording,consented_at,consent_channel\n"
    "2026-03-02,union,published,Hold fast,{basis},{words},{at},{channel}\n"
)
CONSENT = {"basis": "consent", "words": "May we?", "at": "2026-03-02T09:00:00Z", "channel": "web"}


def of(tmp_path: Path, text: str) -> Path:
    return folder(tmp_path, {"messages.csv": text})


def test_published_message_has_its_card_and_says_where_it_came_from(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    message = Message.objects.public().first()
    assert message is not None
    assert "Keep going." in message.card
    assert message.consent_basis == Message.Basis.ALREADY_PUBLIC
    assert message.source == f"Pack “{SLUG}”"
    assert str(message.decided_at) == "2026-03-02 12:00:00+00:00"


def test_message_that_waits_is_not_decided(tmp_path: Path) -> None:
    brought(folder(tmp_path))
    waiting = Message.objects.get(status="pending")
    assert (waiting.decided_at, waiting.card, waiting.consent_basis) == (None, "", "")
    assert waiting.body == "With you,\n\nall the way"


def test_later_row_of_a_day_is_newer_on_the_wall(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-02,union,published,{word}\n" for word in ("one", "two", "three"))
    brought(of(tmp_path, f"received_on,kind,status,body\n{rows}2026-03-01,union,published,old\n"))
    shown = [message.body for message in Message.objects.newest_first()]
    assert shown == ["three", "two", "one", "old"]


def test_consent_comes_with_the_message(tmp_path: Path) -> None:
    brought(of(tmp_path, CONSENTED.format(**CONSENT)))
    message = Message.objects.get()
    assert (message.consent_basis, message.consent_wording) == ("consent", "May we?")
    assert (message.consent_channel, message.source) == ("web", "")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"basis": ""}, "consent_basis"),
        ({"words": ""}, "consent_wording"),
        ({"at": ""}, "consented_at"),
        ({"channel": ""}, "consent_channel"),
        ({"basis": "already public"}, "source"),
    ],
)
def test_published_message_without_a_basis_is_refused(
    tmp_path: Path, change: dict[str, str], column: str
) -> None:
    said = refusal(of(tmp_path, CONSENTED.format(**(CONSENT | change))))
    assert said.startswith(f"messages.csv, line 2, column {column}: ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-03-02,union,published,,", "column body: a published message has a text."),
        (
            "2026-03-02,union,pending,x,2026-03-02T10:00:00Z",
            "column decided_at: a message that waits",
        ),
        ("2026-03-02,union,withdrawn,x,", "column status: a withdrawn message holds nothing"),
        ("2026-03-02,union,lost,x,", "column status: “lost” is not known here"),
        (",union,pending,x,", "column received_on: this is empty, and it is required."),
        ("2026-03-02,union,declined,x,soon", "column decided_at: “soon” is not a time"),
    ],
)
def test_bad_message_is_named(tmp_path: Path, row: str, said: str) -> None:
    text = f"received_on,kind,status,body,decided_at\n{row}\n"
    assert refusal(of(tmp_path, text)).startswith(f"messages.csv, line 2, {said}")


def test_declined_and_held_messages_are_decided(tmp_path: Path) -> None:
    rows = "2026-03-02,union,declined,x,Rude\n2026-03-02,union,held,y,Ask Bo\n"
    brought(of(tmp_path, f"received_on,kind,status,body,reason\n{rows}"))
    decided = Message.objects.order_by("pk").values_list("status", "reason", "decided_at__date")
    assert list(decided) == [
        ("declined", "Rude", date(2026, 3, 2)),
        ("held", "Ask Bo", date(2026, 3, 2)),
    ]


def test_message_that_its_sender_withdrew_is_never_brought_back(tmp_path: Path) -> None:
    text = "ref,received_on,kind,status,body\nabcdefghjkmn,2026-03-02,union,published,Oh\n"
    path = of(tmp_path, text)
    brought(path)
    withdraw(Message.objects.get(), at=timezone.now())
    brought(path)
    assert Message.objects.get().status == Message.Status.WITHDRAWN


def test_html_in_a_message_is_shown_as_text(tmp_path: Path) -> None:
    brought(of(tmp_path, "received_on,kind,status,body\n2026-03-02,union,published,<script>x\n"))
    card = Message.objects.get().card
    assert "&lt;script&gt;" in card
    assert "<script" not in card


def test_import_of_many_messages_asks_few_questions(
    tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    rows = "".join(f"2026-03-02,union,published,Message {n}\n" for n in range(400))
    path = of(tmp_path, f"received_on,kind,status,body\n{rows}")
    with django_assert_max_num_queries(160):  # type: ignore[operator]  # pytest-django's fixture
        brought(path)


# --- The pack's word ------------------------------------------------------------------------------


def notes(path: Path) -> tuple[str, ...]:
    return next(each.notes for each in brought(path).tables if each.file == "messages.csv")


def test_report_counts_what_is_public_by_the_packs_word_alone(tmp_path: Path) -> None:
    path = folder(tmp_path)
    assert notes(path) == ("2 messages are published as already public, because the pack says so.",)
    assert notes(path) == ()


def test_report_of_one_message_speaks_of_one(tmp_path: Path) -> None:
    text = "received_on,kind,status,body\n2026-03-02,union,published,Hold fast\n"
    assert notes(of(tmp_path, text)) == (
        "1 message is published as already public, because the pack says so.",
    )


@pytest.mark.parametrize("basis", ["consent", "already public"])
def test_message_that_comes_with_its_basis_is_not_the_packs_word(
    tmp_path: Path, basis: str
) -> None:
    text = CONSENTED.format(**CONSENT | {"basis": basis}).replace(
        "received_on", "source,received_on"
    )
    assert notes(of(tmp_path, text.replace("\n2026", "\nNewsletter,2026"))) == ()


def test_message_that_only_waits_is_not_the_packs_word(tmp_path: Path) -> None:
    text = "received_on,kind,status,body\n2026-03-02,union,pending,Hold fast\n"
    assert notes(of(tmp_path, text)) == ()


def test_message_whose_sender_consented_here_is_not_the_packs_word(tmp_path: Path) -> None:
    text = "ref,received_on,kind,status,body\nabcdefghjkmn,2026-03-02,union,published,{word}\n"
    brought(of(tmp_path, text.format(word="One")))
    consent = {"consent_wording": "May we?", "consent_version": "1", "consent_channel": "web"}
    Message.objects.update(consent_basis="consent", consented_at=timezone.now(), **consent)
    assert notes(of(tmp_path, text.format(word="Two"))) == ()
    assert Message.objects.get().body == "Two"


def test_message_of_tomorrow_is_refused_and_one_of_today_is_not(tmp_path: Path) -> None:
    today = timezone.localdate()
    row = "received_on,kind,status,body\n{},union,pending,Hold fast\n"
    said = refusal(of(tmp_path, row.format(today + timedelta(days=1))))
    assert said == (
        "messages.csv, line 2, column received_on: a message cannot be received after today, "
        f"which is {today}."
    )
    brought(of(tmp_path, row.format(today)))
    assert Message.objects.count() == 1
