"""Charts on the figures' pages, and as files."""

import html
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from dispute.charts import has_chart, picture
from dispute.figures import definitions
from dispute.models import Dispute
from tests import factories as make
from tests.addresses import whole_site
from tests.reading import Tags, read

pytestmark = pytest.mark.django_db
AtMost = Callable[..., AbstractContextManager[object]]
WITH_CHARTS = {
    "strike_days_taken",
    "strike_days_to_come",
    "strike_days_announced",
    "departures_left",
    "departures_notice",
    "departures_total",
    "departures_share",
    "longest_wait",
    "statistic",
    "messages_published",
}


@pytest.fixture
def dispute() -> Dispute:
    return whole_site(slug="library").dispute


def test_these_figures_have_charts() -> None:
    assert {each.key for each in definitions() if has_chart(each.key)} == WITH_CHARTS


def test_every_chart_is_on_its_page_with_its_table_and_files(
    client: Client, dispute: Dispute
) -> None:
    make.make_departure(team=make.make_team(dispute=dispute), left_on=None)
    for key in WITH_CHARTS:
        page = read(client, f"/library/figures/{key}/", {"as_at": "2027-06-01"})
        tags = Tags(page).found
        pictures = [each for tag, each in tags if tag == "svg" and each.get("role") == "img"]
        assert len(pictures) == 2, key
        ids = [each["id"] for _tag, each in tags if "id" in each]
        assert len(ids) == len(set(ids)), key
        for each in pictures:
            assert set(each["aria-labelledby"].split()) <= set(ids), key
        assert "<summary>Table" in page, key
        for kind in ("svg", "png"):
            assert f"/library/figures/{key}/chart.{kind}?" in page, key


def test_a_figure_without_a_chart_has_none(client: Client, dispute: Dispute) -> None:
    assert 'class="chart' not in read(client, "/library/figures/posts/")
    for kind in ("svg", "png"):
        assert client.get(f"/library/figures/posts/chart.{kind}").status_code == 404
        assert client.get(f"/library/figures/no_such/chart.{kind}").status_code == 404


def test_the_page_of_all_figures_shows_one_chart_of_a_kind(
    client: Client, dispute: Dispute
) -> None:
    for n in range(6):
        make.make_waiting_list_figure(
            list=make.make_waiting_list(dispute=dispute, name=f"List {n}"), as_at=date(2026, 3, 1)
        )
    page = read(client, "/library/figures/", {"as_at": "2027-06-01"})
    drawn = [each["id"] for tag, each in Tags(page).found if each.get("class") == "chart"]
    assert len(drawn) == len(set(drawn))
    assert [each for each in drawn if "wait" in each] == [
        f"chart-longest-wait-{n}" for n in (1, 2, 3, 4)
    ]
    assert len(drawn) == 4 + 5


def test_nothing_recorded_is_a_sentence_and_no_empty_chart(client: Client) -> None:
    make.make_dispute(slug="library")
    page = read(client, "/library/figures/strike_days_taken/")
    assert "There is nothing to draw." in page
    assert "<svg" not in page
    assert 'class="chart' not in read(client, "/library/figures/")
    svg = client.get("/library/figures/strike_days_taken/chart.svg")
    assert svg.status_code == 200
    assert "The record holds no strike day" in svg.content.decode()


def test_a_file_is_as_at_its_day_and_says_so(client: Client, dispute: Dispute) -> None:
    path = "/library/figures/strike_days_taken/chart.svg"
    make.make_strike_day(dispute=dispute, date=date(2026, 5, 5))
    make.make_strike_day(dispute=dispute, date=date(2027, 5, 5), announced_on=date(2027, 4, 1))
    svg = read(client, path, {"as_at": "2026-05-05"})
    assert "As at 5 May 2026." in svg
    assert dispute.title in svg
    assert "May 2027" not in svg
    assert "May 2027" in read(client, path, {"as_at": "2027-04-01"})
    assert client.get(path, {"as_at": "5 May"}).status_code == 400


def test_a_file_carries_its_own_colours(client: Client, dispute: Dispute) -> None:
    response = client.get("/library/figures/departures_share/chart.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "library-departures_share.svg" in response["Content-Disposition"]
    root = ET.fromstring(response.content)  # noqa: S314 - we wrote it
    assert "#a3182d" in {each.get("fill") for each in root.iter()}
    for each in root.iter():
        assert not {"class", "style"} & set(each.attrib)
        assert not each.tag.endswith("}style")


def test_a_wrong_parameter_is_answered_with_the_nearest(client: Client, dispute: Dispute) -> None:
    make.make_waiting_list(dispute=dispute, name="Assessments")
    response = client.get("/library/figures/longest_wait/chart.svg", {"list": "Assessment"})
    assert response.status_code == 400
    assert "Did you mean “Assessments”?" in html.unescape(response.content.decode())


def test_names_are_text_in_pages_and_files(client: Client, dispute: Dispute) -> None:
    name = "<script>alert('x')</script> & ]]> “Zoë”"
    make.make_waiting_list_figure(
        list=make.make_waiting_list(dispute=dispute, name=name), as_at=date(2026, 3, 1)
    )
    make.make_statistic(dispute=dispute, series=name)
    for path in ("", "longest_wait/", "longest_wait/chart.svg", "statistic/chart.svg"):
        asked = {"list": name} if "wait" in path else {"series": name} if path else {}
        found = client.get(f"/library/figures/{path}", asked)
        assert found.status_code == 200
        assert "<script>alert" not in found.content.decode()
    assert client.get("/library/figures/statistic/chart.png", {"series": name}).status_code == 200


def test_a_png_is_a_picture_and_the_same_each_time(client: Client, dispute: Dispute) -> None:
    one, other = (client.get("/library/figures/longest_wait/chart.png") for _each in range(2))
    assert one["Content-Type"] == "image/png"
    assert one.content.startswith(b"\x89PNG")
    assert one.content == other.content


def test_a_png_that_fails_says_so_and_takes_nothing_down(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Panic(BaseException):
        """As a panic in the typesetter is: no Exception."""

    def fails(*_args: object, **_more: object) -> None:
        raise Panic

    monkeypatch.setattr(picture.typst, "Compiler", fails)
    response = client.get("/library/figures/longest_wait/chart.png")
    assert response.status_code == 503
    assert "chart.svg" in response.content.decode()
    assert client.get("/library/figures/longest_wait/").status_code == 200


def test_the_typesetter_reads_no_other_file() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="%s"/></svg>'
    for wrong in (svg % "/etc/passwd", svg % "../../etc/passwd", "<svg"):
        with pytest.raises(picture.NoPicture):
            picture.png(wrong)


def test_a_long_table_shows_its_newest_rows(client: Client, dispute: Dispute) -> None:
    listed = make.make_waiting_list(dispute=dispute, name="Long")
    for n in range(205):
        make.make_waiting_list_figure(list=listed, as_at=date.fromordinal(737000 + n))
    page = read(client, "/library/figures/longest_wait/", {"list": "Long"})
    assert "The newest 200 of 205 are shown." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_charts_ask_no_more_of_a_longer_record(
    client: Client, dispute: Dispute, rows: int, django_assert_max_num_queries: AtMost
) -> None:
    for _each in range(rows):
        make.make_message(dispute=dispute)
        make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
    with django_assert_max_num_queries(20):
        client.get("/library/figures/")
    for key in WITH_CHARTS:
        with django_assert_max_num_queries(8):
            client.get(f"/library/figures/{key}/chart.svg")
