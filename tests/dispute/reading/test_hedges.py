"""What the words around a number make of it."""

import pytest

from dispute.reading import Approximation
from tests.dispute.reading.read import only


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("We lost 14.", Approximation.EXACT),
        ("We lost about 14.", Approximation.ABOUT),
        ("We lost some 14 nurses.", Approximation.ABOUT),
        ("We lost roughly 14.", Approximation.ABOUT),
        ("We lost 14 or so.", Approximation.ABOUT),
        ("We lost over 14.", Approximation.OVER),
        ("We lost more than 14.", Approximation.OVER),
        ("We lost upwards of 14.", Approximation.OVER),
        ("We lost in excess of 14.", Approximation.OVER),
        ("We lost just over 14.", Approximation.OVER),
        ("We lost at least 14.", Approximation.AT_LEAST),
        ("We lost no fewer than 14.", Approximation.AT_LEAST),
        ("We lost 14 or more.", Approximation.AT_LEAST),
        ("We lost 14+ nurses.", Approximation.AT_LEAST),
        ("We lost 14-plus.", Approximation.AT_LEAST),
        ("We lost fewer than 14.", Approximation.UNDER),
        ("We lost under 14.", Approximation.UNDER),
        ("We lost up to 14.", Approximation.UP_TO),
        ("We lost no more than 14.", Approximation.UP_TO),
        ("We lost a maximum of 14.", Approximation.UP_TO),
        ("We lost nearly 14.", Approximation.NEARLY),
        ("We lost close to 14.", Approximation.NEARLY),
        ("We lost just under 14.", Approximation.NEARLY),
        ("An up to 15-month waiting list.", Approximation.UP_TO),
        ("It cost about £1.5m.", Approximation.ABOUT),
        ("We lost over the past 18 months.", Approximation.EXACT),
    ],
)
def test_a_hedge_is_taken_at_its_word(text: str, approximation: Approximation) -> None:
    assert only(text).quantity.approximation is approximation
