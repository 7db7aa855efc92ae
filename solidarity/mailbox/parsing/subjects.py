"""Whether a subject alone is a message."""

import re

from solidarity.reading.names import tokens_of

SAYS = re.compile(
    r"\b(?:solidarity|support(?:ing)?|with you|stand(?:ing)? (?:with|by|together)|good luck"
    r"|well done|keep (?:going|it up|fighting|strong)"
    r"|stay strong|behind you|victory|win\b|thank you|love|best wishes|proud of you|right"
    r" behind|unity|fight|greetings)\b",
    re.IGNORECASE,
)
LEAST_WORDS = 2


def is_message(subject: str) -> bool:
    """Whether a subject says something to the strikers, not what the mail would be about."""
    known = [each for each in tokens_of(subject[:300]) if each.text[0].isalpha()]
    about = re.match(
        r"(?:message|messages|letter|statement|a message|motion|donation)\b.{0,20}\b(?:of|from"
        r"|for|to)\b",
        subject,
        re.I,
    )
    return len(known) >= LEAST_WORDS and SAYS.search(subject) is not None and about is None
