"""People sign, answer, forward, give and ask in many ways; each is read, in words of its own."""

from decimal import Decimal

import pytest

from solidarity.mailbox.parsed import ParsedMail, What
from solidarity.mailbox.parsing import parse

pytestmark = pytest.mark.sqlite_only  # no database takes part, so once is enough

WORDS = "Dear all,\n\nWe heard of your strike and admire you.\n\n"


def read(text: str, sender: str = "Jo Bell <jo@tarn.example>", subject: str = "Hi") -> ParsedMail:
    head = f"From: {sender}\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n"
    return parse((head + text).encode())


def said(mail: ParsedMail) -> str:
    return mail.body.removeprefix(WORDS.strip()).strip()


# What stands before the “§” is the body's end, what stands after it is not in it.
@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("Deano <d@tarn.example>", "§Deano and the lads, Fenwick Bus Depot"),
        ("Kaz Petty <k@tarn.example>", "§Kaz and all the canteen\nFenwick Primary School"),
        ("Nan Tully <n@tarn.example>", "Chin up!\n\n§Nan, Pops and the whole Tully family"),
        ("Edie Lark <e@tarn.example>", "§Edie (aged 9) and Mum"),
        ("Marlow <m@tarn.example>", "§The early turn crew at Marlow Junction"),
        ("Red Kettle Choir <r@tarn.example>", "With love from the altos,\n\n§The Red Kettle Choir"),
        ("Ottilie <o@tarn.example>", "All the very best to you all,§ Ottilie x"),
        ("Edie Lark <e@tarn.example>", "Yours truly,§ a retired nurse in Brindle"),
        ("Nell Hart <n@tarn.example>", "Right behind you all the way,\n§Nell Hart"),
        ("Yusuf Demir <y@tarn.example>", "Dayanışmayla,\n§Yusuf Demir"),
        ("Lorna Hard <l@tarn.example>", "Yours,\n§Lorna Hard MSP\nSee our privacy notice online."),
        ("Hal Birch <h@tarn.example>", "Yours,\n§Hal Birch\n\n(I may not answer at once)"),
        ("Edie Lark <e@tarn.example>", "Yours,\n§Edie Lark\n\n“Workers of all lands, unite”"),
        ("Joan Peel <j@tarn.example>", "Yours,\n§Joan Peel\nDirect 01632 960777 / j@x.example"),
        ("Ned Lowe <n@tarn.example>", "§Ned\n\nNed Lowe\nI work flexibly and may answer late."),
        ("Union Hive Tarn <u@tarn.example>", "For the whole hive,\n§– Ash Verity, x123456"),
        ("Red Kettle Choir <r@tarn.example>", "Up the kettles!\n\n§Lou & the Red Kettles"),
        ("J. K. Oduya <j@tarn.example>", "Give in to nobody.\n\n§JKO"),
        ("Robert Hale <r@tarn.example>", "Good on you.\n\n§Old Bob\n(retired postman, CWU)"),
        ("quiet <q@tarn.example>", "§xx\n\nA neighbour in Mill Lane\n\nSent with Proton Mail."),
        ("Tarn Kitchen <k@tarn.example>",
         "See you there,\n\n§Lou\n\n====\n© 2026 Tarn Kitchen\nUnsubscribe from this list"),
    ],
)  # fmt: skip
def test_a_signature_is_cut_however_it_is_made(sender: str, text: str) -> None:
    assert said(read(WORDS + text.replace("§", ""), sender)) == text.partition("§")[0].strip()


@pytest.mark.parametrize(
    "text",
    [
        "We shall not be moved\nLike a tree by the water",
        "Our demands are yours:\nSafe Staffing\nFair Pay\nNo Closures",
        "Roses are red\nViolets are blue\nTarn Workers\nWe are with you",
        "One Day Longer, One Day Stronger",
        "Solidarity from all of us at Tarn Library!",
        "Copyright 2026 is theirs. All rights reserved for the bosses, none for us.",
        "We want three things\n\n– Pay\n– Rest\n– Respect",
    ],
)
def test_songs_demands_and_cries_are_no_signatures(text: str) -> None:
    assert said(read(WORDS + text)) == text


def test_what_is_still_said_below_a_signature_stays() -> None:
    mail = read(f"{WORDS}Cheers,\n\nJo Bell\nUsdaw rep\n\nCould you tell me when the march is?")
    assert said(mail) == "Cheers,\n\nCould you tell me when the march is?"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Reader in Old Maps\nUniversity of Tarn", ("Reader in Old Maps", "University of Tarn")),
        ("Keeper of Coins\nTarn Museum", ("Keeper of Coins", "Tarn Museum")),
        ("Ordförande", ("Ordförande", "")),
        ("Betriebsratsvorsitzender", ("Betriebsratsvorsitzender", "")),
        ("Chair of the Board\nTarn Credit Union", ("Chair of the Board", "Tarn Credit Union")),
    ],
)
def test_role_and_organisation_are_told_apart_by_how_they_are_put(
    lines: str, told: tuple[str, str]
) -> None:
    mail = read(f"{WORDS}Yours,\nJo Bell\n{lines}")
    assert (mail.role.text, mail.organisation.text) == told


@pytest.mark.parametrize("line", ["General Secretary Jo Bell", "General Secretary\nJo Bell",
                                  "Jo Bell (she/her)\nGeneral Secretary"])  # fmt: skip
def test_a_role_may_stand_before_the_name(line: str) -> None:
    mail = read(f"{WORDS}Yours,\n{line}")
    assert (mail.name.text, mail.role.text) == ("Jo Bell", "General Secretary")


@pytest.mark.parametrize(
    ("shown", "name", "organisation"),
    [
        ("Jo Bell (she/her)", "Jo Bell", ""),
        ("Jo Bell | they/them", "Jo Bell", ""),
        ('"BELL, Jo (TARN COUNTY COUNCIL)"', "Jo Bell", "TARN COUNTY COUNCIL"),
        ('"Bell, Jo [Tarn Valley Hospital]"', "Jo Bell", "Tarn Valley Hospital"),
        ('"Jo @ Tarn Carers"', "Jo", "Tarn Carers"),
        ("BELL Anna", "Anna Bell", ""),
        ("Tarn Trades Council", "", "Tarn Trades Council"),
    ],
)
def test_a_display_name_is_read_in_every_shape(shown: str, name: str, organisation: str) -> None:
    mail = read("We are with you.", f"{shown} <x@mail.example>")
    assert (mail.name.text, mail.organisation.text) == (name, organisation)


def test_an_address_that_spells_an_organisation_is_a_guess_of_little_weight() -> None:
    found = read("We are with you.", "<info@tarn-trades-council.example>").organisation
    assert (found.text, found.sure) == ("Tarn Trades Council", 0.2)


@pytest.mark.parametrize(
    "text",
    [
        "Name: Tilda Crowe\nEmail: tilda@mail.example\nMessage: Hold on. We are with you.",
        "A new message.\n\nName\nTilda Crowe\n\nE-mail\ntilda@mail.example\n\nYour message\n"
        "Hold on. We are with you.\n\n---\nThis e-mail was sent from a contact form",
        "From: Tilda Crowe <tilda@mail.example>\nSubject: Hi\n\nMessage Body:\n"
        "Hold on. We are with you.",
        "First name: Tilda\nLast name: Crowe\nEmail: tilda@mail.example\nComments:\n"
        "Hold on. We are with you.\n\nConsent: Yes",
    ],
)
def test_a_form_s_fields_say_who_wrote_and_what(text: str) -> None:
    mail = read(text, "WordPress <wordpress@branch.example>")
    assert (mail.body, mail.name.text) == ("Hold on. We are with you.", "Tilda Crowe")
    assert mail.email == "tilda@mail.example"


def test_a_forwarded_mail_that_is_only_quoted_is_the_inner_one_s() -> None:
    mail = read("For us.\n\n> Hold on.\n> Best,\n> Lena Ash", subject="Fwd: wall")
    assert (mail.what, mail.body, mail.email) == (What.MESSAGE, "Hold on.\nBest,", "")
    assert (mail.name.text, mail.is_forwarded) == ("Lena Ash", True)


@pytest.mark.parametrize(
    "lead",
    [
        "2023-11-13 18:02, Tarn Branch:",
        "W dniu 13.11.2023 o 18:02, Tarn Branch pisze:",
        "Pada Sen, 13 Nov 2023 pukul 18.02 Tarn Branch menulis:",
        "From: Tarn Branch <b@tarn.example>\nSent: 13 November 2023\nTo: Jo\nSubject: Wall\n",
    ],
)
def test_an_answer_stands_apart_from_what_is_quoted_in_any_language(lead: str) -> None:
    mail = read(f"Yes.\n\n{lead}\n> Are you?\n\nWith you.", subject="Re: Wall")
    assert mail.body == "Yes.\n\nWith you."


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I’m putting twenty quid in the strike fund.", 20),
        ("Here’s a hundred quid from our whip-round.", 100),
        ("We’re sending £1k to the hardship fund.", 1000),
        ("I’ve just popped a tenner in your strike fund.", 10),
        ("A couple of hundred quid is on its way to you.", 200),
        ("Our branch agreed a donation of half a grand.", 500),
        ("We are sending two and a half grand to your strike fund.", 2500),
        ("£50 sent just now.", 50),
    ],
)
def test_money_is_found_in_people_s_own_words(text: str, amount: int) -> None:
    assert [each.amount for each in read(text).gifts] == [Decimal(amount)]


@pytest.mark.parametrize(
    "text",
    ["They offered us £1k to call it off.", "A pint costs a fiver in town now.",
     "I can’t spare twenty quid just now.", "The chief is paid a hundred grand."],
)  # fmt: skip
def test_money_of_others_is_no_gift(text: str) -> None:
    assert read(text).gifts == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Could somebody from the picket come to our branch meeting?", 1),
        ("We have ten minutes on our agenda for a striker: could you find us one?", 1),
        ("Would a rep come along to our coffee morning?", 1),
        ("I could come and speak to your rally.", 0),
        ("Could somebody from management come to their senses?", 0),
    ],
)
def test_a_wish_for_a_guest_is_found_without_the_word_speaker(text: str, asked: int) -> None:
    assert len(read(text).speakers) == asked


@pytest.mark.parametrize(
    ("signature", "role", "organisation", "place"),
    [
        ("Jo Bell\nBiomedical Scientist\nTarn Infirmary", "Biomedical Scientist",
         "Tarn Infirmary", ""),
        ("Jo Bell\nFreelance translator\n01632 960000", "Freelance translator", "", ""),
        ("Jo Bell\nHon. Secretary\nTarn Trades Council\n12 Mill Lane", "Hon. Secretary",
         "Tarn Trades Council", "Tarn"),
        ("Jo Bell\nSteward, Tarn Depot branch, Millbrook", "Steward", "Tarn Depot branch",
         "Millbrook"),
        ("Jo Bell\nSent on behalf of the Tarn Branch Committee", "", "Tarn Branch Committee", None),
        ("Jo Bell (RETIRED)", None, "", ""),
        ("Jo Bell\nCaseworker\nOffice of Sal Vane MP\nMember of Parliament for Tarn", "Caseworker",
         "Office of Sal Vane MP", None),
    ],
)  # fmt: skip
def test_no_place_and_no_organisation_is_guessed_where_none_stands(
    signature: str, role: str | None, organisation: str, place: str | None
) -> None:
    mail = read(f"{WORDS}Kind regards,\n\n{signature}")
    assert mail.organisation.text.removeprefix("the ") == organisation
    assert role is None or mail.role.text == role
    assert place is None or mail.place.text == place


def test_a_form_in_a_table_without_colons_is_read_and_answered_to_its_writer() -> None:
    rows = "New entry\n\nYour name Lou Tarn\nE-mail lou@x.example\nYour message Keep going, all.\n"
    mail = read(rows + "Publish my name? Yes", "Forms <no-reply@form.example>")
    assert (mail.body, mail.name.text, mail.email) == (
        "Keep going, all.",
        "Lou Tarn",
        "lou@x.example",
    )


@pytest.mark.parametrize(
    "signed", ["Jo Bell\nGuild of Weavers (Tarn)", "Jo Bell, Guild of Weavers (Tarn)"]
)
def test_an_organisation_keeps_the_bracket_that_it_ends_with(signed: str) -> None:
    found = read(f"Dear all,\n\nWe stand with you.\n\nIn solidarity,\n{signed}")
    assert found.organisation.text == "Guild of Weavers (Tarn)"


@pytest.mark.parametrize(
    ("said", "organisation"),
    [
        ("Everybody in the Ashwell branch of the NEU is right behind you.",
         "Ashwell branch of the NEU"),
        ("I am writing from the Hobden branch of the Postal Clerks Union.",
         "Hobden branch of the Postal Clerks Union"),
        ("Warmest greetings from the Fernley branch of GMB!", "Fernley branch of GMB"),
        ("All of us in the Ashwell UCU branch send you our love.", "Ashwell UCU"),
        ("Members of Fernley PCS are with you.", "Fernley PCS"),
        ("My aunt was once in the Ashwell branch of the NEU.", ""),
        ("Do they know you in the Hobden branch of Unite?", ""),
        ("Everyone in the Western Union is busy.", ""),
        ("We in the NHS are proud of you.", ""),
    ],
)  # fmt: skip
def test_a_branch_is_read_where_a_sentence_speaks_for_it(said: str, organisation: str) -> None:
    mail = read(f"Hi,\n\n{said}\n\nCheers,\nJo")
    assert (mail.name.text, mail.organisation.text) == ("Jo Bell", organisation)


@pytest.mark.parametrize("name", ["M. Okafor", "T. R. Hallam", "P J Munro", "W. A. Skeat"])
def test_initials_are_a_name_s_and_no_telephone_s(name: str) -> None:
    mail = read(f"{WORDS}Yours,\n{name}\nTreasurer\nTarn RCN", "Tarn RCN <r@tarn.example>")
    assert (mail.name.text, mail.role.text) == (name, "Treasurer")
    assert mail.organisation.text == "Tarn RCN"


@pytest.mark.parametrize("line", ["T. 01632 960777", "E. Jo.Hale@x.example", "A. Hale House, Tarn"])
def test_a_letter_before_a_number_or_an_address_is_no_name(line: str) -> None:
    mail = read(f"{WORDS}Yours,\nTreasurer\nTarn RCN\n{line}", "Tarn RCN <r@tarn.example>")
    assert (mail.name.text, mail.organisation.text) == ("", "Tarn RCN")


@pytest.mark.parametrize(
    "role", ["Trysorydd y Gangen", "Swyddog Iechyd", "Is-gadeirydd", "Cynrychiolydd y Gweithwyr"]
)
def test_a_welsh_office_is_neither_a_place_nor_two_people(role: str) -> None:
    mail = read(f"{WORDS}Mewn undod,\nJo Bell\n{role}\nUNSAIN Dyffryn Tarn")
    assert (mail.role.text, mail.organisation.text) == (role, "UNSAIN Dyffryn Tarn")
    assert not mail.place.text


@pytest.mark.parametrize(
    ("lines", "role", "organisation"),
    [
        ("Jo Bell\nAuditor\nTarn CWU | 9 Hill Row, Tarn TA1 2BB | 01632 960777",
         "Auditor", "Tarn CWU"),
        ("Jo Bell\nTarn RMT | www.rmt-tarn.example", "", "Tarn RMT"),
        ("Jo Bell\nAuditor\nM: 01632 960777 | Unit 4, Union Mills | Tarn", "Auditor", ""),
        ("Jo Bell RMN\nRCN rep, Hexley Infirmary", "RCN rep", "Hexley Infirmary"),
        ("Jo Bell SCPHN", "", ""),
        ("Jo Bell, NHS", "", "NHS"),
        ("Jo Bell\nfor Hexley Women’s Refuge", "", "Hexley Women’s Refuge"),
    ],
)  # fmt: skip
def test_degrees_and_contacts_neither_make_nor_hide_an_organisation(
    lines: str, role: str, organisation: str
) -> None:
    mail = read(f"{WORDS}Yours,\n{lines}")
    assert mail.name.text == "Jo Bell"
    assert (mail.role.text, mail.organisation.text) == (role, organisation)
