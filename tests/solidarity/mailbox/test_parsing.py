"""One mail is read by these rules, each in a small mail of its own."""

import base64
from datetime import UTC, datetime
from decimal import Decimal
from textwrap import indent

import pytest

from solidarity.mailbox.parsed import LeftOut, ParsedMail, What
from solidarity.mailbox.parsing import parse
from tests.solidarity.mailbox.writing import a_mail

pytestmark = pytest.mark.sqlite_only  # no database takes part, so once is enough

AT = datetime(2023, 11, 20, 12, tzinfo=UTC)
WORDS = "Dear all,\n\nWe are with you.\n\nIn solidarity,"
SIGNED = f"{WORDS}\nJo Bell\nBranch Secretary\nTarn Trades Council"
OUTLOOK = (
    "From: Jo Bell <jo@tarn.example>\nSent: 14 November 2023 10:12\nTo: Sam\nSubject: Wall\n\n"
)


def read(text: str, subject: str = "Hello", sender: str = "Jo Bell <jo@tarn.example>",
         more: str = "") -> ParsedMail:  # fmt: skip
    """Read a plain mail."""
    head = f"From: {sender}\nSubject: {subject}\n{more}Content-Type: text/plain; charset=utf-8\n\n"
    return parse((head + text).encode(), at=AT)


def read_html(page: str) -> ParsedMail:
    return parse(
        f"From: Jo Bell <jo@tarn.example>\nContent-Type: text/html\n\n{page}".encode(), at=AT
    )


def left(mail: ParsedMail) -> list[str]:
    return [each.what for each in mail.left_out]


def test_greeting_and_closing_stay_and_the_signature_goes() -> None:
    mail = read(SIGNED)
    assert mail.body == "Dear all,\n\nWe are with you.\n\nIn solidarity,"
    assert (mail.name.text, mail.role.text) == ("Jo Bell", "Branch Secretary")
    assert (mail.organisation.text, mail.kind.text) == ("Tarn Trades Council", "union")
    assert left(mail) == ["signature"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Hold on.\n\nIn solidarity, Jo Bell", "Hold on.\n\nIn solidarity,"),
        ("Hold on.\n\nBest, Jo", "Hold on.\n\nBest,"),
        ("Hold on.\n\nLove from Jo x", "Hold on.\n\nLove"),
        ("Hold on.\n\n– Jo Bell, Unite", "Hold on."),
        ("Hold on.\n\njo", "Hold on."),
        ("Hold on.\nLove Jo, Ivy & Tom xxx", "Hold on.\nLove"),
        ("From: us\nTo: you\nSubject: win\n\nYes!", "From: us\nTo: you\nSubject: win\n\nYes!"),
        ("Hold on.\n\nJo Bell (she/her)\nT: 01632 960000", "Hold on."),
        ("Hold on.\n-- \nwhatever stands here", "Hold on."),
        ("Hold on.\n\nMet vriendschap,\nJo Bell", "Hold on.\n\nMet vriendschap,"),
        ("Hold on.\n\nYours,\nJo\n\nPS: Bring cake.", "Hold on.\n\nYours,\n\nPS: Bring cake."),
        ("Sending love from all of us in Tarn!", "Sending love from all of us in Tarn!"),
        ("Thank you, all of you.\nIt helps.", "Thank you, all of you.\nIt helps."),
        ("We want:\n- pay\n- respect\n\nKeep going.", "We want:\n- pay\n- respect\n\nKeep going."),
    ],
)  # fmt: skip
def test_only_what_says_who_wrote_is_cut(text: str, body: str) -> None:
    assert read(text).body == body


@pytest.mark.parametrize(
    "quoted",
    [
        "On Tue, 14 Nov 2023 at 10:12, Tarn Branch <b@tarn.example> wrote:\n> Dear all",
        "On Tue, 14 Nov 2023 at 10:12, Tarn Branch\n<b@tarn.example>\nwrote:\n\n> Dear all",
        "Am 14.11.2023 um 10:12 schrieb Tarn Branch:\n> Dear all",
        "Le 14/11/2023 à 10:12, Tarn Branch a écrit :\n> Dear all",
        "-----Original Message-----\n" + OUTLOOK + "Dear all",
        "________________________________\n" + OUTLOOK + "Dear all",
    ],
)
def test_an_earlier_mail_is_left_out(quoted: str) -> None:
    mail = read(f"We are with you.\n\n{quoted}", subject="Re: Wall")
    assert (mail.body, left(mail)) == ("We are with you.", ["earlier mails"])


def test_a_sentence_that_ends_with_wrote_is_no_earlier_mail() -> None:
    text = "On the day of the strike my daughter wrote:\nGood luck, Mum. I drew you a bus."
    assert read(text).body == text


def test_answers_between_quoted_lines_stay() -> None:
    mail = read(
        "On 14/11/2023 10:12, Tarn wrote:\n> May we?\n\nYes, do.\n\n> And soup?\n\nOn Friday."
    )
    assert mail.body == "Yes, do.\n\nOn Friday."


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fwd: Wall", "For you.\n\n---------- Forwarded message ---------\n" + OUTLOOK + SIGNED),
        ("FW: Wall", "For you.\n\n" + OUTLOOK + SIGNED),
        ("Wall", OUTLOOK + SIGNED),
        ("Fwd: Wall", "Begin forwarded message:\n\n" + indent(OUTLOOK + SIGNED, "> ")),
        ("Fwd: Wall", "-------- Forwarded Message --------\nSubject: Wall\n"
                      "Date: Tue, 14 Nov 2023 10:12:00 +0000\n"
                      "From: Jo Bell <jo@tarn.example>\nTo: Sam\n\n" + SIGNED),
        ("FW: FW: Wall", "From: Al <al@tarn.example>\nSent: 15 November 2023 10:12\nTo: Sam\n"
                         "Subject: FW: Wall\n\nSee below.\n\n"
                         + OUTLOOK + SIGNED),
    ],
)  # fmt: skip
def test_the_inner_sender_of_a_forwarded_mail_is_the_sender(subject: str, text: str) -> None:
    mail = read(text, subject, sender="Pat Officer <pat@branch.example>")
    assert (mail.email, mail.name.text, mail.is_forwarded) == ("jo@tarn.example", "Jo Bell", True)
    assert mail.body == "Dear all,\n\nWe are with you.\n\nIn solidarity,"
    assert mail.subject == "Wall"
    assert mail.sent_at == datetime(2023, 11, 14, 10, 12, tzinfo=UTC)


def enclosed(count: int) -> bytes:
    inner = (
        b"--b\nContent-Type: message/rfc822\n\nFrom: Jo Bell <jo@tarn.example>\n\nHold on.\n\nJo\n"
    )
    return (
        b"From: p@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee this.\n"
        + inner * count
        + b"--b--"
    )


def test_a_mail_forwarded_as_a_file_is_read_instead() -> None:
    mail = parse(enclosed(1), at=AT)
    assert (mail.email, mail.body, mail.is_forwarded) == ("jo@tarn.example", "Hold on.", True)
    assert "covering note" in left(mail)


def test_several_mails_in_one_are_held() -> None:
    assert (found := parse(enclosed(2), at=AT)).what == What.UNREADABLE
    assert "2 other mails" in found.why


@pytest.mark.parametrize(
    ("footer", "what"),
    [
        ("Sent from my iPhone", "mobile footer"),
        ("Get Outlook for Android", "mobile footer"),
        ("_________________\nTarn mailing list\nTarn@lists.example", "list footer"),
        ("You received this message because you are subscribed to the group.", "list footer"),
        ("This e-mail is confidential and for the addressee only. If you are not the intended "
         "recipient, delete it.", "legal notice"),
    ],
)  # fmt: skip
def test_what_programs_add_is_left_out_and_noted(footer: str, what: str) -> None:
    mail = read(f"We are with you.\n\n{footer}")
    assert (mail.body, left(mail)) == ("We are with you.", [what])


def test_a_warning_above_a_mail_is_left_out() -> None:
    mail = read(
        "CAUTION: This email originated from outside. Do not click links.\n\nWe are with you."
    )
    assert (mail.body, left(mail)) == ("We are with you.", ["banner"])


def test_html_becomes_paragraphs() -> None:
    mail = read_html(
        "<style>p{}</style><div style='display:none'>Preview</div><p>Dear&nbsp;all,</p><p>We "
        "<b>are</b><br>with <a href='x'>you</a>:</p><ul><li>all</li><li>of us</li></ul>"
        "<script>x</script><img alt='picture'>"
    )
    assert mail.body == "Dear all,\n\nWe are\nwith you:\n\n• all\n• of us"


def test_quotations_of_mail_programs_go_and_the_sender_s_own_stay() -> None:
    assert read_html("<p>Yes.</p><blockquote type=cite>No?</blockquote>").body == "Yes."
    assert (
        read_html("<p>As she said:</p><blockquote>No.</blockquote>").body == "As she said:\n\nNo."
    )


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("iso-8859-1", "“Café”".encode("cp1252")),
        ("utf-8", "“Café”".encode("cp1252")),
        ("us-ascii", "“Café”".encode()),
        ("iso-8859-1", "“Café”".encode()),
        ("no-such-charset", "“Café”".encode()),
        ("utf-16", "“Café”".encode("utf-16")),
        ("utf-7", "“Café”".encode("utf-7")),
    ],
)
def test_every_charset_is_read_also_where_it_is_said_wrongly(charset: str, data: bytes) -> None:
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    assert parse(head.encode() + base64.b64encode(data), at=AT).body == "“Café”"


def test_invisible_characters_go_and_pictures_of_several_stay() -> None:
    mail = read("So\u00adli\u200bdarity\u202e!\x00 👩\u200d🚒\u00a0now")
    assert mail.body == "Solidarity! 👩\u200d🚒 now"


@pytest.mark.parametrize(
    ("sender", "name", "email"),
    [
        ("Jo Bell <JO@tarn.example>", "Jo Bell", "jo@tarn.example"),
        ('"Bell, Jo" <jo@tarn.example>', "Jo Bell", "jo@tarn.example"),
        ("=?utf-8?q?BELL=2C_Zo=C3=AB?= <jo@tarn.example>", "Zoë Bell", "jo@tarn.example"),
        ("jo@tarn.example (Jo Bell)", "Jo Bell", "jo@tarn.example"),
        ("Friends: Jo Bell <jo@tarn.example>;", "Jo Bell", "jo@tarn.example"),
        ('"jo@tarn.example" <jo@tarn.example>', "", "jo@tarn.example"),
        ("Jo Bell", "Jo Bell", ""),
    ],
)
def test_a_from_line_is_read_in_every_shape(sender: str, name: str, email: str) -> None:
    mail = read("We are with you.", sender=sender)
    assert (mail.name.text, mail.email) == (name, email)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("Auto-Submitted: auto-replied\n", What.AUTOREPLY),
        ("X-Autoreply: yes\n", What.AUTOREPLY),
        ("Auto-Submitted: no\n", What.MESSAGE),
        ("Precedence: list\nList-ID: <tarn.example>\n", What.MESSAGE),
        ("Return-Path: <>\nX-Failed-Recipients: a@b.example\n", What.BOUNCE),
    ],
)
def test_machines_are_known_by_their_headers(more: str, what: What) -> None:
    assert read("We are with you.", more=more).what == what


@pytest.mark.parametrize("subject", ["Automatic reply: Wall", "Ateb awtomatig: Wal",
                                     "Absence du bureau", "Abwesenheitsnotiz"])  # fmt: skip
def test_automatic_replies_are_known_by_their_subjects(subject: str) -> None:
    assert (found := read("I am away.", subject)).what == What.AUTOREPLY
    assert found.why


@pytest.mark.parametrize(
    ("date", "believed"),
    [
        ("Tue, 14 Nov 2023 10:12:00 +0000", True),
        ("Tue, 14 Nov 2073 10:12:00 +0000", False),
        ("Thu, 1 Jan 1970 00:00:00 +0000", False),
        ("yesterday", False),
    ],
)
def test_a_date_that_cannot_be_is_none(date: str, believed: bool) -> None:
    assert (read("Hold on.", more=f"Date: {date}\n").sent_at is not None) is believed


def test_attachments_are_noted_with_their_sizes() -> None:
    raw = (b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHold on.\n"
           b"--b\nContent-Type: image/png\n"
           b"Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.png\n"
           b"Content-Transfer-Encoding: base64\n\n"
           b"AAAA\n--b--")  # fmt: skip
    mail = parse(raw, at=AT)
    assert (mail.body, mail.left_out) == ("Hold on.", (LeftOut("attachment", "café.png", 3),))


def test_a_subject_that_is_the_message_is_one() -> None:
    assert read("", "Solidarity from Tarn Unite!").body == "Solidarity from Tarn Unite!"
    assert read("", "Message of support for the wall").what == What.UNREADABLE


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
            "encrypted",
        ),
        ("Content-Type: application/ms-tnef; name=winmail.dat", "winmail.dat"),
        ("Content-Type: text/plain", "no text"),
        ("Content-Type: image/png; name=a.png", "only files"),
    ],
)
def test_what_cannot_be_read_says_why(head: str, why: str) -> None:
    found = parse(f"From: jo@tarn.example\n{head}\n\n".encode(), at=AT)
    assert (found.what, found.body) == (What.UNREADABLE, "")
    assert why in found.why


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("We would like to donate £150 to your strike fund.", Decimal(150)),
        ("I enclosed a cheque for two hundred pounds.", Decimal(200)),
        ("Our branch voted to send 500 pounds to you.", Decimal(500)),
        ("We have sent you £1,000 by bank transfer.", Decimal(1000)),
    ],
)
def test_a_gift_is_found_with_its_amount(text: str, amount: Decimal) -> None:
    (gift,) = read(text).gifts
    assert (gift.sentence, gift.amount) == (text, amount)


@pytest.mark.parametrize(
    "text",
    ["They blame the £300 million deficit.", "We raised £500 for the foodbank.",
     "I wish I could send £50.",      "You deserve more than £12 an hour."],
)  # fmt: skip
def test_other_money_is_no_gift(text: str) -> None:
    assert read(text).gifts == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Could you send a speaker to our meeting on 5 May?", 1),
        ("We would love to have one of you speak at our rally.", 1),
        ("Your speaker last week was wonderful.", 0),
        ("Please speak up for patients.", 0),
    ],
)
def test_a_wish_for_a_speaker_is_found(text: str, asked: int) -> None:
    assert len(read(text).speakers) == asked


def test_lines_that_a_program_wrapped_are_joined() -> None:
    first = "We have been thinking of you every day since it was on the news and we"
    wrapped = f"{first}\nhope that you win soon."
    assert read(wrapped).body == wrapped.replace("\n", " ")
    flowed = parse(
        b"Content-Type: text/plain; format=flowed; delsp=yes\n\nHold o \nn, friends.", at=AT
    )
    assert flowed.body == "Hold on, friends."


PARTS = b"From: jo@tarn.example\nContent-Type: multipart/mixed; boundary=b\n\n"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (PARTS + b"--other\n\nHold on.\n--other--", "cannot be told apart"),
        (PARTS + b"--b\n\nHold on.\n" * 400, "more parts"),
        (PARTS.replace(b"mixed", b"mixed; boundary=b\nX-A: ") + b"boundary\n" * 40_000, "more"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
                  for n in range(40)) + b"\nHold on.", "parts within parts"),
        (b"Content-Transfer-Encoding: base64\n\nSG9sZCBvb", "cannot be told apart"),
        (b"Content-Type: text/plain; charset*=a%00\0'x'y\n\nHold on.", "cannot be told apart"),
    ],
)  # fmt: skip
def test_what_the_library_cannot_take_apart_is_held_whole(raw: bytes, why: str) -> None:
    found = parse(raw, at=AT)
    assert (found.what, found.body) == (What.UNREADABLE, "")
    assert why in found.why


def test_headers_that_are_too_long_or_too_many_are_noted() -> None:
    for more in (f"Subject: {'so ' * 5000}\n", "Received: here\n" * 2001):
        mail = read("Hold on.", more=more)
        assert (mail.body, mail.left_out) == ("Hold on.", (LeftOut("too long", "headers"),))


@pytest.mark.parametrize("text", [">\n>\n", ">> \n>\n\n> \n", "> >\n"])
def test_a_forwarded_quotation_without_a_word_is_held_and_ends(text: str) -> None:
    found = parse(a_mail(text, subject="Fwd: Solidarity"))
    assert found.what == What.UNREADABLE
