"""The form of a letter: what its functions would refuse is refused in words, beside the field."""

from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaigns import checked, letters
from campaigns.answers import Answers, Press
from campaigns.checking import Checked, UncheckedError
from campaigns.models import OpenLetter
from campaigns.quoting import quoting
from campaigns.rewriting import rewriting
from dispute.admin.rows import RowForm
from dispute.figures import Record

SAVED_SINCE = gettext_noop(
    "Somebody else has saved this letter since you opened it. Nothing of yours is lost: it stands "
    "below. Open the letter in another tab, and bring the two together there."
)


class LetterForm(RowForm[OpenLetter]):
    """A letter, refused in words beside the field where its functions would refuse it.

    Where a button only looks, or numbers are to be confirmed first, the form is no valid one and
    has no errors: then the page comes back with what was typed. `numbers` are what the check found,
    None where nobody asked; `told` is to be said of it; `failed` is true where the check failed.
    """

    numbers: tuple[Checked, ...] | None = None
    told: str = ""
    failed: bool = False

    def is_valid(self) -> bool:
        return super().is_valid() and not self.comes_back

    @property
    def comes_back(self) -> bool:
        """Whether nothing is saved yet, though nothing is wrong."""
        return self.press.is_look or (self.press.is_publication and self.holds_back)

    @property
    def holds_back(self) -> bool:
        """Whether something has to be confirmed before the letter is published."""
        unchecked = self.failed and checked.UNCHECKED not in self.answers.confirmed
        return unchecked or bool(self.unconfirmed)

    @cached_property
    def record(self) -> Record:
        """The record that the letter is held against, each table of it read once."""
        return checked.record_of(self.instance)

    @property
    def press(self) -> Press:
        """The button of the page that was pressed; the page of a new letter has none."""
        return Press("") if self.instance._state.adding else Press.of(self.data)

    @property
    def answers(self) -> Answers:
        return Answers(self.data) if isinstance(self.data, QueryDict) else Answers()

    @property
    def unconfirmed(self) -> list[Checked]:
        """The numbers that somebody has to confirm before the letter is published."""
        ticked = self.answers.confirmed
        return [each for each in self.numbers or () if each.is_warning and each.key not in ticked]

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        if edition_seen(self.data) not in (None, self.instance.edition):
            self.add_error(None, _(SAVED_SINCE))
            return
        pressed = self.press
        published = self.instance.status == OpenLetter.Status.PUBLISHED
        changed = sorted(set(self.changed_data) & set(letters.QUOTED_FIELDS))
        free = pressed.is_look or pressed.verb in ("unpublish", "again")
        if published and changed and not free:
            self.add_error(changed[0], _("It is published: use one of the buttons above the text."))
        elif pressed.is_look:
            self.look(pressed)
        elif not published or pressed.verb == "again":
            self.refuse_unpublishable(pressed)

    def look(self, pressed: Press) -> None:
        """Check the letter as it was typed; or write a reference in, and check it then."""
        self.check()
        if pressed.verb == "write":
            self.write(pressed)
        quotes = quoting(self.instance.body, self.record, self.instance.dated)
        for problem in quotes.problems:
            self.add_error("body", f"{problem.text}: {problem.message}")

    def check(self) -> None:
        """Hold the letter as it was typed against the record."""
        try:
            self.numbers = checked.check(self.instance, self.record)
        except UncheckedError:
            self.numbers, self.failed = None, True

    def write(self, pressed: Press) -> None:
        """Put a reference in the place of a number, if it stands there still."""
        number = self.number(pressed.key)
        found = rewriting(number, self.instance, self.record) if number else None
        if found is None or found.reference != pressed.said:
            self.told = _("The text has changed since it was checked: nothing was replaced.")
            return
        if not found.is_read_in(self.instance.body):
            self.told = _("The number stands in code, where nothing is a reference: write it anew.")
            return
        self.instance.body = found.of(self.instance.body)
        self.show_body()
        self.told = _("%(reference)s is in the text now, and shows “%(shown)s”. Not saved yet.") % {
            "reference": found.reference,
            "shown": found.shown,
        }
        self.check()

    def show_body(self) -> None:
        """Have the page come back with the text as it is now, and not as it was typed."""
        if isinstance(self.data, QueryDict):
            typed = self.data.copy()
            typed[self.add_prefix("body")] = self.instance.body
            self.data = typed

    def number(self, key: str) -> Checked | None:
        """Return the number with a key, None where it is in the text no more."""
        return next((each for each in self.numbers or () if each.key == key), None)

    def refuse_unpublishable(self, pressed: Press) -> None:
        """Name each figure that cannot be given, in a draft too; what is published has text."""
        quotes = letters.quoting_of(self.instance)
        for problem in quotes.problems:
            self.add_error("body", f"{problem.text}: {problem.message}")
        letters.prepare(self.instance, quotes)
        if not pressed.is_publication:
            return
        if not self.instance.body_html.strip():
            self.add_error("body", _("A letter without text cannot be published."))
        elif not self.errors:
            self.check()


def edition_seen(data: Any) -> int | None:
    """Return the edition of a letter that its page was opened with, None where it does not say."""
    text = str(data.get("edition", ""))
    return int(text) if text.isdecimal() and len(text) < 10 else None
