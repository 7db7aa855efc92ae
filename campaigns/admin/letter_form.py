"""The form of a letter: what its functions would refuse is refused in words, beside the field."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaigns import letters
from campaigns.models import OpenLetter
from dispute.admin.rows import RowForm

SAVED_SINCE = gettext_noop(
    "Somebody else has saved this letter since you opened it. Nothing of yours is lost: it stands "
    "below. Open the letter in another tab, and bring the two together there."
)


class LetterForm(RowForm[OpenLetter]):
    """A letter, refused in words beside the field where its functions would refuse it."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        if edition_seen(self.data) not in (None, self.instance.edition):
            self.add_error(None, _(SAVED_SINCE))
            return
        pressed = self.data.get("letter", "")
        published = self.instance.status == OpenLetter.Status.PUBLISHED
        changed = sorted(set(self.changed_data) & set(letters.QUOTED_FIELDS))
        if published and changed and pressed not in ("unpublish", "again"):
            self.add_error(changed[0], _("It is published: use one of the buttons above the text."))
        elif not published or pressed == "again":
            self.refuse_unpublishable(pressed)

    def refuse_unpublishable(self, pressed: str) -> None:
        """Name each figure that cannot be given, in a draft too; what is published has text."""
        quotes = letters.quoting_of(self.instance)
        for problem in quotes.problems:
            self.add_error("body", f"{problem.text}: {problem.message}")
        letters.prepare(self.instance, quotes)
        if pressed in ("publish", "again") and not self.instance.body_html.strip():
            self.add_error("body", _("A letter without text cannot be published."))


def edition_seen(data: Any) -> int | None:
    """Return the edition of a letter that its page was opened with, None where it does not say."""
    text = str(data.get("edition", ""))
    return int(text) if text.isdecimal() and len(text) < 10 else None
