"""What stands above the messages of a feed, in either form."""

from dataclasses import dataclass

from .reading import FeedPage


@dataclass(frozen=True, slots=True)
class Heading:
    """A feed before it is written: `links` are whole addresses by relation, `self` among them."""

    id: str
    title: str
    author: str
    language: str
    wall_url: str
    links: dict[str, str]
    page: FeedPage
