"""The form: what somebody typed, cleaned and judged in words. What is wrong stays where it was."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solidarity.models import Message
from solidarity.shown import paragraphs_of

from .cleaning import clean_line, clean_text
from .signs import MOST_LINKS, links_in

MOST_CHARACTERS = 10_000
# What is far beyond any limit is refused as it came: to clean it would only take time.
NOT_CLEANED = 200_000
MOST_POUNDS = Decimal(1_000_000)
POUNDS = re.compile(r"£?\s?([0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(\.[0-9]{1,2})?")
# The field that people do not see. A name that no browser fills by itself.
TRAP = "homepage"
SPEAKER = ("speaker_organisation", "speaker_contact", "speaker_when", "speaker_place")
Display = Message.Display


class TextField(forms.CharField):
    """A text that is cleaned before it is judged.

    The field has no maxlength: a browser would cut a pasted text there, without a word.
    """

    def __init__(self, *, several_lines: bool = False, **options: Any) -> None:
        self.cleaned = clean_text if several_lines else clean_line
        options.setdefault("required", False)
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return self.cleaned(text) if len(text) <= NOT_CLEANED else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"dir": "auto"}


def short(label: Any, autocomplete: str = "off", hint: Any = "") -> TextField:
    """Return a field of one line."""
    too_long = gettext_lazy("Shorten this to %(limit_value)d characters: it has %(show_value)d.")
    return TextField(
        label=label,
        help_text=hint,
        max_length=200,
        error_messages={"max_length": too_long},
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
    )


class SendForm(forms.Form):
    """All that can be sent with a message. Only what is asked for in its label is needed."""

    use_required_attribute = False

    message = TextField(
        label=gettext_lazy("Your message"),
        help_text=gettext_lazy(
            "A sentence is plenty. Please name nobody who uses the service, nor a colleague who "
            "has not agreed. At most 10,000 characters."
        ),
        several_lines=True,
        required=True,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "true"}),
        error_messages={
            "required": gettext_lazy("Write your message."),
            "max_length": gettext_lazy(
                "Your message has %(show_value)d characters, and %(limit_value)d is the most. All "
                "of it is still here."
            ),
        },
    )
    name = short(gettext_lazy("Your name"), "name")
    role = short(
        gettext_lazy("Your role"),
        "organization-title",
        gettext_lazy("“Branch secretary”, “Nurse”, “Councillor for Millbrook”."),
    )
    organisation = short(gettext_lazy("Organisation or union branch"), "organization")
    place = short(gettext_lazy("Town or place"), "address-level2")
    kind = forms.ChoiceField(
        label=gettext_lazy("Who are you writing as?"),
        choices=Message.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whom you are writing as.")},
    )
    display = forms.ChoiceField(
        label=gettext_lazy("How shall your name show?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Display.FULL, gettext_lazy("In full: name, role, organisation and place")),
            (Display.FIRST_NAME, gettext_lazy("First name and place")),
            (Display.ORGANISATION, gettext_lazy("Only my organisation")),
            (Display.SUPPORTER, gettext_lazy("“A supporter”: nothing about me")),
        ],
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "Never published. We send you a link with which you can see, change or take back your "
            "message, and tell you when it is on the wall."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "invalid": gettext_lazy("Write an e-mail address like ann@example.org, or none."),
            "max_length": gettext_lazy("Write an e-mail address like ann@example.org, or none."),
        },
    )
    pledge = TextField(
        label=gettext_lazy("A pledge to the strike fund, in pounds"),
        help_text=gettext_lazy(
            "“25” or “250.00”. You pay nothing here: the treasurer writes to you, if you leave an "
            "e-mail address. Your name is never published with it."
        ),
        max_length=30,
        error_messages={"max_length": gettext_lazy("Write a sum, like 25 or 250.00.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
    )
    speaker_organisation = short(gettext_lazy("For which meeting or organisation?"))
    speaker_contact = short(
        gettext_lazy("Whom do we contact, and how?"),
        hint=gettext_lazy("Never published. Your e-mail address above is enough."),
    )
    speaker_when = short(gettext_lazy("When?"), hint=gettext_lazy("“A Tuesday in May”."))
    speaker_place = short(gettext_lazy("Where?"))
    publish = forms.BooleanField(label=gettext_lazy("Publish my message"), required=False)
    contact = forms.BooleanField(label=gettext_lazy("Write to me again"), required=False)
    homepage = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_message(self) -> str:
        """Refuse what cannot be seen, and more links than people send."""
        body = str(self.cleaned_data["message"])
        if not paragraphs_of(body):
            raise ValidationError(_("Write your message: nobody could see what is there."))
        count = len(links_in(body))
        if count > MOST_LINKS:
            why = _("Your message has %(n)s links. Leave at most two in: machines send more.")
            raise ValidationError(why % {"n": count})
        return body

    def clean_pledge(self) -> Decimal | None:
        """Read a sum as people write it."""
        written = str(self.cleaned_data["pledge"])
        if not written:
            return None
        found = POUNDS.fullmatch(written)
        amount = Decimal((found[1] + (found[2] or "")).replace(",", "")) if found else Decimal(0)
        if not 0 < amount <= MOST_POUNDS:
            raise ValidationError(_("Write a sum up to £1,000,000, like 25 or 250.00."))
        return amount.quantize(Decimal("0.01"))

    def clean(self) -> dict[str, Any]:
        """Hold the fields against each other."""
        told = super().clean() or self.cleaned_data
        if told.get("publish") and "display" in told:
            self._check_display(told)
        if told.get("contact") and not told.get("email") and "email" in told:
            why = _("To write to you again we need your e-mail address. Or untick that box.")
            self.add_error("email", why)
        if asks_for_speaker(told) and not (told.get("speaker_contact") or told.get("email")):
            self.add_error("speaker_contact", _("Say how we can answer you."))
        return told

    def _check_display(self, told: dict[str, Any]) -> None:
        no_name = _("Write your name, or choose another way for it to show.")
        needed = {
            Display.FULL: ("name", no_name),
            Display.FIRST_NAME: ("name", no_name),
            Display.ORGANISATION: (
                "organisation",
                _("Write your organisation, or choose another way for your name to show."),
            ),
        }
        if not told["display"]:
            self.add_error("display", _("Choose how your name shall show."))
        elif told["display"] in needed:
            field, why = needed[told["display"]]
            if field in told and not told[field]:
                self.add_error(field, why)

    @property
    def opens_speaker(self) -> bool:
        """Whether anything was written about a speaker, or is wrong there."""
        return any(self[name].value() or self[name].errors for name in SPEAKER)

    def kept(self) -> dict[str, str]:
        """Return what a valid form holds, as hidden fields bring it back."""
        return {
            name: "on" if value is True else str(value)
            for name, value in self.cleaned_data.items()
            if value
        }


def asks_for_speaker(told: dict[str, Any]) -> bool:
    """Whether what was told asks for a speaker, if only by saying whom to contact about one."""
    return any(told.get(name) for name in SPEAKER)
