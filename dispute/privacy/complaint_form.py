"""The complaint form: its fields, and a signed note that makes one form one complaint."""

import secrets
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.models import DataComplaint
from dispute.models.rows import derived_ref

# The field that people do not see.
TRAP = "homepage"
MOST_CHARACTERS = 10_000
# Controls, what turns text around, halves of characters, and private use.
HIDDEN = ("Cc", "Cf", "Cs", "Co")


class LineField(forms.CharField):
    """One line, without characters that nobody sees or that turn the text around."""

    def to_python(self, value: Any) -> str:
        return " ".join(seen(super().to_python(value) or "").split())


class TextField(forms.CharField):
    """A text of several lines, cleaned as a line is.

    It has no maxlength: a browser would cut a pasted text there, without a word.
    """

    def to_python(self, value: Any) -> str:
        return seen(super().to_python(value) or "").strip()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


def seen(text: str) -> str:
    """Return `text` without controls, surrogates and marks of direction."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in HIDDEN)


class ComplaintForm(forms.Form):
    """What the complaint is, and how to answer it. A name is not needed."""

    use_required_attribute = False

    text = TextField(
        label=gettext_lazy("What is your complaint?"),
        help_text=gettext_lazy(
            "What we did, or did not do, with which information about you, and what you would like "
            "us to do. At most 10,000 characters."
        ),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true", "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Write what your complaint is."),
            "max_length": gettext_lazy(
                "Your complaint has %(show_value)d characters, and %(limit_value)d is the most. "
                "All of it is still here."
            ),
        },
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We use it for nothing but this complaint."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "invalid": gettext_lazy("Write an e-mail address like ann@example.org, or none.")
        },
    )
    contact = LineField(
        label=gettext_lazy("Or another way to answer you"),
        help_text=gettext_lazy("A telephone number, or an address for a letter."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    name = LineField(
        label=gettext_lazy("Your name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    homepage = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        """Somebody who complains is answered: there has to be a way."""
        told = super().clean() or self.cleaned_data
        if "email" in told and "contact" in told and not (told["email"] or told["contact"]):
            self.add_error("email", ValidationError(_("Give us one way to answer you.")))
        return told


def complaint_of(form: ComplaintForm, note: str) -> DataComplaint:
    """Return the complaint of a valid form, unsaved. Raises BadSignature for a forged note."""
    told = form.cleaned_data
    return DataComplaint(
        ref=derived_ref("dispute.privacy.complaint", _signer().unsign(note)),
        **{name: told[name] for name in ("text", "email", "contact", "name")},
    )


def new_note() -> str:
    """Return the note of a form that was just opened: a signed number used once."""
    return _signer().sign(secrets.token_hex(16))


def is_ours(note: str) -> bool:
    """Whether the site wrote a note."""
    try:
        _signer().unsign(note)
    except BadSignature:
        return False
    return True


def _signer() -> Signer:
    return Signer(salt="dispute.privacy.complaint_form", sep=".")
