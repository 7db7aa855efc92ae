"""What an address of the admin may ask about messages: nothing that its reader may not read."""

from typing import TYPE_CHECKING, Any

import pytest

from tests import factories
from tests.people import person, signed_in

if TYPE_CHECKING:
    from django.test import Client

LIST = "/admin/solidarity/message/"
EVERYBODY = ("rep", "moderator", "officer")
QUESTIONS = (
    "email__startswith=z",
    "email=zora@private.example",
    "email__isempty=False",
    "name__startswith=Zora",
    "organisation__startswith=Zora",
    "role__contains=n",
    "reason__startswith=n",
    "consent_wording__startswith=You",
    "decided_by__email__startswith=o",
    "entered_by__password__startswith=a",
    "pk=1",
    "body__regex=.",
    "organisation_key__gt=a",
)


def client_of(group: str) -> "Client":
    return signed_in(person(f"{group}-reader", group=group))


def shown(answer: Any) -> list[int]:
    return [message.pk for message in answer.context["cl"].result_list]


def hidden_sender(**fields: Any) -> Any:
    who = {"name": "Zora Invented", "organisation": "Zora Ltd", "email": "zora@private.example"}
    return factories.make_message(**{"display": "supporter", **who, **fields})


@pytest.mark.parametrize("address", ["", "export.csv", "export.json"])
@pytest.mark.parametrize("group", EVERYBODY)
def test_question_about_what_a_list_does_not_show_is_refused(
    group: str, address: str, db: None
) -> None:
    hidden_sender()
    client = client_of(group)
    for question in QUESTIONS:
        answer = client.get(f"{LIST}{address}?{question}")
        assert (answer.status_code, answer.headers.get("Location")) == (302, f"{LIST}?e=1"), (
            question
        )


def test_question_is_refused_whether_or_not_it_would_find_somebody(rep_client: "Client") -> None:
    hidden_sender()
    told = [
        rep_client.get(f"{LIST}?e=1&email__startswith={letter}", follow=True).content
        for letter in "zq"
    ]
    assert told[0] == told[1].replace(b"email__startswith=q", b"email__startswith=z")


def test_question_is_refused_beside_a_decision_too(moderator_client: "Client") -> None:
    message = hidden_sender(status="pending")
    fields = {"action": "publish", "_selected_action": [message.pk], "select_across": "1"}
    moderator_client.post(f"{LIST}?email__startswith=z", fields)
    message.refresh_from_db()
    assert message.status == "pending"


def test_rep_finds_and_sorts_nobody_by_what_is_hidden(rep_client: "Client") -> None:
    last = hidden_sender(name="Zora")
    first = hidden_sender(name="Abel", dispute=last.dispute, received_on=last.received_on)
    usual = shown(rep_client.get(LIST))
    assert usual == [last.pk, first.pk]
    for order in ("2", "-2"):
        assert shown(rep_client.get(LIST, {"o": order})) == usual
    for words in ("Abel", "Zora", "zora@private.example"):
        assert shown(rep_client.get(LIST, {"q": words})) == []


def test_rep_takes_no_hidden_name_away(rep_client: "Client") -> None:
    hidden_sender()
    for query in ("", "?o=2", "?kind__exact=other", "?q=Zora"):
        answer = rep_client.get(f"{LIST}export.csv{query}")
        text = b"".join(answer).decode()  # type: ignore[call-overload]  # a stream, or its parts
        assert answer.status_code == 200
        assert "Zora" not in text
        assert "private.example" not in text


def test_rep_is_not_asked_about_decisions(rep_client: "Client") -> None:
    factories.make_message()
    for question in ("status=all", "consent_basis__exact=consent"):
        assert rep_client.get(f"{LIST}?{question}").headers["Location"] == f"{LIST}?e=1"


@pytest.mark.parametrize("group", EVERYBODY)
def test_filters_of_the_list_go_on_working(group: str, db: None) -> None:
    message = factories.make_message(kind="health")
    client, day = client_of(group), message.received_on
    tab = {} if group == "rep" else {"status": "all", "consent_basis__exact": message.consent_basis}
    days = {f"received_on__{part}": getattr(day, part) for part in ("year", "month", "day")}
    for asked in ({"kind__exact": "health"}, {"dispute__id__exact": message.dispute_id}, days):
        assert shown(client.get(LIST, {**asked, **tab})) == [message.pk]
    assert shown(client.get(LIST, {"kind__exact": "union", **tab})) == []
