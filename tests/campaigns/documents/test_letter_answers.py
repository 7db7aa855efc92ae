"""Letters to keep have addresses beside their pages, and a fault in one stays with it."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.documents import pdf, views
from campaigns.models import OpenLetter
from dispute.documents import answers
from dispute.documents.typesetting import BusyError, TooLongError, Typeset, TypesettingError
from tests import factories as make

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def letter(db: None) -> OpenLetter:
    make.make_branch()
    return make.make_open_letter(slug="posts", dispute=make.make_dispute(slug="library"))


def failing(error: Exception) -> Callable[..., Typeset]:
    def fail(*_args: object, **_named: object) -> Typeset:
        raise error

    return fail


@pytest.mark.parametrize(
    ("end", "kind", "how", "start"),
    [(".pdf", "application/pdf", "inline", b"%PDF"), (".docx", WORD, "attachment", b"PK")],
)
def test_a_letter_is_there_beside_its_page(
    client: Client, letter: OpenLetter, end: str, kind: str, how: str, start: bytes
) -> None:
    response = client.get(f"/library/letters/posts{end}")
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response["Content-Disposition"] == f'{how}; filename="library-posts{end}"'
    assert response.content.startswith(start)


@pytest.mark.parametrize("end", [".pdf", ".docx"])
def test_its_page_leads_to_it(client: Client, letter: OpenLetter, end: str) -> None:
    assert f'href="/library/letters/posts{end}"' in client.get("/library/letters/posts/").text


@pytest.mark.parametrize("name", ["letter-pdf", "letter-word"])
def test_a_draft_has_none_and_neither_has_another_disputes(
    client: Client, letter: OpenLetter, name: str
) -> None:
    make.make_open_letter(slug="draft", dispute=letter.dispute, status="draft")
    make.make_open_letter(slug="other")
    for slug in ("draft", "other", "none"):
        path = reverse(f"campaigns:{name}", args=["library", slug])
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(("end", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_draft_has_both_for_those_who_may_open_it(
    officer_client: Client,
    stranger_client: Client,
    moderator_client: Client,
    letter: OpenLetter,
    end: str,
    start: bytes,
) -> None:
    draft = make.make_open_letter(slug="draft", dispute=letter.dispute, status="draft")
    path = f"/admin/campaigns/openletter/{draft.pk}/preview.{end}"
    response = officer_client.get(path)
    assert response.status_code == 200
    assert response.content.startswith(start)
    page = officer_client.get(f"/admin/campaigns/openletter/{draft.pk}/preview/")
    assert f'href="{path}"' in page.text
    assert moderator_client.get(path).status_code == 403
    assert stranger_client.get(path).status_code == 302
    assert officer_client.get(path.replace(str(draft.pk), "999")).status_code == 404


def test_a_draft_that_cannot_be_set_says_why(
    officer_client: Client, letter: OpenLetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "typeset", failing(TooLongError("it takes long")))
    path = f"/admin/campaigns/openletter/{letter.pk}/preview.pdf"
    assert "it takes long" in officer_client.get(path, follow=True).text


def test_a_reader_who_has_it_is_told_so_until_it_changes(
    client: Client, letter: OpenLetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/library/letters/posts.pdf"
    etag = client.get(path)["ETag"]
    with monkeypatch.context() as broken:
        broken.setattr(views, "letter_pdf", failing(AssertionError("it was made again")))
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    assert client.get("/library/letters/posts.docx")["ETag"] != etag
    letter.dispute.title = "Another title"
    letter.dispute.save()
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TypesettingError("file not found"), "whole and unchanged"),
        (BusyError("x"), "half a minute"),
    ],
)
def test_a_letter_that_cannot_be_set_says_so_in_words(
    client: Client,
    letter: OpenLetter,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    told: str,
) -> None:
    monkeypatch.setattr(pdf, "typeset", failing(error))
    response = client.get("/library/letters/posts.pdf")
    assert response.status_code == 503
    assert told in response.text
    assert 'href="/library/letters/posts/"' in response.text
    assert ("Retry-After" in response) == isinstance(error, BusyError)
    assert client.get("/library/letters/posts/").status_code == 200


def test_the_log_says_why_and_quotes_nothing(
    client: Client,
    letter: OpenLetter,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(pdf, "typeset", failing(TypesettingError("it broke off")))
    with caplog.at_level(logging.ERROR, logger="dispute.documents"):
        client.get("/library/letters/posts.pdf")
    (record,) = [each for each in caplog.records if each.name == "dispute.documents"]
    assert vars(record)["error"] == "TypesettingError: it broke off"
    assert letter.title not in record.getMessage()


def test_what_could_not_be_made_is_not_tried_at_every_request(
    client: Client, letter: OpenLetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "typeset", failing(TooLongError("it takes long")))
    assert client.get("/library/letters/posts.pdf").status_code == 503
    monkeypatch.setattr(pdf, "typeset", failing(AssertionError("it was tried again")))
    assert client.get("/library/letters/posts.pdf").status_code == 503


def test_what_is_slow_is_kept(
    client: Client, letter: OpenLetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "SLOW", -1.0)
    first = client.get("/library/letters/posts.pdf").content
    monkeypatch.setattr(pdf, "typeset", failing(AssertionError("it was made again")))
    assert client.get("/library/letters/posts.pdf").content == first
