"""Hold letters against the record: see docs/letters.md."""

import difflib
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaigns.checked import check
from campaigns.checking import Checked, UncheckedError, checked_numbers
from campaigns.finding_lines import IN_WORDS, when
from campaigns.models import OpenLetter
from campaigns.pasted import LONGEST_TEXT, UnreadableError, read_pasted
from dispute.admin.rows import usual_dispute
from dispute.figures import Record
from dispute.judging.findings import Verdict
from dispute.models import Dispute

WRONG_USE = 2
STANDARD_INPUT = "-"
# A character has up to four bytes in UTF-8.
MOST_BYTES = 4 * LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text and what was found in it; `letter` is the last part of its address, "" for a file.

    `has_failed` is true where the check failed on it.
    """

    title: str
    dated: date
    numbers: tuple[Checked, ...]
    letter: str = ""
    has_failed: bool = False


class Command(BaseCommand):
    help = (
        "Hold the numbers of published letters, or of a Markdown file, against the record. "
        "Exit status: 0 if nothing contradicts it, 1 if something does, 2 if a text was not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dispute", metavar="SLUG", default="", help="the dispute's address; else the current"
        )
        parser.add_argument(
            "--file",
            type=Path,
            metavar="LETTER.md",
            help="a Markdown file; - reads standard input",
        )
        parser.add_argument(
            "--as-at", type=day, metavar="DATE", help="the day of --file, such as 2026-05-01"
        )
        parser.add_argument("--json", action="store_true", help="a list of findings, for machines")
        parser.add_argument(
            "--all", action="store_true", help="also what is not ours, and what was decided earlier"
        )

    def handle(
        self,
        *,
        dispute: str = "",
        file: Path | str | None = None,
        as_at: date | str | None = None,
        **options: Any,
    ) -> None:
        # As texts where another programme calls this, past the command line's own reading.
        file = Path(file) if file else None
        as_at = day(as_at) if isinstance(as_at, str) else as_at
        if file is None and as_at is not None:
            raise wrong("--as-at goes with --file: a letter is checked as at the day it bears.")
        texts = [of_file(file, dispute, as_at)] if file else list(of_letters(dispute))
        if not options.get("all"):
            texts = [replace(each, numbers=undecided(each.numbers)) for each in texts]
        told = as_json(texts) if options.get("json") else "\n".join(in_words(texts))
        self.stdout.write(told)
        failed = [printable(each.title) for each in texts if each.has_failed]
        for title in failed:
            self.stderr.write(f"The check failed on “{title}”: none of its numbers was looked at.")
        if any(each.contradicts for text in texts for each in text.numbers):
            raise SystemExit(1)
        if failed:
            raise SystemExit(WRONG_USE)


def of_letters(slug: str) -> Iterator[CheckedText]:
    """Yield every published letter of a dispute, or of all public ones, the newest first."""
    letters = OpenLetter.objects.filter(status=OpenLetter.Status.PUBLISHED)
    chosen = letters.filter(dispute=named(slug)) if slug else letters.public()
    for letter in chosen.select_related("dispute").newest_first().iterator(chunk_size=50):
        told = CheckedText(letter.title, letter.dated, (), letter.slug)
        try:
            yield replace(told, numbers=check(letter))
        except UncheckedError:
            yield replace(told, has_failed=True)


def of_file(file: Path, slug: str, as_at: date | None) -> CheckedText:
    """Return what was found in the text of a Markdown file; its front matter may say the day."""
    dispute = named(slug) if slug else usual()
    try:
        text = read_pasted(content_of(file), dispute, as_at=as_at, today=timezone.localdate())
    except UnreadableError as error:
        raise wrong(f"{file}: {error}") from error
    try:
        numbers = checked_numbers(replace(text, title=""), Record(dispute))
    except UncheckedError as error:
        raise wrong(f"{file}: {error}") from error
    return CheckedText(text.title or file.name, text.dated, numbers)


def content_of(file: Path) -> str:
    """Return the text of a file. Raises CommandError, which says what to do."""
    try:
        if str(file) == STANDARD_INPUT:
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with file.open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise wrong(f"{file} is longer than 1 MB: check it in parts.")
        return content.decode()
    except UnicodeDecodeError as error:
        raise wrong(
            f"{file} is not UTF-8 text (byte {error.start}): save it as UTF-8 and try again."
        ) from error
    except OSError as error:
        raise wrong(f"{file} cannot be read: {error.strerror}. Give the path of a file.") from error


def named(slug: str) -> Dispute:
    """Return the dispute of that address. Raises CommandError, which names the nearest."""
    known = {each.slug: each for each in Dispute.objects.order_by("slug")}
    if slug in known:
        return known[slug]
    near = difflib.get_close_matches(slug, known, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known) or 'none'}."
    raise wrong(f"There is no dispute “{slug}”. {hint}")


def usual() -> Dispute:
    """Return the current dispute, or the newest draft. Raises CommandError where there is none."""
    pk = usual_dispute()
    dispute = Dispute.objects.filter(pk=pk).first() if pk is not None else None
    if dispute is None:
        raise wrong("There is no dispute to hold a text against: enter one, or import a pack.")
    return dispute


def undecided(numbers: Iterable[Checked]) -> tuple[Checked, ...]:
    """Return the numbers that are ours and that nobody has decided about."""
    return tuple(each for each in numbers if each.is_ours and each.decided is None)


def as_json(texts: Iterable[CheckedText]) -> str:
    """Return the findings as a list of objects."""
    return json.dumps(
        [finding(each, text.letter) for text in texts for each in text.numbers],
        ensure_ascii=False,
        indent=1,
    )


def finding(number: Checked, letter: str) -> dict[str, object]:
    """Return one finding with its stable names; `letter` only where it is one of the site's."""
    found = number.finding
    said: dict[str, object] = {
        "sentence": found.sentence,
        "number": found.number,
        "figure": found.figure,
        "verdict": str(found.verdict if number.is_ours else Verdict.NOT_OURS),
        "record": found.record,
        "right_until": found.right_until.isoformat() if found.right_until else None,
        "why": found.why,
        "sure": round(found.sure, 3),
    }
    return {"letter": letter, **said} if letter else said


def in_words(texts: list[CheckedText]) -> Iterator[str]:
    """Yield lines for people: what does not agree, and in a sentence what does."""
    if not texts:
        yield "No letter is published."
    for text in texts:
        yield printable(f"{text.title} ({text.letter or 'file'}, as at {text.dated.isoformat()})")
        if text.has_failed:
            yield "  not checked: the check failed on it."
            continue
        told = [each for each in text.numbers if each.finding.verdict != Verdict.AGREES]
        for each in told:
            yield from lines_of(each)
        yield f"  {len(text.numbers) - len(told)} agree, {len(told)} to look at."


def lines_of(number: Checked) -> Iterator[str]:
    """Yield one finding in two or three lines."""
    found = number.finding
    mark = "!" if number.contradicts else "?"
    verdict = IN_WORDS[found.verdict if number.is_ours else Verdict.NOT_OURS]
    doubt = ", doubtful" if number.is_doubtful else ""
    yield printable(f"  {mark} “{found.number}”: {verdict}{doubt}")
    yield printable(f"      {number.before}{found.number}{number.after}")
    record = f"The record: {found.record} ({found.figure})." if found.record else ""
    if why := " ".join(part for part in (record, found.why, when(found)) if part):
        yield printable(f"      {why}")


def printable(text: str) -> str:
    """Return a text in one line, without what could steer a terminal."""
    kept = (each if each.isprintable() or each == "\u00a0" else " " for each in text)
    return "".join(kept).rstrip()


def day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"“{text}” is no day: write the year first, as in 2026-05-01"
        ) from None


def wrong(text: str) -> CommandError:
    """Return the refusal of a use that checked nothing."""
    return CommandError(text, returncode=WRONG_USE)
