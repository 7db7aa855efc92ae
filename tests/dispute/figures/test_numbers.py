"""Rounding as people do it by hand, and numerals as they read them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispute.figures.numbers import half_up, numeral, plain, pounds

MONEY = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("12.345", 2, "12.35"),
        ("12.344", 2, "12.34"),
        ("-12.345", 2, "-12.35"),
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("0.005", 2, "0.01"),
        ("-0.004", 2, "0.00"),
        ("9.995", 2, "10.00"),
        ("1250", 2, "1250.00"),
    ],
)
def test_halves_go_away_from_zero(value: str, decimals: int, expected: str) -> None:
    assert str(half_up(Decimal(value), decimals)) == expected


def test_a_third_is_rounded_from_its_exact_value() -> None:
    assert half_up(Fraction(200, 3), 1) == Decimal("66.7")
    assert half_up(Fraction(1500, 19), 2) == Decimal("78.95")


@settings(max_examples=200, deadline=None, database=None)
@given(MONEY, st.integers(0, 3))
def test_rounding_agrees_with_the_decimal_module(value: Decimal, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    assert half_up(value, decimals) == value.quantize(step, rounding=ROUND_HALF_UP)


@settings(max_examples=100, deadline=None, database=None)
@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=997), st.integers(0, 4))
def test_rounding_is_never_further_than_half_a_step(value: Fraction, decimals: int) -> None:
    assert abs(Fraction(half_up(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 2, "0"),
        (Decimal("-0.001"), 2, "0"),
        (1250, 2, "1,250"),
        (Decimal("1250.50"), 2, "1,250.5"),
        (1234567, 0, "1,234,567"),
        (100, 0, "100"),
        (100, 2, "100"),
        (Fraction(200, 3), 1, "66.7"),
        (Decimal("-12.345"), 2, "-12.35"),
        (Decimal("99.96"), 1, "100"),
    ],
)
def test_numeral_has_commas_and_no_noise(value: Decimal, decimals: int, expected: str) -> None:
    assert numeral(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (150, "£150"),
        (Decimal("150.00"), "£150"),
        (Decimal("1250.5"), "£1,250.50"),
        (Decimal("0.005"), "£0.01"),
        (Decimal("99.995"), "£100"),
        (0, "£0"),
        (-5, "-£5"),
        (Decimal("-1250.5"), "-£1,250.50"),
    ],
)
def test_pounds_have_pence_where_there_are_any(value: Decimal, expected: str) -> None:
    assert pounds(value) == expected


def test_a_json_number_is_whole_where_it_is_whole() -> None:
    assert repr(plain(Decimal("12.00"))) == "12"
    assert repr(plain(Fraction(4, 2))) == "2"
    assert plain(Decimal("2.6")) == 2.6
