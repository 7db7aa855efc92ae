"""Lines that a mail program wrapped, joined again."""

import re

QUOTED = re.compile(r"((?:> ?)*)(.*)")
BULLET = re.compile(r"^(?:[-–—*•·●▪◦]|\(?\d{1,3}[.)]|[a-z][.)])\s")
# Lines that a program wrapped end within these.
NARROWEST, WIDEST, SHORT = 55, 80, 40


def depth_of(line: str) -> tuple[int, str]:
    """Return how many signs of quotation begin a line, and the line without them."""
    found = QUOTED.match(line)
    return (found.group(1).count(">"), found.group(2)) if found else (0, line)


def unflowed(text: str, *, delsp: bool) -> str:
    """Return a text of format=flowed (RFC 3676) with its paragraphs whole."""
    said: list[str] = []
    going, depth = "", 0
    for line in text.split("\n"):
        level = len(line) - len(line.lstrip(">"))
        bare = line[level:].removeprefix(" ")
        if going and (level != depth or bare == "-- "):
            said.append(_quoted(depth, going.rstrip()))
            going = ""
        depth = level
        if bare.endswith(" ") and bare != "-- ":
            going += bare[:-1] if delsp else bare
            continue
        said.append(_quoted(level, going + bare))
        going = ""
    return "\n".join([*said, _quoted(depth, going.rstrip())] if going else said)


def _quoted(depth: int, text: str) -> str:
    return f"{'>' * depth} {text}" if depth else text


def unwrapped(lines: list[str]) -> list[str]:
    """Return the lines of a body with those joined that a program wrapped at one width."""
    longest = max(map(len, lines), default=0)
    if not NARROWEST <= longest <= WIDEST:
        return lines
    said: list[str] = []
    last = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        # A short last line after a full stop is rather a closing than the rest of a paragraph.
        stops = last[-1:] in {".", "!", "?"} and len(line) < SHORT and not following
        if last and line and not stops and _goes_on(last, line, longest):
            said[-1] += " " + line
        else:
            said.append(line)
        last = line
    return said


def _goes_on(last: str, line: str, longest: int) -> bool:
    """Whether a line was broken only since the first word of the next was too long for it."""
    first = line.split(" ", 1)[0]
    return len(last) + 1 + len(first) > min(longest, 76) and not BULLET.match(line)
