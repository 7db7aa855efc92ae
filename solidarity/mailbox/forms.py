"""What an officer types about mails: files to take in, a mail pasted, a message made of one."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.admin.fields import DayInput, LinesField
from dispute.models import Dispute
from solidarity.models import Message, ReceivedMail
from solidarity.shown import paragraphs_of

from .taking import FIELDS, LONGEST_BODY, LONGEST_FIELD, day_of, field_of, kind_of, read

LARGEST_FILE = 50 * 1024 * 1024
MOST_FILES = 50
LONGEST_PASTED = 1_000_000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files."""

    widget = FilesInput(attrs={"accept": ".eml,.mbox,message/rfc822,application/mbox"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return all that were chosen. What is in them is looked at as they are read."""
        chosen = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not chosen:
            raise forms.ValidationError(_("Choose at least one file."))
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(_("Choose fewer files: %s at once.") % MOST_FILES)
        return list(chosen)


def disputes() -> "forms.ModelChoiceField[Dispute]":
    """Return the question which dispute mails are about."""
    return forms.ModelChoiceField(
        label=gettext_lazy("Dispute"),
        queryset=Dispute.objects.order_by("-raised_on", "-pk"),
        empty_label=None,
    )


class FilesForm(forms.Form):
    """Files of mails."""

    dispute = disputes()
    mails = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            ".eml or .mbox, at most 50 MB each. For larger ones, ask whoever runs the site to use "
            "manage.py import_mail."
        ),
    )


class PasteForm(forms.Form):
    """One message, or one whole mail."""

    dispute = disputes()
    text = LinesField(
        label=gettext_lazy("The message, or the whole mail"),
        strip=False,
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=gettext_lazy(
            "As it came. If your mail program shows the source of a mail, with its head, paste all "
            "of that."
        ),
        error_messages={"required": gettext_lazy("Paste the message.")},
    )


class MessageForm(forms.Form):
    """The message that a person makes of a mail."""

    body = LinesField(
        label=gettext_lazy("Message"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write what the message says.")},
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_FIELD, required=False)
    role = forms.CharField(label=gettext_lazy("Role"), max_length=LONGEST_FIELD, required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=LONGEST_FIELD, required=False
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=LONGEST_FIELD, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("To ask for consent. Never published."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Message.Kind.choices)
    received_on = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput)

    def clean_body(self) -> str:
        """A message says something."""
        body: str = self.cleaned_data["body"]
        if not paragraphs_of(body):
            raise forms.ValidationError(_("Write what the message says."))
        return body

    def clean_received_on(self) -> date:
        """Nothing came tomorrow."""
        day: date = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


def prefilled(mail: ReceivedMail) -> MessageForm:
    """Return the form with what could be read in a mail."""
    parsed = read(bytes(mail.raw))
    known = {name: field_of(parsed, name) for name in FIELDS}
    return MessageForm(
        initial={
            **known,
            "body": parsed.body[:LONGEST_BODY],
            "email": mail.email if len(mail.email) <= 254 else "",
            "kind": kind_of(parsed),
            "received_on": day_of(parsed, mail.received_at),
        }
    )
