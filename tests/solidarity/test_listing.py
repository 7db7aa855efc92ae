"""Officers choose whether search engines may list the wall: its pages and files say so."""

import pytest
from django.test import Client

from dispute.models import Dispute
from tests import factories as make
from tests.reading import Tags, text_of

pytestmark = pytest.mark.django_db

UNLISTED = "noindex, noarchive"


@pytest.fixture
def dispute() -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


def asked(client: Client, path: str) -> tuple[str, str]:
    """Return what a page asks of search engines: in its answer's head, and in its own."""
    response = client.get(path)
    text = text_of(response)
    metas = [each for tag, each in Tags(text).found if tag == "meta"]
    robots = [each["content"] for each in metas if each.get("name") == "robots"]
    return response.headers.get("X-Robots-Tag", ""), "".join(robots)


def test_wall_and_its_messages_are_listed_unless_officers_choose_otherwise(
    client: Client, dispute: Dispute
) -> None:
    message = make.make_message(dispute=dispute)
    pages = ("/library/wall/", "/library/wall/?kind=union", message.get_absolute_url())
    for page in pages:
        assert asked(client, page) == ("", "")
    settings = make.make_wall_settings(dispute=dispute)
    assert asked(client, pages[0]) == ("", "")
    settings.noindex = True
    settings.save()
    for page in pages:
        assert asked(client, page) == (UNLISTED, UNLISTED)


def test_files_of_messages_are_asked_for_too_and_other_tables_are_not(
    client: Client, dispute: Dispute
) -> None:
    make.make_wall_settings(dispute=dispute, noindex=True)
    for form in ("csv", "json", "xlsx"):
        assert asked(client, f"/library/record/messages.{form}")[0] == UNLISTED
        assert asked(client, f"/library/record/claims.{form}")[0] == ""


def test_another_disputes_wall_stays_listed(client: Client, dispute: Dispute) -> None:
    make.make_wall_settings(dispute=make.make_dispute(), noindex=True)
    assert asked(client, "/library/wall/") == ("", "")
