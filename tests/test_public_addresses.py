"""What is true of every public address, whatever it shows."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from dispute.models.disputes import RESERVED_SLUGS
from tests import factories as make
from tests.addresses import (
    DATED,
    FRAMED,
    WRITTEN_TO,
    Site,
    addresses,
    every_path,
    pages,
    public_routes,
    whole_site,
    wrong_paths,
)
from tests.reading import Tags, elsewhere, fetched, links, read, text_of

pytestmark = pytest.mark.django_db

# A form's note says when it was opened, and is another each time.
NOTE = re.compile(r'name="note" value="[^"]+"')
NOBODY = "'none'"
NOT_A_DAY = [
    "x",
    "2023-13-01",
    "2023-02-30",
    "20231113",
    "2023-W05-1",
    "0000-01-01",
    "10000-01-01",
    "٢٠٢٣-١١-١٣",
    "2023-11-13T00:00",
    "\x00",
    "<script>alert(1)</script>",
    "9" * 5000,
]


@pytest.fixture
def site() -> Site:
    return whole_site()


def test_the_list_of_addresses_is_the_urlconf(site: Site) -> None:
    assert set(addresses(site)) == set(public_routes())


def test_every_address_answers_a_stranger_with_something(site: Site, client: Client) -> None:
    for path in every_path(site):
        response = client.get(path)
        assert (path, response.status_code) == (path, 200)
        assert text_of(response).strip()


def test_every_address_answers_head_without_a_body(site: Site, client: Client) -> None:
    for path in addresses(site).values():
        response = client.head(path)
        assert (path, response.status_code, text_of(response)) == (path, 200, "")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_address_refuses_to_be_written_to(site: Site, method: str) -> None:
    client = Client(enforce_csrf_checks=method != "post")
    for name, path in addresses(site).items():
        if name in WRITTEN_TO and method == "post":
            continue
        response = getattr(client, method)(path)
        assert (path, response.status_code) in {(path, 405), (path, 403)}
        if method == "post":
            assert response.status_code == 405


def test_nobody_is_given_a_cookie_or_a_token(site: Site, client: Client) -> None:
    for path in [*every_path(site), *wrong_paths(site)]:
        response = client.get(path)
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert "csrf" not in text_of(response).lower(), path


def test_an_officer_and_a_stranger_read_the_same(site: Site, officer_client: Client) -> None:
    for path in addresses(site).values():
        seen = [NOTE.sub("", read(each, path)) for each in (officer_client, Client())]
        assert seen[0] == seen[1], path


def test_every_answer_carries_every_protection(site: Site, client: Client) -> None:
    framed = [addresses(site)[name] for name in FRAMED]
    others = ["/figures", f"/{site.dispute.slug}", "/admin/", "/admin/login/", "/static/none.css"]
    for path in [*every_path(site), *wrong_paths(site), *others]:
        response = client.get(path)
        text_of(response)
        headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert f"frame-ancestors {'*' if path in framed else NOBODY}" in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers.get("X-Frame-Options") == (None if path in framed else "DENY"), path
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert "camera=()" in headers["Permissions-Policy"], path


def test_no_page_fetches_anything_from_another_site(site: Site, client: Client) -> None:
    for path in [*pages(site).values(), *wrong_paths(site)]:
        asked = fetched(read(client, path))
        assert asked, path
        assert elsewhere(asked) == [], path


def test_no_page_holds_anything_inline(site: Site, client: Client) -> None:
    for path in [*pages(site).values(), *wrong_paths(site)]:
        for tag, attributes in Tags(read(client, path)).found:
            assert tag != "style", path
            assert tag != "script" or attributes.get("src"), path
            assert not [a for a in attributes if a == "style" or a.startswith("on")], path


def test_every_page_has_one_headline_a_title_and_the_way_home(site: Site, client: Client) -> None:
    for path in [*pages(site).values(), *wrong_paths(site)]:
        html = read(client, path)
        tags = Tags(html).found
        assert [tag for tag, _attributes in tags].count("h1") == 1, path
        assert re.search(r"<title>[^<]{4,}</title>", html), path
        assert ("a", "/") in [(tag, a.get("href")) for tag, a in tags], path


@pytest.mark.parametrize("text", NOT_A_DAY)
def test_no_day_is_answered_with_what_a_day_looks_like(
    site: Site, client: Client, text: str
) -> None:
    for name in DATED:
        response = client.get(addresses(site)[name], {"as_at": text})
        assert (name, response.status_code) == (name, 400)
        assert "?as_at=2026-05-01" in text_of(response)
        assert "<script>alert" not in text_of(response)
        assert len(text_of(response)) < 20_000


@pytest.mark.parametrize("day", ["0001-01-01", "1752-09-14", "2024-02-29", "9999-12-31"])
def test_far_days_have_figures(site: Site, client: Client, day: str) -> None:
    every_figure = [path for path in every_path(site) if "?" in path]
    dated = [addresses(site)[name] for name in DATED]
    for path in [*dated, *(path.replace("2026-06-01", day) for path in every_figure)]:
        response = client.get(path, {"as_at": day} if "?" not in path else None)
        assert (path, response.status_code) == (path, 200)
        assert text_of(response)


def test_the_links_of_every_page_arrive(site: Site, client: Client) -> None:
    seen = {link for path in pages(site).values() for link in links(read(client, path))}
    assert len(seen) > 20
    answers = {link: client.get(link).status_code for link in seen - {"/admin/"}}
    assert {link: status for link, status in answers.items() if status != 200} == {}


def test_links_from_other_sites_carry_what_those_hang_on_them(site: Site, client: Client) -> None:
    hung = {"utm_source": "x", "utm_campaign": "y", "fbclid": "z", "gclid": "w", "mc_cid": "v"}
    for path in addresses(site).values():
        response = client.get(f"{path}{'&' if '?' in path else '?'}{urlencode(hung)}")
        assert (path, response.status_code) == (path, 200)
        assert text_of(response)


def test_no_dispute_can_take_one_of_the_sites_own_addresses() -> None:
    first = {re.split(r"[/<]", route)[0] for route in public_routes().values()} - {""}
    assert first == {"brand", "media", "healthz", "readyz", "privacy", "data-complaint"}
    # Of those that are not built yet, too: nobody may sit on them meanwhile.
    later = {"admin", "static", "news", "accessibility"}
    assert first | later <= RESERVED_SLUGS


def test_addresses_that_come_later_are_free_until_then(site: Site, client: Client) -> None:
    below = site.dispute.get_absolute_url()
    later = ["/news/", "/accessibility/", f"{below}events/"]
    assert {client.get(path).status_code for path in [*later, f"{below}act/"]} == {404}


def test_a_site_without_anything_has_a_front_page(client: Client) -> None:
    assert "Nothing is published yet" in read(client, "/")
    assert client.get("/library-assistants/").status_code == 404
    make.make_branch()
    assert "Nothing is published yet" in read(client, "/")
