"""How an address is read: its dispute, its day, and what it asks besides."""

from datetime import date

import pytest
import time_machine
from django.test import Client, RequestFactory

from dispute.models import Dispute
from dispute.pages import AddressError, asked_day, asked_parameters, shell
from tests import factories as make
from tests.reading import links, read


def asked(query: str) -> date:
    return asked_day(RequestFactory().get(f"/figures/{query}"))


def test_a_day_is_read_as_it_is_written() -> None:
    assert asked("?as_at=2023-11-16") == date(2023, 11, 16)
    assert asked("?as_at=+2023-11-16+") == date(2023, 11, 16)


@time_machine.travel("2026-06-30 23:30Z", tick=False)
@pytest.mark.parametrize("query", ["", "?as_at=", "?as_at=+"])
def test_without_a_day_it_is_today_in_london(query: str) -> None:
    assert asked(query) == date(2026, 7, 1)


def test_of_two_days_the_last_counts() -> None:
    assert asked("?as_at=2023-11-13&as_at=2023-11-16") == date(2023, 11, 16)


def test_a_day_that_cannot_be_read_is_told_shortly() -> None:
    with pytest.raises(AddressError, match=r"^“9{40}” is no day") as raised:
        asked("?as_at=" + "9" * 5000)
    assert len(str(raised.value)) < 140


def test_what_other_sites_hang_on_links_is_no_parameter() -> None:
    request = RequestFactory().get("/?team=A&as_at=x&utm_source=s&UTM=t&fbclid=u&mc_eid=v")
    assert asked_parameters(request, "as_at") == {"team": "A", "UTM": "t"}


@pytest.mark.django_db
class TestFormerAddress:
    """A dispute that changed its address."""

    @pytest.fixture
    def moved(self) -> Dispute:
        dispute = make.make_dispute(slug="library-workers")
        dispute.slug = "library-assistants"
        dispute.save()
        return dispute

    @pytest.mark.parametrize(
        "rest",
        ["", "wall/", "figures/?as_at=2026-03-01&x=%C3%A9", "figures.csv?as_at=2026-03-01", "x/y/"],
    )
    def test_leads_to_the_new_one(self, moved: Dispute, client: Client, rest: str) -> None:
        response = client.get(f"/library-workers/{rest}")
        known = not rest.startswith("x/")
        assert response.status_code == (301 if known else 404)
        assert not known or response["Location"] == f"/library-assistants/{rest}"

    def test_leads_nowhere_else(self, moved: Dispute, client: Client) -> None:
        for rest in ("/evil.example/", "https://evil.example/", "\\evil.example"):
            answer = client.get(f"/library-workers/{rest}")
            assert answer.get("Location", "/library-assistants/").startswith("/library-assistants/")

    def test_is_free_again_once_another_dispute_takes_it(
        self, moved: Dispute, client: Client
    ) -> None:
        make.make_dispute(slug="library-workers", title="Another quarrel")
        assert "Another quarrel" in read(client, "/library-workers/")

    def test_of_a_draft_says_nothing(self, moved: Dispute, client: Client) -> None:
        Dispute.objects.filter(pk=moved.pk).update(status=Dispute.Status.DRAFT)
        gone, never = client.get("/library-workers/"), client.get("/no-such-dispute/")
        assert gone.status_code == never.status_code == 404
        assert gone.content == never.content

    def test_writes_nothing(self, moved: Dispute, client: Client) -> None:
        assert client.post("/library-workers/wall/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["wall/", "figures/", "figures/posts/", "figures.csv", "letters/", "timeline/", ""]
)
def test_a_draft_is_as_unknown_as_a_dispute_that_never_was(client: Client, path: str) -> None:
    make.make_dispute(slug="a-secret", status=Dispute.Status.DRAFT)
    draft, never = client.get(f"/a-secret/{path}"), client.get(f"/no-such/{path}")
    assert draft.status_code == never.status_code == 404
    assert draft.content == never.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "status"),
    [("Library", 404), ("library%00", 404), ("a" * 3000, 404), ("%F0%9F%8E%89", 404), ("..", 404)],
)
def test_a_strange_address_is_unknown(client: Client, slug: str, status: int) -> None:
    make.make_dispute(slug="library")
    assert client.get(f"/{slug}/wall/").status_code == status


@pytest.mark.django_db
def test_a_page_that_is_not_there_leads_home_and_to_the_current_dispute(client: Client) -> None:
    dispute = make.make_dispute()
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    found = links(response.content.decode())
    assert {"/", f"{dispute.get_absolute_url()}wall/"} <= set(found)


@pytest.mark.django_db
def test_the_frame_knows_where_the_reader_is(client: Client) -> None:
    dispute = make.make_dispute()
    framed = shell(dispute, "wall")
    assert [item.label for item in framed.nav if item.is_current] == ["Wall"]
    assert read(client, f"/{dispute.slug}/wall/").count('aria-current="page"') == 1


@pytest.mark.django_db
def test_only_a_demonstration_says_that_it_is_one(client: Client) -> None:
    real = make.make_dispute()
    assert "are invented" not in read(client, real.get_absolute_url())
    shown = make.make_dispute(is_demonstration=True)
    assert "are invented" in read(client, shown.get_absolute_url())
