"""The list of letters to take away."""

import json
from datetime import date

import pytest
from django.test import Client

from tests import factories as make
from tests.reading import read

pytestmark = pytest.mark.django_db


def test_published_letters_are_listed_with_what_became_of_them(client: Client) -> None:
    dispute = make.make_dispute(slug="library")
    older = make.make_open_letter(
        dispute=dispute, dated=date(2026, 2, 1), chased_on=date(2026, 4, 1)
    )
    newer = make.make_open_letter(dispute=dispute, replied_on=date(2026, 4, 2))
    make.make_open_letter(dispute=dispute, status="draft", title="hidden-draft")
    text = read(client, "/library/record/letters.json")
    rows = json.loads(text)["rows"]
    assert [row["title"] for row in rows] == [newer.title, older.title]
    assert (rows[0]["replied_on"], rows[1]["chased_on"]) == ("2026-04-02", "2026-04-01")
    assert rows[0]["address"] == f"http://testserver{newer.get_absolute_url()}"
    assert rows[0]["recipient_role"] == "Chief Executive"


def test_a_letters_text_and_the_recipients_address_stay_on_its_page(client: Client) -> None:
    dispute = make.make_dispute(slug="library")
    make.make_open_letter(dispute=dispute, reply="hidden-reply", replied_on=date(2026, 4, 1))
    text = read(client, "/library/record/letters.csv")
    for word in ("hidden-reply", "empty posts**", "Town Hall", "Olive"):
        assert word not in text
