"""What can stand in a cell: how each kind of value is read, written and described."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from dispute.models.rows import REF_ALPHABET, REF_LENGTH

from .problems import Trouble

Schema = dict[str, Any]

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"[0-9]{1,10}")
NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?")
REF = re.compile(f"[{REF_ALPHABET}]{{{REF_LENGTH}}}")
# What both databases can hold.
MOST_WHOLE = 2**31 - 1
YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Text:
    """Text as it stands, blanks and line ends included."""

    # Whether a spreadsheet might take a cell of this kind for a formula.
    is_text = True
    schema: Schema = {"type": "string"}

    def parse(self, text: str) -> object:
        """Return the value of `text`, which is not blank. Raises Trouble: what to write."""
        return text

    def write(self, value: object) -> str:
        """Return the text that `parse` reads as `value`; "" for None."""
        return "" if value is None else str(value)


class Email(Text):
    schema: Schema = {"type": "string", "format": "email"}

    def parse(self, text: str) -> object:
        return text.strip()


class Url(Email):
    schema: Schema = {"type": "string", "format": "uri"}


class Ref(Text):
    """A reference, as an export writes it."""

    is_text = False
    schema: Schema = {"type": "string", "constraints": {"pattern": REF.pattern}}

    def parse(self, text: str) -> object:
        if not REF.fullmatch(text.strip()):
            raise Trouble(
                f"“{brief(text)}” is not a reference: those are {REF_LENGTH} small letters and "
                "digits, written by an export. Leave it empty in a row of your own."
            )
        return text.strip()


class Day(Text):
    is_text = False
    schema: Schema = {"type": "date"}

    def parse(self, text: str) -> object:
        try:
            if DAY.fullmatch(text.strip()):
                return date.fromisoformat(text.strip())
        except ValueError:
            pass
        raise Trouble(f"“{brief(text)}” is not a day; write it as 2023-11-16.")

    def write(self, value: object) -> str:
        return value.isoformat() if isinstance(value, date) else ""


class Instant(Text):
    """A moment; one without a zone is in London."""

    is_text = False
    schema: Schema = {"type": "datetime"}

    def parse(self, text: str) -> object:
        try:
            moment = datetime.fromisoformat(text.strip())
            return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise Trouble(
                f"“{brief(text)}” is not a time; write it as 2023-11-16T14:30:00Z."
            ) from None

    def write(self, value: object) -> str:
        if not isinstance(value, datetime):
            return ""
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Whole(Text):
    is_text = False
    schema: Schema = {"type": "integer", "constraints": {"minimum": 0}}

    def parse(self, text: str) -> object:
        if not WHOLE.fullmatch(text.strip()) or int(text) > MOST_WHOLE:
            raise Trouble(f"“{brief(text)}” is not a whole number, 0 or more; write it as 1250.")
        return int(text)


class Number(Text):
    is_text = False
    schema: Schema = {"type": "number"}

    def parse(self, text: str) -> object:
        if not NUMBER.fullmatch(text.strip()):
            raise Trouble(f"“{brief(text)}” is not a number; write it as 1250 or 2.6.")
        return Decimal(text.strip())

    def write(self, value: object) -> str:
        if not isinstance(value, Decimal):
            return ""
        return format(value.normalize() if value else Decimal(0), "f")


class YesNo(Text):
    is_text = False
    schema: Schema = {"type": "boolean"}

    def parse(self, text: str) -> object:
        if text.strip().lower() not in YES_NO:
            raise Trouble(f"“{brief(text)}” is neither yes nor no; write true or false.")
        return YES_NO[text.strip().lower()]

    def write(self, value: object) -> str:
        return "true" if value else "false"


class Choice(Text):
    """One of a few words."""

    def __init__(self, values: list[str]) -> None:
        self.values = [value for value in values if value]
        self.schema = {"type": "string", "constraints": {"enum": self.values}}

    def parse(self, text: str) -> object:
        if text.strip() not in self.values:
            known = ", ".join(self.values)
            raise Trouble(f"“{brief(text)}” is not known here; write one of: {known}.")
        return text.strip()


def kind_of(field: "models.Field[object, object]") -> Text:
    """Return how values of a model's field stand in a cell."""
    if field.choices:
        return Choice([str(value) for value, _label in field.flatchoices])
    kinds: list[tuple[type[models.Field[object, object]], type[Text]]] = [
        (models.DateTimeField, Instant),
        (models.DateField, Day),
        (models.DecimalField, Number),
        (models.BooleanField, YesNo),
        (models.IntegerField, Whole),
        (models.EmailField, Email),
        (models.URLField, Url),
    ]
    return next((kind() for model, kind in kinds if isinstance(field, model)), Text())


def brief(text: str) -> str:
    """Return `text` short enough to quote in a message, on one line."""
    line = " ".join(text.split())
    return f"{line[:60]}…" if len(line) > 60 else line
