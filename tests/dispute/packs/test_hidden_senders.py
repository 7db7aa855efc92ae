"""A public export of letters that quote messages whose senders show less since, or none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from solidarity import moderation, withdrawing
from solidarity.models import Message
from tests import factories as make
from tests.dispute.packs.made import SLUG, brought, emptied
from tests.dispute.packs.test_export import AT, exported

pytestmark = pytest.mark.django_db

TOLD = {"organisation": "Zq Branch", "source": "Zq Branch, their page", "name": "Zq"}


def hide(message: Message) -> None:
    withdrawing.change_display(message, "supporter", at=make.DECIDED_AT)
    moderation.publish(message, by=None)


def decline(message: Message) -> None:
    moderation.decline(message, by=None, reason="Not theirs to send")


@pytest.mark.parametrize(
    "change", [hide, decline, moderation.return_to_queue, withdrawing.withdraw]
)
def test_public_export_says_no_more_of_a_sender_than_the_wall(
    tmp_path: Path, change: Callable[..., None]
) -> None:
    dispute = make.make_dispute(slug=SLUG)
    make.make_branch()
    make.make_message(dispute=dispute, organisation="Open Branch")
    message = make.make_message(dispute=dispute, **TOLD)
    body = "[[messages_published]] from [[organisations_in_support]] organisations."
    make.make_open_letter(dispute=dispute, dated=AT, body=body)
    before = exported(dispute, tmp_path / "before", public=True)["quoted_figures.csv"]
    assert "Zq" in str(before)
    needs = {
        moderation.return_to_queue: {"by": None},
        withdrawing.withdraw: {"at": make.DECIDED_AT},
    }
    change(message, **needs.get(change, {}))
    out = exported(dispute, tmp_path / "out", public=True)
    told = str(out["quoted_figures.csv"])
    assert "Zq" not in told
    assert "Open Branch" in told
    emptied()
    brought(tmp_path / "out")
