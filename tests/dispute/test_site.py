"""The site's own addresses, and the pages that tell of a fault."""

from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path as route

from dispute.urls import handler400, handler403, handler404, urlpatterns
from tests import factories as make
from tests.addresses import PIXEL
from tests.reading import elsewhere, fetched, read


def break_down(_request: object) -> None:
    """A view with a defect, which knows a secret."""
    secret = "the-password-of-olive"
    raise RuntimeError(secret)


class Broken:
    """The site's urlconf, with one address that fails."""

    urlpatterns = [route("broken/", break_down), *urlpatterns]
    handler400, handler403, handler404 = handler400, handler403, handler404


@pytest.fixture
def careless_client() -> Client:
    """Whose own page a failure becomes, as in a browser."""
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Broken)
def test_a_failure_says_sorry_and_nothing_else(careless_client: Client) -> None:
    make.make_branch()
    response = careless_client.get("/broken/")
    shown = response.content.decode()
    assert response.status_code == 500
    assert "Something broke on our side" in shown
    assert 'href="/"' in shown
    assert "secret" not in shown
    assert "RuntimeError" not in shown
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["403", "429", "500", "503"])
def test_pages_that_tell_of_a_fault_need_nothing(page: str) -> None:
    from django.template.loader import render_to_string

    shown = render_to_string(f"{page}.html")
    assert f"({page})" in shown
    assert 'href="/"' in shown
    assert elsewhere(fetched(shown)) == []


@pytest.mark.django_db
def test_a_site_asked_by_another_name_says_no(careless_client: Client) -> None:
    response = careless_client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.django_db
def test_machines_learn_that_all_is_well(client: Client) -> None:
    for path in ("/healthz", "/readyz"):
        response = client.get(path)
        assert (response.content, response["Content-Type"]) == (b"ok\n", "text/plain")
        assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_asks_the_database_nothing(
    client: Client, django_assert_num_queries: type[CaptureQueriesContext]
) -> None:
    with django_assert_num_queries(0):
        client.get("/healthz")
    with django_assert_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
def test_machines_learn_that_the_database_is_away(careless_client: Client) -> None:
    with (
        mock.patch("dispute.views.site.Dispute.objects.exists", side_effect=DatabaseError("gone")),
        mock.patch("dispute.views.site.connection.close"),
    ):
        response = careless_client.get("/readyz")
        assert careless_client.get("/healthz").status_code == 200
    assert response.status_code == 503
    assert "gone" not in response.content.decode()


@pytest.mark.django_db
def test_a_page_is_told_missing_even_while_the_database_is_away(careless_client: Client) -> None:
    with mock.patch("dispute.views.site.Dispute.objects.current", side_effect=DatabaseError):
        response = careless_client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


@pytest.mark.django_db
def test_the_logo_is_served_and_no_other_file(client: Client) -> None:
    branch = make.make_branch()
    assert client.get("/media/logos/mill.png").status_code == 404
    branch.logo.save("mill.png", ContentFile(PIXEL))
    stored = branch.logo.name.rpartition("/")[2]
    response = client.get(f"/media/logos/{stored}")
    assert (response.getvalue(), response["Content-Type"]) == (PIXEL, "image/png")
    branch.logo.storage.save("secret.png", ContentFile(b"other"))
    branch.logo.storage.save("logos/other.png", ContentFile(b"other"))
    for other in ("other.png", "../secret.png", "..%2Fsecret.png", "%00", "..%2F..%2Fsecret_key"):
        assert client.get(f"/media/logos/{other}").status_code == 404


@pytest.mark.django_db
def test_a_logo_whose_file_was_lost_is_missing(client: Client) -> None:
    make.make_branch(logo="logos/lost.png")
    assert client.get("/media/logos/lost.png").status_code == 404
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("colour", ["A3182D", "a3182", "a3182d0", "gggggg", "red", "%23a3182d"])
def test_only_a_colour_has_a_style_sheet(client: Client, colour: str, db: None) -> None:
    assert client.get(f"/brand/{colour}.css").status_code == 404


@pytest.mark.django_db
def test_every_page_links_to_the_branchs_own_colour(client: Client) -> None:
    make.make_branch(brand_colour="#00FF7F")
    make.make_dispute()
    sheets = [address for address in fetched(read(client, "/")) if "/brand/" in address]
    assert sheets == ["/brand/00ff7f.css"]
    response = client.get(sheets[0])
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]
