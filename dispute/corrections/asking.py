"""Asking, before a row that published figures rest on is changed: why, and whether to say so."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .changes import LONGEST, Change, Draft
from .reasons import LONGEST as LONGEST_REASON
from .touching import Touched, TouchedText, by_text, how_many

PREFIX = "correction"


class ReasonForm(forms.Form):
    """Why, and the public correction with its words. `seen` is the change that was asked about."""

    prefix = PREFIX

    reason = forms.CharField(
        label=gettext_lazy("Why is this changed?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "It stands in the history, and in the correction if you publish one. Name nobody."
        ),
        error_messages={
            "required": gettext_lazy("Say why. Nothing is saved yet, nothing is lost.")
        },
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish a correction"),
        required=False,
        help_text=gettext_lazy("Everybody can read it at once, with the letters that it is about."),
    )
    what = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    was = forms.CharField(label=gettext_lazy("It was"), required=False)
    now = forms.CharField(label=gettext_lazy("It is now"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("what", "was", "now"):
            field = self.fields[name]
            field.widget.attrs["maxlength"] = LONGEST
            field.validators.append(_at_most(LONGEST))
        if not may_publish:
            for name in ("publish", "what", "was", "now"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A correction that is published has all its words."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("publish"):
            for name in ("what", "was", "now"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("A correction says this. Write it, or untick it."))
        return told


def _at_most(longest: int) -> Any:
    def check(text: str) -> None:
        if len(text) > longest:
            raise forms.ValidationError(_("At most %s characters.") % longest)

    return check


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: the texts that the change touches, and the form to answer in.

    `problem` says why an answer does not do, "" where none was given.
    """

    form: ReasonForm
    texts: tuple[TouchedText, ...]
    rows: int
    problem: str = ""

    @property
    def sentence(self) -> str:
        """What stands above the form."""
        words = ngettext(
            "This row stands behind figures in %(texts)s.",
            "These rows stand behind figures in %(texts)s.",
            self.rows,
        )
        return words % {"texts": how_many([each.kind for each in self.texts])}

    @property
    def is_answered(self) -> bool:
        return self.form.is_bound and not self.problem and self.form.is_valid()


class AskedError(Exception):
    """Nothing may be saved before `asking` is answered."""

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking.sentence)
        self.asking = asking


def ask(
    data: Any, touched: list[Touched], changes: list[Change], drafted: Draft | None, *, may: bool
) -> Asking:
    """Return what to ask about changes, answered as far as `data` (what a page sent) answers it.

    `may` says whether the person may publish a correction. Where what was asked about has changed
    since, because somebody else saved something, it is asked again with the words typed so far.
    """
    seen = digest(touched, changes)
    given = str(data.get(f"{PREFIX}-seen", ""))
    texts = tuple(by_text(touched))
    if not given:
        initial = {"seen": seen, "publish": any(each.is_changed for each in touched)}
        form = ReasonForm(initial={**initial, **_words(drafted, touched)}, may_publish=may)
        return Asking(form, texts, len(changes))
    problem = ""
    if given != seen:
        problem = _("This is no longer what you were asked about: somebody else has saved something"
                    " since. Look at it again; what you wrote is still here.")  # fmt: skip
        data = data.copy()
        data[f"{PREFIX}-seen"] = seen
    return Asking(ReasonForm(data, may_publish=may), texts, len(changes), problem)


def _words(drafted: Draft | None, touched: list[Touched]) -> dict[str, str]:
    """The words of a correction: of the row, or where nothing of it is said, of a figure."""
    if drafted is not None:
        return {"what": drafted.what, "was": drafted.was, "now": drafted.now}
    changed = [each for each in touched if each.is_changed]
    if not changed:
        return {}
    first = changed[0]
    what = _("%(figure)s, in “%(text)s”") % {
        "figure": first.figure.label,
        "text": first.figure.title,
    }
    return {"what": what[:LONGEST], "was": first.before[:LONGEST], "now": first.after[:LONGEST]}


def digest(touched: Iterable[Touched], changes: Iterable[Change]) -> str:
    """Return what tells one thing that was asked about from another."""
    told = hashlib.sha256()
    for each in touched:
        told.update(repr((each.figure.ref, each.figure.asked, each.before, each.after)).encode())
    for change in changes:
        told.update(repr((change.table.name, change.ref, _facts(change))).encode())
    return told.hexdigest()


def _facts(change: Change) -> list[tuple[str, str, str]]:
    rows = (change.was, change.now)
    attnames = [change.was._meta.get_field(name).attname for name in change.fields]
    return [(name, *(str(getattr(row, name)) for row in rows)) for name in attnames]
