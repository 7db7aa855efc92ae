"""A feed as Atom: RFC 4287, its pages by RFC 5005, what is gone by RFC 6721."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from .reading import writable
from .written import Heading

CONTENT_TYPE = Atom1Feed.content_type
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class WallFeed(Atom1Feed):
    """Django's feed, with pages, whole contents, and what is gone."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def latest_post_date(self) -> Any:
        """When the wall last changed here, which may be that something went."""
        return self.feed["updated"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for rel, href in self.feed["around"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": href})
        for gone in self.feed["removals"]:
            told = {"ref": gone.id, "when": rfc3339_date(gone.at)}
            handler.addQuickElement("at:deleted-entry", "", told)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        # Django would call the whole of it a summary.
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("content", item["description"], {"type": "html"})


def write(heading: Heading) -> str:
    """Return the feed."""
    page, links = heading.page, heading.links
    feed = WallFeed(
        title=writable(heading.title),
        link=heading.wall_url,
        description=None,
        language=heading.language,
        author_name=writable(heading.author),
        feed_url=links["self"],
        feed_guid=heading.id,
        updated=page.updated,
        removals=page.removals,
        around={rel: href for rel, href in links.items() if rel != "self"},
    )
    for entry in page.entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.html,
            author_name=entry.author,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.id,
            categories=[entry.kind],
        )
    return str(feed.writeString("utf-8"))
