"""Open letters in the admin: written, looked at, published, followed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns import letters
from campaigns.models import OpenLetter
from tests import factories

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

LIST = "admin:campaigns_openletter_changelist"
ADD = "admin:campaigns_openletter_add"


def page_of(letter: OpenLetter, view: str = "change") -> str:
    return reverse(f"admin:campaigns_openletter_{view}", args=[letter.pk])


KEPT = (
    "recipient_name", "recipient_role", "recipient_organisation", "recipient_address", "salutation",
    "closing", "signatories", "reply",
)  # fmt: skip


def draft(**fields: Any) -> OpenLetter:
    return factories.make_open_letter(status="draft", **fields)


def typed(**others: Any) -> dict[str, Any]:
    fields = {"title": "To the Council", "slug": "to-the-council", "dated": "2026-03-09"}
    return {**fields, "body": "Fill the **posts**. <script>alert(1)</script>", **others}


def act(client: "Client", action: str, *chosen: OpenLetter) -> str:
    fields = {"action": action, "_selected_action": [letter.pk for letter in chosen]}
    answer = client.post(reverse(LIST), fields, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_often_for_three_letters_as_for_one(
    rows: int, officer_client: "Client", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    dispute = factories.make_dispute()
    for _each in range(rows):
        factories.make_open_letter(dispute=dispute)
    with django_assert_num_queries(13):
        answer = officer_client.get(reverse(LIST))
    assert len(answer.context["cl"].result_list) == rows


def test_letter_is_written_and_its_html_stored(officer_client: "Client", officer: "User") -> None:
    dispute = factories.make_dispute()
    answer = officer_client.post(reverse(ADD), typed(dispute=dispute.pk))
    letter = OpenLetter.objects.get()
    assert answer.headers["Location"] == page_of(letter)
    assert (letter.status, letter.entered_by) == ("draft", officer)
    assert letter.body_html == (
        "<p>Fill the <strong>posts</strong>. &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    )
    assert letter.history.get().history_user == officer


def test_address_is_made_of_the_title(officer_client: "Client") -> None:
    assert "data-prepopulated-fields" in officer_client.get(reverse(ADD)).text


def test_address_taken_is_refused_in_words(officer_client: "Client") -> None:
    there, other = draft(slug="taken"), None
    other = draft(slug="free", dispute=there.dispute)
    again = typed(slug="taken", dispute=there.dispute_id)
    assert officer_client.post(reverse(ADD), again).context["errors"]
    assert officer_client.post(page_of(other), typed(slug="taken")).context["errors"]


def test_reply_before_sending_is_refused_in_words(officer_client: "Client") -> None:
    fields = typed(sent_on="2026-03-09", replied_on="2026-03-01")
    answer = officer_client.post(page_of(draft()), fields)
    beside = answer.context["adminform"].form.errors
    assert list(beside) == ["replied_on"]
    assert "“replied on” cannot be before “sent on”" in str(beside["replied_on"])


# --- Publishing -----------------------------------------------------------------------------------


def test_letter_is_published_from_its_page_with_what_was_changed(
    officer_client: "Client", officer: "User"
) -> None:
    letter = draft()
    answer = officer_client.post(page_of(letter), typed(letter="publish"), follow=True)
    letter.refresh_from_db()
    assert (letter.status, letter.title) == ("published", "To the Council")
    assert letter.history.first().history_user == officer
    assert "1 letter is published." in answer.text
    assert f'href="{letter.get_absolute_url()}"' in answer.text


def test_letter_is_taken_off_from_its_page(officer_client: "Client") -> None:
    letter = factories.make_open_letter()
    fields = typed(letter="unpublish")
    answer = officer_client.post(page_of(letter), fields, follow=True)
    letter.refresh_from_db()
    assert (letter.status, letter.published_at) == ("draft", None)
    assert "View on site" not in answer.text


def test_history_says_when_a_letter_was_published_and_taken_off(
    officer_client: "Client",
) -> None:
    letter = draft()
    for pressed in ("publish", "unpublish", "publish"):
        officer_client.post(page_of(letter), typed(letter=pressed))
    page = " ".join(officer_client.get(page_of(letter, "history")).text.split())
    said = [
        "the status changed from draft to published",  # the first time with what was typed
        "the status of the letter “To the Council” changed from published to draft, by olive.",
        "the status of the letter “To the Council” changed from draft to published, by olive.",
    ]
    places = [page.index(sentence) for sentence in said]
    assert places == sorted(places, reverse=True)  # the newest first


def test_saving_a_letter_untouched_is_no_line_of_history(officer_client: "Client") -> None:
    letter = draft(title="To the Council", sent_on=date(2026, 3, 9), body="A line\nand another")
    same = typed(
        slug=letter.slug,
        dated=letter.dated.isoformat(),
        sent_on=letter.sent_on.isoformat(),
        body="A line\r\nand another",
        **{name: getattr(letter, name) for name in KEPT},
    )
    officer_client.post(page_of(letter), same)
    assert letter.history.count() == 1
    officer_client.post(page_of(letter), {**same, "letter": "publish"})
    assert letter.history.count() == 2


def test_published_letter_keeps_its_address(officer_client: "Client") -> None:
    letter = factories.make_open_letter(slug="for-ever")
    officer_client.post(page_of(letter), typed(slug="other", letter="again"))
    letter.refresh_from_db()
    assert (letter.slug, letter.title, letter.version) == ("for-ever", "To the Council", 2)


def test_published_letter_changes_as_a_new_version_alone(officer_client: "Client") -> None:
    letter = factories.make_open_letter()
    refused = officer_client.post(page_of(letter), typed())
    assert "It is published" in str(refused.context["errors"])
    kept = {name: getattr(letter, name) for name in letters.QUOTED_FIELDS}
    saved = officer_client.post(page_of(letter), {**kept, "replied_on": "2026-03-30"})
    assert saved.status_code == 302
    letter.refresh_from_db()
    assert (letter.replied_on, letter.version, letter.title) == (
        date(2026, 3, 30),
        1,
        kept["title"],
    )


@pytest.mark.parametrize("pressed", ["publish", "again"])
@pytest.mark.parametrize(
    ("body", "said"), [("[[no_such_figure]]", "no_such_figure"), ("[x]: y", "without text")]
)
def test_letter_that_cannot_be_published_is_refused_in_words(
    pressed: str, body: str, said: str, officer_client: "Client"
) -> None:
    letter = factories.make_open_letter() if pressed == "again" else draft()
    answer = officer_client.post(page_of(letter), typed(letter=pressed, body=body))
    assert said in str(answer.context["errors"])
    letter.refresh_from_db()
    assert letter.title != "To the Council"


def test_list_publishes_and_says_what_it_refused(officer_client: "Client") -> None:
    ready, empty, out = draft(), draft(body=" "), factories.make_open_letter()
    told = act(officer_client, "publish", ready, empty, out)
    assert told.startswith("1 letter is published.")
    assert f"{empty.title}: A letter without text cannot be published." in told
    assert f"{out.title}: This letter is published already." in told
    assert act(officer_client, "unpublish", ready) == "1 letter is off the site."
    assert "It is a draft" in act(officer_client, "unpublish", ready)


def test_status_is_not_set_by_hand(officer_client: "Client") -> None:
    letter = draft()
    officer_client.post(page_of(letter), typed(status="published", body_html="<script>"))
    letter.refresh_from_db()
    assert letter.status == "draft"
    assert "<script>" not in letter.body_html


def test_enter_key_publishes_nothing(officer_client: "Client") -> None:
    page = officer_client.get(page_of(draft())).text
    assert page.index('name="_continue"') < page.index('name="letter"')


# --- Looking --------------------------------------------------------------------------------------


def test_preview_is_for_those_who_may_open_the_letter(
    officer_client: "Client",
    rep_client: "Client",
    moderator_client: "Client",
    stranger_client: "Client",
    client: "Client",
) -> None:
    letter = draft(body="Fill the **posts**.")
    page = officer_client.get(page_of(letter, "preview"))
    assert "<strong>posts</strong>" in page.text
    assert rep_client.get(page_of(letter, "preview")).status_code == 200
    assert moderator_client.get(page_of(letter, "preview")).status_code == 403
    for outsider in (stranger_client, client):
        assert outsider.get(page_of(letter, "preview")).status_code == 302
    assert officer_client.get(page_of(OpenLetter(pk=999), "preview")).status_code == 404


def test_preview_button_saves_first(officer_client: "Client") -> None:
    letter = draft()
    answer = officer_client.post(page_of(letter), typed(letter="preview"), follow=True)
    assert "Fill the <strong>posts</strong>" in answer.text


# --- Who may, and what waits ----------------------------------------------------------------------


def test_officers_write_and_reps_read(
    officer: "User", moderator: "User", rep: "User", stranger: "User", rep_client: "Client"
) -> None:
    def may(user: "User") -> set[str]:
        actions = ("view", "add", "change", "delete")
        return {each for each in actions if user.has_perm(f"campaigns.{each}_openletter")}

    assert may(officer) == {"view", "add", "change", "delete"}
    assert may(rep) == {"view"}
    assert may(moderator) == may(stranger) == set()
    letter = draft()
    assert 'name="letter"' not in rep_client.get(page_of(letter)).text
    assert rep_client.post(page_of(letter), typed(letter="publish")).status_code == 403
    rep_client.post(reverse(LIST), {"action": "publish", "_selected_action": [letter.pk]})
    letter.refresh_from_db()
    assert letter.status == "draft"


def test_index_counts_days_of_published_letters_without_a_reply(officer_client: "Client") -> None:
    today = timezone.localdate()
    sent = {"dated": today - timedelta(days=30), "sent_on": today - timedelta(days=30)}
    factories.make_open_letter(**sent, title="Still waiting", acknowledged_on=today)
    factories.make_open_letter(**sent, title="Answered", replied_on=today)
    factories.make_open_letter(dated=today + timedelta(days=1), sent_on=None, title="Tomorrow")
    draft(**sent, title="Not sent")
    panels = officer_client.get("/admin/").context["waiting"]
    panel = next(each for each in panels if each.title.startswith("letter"))
    assert [(item.text, item.note) for item in panel.items] == [("Still waiting", "30 days")]


def test_list_says_how_long_each_waits(officer_client: "Client") -> None:
    factories.make_open_letter(replied_on=date(2026, 3, 20))
    assert "answered on 20 March 2026" in officer_client.get(reverse(LIST)).text
    assert not officer_client.get(reverse(LIST), {"replied": "no"}).context["cl"].result_list


def test_page_says_what_is_wrong_with_the_pdf_of_a_letter(
    officer_client: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = factories.make_open_letter()
    address = f"/admin/campaigns/openletter/{letter.pk}/change/"
    assert "errornote" not in officer_client.get(address).content.decode()
    no_pdf = "campaigns.admin.letters.pdf_problem"
    monkeypatch.setattr(no_pdf, lambda _letter: "No PDF can be made.")
    assert "No PDF can be made." in officer_client.get(address).content.decode()


def test_nobody_saves_over_a_letter_that_somebody_else_saved_since(
    officer_client: "Client",
) -> None:
    letter = draft(title="First")
    address = f"/admin/campaigns/openletter/{letter.pk}/change/"
    opened = {"edition": str(letter.edition)}
    letter.title = "Somebody else's"
    letters.save(letter, by=None)
    said = officer_client.post(address, typed() | opened | {"title": "Mine"})
    assert "Somebody else has saved this letter" in said.content.decode()
    assert 'value="Mine"' in said.content.decode()
    letter.refresh_from_db()
    assert letter.title == "Somebody else's"


def test_a_letter_that_was_published_is_not_deleted(officer_client: "Client") -> None:
    published, new = factories.make_open_letter(), draft()
    for letter, status in ((published, 403), (new, 200)):
        address = f"/admin/campaigns/openletter/{letter.pk}/delete/"
        assert officer_client.get(address).status_code == status
