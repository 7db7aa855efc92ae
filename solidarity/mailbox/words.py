"""What became of a mail, in words for people and in one for machines."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solidarity.models import ReceivedMail

from .taking import Taken

What = ReceivedMail.What
KNOWN, TROUBLE = "known", "trouble"


def became_of(taken: Taken) -> str:
    """Return in one word what became of a mail: what it is, or that it was there already."""
    return str(taken.mail.what) if taken.is_new else KNOWN


def told(became: str, why: str = "") -> str:
    """Return what became of a mail, for a line about it."""
    words = {
        What.MESSAGE: _("a message that waits to be checked"),
        What.HELD: _("held for a person to look at"),
        What.AUTOREPLY: _("an automatic reply, kept aside"),
        What.BOUNCE: _("a mail that came back, kept aside"),
        What.CALENDAR: _("an entry for a calendar, kept aside"),
        What.DUPLICATE: _("a copy of one that came before, kept aside"),
        KNOWN: _("there already"),
        TROUBLE: _("not taken in"),
    }
    said = str(words[became])
    return f"{said}. {why}" if why else f"{said}."


KINDS: tuple[tuple[tuple[str, ...], Callable[[int], str]], ...] = (
    (
        (What.MESSAGE,),
        lambda n: ngettext("%(n)s waits to be checked", "%(n)s wait to be checked", n),
    ),
    (
        (What.HELD,),
        lambda n: ngettext("%(n)s is held for a person", "%(n)s are held for a person", n),
    ),
    (
        (What.AUTOREPLY, What.BOUNCE, What.CALENDAR),
        lambda n: ngettext(
            "%(n)s from a machine is kept aside", "%(n)s from machines are kept aside", n
        ),
    ),
    ((What.DUPLICATE,), lambda n: ngettext("%(n)s is a copy", "%(n)s are copies", n)),
    ((KNOWN,), lambda n: ngettext("%(n)s was there already", "%(n)s were there already", n)),
    ((TROUBLE,), lambda n: ngettext("%(n)s was not taken in", "%(n)s were not taken in", n)),
)


@dataclass(slots=True)
class Totals:
    """How many mails became what."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, became: str) -> None:
        """Count one."""
        self.counts[became] += 1

    def sentence(self) -> str:
        """Return them in one line."""
        total = sum(self.counts.values())
        said = ", ".join(
            words(count) % {"n": f"{count:,}"}
            for kinds, words in KINDS
            if (count := sum(self.counts[each] for each in kinds))
        )
        mails = ngettext("%(n)s mail", "%(n)s mails", total) % {"n": f"{total:,}"}
        return f"{mails}: {said}." if said else f"{mails}."
