"""What the check says of sentences of a letter of 14 May 2026. The record is invented."""

from datetime import date

import pytest

from dispute.judging import Finding, Verdict, check
from dispute.reading import claims
from tests.dispute.judging.records import AT, library


def said(text: str, at: date = AT) -> list[tuple[str, str, str]]:
    """Return of each finding its verdict, its number and its figure, "not ours" left out."""
    found = check(text, library(), at)
    return [
        (each.verdict.value, each.number, each.figure)
        for each in found
        if each.verdict is not Verdict.NOT_OURS
    ]


def only(text: str, at: date = AT) -> Finding:
    """Return the one finding of a text."""
    (found,) = [each for each in check(text, library(), at) if each.verdict is not Verdict.NOT_OURS]
    return found


@pytest.mark.parametrize(
    ("text", "number", "figure"),
    [
        ("We have taken seven days of strike action.", "seven days", "strike_days_taken"),
        ("Three more strike days are to come.", "Three more", "strike_days_to_come"),
        ("Nine library assistants have left.", "Nine", "departures_left"),
        ("Since January, 9 of our colleagues have gone.", "9", "departures_left"),
        ("Another two have handed in their notice.", "two", "departures_notice"),
        ("Eleven of us have left or given notice.", "Eleven", "departures_total"),
        ("There are 20 posts in our two teams.", "20", "posts"),
        ("45% of our posts have been left.", "45%", "departures_share"),
        ("The turnout was 87.5%.", "87.5%", "ballot_turnout"),
        ("People wait 8 months for a home library visit.", "8 months", "longest_wait"),
        ("The council’s latest offer was 2.5 per cent.", "2.5 per cent", "offer_latest"),
        ("We have been in dispute for six months.", "six months", "months_in_dispute"),
        ("It is 101 days since we gave notice.", "101 days", "days_since_notice"),
        ("Agency spending was £96,000 in the quarter.", "£96,000", "statistic"),
    ],
)
def test_what_the_record_says_too_agrees(text: str, number: str, figure: str) -> None:
    found = only(text)
    assert (found.verdict.value, found.figure) == ("agrees", figure)
    assert number in text
    assert not found.contradicts


def test_too_few_strike_days_were_right_until_the_day_before_the_next() -> None:
    found = only("After five days of strike action, you have not met us.")
    assert (found.verdict, found.record) == (Verdict.DISAGREES, "7 days")
    assert found.right_until == date(2026, 5, 11)
    assert found.contradicts
    assert found.reference == "strike_days_taken"
    assert len(found.rows) == 7


def test_too_many_strike_days_say_when_they_will_be_right() -> None:
    found = only("We have taken nine days of strike action.")
    assert found.verdict is Verdict.DISAGREES
    assert (found.right_until, found.right_from) == (None, date(2026, 6, 3))


def test_days_that_are_only_announced_are_not_taken() -> None:
    assert only("We have taken 10 days of strike action.").verdict is Verdict.MIXED


def test_a_count_of_months_was_right_until_the_month_was_full() -> None:
    found = only("Five months of this dispute have taught us patience.")
    assert (found.verdict, found.right_until) == (Verdict.DISAGREES, date(2026, 5, 2))


def test_those_on_notice_are_told_apart_from_those_who_left() -> None:
    text = "Nine colleagues (two more have given in their notice), all of them trained, have left."
    figures = [(verdict, figure) for verdict, _number, figure in said(text)]
    assert figures == [("agrees", "departures_left"), ("agrees", "departures_notice")]


def test_all_of_them_called_left_is_mixed() -> None:
    found = only("Eleven library assistants have left.")
    assert found.verdict is Verdict.MIXED
    assert "9 departures" in found.why


def test_a_percentage_that_its_own_counts_do_not_make_is_of_another_base() -> None:
    assert ("base", "50%", "") in said("9 of our 20 posts (50%) have been left.")


def test_a_percentage_of_the_other_event_is_of_another_base() -> None:
    assert only("55% of our staff have left.").verdict is Verdict.BASE


def test_a_percentage_that_was_cut_off_is_a_matter_of_rounding() -> None:
    assert only("The turnout was 87%.").verdict is Verdict.ROUNDING


def test_weeks_for_months_is_the_wrong_unit() -> None:
    assert only("The wait for a home library visit is 8 weeks.").verdict is Verdict.UNIT_OR_LIST


def test_one_team_is_counted_by_itself() -> None:
    found = only("Six library assistants have left the North team.")
    assert (found.verdict, found.parameters) == (Verdict.AGREES, (("team", "North"),))


def test_a_month_is_counted_by_itself() -> None:
    assert only("In April we took two days of strike action.").verdict is Verdict.AGREES


def test_parts_that_do_not_make_the_whole_are_a_sum() -> None:
    text = "7 strike days: 3 in March, 2 in April and 3 in May."
    assert ("sum", "7", "") in said(text)


def test_a_day_that_is_not_that_day_of_the_week() -> None:
    assert only("We met on Monday 12 May 2026.").verdict is Verdict.DATES


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("We shall be out again on Monday 2 June.", "Monday 2 June"),
        ("In 14 days, on 2 June, we walk out again.", "14 days"),
        ("There are just 12 days to go until our next strike day, Tuesday 2 June.", "12 days"),
        ("From 3 November 2025 to 14 May 2026 is 26 days.", "26 days"),
    ],
)
def test_a_countdown_or_a_day_to_come_that_the_calendar_contradicts(text: str, number: str) -> None:
    assert ("dates", number, "") in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "We shall be out again on Tuesday 2 June.",
        "In 19 days, on 2 June, we walk out again.",
        "There are 19 days to go before the next walkout, on 2 June.",
        "The library is closed for 14 days until 2 June.",
        "From 3 November 2025 to 14 May 2026 is 192 days.",
        "There are just 13 working days until 2 June.",
        "We shall be back on 29 February, in 14 days, on 30 February.",
    ],
)
def test_a_countdown_that_is_right_or_is_none_is_let_be(text: str) -> None:
    assert "dates" not in {each[0] for each in said(text)}


def test_a_countdown_that_is_one_day_out_is_doubtful() -> None:
    assert only("In 18 days’ time, on 2 June, we walk out again.").sure < 0.65


def test_what_nothing_recorded_speaks_of_is_not_in_the_record() -> None:
    found = only("Half of one cohort have left.")
    assert (found.verdict, found.contradicts) == (Verdict.NOT_IN_THE_RECORD, False)


@pytest.mark.parametrize(
    "text",
    [
        "We would rather not take 12 days of strike action.",
        "If 15 librarians had left, you would have noticed.",
        "The council says that only four librarians have left.",
        "Councils across England took 30 days of strike action.",
        "A colleague of 14 years said goodbye.",
        "We ask for a rise of 12%.",
        "Three of them wrote to you.",
        "Call us on 020 7946 0123, or write to 12 Mill Lane.",
        "Not one library assistant wants to be here.",
        "Mae 14 o weithwyr wedi gadael.",
        "Quatorze collègues ont quitté le service.",
        "Nothing has a number here.",
        "",
    ],
)
def test_what_is_supposed_or_of_others_neither_agrees_nor_disagrees(text: str) -> None:
    assert not {each[0] for each in said(text)} & {"agrees", "disagrees", "mixed", "base"}


@pytest.mark.parametrize(
    ("text", "number", "figure"),
    [
        ("We walked out. So far it has been 7 days.", "7 days", "strike_days_taken"),
        ("Strike days: 7 behind us, 3 ahead.", "7", "strike_days_taken"),
        ("The wait for home visits grew. At the end of January it was 6 months.", "6 months",
         "longest_wait"),
        ("9 posts have been left out of 20.", "20", "posts"),
    ],
)  # fmt: skip
def test_a_number_that_the_record_has_agrees_by_words_that_stand_far_off(
    text: str, number: str, figure: str
) -> None:
    assert ("agrees", number, figure) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Were a further fifteen librarians to leave, two branches would close.",
        "The bus drivers took 40 days of strike action last year.",
        "Fifteen agency librarians have left since April.",
        "| | At Easter | Now |\n|---|---|---|\n| Strike days taken | 5 | 7 |",
        "By the middle of March, 7 librarians had left.",
    ],
)
def test_words_that_leave_it_open_what_is_meant_contradict_nothing(text: str) -> None:
    assert "disagrees" not in {each[0] for each in said(text)}


def test_a_window_is_of_its_own_clause() -> None:
    text = "In March we took three days of strike action, and seven days have been taken in all."
    assert [each[0] for each in said(text)] == ["agrees", "agrees"]


@pytest.mark.parametrize("words", ["As at", "Since", "By", "In the", "To", "From", "On the 1st of"])
def test_a_heading_or_cell_that_stops_short_is_read(words: str) -> None:
    said(f"# {words}\n\n| {words} | 7 {words} |\n|---|---|\n| 7 strike days {words} | 1 May |")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Over five days of strike action have been taken.", "agrees"),
        ("At least seven days of strike action have been taken.", "agrees"),
        ("More than seven days of strike action have been taken.", "disagrees"),
        ("Nearly ten librarians have left.", "agrees"),
        ("Fewer than nine librarians have left.", "disagrees"),
        ("The longest wait is up to 8 months for home library visits.", "agrees"),
    ],
)
def test_an_approximation_is_judged_as_what_it_says(text: str, verdict: str) -> None:
    assert [each[0] for each in said(text)] == [verdict]


def test_what_is_too_long_to_be_read_is_said_to_be_unread_once() -> None:
    long = "We took " + ", ".join(f"{number} days" for number in range(2, 40)) + " of action."
    found = only(f"{long} ")
    assert found.verdict is Verdict.NOT_IN_THE_RECORD
    assert found.number == "2 days"
    assert found.why.startswith("Not checked: a sentence of more than 400 words")


def test_where_reading_stops_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "MOST_IN_ALL", 2)
    text = "Nine left. Nine left. Nine left. Nine left. Nine left."
    verdicts = [verdict for verdict, _number, _figure in said(text)]
    assert verdicts == ["agrees"] * 3 + ["not in the record"]
