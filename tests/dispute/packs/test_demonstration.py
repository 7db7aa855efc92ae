"""The demonstration tells each thing once, and cites for it what can tell it."""

import json
from datetime import date

import pytest

from dispute.figures import Record
from dispute.models import Branch, Dispute, Milestone
from dispute.timeline import TimelineEntry, entries
from tests.dispute.packs.made import DEMONSTRATION, brought

pytestmark = pytest.mark.django_db


def told() -> list[TimelineEntry]:
    brought(DEMONSTRATION)
    return entries(Record(Dispute.objects.get()), date(2026, 11, 21))


def test_dispute_is_raised_once() -> None:
    raised = [entry.title for entry in told() if entry.date == date(2025, 6, 16)]
    assert raised == ["The dispute is raised"]
    assert Milestone.objects.count() == 10


def test_rejection_does_not_cite_the_offer() -> None:
    found = told()
    rejected = [entry for entry in found if entry.title == "The offer is rejected"]
    assert [(entry.source, entry.source_url) for entry in rejected] == [("", "")] * 2
    assert all(entry.source for entry in found if entry.title.endswith("makes an offer"))


def test_address_of_the_branch_does_not_repeat_its_name() -> None:
    brought(DEMONSTRATION)
    branch = Branch.objects.get()
    assert branch.address_lines[0] == "The Old Net Loft"
    said = json.loads((DEMONSTRATION / "branch.json").read_text())["address"]
    assert said.splitlines() == branch.address_lines
