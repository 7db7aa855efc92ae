"""A feed as JSON Feed 1.1 (jsonfeed.org), with what is gone in an extension of ours."""

import json
from typing import Any

from django.utils.feedgenerator import rfc3339_date

from .reading import Entry
from .written import Heading

CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def write(heading: Heading) -> str:
    """Return the feed."""
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": heading.title,
        "home_page_url": heading.wall_url,
        "feed_url": heading.links["self"],
        "language": heading.language,
        "authors": [{"name": heading.author}],
    }
    if "next" in heading.links:
        feed["next_url"] = heading.links["next"]
    removed = [{"id": each.id, "date": rfc3339_date(each.at)} for each in heading.page.removals]
    feed["items"] = [_item(entry) for entry in heading.page.entries]
    feed["_dispute"] = {"removed": removed}
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "authors": [{"name": entry.author}],
        "tags": [entry.kind],
    }
