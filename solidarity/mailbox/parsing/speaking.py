"""For whom a mail’s own words speak, and by which name its writer gives in them.

“On behalf of Tarn Chess Circle”, “Love from all at Tarn Nursery”, “Tarn Young Greens here”: each
says where its writer belongs, if what it names is an organisation by its words or its shape.
"""

import re
from collections.abc import Sequence

from solidarity.reading.names import UNSURE, name_at_start, tokens_of
from solidarity.reading.words import words

from .shapes import OF_NAMED_PLACES, OF_PLACES, is_run, kind_of_part

LOOKED_AT = 4000
WORD = r"[A-Z][\w’'&\-]{0,30}"
# “The Tarn branch of the Weavers’ Union” is one name.
LINKS = r"(?:(?:branch|section) of )?(?:(?:of|the|and|for|against|in|on|to|&|with) ){0,2}"
NAME = rf"({WORD}(?:,? {LINKS}(?:{WORD}|\d{{1,5}})){{0,8}})"
MANY = (
    r"(?:all|all of us|everyone|everybody|(?:all )?(?:the |your )?(?:[a-z]+ )?(?:members|staff"
    r"|strikers|workers|team|committee|crew|volunteers|friends|comrades|children|girls|lads|gang))"
)
# Each with whether many people are said to be there, so that two words are an organisation.
SPEAKING = (
    (re.compile(rf"\bfrom {MANY} (?:at|of|in|from) (?:the )?{NAME}[.!\s]*$"), True),
    (re.compile(rf"\bfrom the {NAME}[.!\s]*$"), False),
    (re.compile(rf"\bfrom {NAME}[.!\s]*$"), False),
    (re.compile(rf"\b[Oo]n behalf of (?:[a-z]{{1,15}} ){{0,8}}{NAME}"), True),
    (re.compile(rf"(?:^|[.!?] ){NAME} here\b"), True),
    (re.compile(rf"\b[Ww]e(?: are|[’']re) (?:the )?{NAME}"), False),
    (re.compile(rf"(?:^|[.!?] )(?:The |All )?(?:members|staff|committee|executive|workers)"
                rf" (?:of|at) (?:the )?{NAME} (?=[a-z])"), True),
    (re.compile(rf"(?:^|[.!?] )(?:The )?{NAME} (?:sends?|salutes?|stands?|wish(?:es)?|offers?"
                r"|supports?|(?:is|are) (?:proud|standing|with)|would (?:like|love)|invites?"
                r"|(?:has |have )?(?:voted|agreed|passed|resolved|met|instructed|asked me)"
                r"|extends?|expresses|joins?|thanks?|greets?|embraces?|congratulates?)\b"), False),
)  # fmt: skip
# What only a union’s members say so of it: “Everyone in Tarn Unite wants …”, not “in the NHS”.
OF_UNIONS = (
    re.compile(rf"(?:^|[.!?] )(?:Everyone|Everybody|All(?: of us)?|Members|We) (?:at|in|of|from)"
               rf" (?:the )?{NAME} (?:branch )?(?:wants?|wish(?:es)?|sends?|stands?|supports?"
               r"|salutes?|offers?|would like|(?:is|are) (?:\w{1,20} ){0,2}(?:with|behind|proud"
               r"|thinking|sending|standing|cheering|rooting))\b"),
    re.compile(r"(?:^|[.!?,] )(?:(?:I am|I[’']m|We are|We[’']re) writing"
               r"|(?:(?:Warm(?:est)?|Fraternal|Comradely|Sending|Much|Best) )?"
               r"(?:[Gg]reetings|[Ss]olidarity|[Ll]ove|[Ww]ishes|Hello))"
               rf" from (?:(?:all|everyone)(?: of us)? (?:at|in) )?(?:the )?{NAME}"),
)  # fmt: skip
# No name has these, though a sentence may begin with them: “As Shadow Minister I have met …”.
TALKED = frozenset(
    ["i", "we", "you", "as", "if", "when", "while", "since", "after", "before", "although",
     "because", "today", "yesterday"]
)  # fmt: skip
APPOSED = re.compile(
    rf"\b(I am|I[’']m|[Mm]y name is) (?:{WORD} ?){{1,4}}(?:, | and I(?: am|[’']m) )(?=(?:an?|the) )"
)
I_AM = re.compile(
    rf"\b(?:I am|I[’']m|[Mm]y name is|[Mm]y name[’']s|[Tt]his is) ((?:{WORD} ){{1,3}}{WORD})"
)


def spoken_for(lines: Sequence[str]) -> tuple[str, bool]:
    """Return the organisation for which a mail’s own words speak, and whether a list knows it so.

    "" where they speak for nobody but their writer.
    """
    said = [line for line in lines if line.strip()]
    for pattern, is_many in SPEAKING:
        closing = pattern.pattern.endswith("$")
        for line in reversed(said[-2:]) if closing else said[:40]:
            for found in pattern.finditer(line[:LOOKED_AT]):
                name = found.group(1).strip(" ,")
                if _is_organisation(name, is_many=is_many):
                    return name, kind_of_part(name) == "organisation"
    union = _of_union(said)
    return union, bool(union)


def _of_union(lines: list[str]) -> str:
    """Return the union or branch for which a sentence speaks; "" where none does."""
    found = (each for pattern in OF_UNIONS for line in lines[:40]
             for each in pattern.finditer(line[:LOOKED_AT]))  # fmt: skip
    names = (each.group(1).strip(" ,") for each in found)
    known = words("unions") | {"union"}
    return next((name for name in names if known & {t.word for t in tokens_of(name)}), "")


def without_names(lines: Sequence[str]) -> list[str]:
    """Return lines in which “I am Jo, a nurse” says “I am a nurse”."""
    return [APPOSED.sub(r"\1 ", line[:LOOKED_AT]) for line in lines]


def introduced(lines: Sequence[str], first: str, last: str) -> str:
    """Return the whole name that a mail says is its writer’s, if a part of it is known already."""
    for found in I_AM.finditer("\n".join(lines)[:LOOKED_AT]):
        lead = name_at_start(found.group(1))
        own = lead.name.split() if lead else []
        if len(own) > 1 and (own[-1] == last or own[0] == first):
            return " ".join(own)
    return ""


def is_talk(name: str) -> bool:
    """Whether what was taken for a name is the beginning of a sentence: “As Shadow Minister I”."""
    return bool({token.word for token in tokens_of(name)} & TALKED)


def _is_organisation(name: str, *, is_many: bool) -> bool:
    """Whether what somebody speaks for is an organisation: no person’s name, and no place’s."""
    known = [token.word for token in tokens_of(name) if token.text[0].isalnum()]
    if is_talk(name):
        return False
    if not known or known[0] in OF_PLACES or set(known) <= words("places") | OF_NAMED_PLACES:
        return False
    if kind_of_part(name) == "organisation":
        return True
    lead = name_at_start(name)
    if lead and lead.sure > UNSURE and lead.end >= len(name) - 1:
        return False
    if known[0] in words("first_names") and len(known) < 3:
        return False
    hinted = known[-1] in OF_NAMED_PLACES or known[0] in OF_NAMED_PLACES
    return is_run(name) or (is_many and len(known) > 1 and not hinted)
