"""Numbers in prose, as they are written in Britain: counts, parts, lengths of time, money."""

import pytest

from dispute.reading import Kind
from tests.dispute.reading.read import only, ours, told


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("We lost 14 nurses.", "14", 14),
        ("We lost twenty-one nurses.", "twenty-one", 21),
        ("We lost one hundred and five nurses.", "one hundred and five", 105),
        ("We lost 1,000 nurses.", "1,000", 1000),
        ("We lost 1\u00a0234 nurses.", "1\u00a0234", 1234),
        ("We lost 1\u2009000 nurses.", "1\u2009000", 1000),
        ("We lost ２１ nurses.", "２１", 21),
        ("We lost a dozen nurses.", "a dozen", 12),
        ("We lost half a dozen nurses.", "half a dozen", 6),
        ("We lost two dozen nurses.", "two dozen", 24),
        ("We lost a couple of nurses.", "a couple", 2),
        ("We lost a score of nurses.", "a score", 20),
        ("We have 2.5 million users.", "2.5 million", 2_500_000),
        ("We lost **14** nurses.", "14", 14),
        ("We lost 1&#52; nurses.", "1&#52;", 14),
        ("We lost 1\u00ad4 nurses.", "1\u00ad4", 14),
    ],
)
def test_a_count_is_read_with_its_place(text: str, words: str, number: int) -> None:
    mention = only(text)
    assert (mention.quantity.kind, mention.quantity.text) == (Kind.COUNT, words)
    assert mention.quantity.low == mention.quantity.high == number
    span = mention.quantity.span
    assert text[span.start : span.end] == words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A wait of 15 months.", ("15 months", 15, "months")),
        ("A 15-month waiting list.", ("15-month", 15, "months")),
        ("A three-day strike.", ("three-day", 3, "days")),
        ("We wait a year and a half.", ("a year and a half", 1.5, "years")),
        ("Two and a half years have gone.", ("Two and a half years", 2.5, "years")),
        ("Twelve full days of action.", ("Twelve full days", 12, "days")),
        ("It took three fortnights.", ("three fortnights", 6, "weeks")),
        ("They voted by 66%.", ("66%", 66, "percent")),
        ("They voted by 66 %.", ("66 %", 66, "percent")),
        ("They voted by sixty-six per cent.", ("sixty-six per cent", 66, "percent")),
        ("Turnout was 78.95%.", ("78.95%", 78.95, "percent")),
        ("It cost £1.5m.", ("£1.5m", 1_500_000, "GBP")),
        ("It cost £2 million.", ("£2 million", 2_000_000, "GBP")),
        ("It cost £12k.", ("£12k", 12_000, "GBP")),
        ("It cost 50p.", ("50p", 0.5, "GBP")),
        ("The twelfth day of action.", ("twelfth day", 12, "days")),
        ("The 12th day of action.", ("12th day", 12, "days")),
        ("Day 76 of our dispute.", ("Day 76", 76, "days")),
        ("Twice the number went.", ("Twice", 2, "")),
        ("Waits grew tenfold.", ("tenfold", 10, "")),
        ("It is three times the standard.", ("three times", 3, "")),
    ],
)
def test_a_number_takes_its_unit_with_it(text: str, read: tuple[str, float, str]) -> None:
    assert told(text) == read


@pytest.mark.parametrize(
    ("text", "part", "whole", "rate"),
    [
        ("14 of 21 posts went.", 14, 21, False),
        ("14 of our 21 posts went.", 14, 21, False),
        ("14 of the depot’s 21 loaders went.", 14, 21, False),
        ("2 out of 5 went.", 2, 5, False),
        ("14/21 voted.", 14, 21, False),
        ("9 out of every 10 went.", 9, 10, True),
        ("Two in three went.", 2, 3, True),
        ("One in five went.", 1, 5, True),
        ("Half of the team went.", 1, 2, True),
        ("Two thirds went.", 2, 3, True),
        ("Three-quarters went.", 3, 4, True),
        ("A third of us went.", 1, 3, True),
        ("All 21 went.", 21, 21, False),
        ("Every one of the 21 went.", 21, 21, False),
        ("None of the 21 went.", 0, 21, False),
    ],
)
def test_a_part_knows_its_whole(text: str, part: int, whole: int, rate: bool) -> None:
    quantity = only(text).quantity
    assert (quantity.kind, quantity.part, quantity.whole) == (Kind.PART, part, whole)
    assert quantity.rate is rate


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Wait 4–6 weeks.", 4, 6),
        ("Wait 4-6 weeks.", 4, 6),
        ("Wait between 4 and 6 weeks.", 4, 6),
        ("Wait from 4 to 6 weeks.", 4, 6),
        ("It costs £1–2 million.", 1_000_000, 2_000_000),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int) -> None:
    quantity = only(text).quantity
    assert (quantity.low, quantity.high) == (low, high)


def test_a_change_is_no_range() -> None:
    assert [each.quantity.low for each in ours("It rose from 9 to 12.")] == [9, 12]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [each.quantity.low for each in ours("On day 12 300 people marched.")] == [12, 300]


@pytest.mark.parametrize("text", ["Chapter IV says so.", "No numbers here.", "", "Nobody left."])
def test_a_text_without_numbers_has_none(text: str) -> None:
    assert ours(text) == []


def test_the_digits_of_money_say_how_exact_it_is() -> None:
    quantity = only("It cost £1.5m.").quantity
    assert (quantity.decimals, quantity.scale) == (1, 1_000_000)
