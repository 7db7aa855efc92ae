"""Short ways to say in a test what is read out of a text."""

from dispute.reading import Mention, mentions


def ours(text: str) -> list[Mention]:
    """Return the mentions that are not passed over."""
    return [each for each in mentions(text) if not each.not_ours]


def only(text: str) -> Mention:
    """Return the one mention that is not passed over."""
    (mention,) = ours(text)
    return mention


def told(text: str) -> tuple[str, float, str]:
    """Return what the one mention is: its words, its number and its unit."""
    quantity = only(text).quantity
    return quantity.text, float(quantity.low), quantity.unit


def reasons(text: str) -> set[str]:
    """Return why the mentions are passed over, "" for those that are not."""
    return {each.not_ours for each in mentions(text)}
