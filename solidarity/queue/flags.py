"""What a moderator should look at before deciding: a pure function of a text and a few facts."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solidarity.sending.signs import links_in

from . import reading

MANY_LINKS = 3


class Weight(StrEnum):
    """How much a flag weighs. Each has a shape of its own; colour says nothing alone."""

    STOP = "stop"
    LOOK = "look"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at, in words; `found` quotes the text, `url` leads to what it means."""

    key: str
    weight: Weight
    text: str
    found: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A message that says the same, as far as a flag speaks of it."""

    what: str
    url: str
    is_whole: bool
    is_common: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a message beside its text.

    `refusal` says why it cannot be published, "" where it can; `signs` are what the form noticed
    (solidarity/models/submissions.py), `back` says why it is in the queue once more.
    """

    refusal: str = ""
    has_basis: bool = True
    reason: str = ""
    is_held: bool = False
    is_edited: bool = False
    back: str = ""
    signs: tuple[str, ...] = ()
    duplicates: tuple[Duplicate, ...] = field(default=())


def flags_of(text: str, facts: Facts, *, under: str = "") -> tuple[Flag, ...]:
    """Return what to look at in what a message says, the weightiest first.

    `under` is what would stand under it: name, role, organisation, place.
    """
    read, by = reading.as_read(text), reading.as_read(under)
    whole = f"{read}\n{by}"
    found = [*_standing(facts), *_same(facts), *_details(whole), *_people(read)]
    found += [*_spam(whole, facts.signs), *_manner(read), *_history(facts)]
    if len(text) > reading.READ_CHARACTERS:
        said = _("Very long: only its beginning was looked at for all this.")
        found.append(Flag("long", Weight.LOOK, said))
    order = list(Weight)
    return tuple(sorted(found, key=lambda flag: order.index(flag.weight)))


def _standing(facts: Facts) -> list[Flag]:
    """Return what keeps it off the wall."""
    if not facts.has_basis:
        text = _("No consent to publish: it cannot be approved.")
        return [Flag("no consent", Weight.STOP, text)]
    return [Flag("refused", Weight.STOP, facts.refusal)] if facts.refusal else []


def _same(facts: Facts) -> list[Flag]:
    found = []
    for each in facts.duplicates:
        words = _("The same words as %s.") if each.is_whole else _("Very like %s.")
        weight = Weight.NOTE if each.is_common else Weight.LOOK
        found.append(Flag("duplicate", weight, words % each.what, url=each.url))
    return found


def _details(text: str) -> list[Flag]:
    """Return how somebody could be reached by what the text holds."""
    links = reading.quoted(each.rstrip(".,;:!?)") for each in _links(text))
    known = (
        ("link", Weight.LOOK, _("A link in it."), links),
        ("telephone", Weight.LOOK, _("A telephone number in it."), reading.telephone_numbers(text)),
        ("e-mail", Weight.LOOK, _("An e-mail address in it."), reading.email_addresses(text)),
        ("postcode", Weight.NOTE, _("A postcode in it."), reading.postcodes(text)),
    )
    return [Flag(key, weight, words, found) for key, weight, words, found in known if found]


def _people(text: str) -> list[Flag]:
    """Return whom it speaks of that did not write it."""
    flags = []
    if users := reading.service_users(text):
        said = _("It may speak of somebody who uses the service.")
        flags.append(Flag("service user", Weight.LOOK, said, users))
    if near := reading.relatives(text):
        said = _("It speaks of somebody close to its sender: could they be recognised?")
        flags.append(Flag("relative", Weight.NOTE, said, near))
    return flags


def _spam(text: str, signs: tuple[str, ...]) -> list[Flag]:
    """Return what speaks for a machine or an advertisement."""
    links = len(_links(text))
    mixed = reading.mixed_words(text)
    look = Weight.LOOK
    known = (
        ("trap", look, "trap" in signs, _("A field was filled that people do not see."), ()),
        ("fast", look, "fast" in signs, _("It was sent faster than people type."), ()),
        ("many links", look, links >= MANY_LINKS, _many_links(links), ()),
        ("mixed letters", look, bool(mixed), _("Words that mix alphabets."), mixed),
    )
    return [Flag(key, weight, said, found) for key, weight, is_so, said, found in known if is_so]


def _manner(text: str) -> list[Flag]:
    """Return what is odd about how it is written."""
    known = (
        ("shouting", reading.shouts(text), _("Nearly all capitals.")),
        ("repeating", reading.repeats(text), _("The same sign many times on end.")),
        ("other letters", reading.other_scripts(text), _("Not in Latin letters.")),
    )
    return [Flag(key, Weight.NOTE, said) for key, is_so, said in known if is_so]


def _history(facts: Facts) -> list[Flag]:
    flags = []
    if facts.is_held:
        text = _("Held: %s") % facts.reason if facts.reason else _("Held.")
        flags.append(Flag("held", Weight.NOTE, text))
    if facts.back:
        flags.append(Flag("back", Weight.NOTE, facts.back))
    if facts.is_edited:
        flags.append(Flag("edited", Weight.NOTE, _("Its words were edited here.")))
    return flags


def _links(text: str) -> list[str]:
    """Return the links in a text; the end of an e-mail address is none."""
    return links_in(reading.EMAIL.sub(" ", text))


def _many_links(count: int) -> str:
    return ngettext("%(n)s link.", "%(n)s links.", count) % {"n": count}
