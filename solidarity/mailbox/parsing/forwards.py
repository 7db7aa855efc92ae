"""Mails within mails, and a sender's own words among those of others."""

import re
from dataclasses import dataclass

from .blocks import Block, first_block
from .flowed import depth_of
from .footers import is_mobile, without_programs

FORWARDED = re.compile(
    r"^\s*\[?(?:fwd?|wg|tr|rv|i|vs|pd|doorst|ymlaen|encaminhad[ao])\s{0,2}(?:\[\d+\])?:",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"^\s*(?:re|aw|sv|antw|odp|réf?|atb|ynt|r)\s{0,2}(?:\[\d+\])?\s?:", re.IGNORECASE
)
PREFIX = re.compile(
    r"^\s*(?:\[?(?:fwd?|re|aw|wg|tr|rv|sv|antw|atb)\s{0,2}(?:\[\d+\])?:\s*|\[(?:fwd?|external|ext|spam)\]\s*)",
    re.IGNORECASE,
)
OF_WROTE = re.compile(
    r"([^<>,:\"]{2,80}?)\"?\s*[<\[(](?:mailto:)?([^\s<>()\[\]]{1,80}@[^\s<>()\[\]]{1,190})[>\])]|,\s([^,<>:]{2,60}?)\s+(?:wrote|ysgrifennodd)"
)
QUOTED_SHARE = 0.9
LONGEST_REST, LEAST_WRAPPED = 40, 60
# So many lines that introduce quoted ones are looked for in one mail.
MOST_ANSWERS = 12


@dataclass(frozen=True, slots=True)
class Inner:
    """A mail that another one holds: what its headers say, and its lines."""

    sender: str
    subject: str
    date: str
    lines: list[str]
    has_note: bool


def is_forward(subject: str) -> bool:
    """Whether a subject says that a mail is forwarded."""
    return FORWARDED.match(subject) is not None


def bare_subject(subject: str) -> str:
    """Return a subject without what mail programs put before it."""
    for _prefix in range(8):
        shorter = PREFIX.sub("", subject, count=1)
        if shorter == subject:
            break
        subject = shorter
    return subject.strip()


def forwarded(lines: list[str], subject: str) -> Inner | None:
    """Return the mail that these lines forward; None where they do not."""
    block = first_block(lines)
    if block is None:
        return _all_quoted(lines) if is_forward(subject) else None
    note = [each for each in _own(lines[: block.start]) if each.strip()]
    if not _is_forwarded(block, subject, has_note=bool(note)):
        return None
    fields = block.fields
    sender, date = fields.get("from", ""), fields.get("date", "")
    if block.kind == "wrote":
        sender, date = _of_wrote(fields["wrote"]), fields["wrote"]
    quoted = block.kind == "wrote" or depth_of(lines[block.end - 1])[0] > 0
    return Inner(
        sender,
        fields.get("subject", ""),
        date,
        _dedented(lines[block.end :], is_quoted=quoted),
        bool(note),
    )


def _all_quoted(lines: list[str]) -> Inner | None:
    """Return the mail that a forwarding person's program quoted without saying whose it is."""
    first = next((at for at, each in enumerate(lines) if each.startswith(">")), len(lines))
    quoted = lines[first:]
    note = [each for each in _own(lines[:first]) if each.strip()]
    inner = _dedented(quoted, is_quoted=True)
    # Of a quotation without a word nothing is left to take a sign from.
    while any(said := [each for each in inner if each.strip()]) and all(
        each.startswith(">") for each in said
    ):
        inner = _dedented(inner, is_quoted=True)
    return Inner("", "", "", inner, bool(note)) if len(inner) > 1 else None


def _own(lines: list[str]) -> list[str]:
    """Return what a person wrote of the lines before another mail: no footer, signature, rule."""
    said, _noted = without_programs(lines)
    for at, line in enumerate(said):
        if line.strip() in {"--", "—", "__"}:
            return said[:at]
    return [each for each in said if re.search(r"\w", each.strip("_ ")) and not is_mobile(each)]


def _is_forwarded(block: Block, subject: str, *, has_note: bool) -> bool:
    if block.kind == "forward":
        return True
    if is_forward(subject):
        return True
    return block.kind != "wrote" and not has_note and not ANSWER.match(subject)


def _of_wrote(line: str) -> str:
    found = OF_WROTE.search(line)
    if found is None:
        return ""
    if found.group(2):
        name = re.sub(
            r"^.*\d\s?(?:[ap]m)?\s|^on\s", "", found.group(1).strip(), flags=re.IGNORECASE
        )
        return f"{name.strip()} <{found.group(2)}>"
    return found.group(3)


def _dedented(lines: list[str], *, is_quoted: bool) -> list[str]:
    """Return the lines of an inner mail without the signs of quotation that all of them have; what
    stands below them without is not its."""
    said = [each for each in lines if each.strip()]
    quoted = [each for each in said if each.lstrip().startswith(">")]
    if not said or not quoted or not (said[0].lstrip().startswith(">")):
        return lines
    if not is_quoted and len(quoted) < QUOTED_SHARE * len(said):
        return lines
    last = max(at for at, each in enumerate(lines) if each.lstrip().startswith(">"))
    return [re.sub(r"^\s*> ?", "", each) for each in lines[: last + 1]]


def own_words(lines: list[str]) -> tuple[list[str], bool]:
    """Return the lines that the sender wrote, without quoted earlier mails, and whether there were
    some."""
    said: list[str] = []
    for _answer in range(MOST_ANSWERS):
        block = first_block(lines)
        if block is None:
            break
        above, below = lines[: block.start], lines[block.end :]
        first = next((each for each in below if each.strip()), "")
        if not first.startswith(">"):
            return [*said, *_unquoted(_without_rule(above))], True
        # Answers may stand between and below the quoted lines.
        said.extend([*_unquoted(above), ""])
        lines = below
    own = _unquoted(lines)
    return [*said, *own], bool(said) or any(each.startswith(">") for each in lines)


def _without_rule(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (
        not lines[end - 1].strip() or re.fullmatch(r"[\s_\-–—*]{3,200}", lines[end - 1])
    ):
        end -= 1
    return lines[:end]


def _unquoted(lines: list[str]) -> list[str]:
    """Return lines without the quoted ones, and without ends of those that were wrapped."""
    said: list[str] = []
    for at, line in enumerate(lines):
        if line.startswith(">"):
            said.extend([""] if said and said[-1] else [])
        elif not _is_wrapped_rest(lines, at):
            said.append(line)
    return said


def _is_wrapped_rest(lines: list[str], at: int) -> bool:
    """Whether a line is the end of the quoted one before it, that a program broke."""
    if not (0 < at < len(lines) - 1) or not lines[at].strip() or len(lines[at]) > LONGEST_REST:
        return False
    between = lines[at - 1].startswith(">") and lines[at + 1].startswith(">")
    small = lines[at].lstrip()[:1].islower()
    return between and small and len(lines[at - 1]) >= LEAST_WRAPPED
