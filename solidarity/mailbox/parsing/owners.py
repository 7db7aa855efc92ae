"""Whether a line is nothing but a name: its sender’s, as the From line has it, or others’."""

import re
import unicodedata

from solidarity.reading import is_closing
from solidarity.reading.names import is_vocabulary, name_at_start
from solidarity.reading.words import words

WORD = re.compile(r"[^\W\d_][\w’'\-]{0,40}")
KISSES = re.compile(r"^[xX]{1,6}$")
PRONOUNS = re.compile(
    r"\s*(?:[(\[]|[|,–—-]\s)\s?(?:(?:he|she|they|ze|xe|any|him|her|them|hi|ef|elle|er|sie)\s?/[^()\[\]|,]{1,30}|(?:he|she|they)\b[^()\[\]|,]{0,30}(?=[)\]]))[)\]]?",
    re.IGNORECASE,
)
# “Tessa (and baby Wilf)”.
WITH_WHOM = re.compile(r"\s\((?:and|with|aged?|mum|dad)\b[^()]{0,40}\)$", re.IGNORECASE)
# What may stand before or in a name that is an organisation's: “All at the Red Kettle Choir”.
LED = frozenset({"the", "from", "all", "at", "everyone", "of", "and"})
# What friends put before a name: “Big Dave”, “Auntie Jean”.
CALLED = frozenset(
    ["big", "little", "wee", "old", "young", "auntie", "aunty", "uncle", "nana", "nan", "granny",
     "grandad", "grandma", "captain", "comrade", "cde", "brother"]
)  # fmt: skip
SHORTENED = {
    "robert": ("bob", "bobby"), "william": ("bill", "billy"), "richard": ("dick",),
    "margaret": ("peggy", "daisy"), "elizabeth": ("liz", "lizzie", "betty", "bess", "libby"),
    "john": ("jack",), "mary": ("polly", "molly"), "edward": ("ted", "ned"), "henry": ("harry",),
    "james": ("jim", "jimmy"), "helen": ("nell",), "ellen": ("nell",), "sarah": ("sally",),
    "anthony": ("tony",), "antonia": ("toni",), "catherine": ("kate", "kitty"),
}  # fmt: skip
NAMED = re.compile(r"^[A-ZÀ-Ž][\w’'\-]{1,20}(?: [A-ZÀ-Ž][\w’'\-]{1,25}){0,2}$")
# “Farah, Lou and the rest of us”.
REST = re.compile(
    r",?\s(?:and|&|\+)\s(?:all|the|everyone|everybody|co|friends)\b.*$", re.IGNORECASE
)
MOST_TOGETHER, MOST_WORDS, MOST_OF_ONE, LEAST_SHORT, LONGEST_SHORT = 9, 6, 3, 3, 5


def plain_name(text: str) -> str:
    """Return a name without pronouns in brackets, kisses, hearts and other pictures."""
    bare = "".join(
        c
        for c in PRONOUNS.sub("", WITH_WHOM.sub("", text))
        if unicodedata.category(c) not in {"So", "Sk"}
    )
    said = [word for word in bare.replace("\ufe0f", "").split() if not KISSES.match(word)]
    return " ".join(said).strip(" ,.;:–—-~*")


def is_own_name(line: str, name: str) -> bool:
    """Whether a line says the name, or a part of it, or what friends make of it: “Jo x”."""
    if not name or len(line) > 80:
        return False
    bare = plain_name(line)
    said = [word.casefold() for word in WORD.findall(bare)]
    said = [word for word in said if word not in LED] or said
    known = [word.casefold() for word in WORD.findall(name)]
    if said and said[0] in CALLED and len(said) > 1:
        said = said[1:]  # “Big Dave”
    if is_initials(bare, name):
        return True
    if (
        not (0 < len(said) <= MOST_WORDS)
        or not known
        or len(bare) > len(" ".join(WORD.findall(bare))) + 4
    ):
        return False
    if all(word in known for word in said):
        return True
    if len(known) == 1 and said[0] == known[0] and len(said) <= MOST_OF_ONE:
        # “Jo Bell” is Jo’s own name, too.
        return bare.istitle() and not any(map(is_vocabulary, said[1:]))
    # “Jo Bell” is J Bell's too.
    initial = 1 in {len(said[0]), len(known[0])} and said[0][0] == known[0][0] and len(said) > 1
    short = initial or is_short_for(said[0], known[0])
    return short and all(word in known for word in said[1:])


def is_initials(text: str, name: str) -> bool:
    """Whether a text is the first letters of a name: “RJS” or “R.J.S.” of R. J. Stott."""
    letters = text.replace(".", "").replace(" ", "")
    first = "".join(word[0] for word in WORD.findall(name)).upper()
    return len(letters) > 1 and letters.isupper() and letters == first


def is_short_for(one: str, other: str) -> bool:
    """Whether a first name is another's, or what friends make of it."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    if one in SHORTENED.get(other, ()) or other in SHORTENED.get(one, ()):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) > 1 and long.startswith(short):
        return True
    # “Mags” for Margaret, never “Unity” for Una.
    alike = short[:2] == long[:2] and LEAST_SHORT <= len(one) <= LONGEST_SHORT
    return alike and not is_vocabulary(one) and one not in words("closings")


def are_people(line: str) -> bool:
    """Whether a line is nothing but several people’s names: “Yvette, Chloe and Mags”."""
    line = REST.sub("", line)
    each = re.split(r",\s|\s(?:and|&|\+)\s", line)
    if not 1 < len(each) <= MOST_TOGETHER or not all(map(NAMED.match, each)):
        return False
    known = [name.split()[0].casefold() in words("first_names") for name in each]
    return sum(known) > len(known) / 2


def is_person(line: str) -> bool:
    """Whether a line is nothing but somebody’s first name, or that and another: “Jo”, “Jo Bell”."""
    said = plain_name(line)
    if are_people(said) or (said != line and PRONOUNS.search(line) and NAMED.match(said)):
        return True
    found = name_at_start(said)
    known = found is not None and found.end == len(said) and not is_closing(line)
    return known and said.split()[0].casefold() in words("first_names") and line[-1] not in ".!?:"
