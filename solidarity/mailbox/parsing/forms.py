"""What a form on a web page sends: labels with what somebody wrote beside or below them."""

import re
from dataclasses import dataclass, field

from .footers import RULE

KEYS = {
    "name": "name|full name|your name|sender|from|nom|naam|enw|nombre|nome|name of sender",
    "first": "first name|forename|given name|vorname|prénom|firstname",
    "last": "last name|surname|family name|nachname|lastname",
    "email": "e-?mail|(?:your )?e-?mail address|email id|sender e-?mail",
    "role": "role|position|job title|job|title|occupation|post|your role|role in (?:the )?union",
    "organisation": "organi[sz]ation|organi[sz]ation name|union|branch|union branch|trade union"
    "|company"
    "|employer|workplace|union or organi[sz]ation|organi[sz]ation or union|group|affiliation",
    "place": "town|city|place|location|town or city|where you live|area|region|town/city",
    "said": "(?:message|comments?|body|words|note|statement)(?: body| text| content)?"
    "|(?:message|words|note) (?:of|for|to) .{2,40}|leave a message|message details|nachricht"
    "|mensaje|neges|solidarity message",
    "other": "subject|phone|telephone|mobile|tel|phone number|telephone number|address"
    "|post ?code|date|time|ip(?: address)?|page|url"
    "|consent|website|source|referr?er|gdpr|newsletter|user agent|browser|form|submitted(?: on"
    "| at| from)?|country"
    "|can we .{3,60}|may we .{3,60}|i agree.{0,60}|i consent.{0,60}|publish.{0,60}"
    "|display.{0,40}|sent (?:on|from|by)"
    "|how did you .{3,60}|receive .{3,60}|keep me .{3,40}|entry id|remote ip|powered by",
}  # fmt: skip
KIND = re.compile(
    "^(?:your |my )?(?:" + "|".join(f"(?P<{kind}>{said})" for kind, said in KEYS.items()) + ")$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^[*_#•\s]{0,4}([^\W\d_][^:\n]{0,60}?)[\s*_]{0,3}(?:\((?:required|optional)\))?[\s*_]{0,2}"
    r"(?::[\s*_]{0,3}(.*)|$)",
    re.IGNORECASE,
)
# A page's own words below a form's.
PAGES = re.compile(
    r"^(?:this (?:e-?mail|message|mail|form) was (?:sent|submitted)|sent (?:from|via|by) (?:a"
    r"|the|your)\b"
    r"|submitted (?:from|via|on)|powered by"
    r"|(?:manage|view|see|reply to|go to|open) (?:(?:all|your|this|the) )*(?:submissions?|entry"
    r"|entries|response|form)\b"
    r"|you can (?:edit|view) this submission)",
    re.IGNORECASE,
)
IF_ANY = re.compile(r"\s\((?:if any|optional|required)\)", re.IGNORECASE)
LABELLED_FIRST, MOST_LINES, LONGEST_LABEL = 12, 400, 6
ADDRESS = re.compile(r"\s*[<\[(]?\s?([^\s<>@()]{1,80}@[^\s<>@()]{1,190})[>\])]?")


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in: the message's lines, and the fields by their kind."""

    lines: list[str]
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        whole = f"{self.fields.get('first', '')} {self.fields.get('last', '')}".strip()
        return ADDRESS.sub("", self.fields.get("name", "")).strip(' "') or whole

    @property
    def email(self) -> str:
        said = f"{self.fields.get('email', '')} {self.fields.get('name', '')}"
        found = ADDRESS.search(said)
        return found.group(1).casefold().removeprefix("mailto:") if found else ""


def form_in(lines: list[str]) -> Form | None:
    """Return what a form says; None where lines are no form's.

    It has a message and a name, each with its label, and begins with labels.
    """
    fields: dict[str, list[str]] = {}
    current, led = "", 0
    for line in _labelled(lines[:MOST_LINES]):
        kind, said = _label(line, bare_too=current != "said" or "name" in fields)
        if current == "said" and (_ends(line) or (kind not in {"", "other"} and kind in fields)):
            kind = kind if kind in {"other"} else ""
            if _ends(line):
                break
        if kind and kind not in fields:
            current = kind
            fields[kind] = [said] if said else []
        elif kind == "other":
            current = kind
        elif current:
            fields[current].append(line.strip())
        elif line.strip():
            led += 1
        if led > LABELLED_FIRST:
            return None
    named = bool(fields.get("name") or fields.get("first"))
    if not named or not any(fields.get("said", [])) or len(fields) < 2:
        return None
    told = {
        kind: " ".join(filter(None, said))[:300] for kind, said in fields.items() if kind != "said"
    }
    return Form(fields["said"], told)


def _labelled(lines: list[str]) -> list[str]:
    """Return lines with a colon after each label, where a table had those in a column.

    A table is one where name, e-mail and message all stand beside their labels.
    """
    if any(_label(line, bare_too=True)[0] in {"name", "first", "email"} for line in lines):
        return lines
    rows = list(map(_row, lines))
    beside = {kind for kind, _label, said in rows if said}
    if not beside >= {"email", "said"} or not beside & {"name", "first"}:
        return lines
    # A page's heading is no field.
    first = next(at for at, (kind, _label, _said) in enumerate(rows) if kind)
    return [
        f"{label}: {said}" if kind else line
        for line, (kind, label, said) in list(zip(lines, rows, strict=True))[first:]
    ]


def _row(line: str) -> tuple[str, str, str]:
    """Return kind, label and value of a table's row: “Full name Jo Bell”; "" where it is none."""
    text = line.strip()[:400]
    said = IF_ANY.sub("", text, count=1).split()
    for count in range(min(len(said) - 1, LONGEST_LABEL), 0, -1):
        found = KIND.match(" ".join(said[:count]).rstrip("?"))
        # In “Message of support Keep going” the label ends where the capital is.
        small = count < 3 or " ".join(said[2:count]).islower()
        if found and found.lastgroup and small and not text[:60].count(":"):
            return found.lastgroup, " ".join(said[:count]), " ".join(said[count:])
    return "", "", ""


def _ends(line: str) -> bool:
    """Whether the page itself speaks again."""
    return RULE.match(line.strip()) is not None or PAGES.match(line.strip()) is not None


def _label(line: str, *, bare_too: bool) -> tuple[str, str]:
    """Return the kind of a label and what stands beside it; "" where a line has none."""
    found = LABEL.match(line.strip()[:400])
    if found is None or (found.group(2) is None and not bare_too):
        return "", ""
    known = KIND.match(found.group(1).strip())
    if known is None or known.lastgroup is None:
        return "", ""
    rest = line.strip()[found.start(2) :].strip() if found.group(2) is not None else ""
    return known.lastgroup, rest
