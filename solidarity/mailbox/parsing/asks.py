"""What a message offers and asks for: money for the strike fund, a speaker."""

import re
from decimal import Decimal, InvalidOperation

from solidarity.mailbox.parsed import Gift

SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")
FIGURE = re.compile(
    r"(?:£|&pound;|gbp\s?)\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)\s?(k\b|m\b"
    r"|bn\b|million|billion|thousand)?"
    r"|\b(\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,2})?)\s?(?:(k|thousand)?\s?(?:pounds?\b|quid\b"
    r"|gbp\b|£)|(k\b|grand\b))",
    re.IGNORECASE,
)
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
ONES = {word: number for number, word in enumerate(
    f"{UNITS} fifteen sixteen seventeen eighteen nineteen".split())}  # fmt: skip
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
TENS["couple"] = 2
# What people call sums: “a tenner”, “two grand”, “half a grand”.
SLANG = {"fiver": 5, "tenner": 10, "grand": 1_000}
NUMBER = "|".join([*ONES, *TENS, "hundred", "thousand", "and", "an", "a", "of", "half"])
SPELT = re.compile(
    rf"\b((?:(?:{NUMBER})[\s-]){{1,8}})(pounds?|quid|fivers?|tenners?|grand)\b", re.IGNORECASE
)
GIVES = re.compile(
    r"\b(?:donat\w+|contribut\w+|pledg\w+|forward(?:ing|ed)?|remit\w*|giv(?:e|es|ing|en)|gave|send(?:s|ing)?|sent|accept\w*"
    r"|add(?:s|ed|ing)?|enclos\w+|attach\w+|transfer\w*|transferr\w+"
    r"|paid|pay(?:ing)?|made a payment|chip(?:ped|ping)? in|put(?:ting)?|award\w*|grant\w*"
    r"|cheque|bank transfer|bacs"
    r"|standing order|collected|collection|whip[- ]?round|gift|match(?:ed|ing)?|vot(?:ed|ing)"
    r"|agreed|resolved|raised|towards|offer(?:ing)?|approved|popp(?:ed|ing)|in the (?:post"
    r"|envelope|bucket|tin)|(?:goes|going|off) (?:straight |directly )?(?:to|into|towards)"
    r"|on its way|bucket|set(?:ting)? up|came to|here (?:is|are)|here[’']s|anfon)\b",
    re.IGNORECASE,
)
CLEARLY = re.compile(
    r"\b(?:donat\w+|contribut\w+|pledg\w+|enclos\w+|cheque|bank transfer|transferr\w+"
    r"|chip(?:ped|ping)? in|made a payment|bacs|standing order|in the (?:post|envelope)"
    r"|on its way|whip[- ]?round"
    r"|(?:had a|our) collection|set up|please find|(?:vot|agre"
    r"|resolv)ed (?:unanimously )?to (?:send|give|donate)|made a grant)\b"
    r"|\b(?:forward|remit|send|enclos\w+) (?:you )?£"
    r"|\b(?:the|our|a|this) (?:bucket|collection|whip[- ]?round|raffle|hat|tin|cake sale|sale)\b"
    r".{0,40}\b(?:came to|comes to|raised|made|brought in)\b"
    r"|\b(?:we|i)(?:[’']ve| have)? (?:also |just |now |today )*(?:sent|transferred|donated)\b"
    r"|^(?:just )?(?:sent|transferred|paid)\b|^\W?\d[\d,.]* (?:just )?(?:sent|transferred|paid)\b",
    re.IGNORECASE,
)
FUND = re.compile(
    r"\b(?:strike|hardship|fighting|solidarity|dispute|welfare|support)[ -](?:fund|pot"
    r"|kitty)s?\b|\b(?:your|the|this) (?:\w+ ){0,2}(?:fund|appeal|collection)\b"
    r"|\b(?:to|for|towards|with) (?:you\b(?! (?:said|know|see|think))|your (?:strike|dispute"
    r"|branch|members|picket|campaign|cause|action|struggle)|the (?:strikers|strike|dispute))"
    r"|\b(?:to|into|towards|for|in) the (?:fund|kitty|pot|bucket|tin)\b|\bcronfa\b"
    r"|\bfor (?:you\b(?! to)|your members|all of you)|\b(?:send|sending|giv(?:e|ing)|gave"
    r"|sent) you\b|\byour"
    r" bank\b|\byour account\b|\bdonation\b|\bgofundme\b|\bcrowdfund\w*",
    re.IGNORECASE,
)
OURS = re.compile(
    r"\b(?:we|i|i’[a-z]+|i'[a-z]+|we’[a-z]+|we'[a-z]+|our|my|us|branch|committee|members|union"
    r"|council|cheque|donation|enclosed|attached|please find|here is|collection)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\bfood ?bank|\bcharity\b|\bdeficit|\bbudget|\bcuts? of\b|\bprofit|\bper (?:hour|week"
    r"|month|year|annum)\b|\ban hour\b|\ba (?:week|month|year)\b"
    r"|\bwages?\b|\bsalar\w+|\bbonus|\bpay (?:rise|cut|offer|award|packet)|\bmillion|\bbillion"
    r"|\bsavings?\b|\bcosts?\b|\brent\b|\bearn\w*|\bspen[dt]\w*"
    r"|\bbill\b|\bbills\b|\bconsultants?\b|\bshareholders?\b|\bpaid (?:him|her|them|the (?:boss"
    r"|chief))|\bfined?\b|\bowe[ds]?\b|\bbedroom tax",
    re.IGNORECASE,
)
# Money for somebody else, or from the other side.
ELSEWHERE = re.compile(
    r"\bfor (?:the|a|our|my) (?!strike|fund|cause|picket|dispute|kitty|fight|hardship|sum|amount"
    r"|millbrook|wall|workers|nurses|staff)\w"
    r"|\b(?:offered|gave|paid|given|offering|paying|got|sent) (?:us|me|them|him|her)\b"
    r"|^(?:they|he|she|the (?:boss|trust|employer|council|government|chief|company|management"
    r"|minister)\w*)\b",
    re.IGNORECASE,
)
WOULD_NOT = re.compile(
    r"\b(?:can(?:no|’|')t|could(?:n[’']t| not)|wish (?:i|we) could|unable to|not able to|if"
    r" (?:i|we) had)\b",
    re.I,
)
SPEAKER = re.compile(
    r"\b(?:speaker|speakers)\b|\bone of (?:you|your (?:members|strikers|number|reps|stewards"
    r"|comrades|group))\b.{0,80}\b(?:speak|address|talk|come)\b"
    r"|\b(?:speak|talk) (?:at|to|in|with) (?:our|us\b|the (?:branch|meeting|rally|members"
    r"|committee|conference))"
    r"|\baddress(?:ing)? (?:our|the (?:meeting|rally|branch|conference|committee)|us\b)"
    r"|\binvite .{0,60}\b(?:speak|address|talk|say a few words)\b"
    r"|\bcome (?:and|to) (?:speak|talk|address)\b|\bsay a few words\b|\bhave .{0,50}\b(?:come"
    r" and )?speak\b",
    re.IGNORECASE,
)
# One of those on strike, and where others meet.
ONE_OF_THEM = re.compile(
    r"\b(?:some|any)(?:body|one)\b(?! from (?:our|my|management|the (?:council|trust|board|union)))"
    r"|\b(?:one|two|any|some|a few|a couple) of (?:you|your)\b"
    r"|\b(?:a|one|another) (?:[\w’']+ )?(?:striker|rep|nurse|steward|picket|delegate|worker"
    r"|member of your)\b",
    re.IGNORECASE,
)
MEETS = re.compile(
    r"\b(?:our|the|my|an?) (?:[\w’']+ ){0,3}(?:meeting|agm|rally|conference|congress|members"
    r"|students|agenda|platform"
    r"|council|assembly|congregation|(?:coffee )?morning|evening|event|festival|gathering|picnic"
    r"|school|march"
    r"|stall|gala|vigil|webinar|hustings|committee|forum|club)s?\b|\bour (?:branch|picket)\b"
    r"|\bon zoom\b",
    re.IGNORECASE,
)
COMES = re.compile(
    r"\b(?:come|comes|coming|visit|join|speak|talk|address|say|tell|attend|hear|send|spare|find"
    r"|free|over)\b",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:could|can|would|will|may|please|invit\w+|welcome|love|like|happy|hope|hoping"
    r"|wonder(?:ed|ing)?|looking for|possible|keen|delighted|glad|need|request\w*"
    r"|available|willing|send|get in touch|let (?:us|me) know|want|ask(?:ing)?)\b|\?",
    re.IGNORECASE,
)
NO_ASK = re.compile(
    r"^(?:i|we) (?:could|can|will|would be (?:happy|glad) to|[’']d be (?:happy|glad) to) (?:come"
    r"|speak|talk|address|say)\b"
    r"|\b(?:heard|listened to|thank(?:s| you) (?:for|to)|was (?:inspired|moved)|we had|had a"
    r"|your) (?:\w+ ){0,6}speakers?\b|\bspeak(?:ing|s)? (?:out|up|for)\b"
    r"|\b(?:spoke|speaker) (?:at|from|who|was|were|brilliant|told)\b(?!.{0,80}\b(?:could|please"
    r"|invite))|\bloudspeaker|\bmr speaker\b|\bthe speaker of\b",
    re.IGNORECASE,
)
LOOKED_AT, MOST, LONGEST = 30_000, 20, 1_000
HIGHEST = Decimal(1_000_000)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; of a long one, those of its beginning."""
    found = (" ".join(each.split()) for each in SENTENCE_END.split(text[:LOOKED_AT]))
    return [each[:LONGEST] for each in found if each]


def gifts_in(text: str) -> tuple[Gift, ...]:
    """Return the promises of money to the strikers, each with its sentence."""
    said = [Gift(each, amount_in(each)) for each in sentences_of(text) if _gives(each)]
    return tuple(said[:MOST])


def _gives(sentence: str) -> bool:
    """Whether a sentence says that its writers give money to whom they write."""
    if not GIVES.search(sentence) or WOULD_NOT.search(sentence):
        return False
    amount, to_them = amount_in(sentence), FUND.search(sentence) is not None
    by_us = OURS.search(sentence) or (amount and (to_them or CLEARLY.search(sentence)))
    if not by_us or (ELSEWHERE.search(sentence) and not to_them):
        return False
    if OTHERS.search(sentence) and not (to_them and CLEARLY.search(sentence)):
        return False
    clearly = CLEARLY.search(sentence) is not None
    if amount is None:
        said = re.search(
            r"\bdonation\b|\bcheque\b|\bcollection\b|\bcontribution\b|\bdonat\w+|\bmoney\b",
            sentence,
            re.I,
        )
        asked = re.search(
            r"\b(?:how|where|can (?:i|we|people)|could (?:i|we)|urge|asked|encourag\w+|details)\b",
            sentence,
            re.I,
        )
        return bool(said) and to_them and clearly and not asked
    return clearly or to_them


def amount_in(sentence: str) -> Decimal | None:
    """Return the amount of pounds that a sentence names; of several the first."""
    for found in FIGURE.finditer(sentence):
        number, times = (
            (found.group(1), found.group(2))
            if found.group(1)
            else (found.group(3), found.group(4) or found.group(5))
        )
        factor = {
            "k": 1_000,
            "thousand": 1_000,
            "grand": 1_000,
            "m": 10**6,
            "million": 10**6,
            "bn": 10**9,
            "billion": 10**9,
        }
        try:
            amount = Decimal(number.replace(",", "")) * factor.get((times or "").casefold(), 1)
        except InvalidOperation:
            continue
        if 0 < amount <= HIGHEST:
            return amount
    spelt = SPELT.search(sentence)
    return _spelt(spelt.group(1), spelt.group(2)) if spelt else None


def _spelt(text: str, of: str) -> Decimal | None:
    """Return the number that words say: “two hundred and fifty”."""
    total = current = 0
    for word in text.casefold().replace("-", " ").split():
        if word == "a" and "couple" in text.casefold():
            continue
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1_000, 0
        elif word in {"a", "an"}:
            current = max(current, 1)
        else:
            current += ONES.get(word, TENS.get(word, 0))
    unit = Decimal(SLANG.get(of.casefold().rstrip("s"), 1))
    amount = (total + current) * unit
    if "half" in text.casefold().split():
        # “Half a grand”, but “two and a half grand”.
        amount += unit / 2 if current > 1 else -amount / 2
    return amount if amount > 1 else None


def speakers_in(text: str) -> tuple[str, ...]:
    """Return the sentences that ask for a speaker."""
    said = [
        s for s in sentences_of(text) if _is_speakers(s) and ASKS.search(s) and not NO_ASK.search(s)
    ]
    return tuple(said[:MOST])


def _is_speakers(sentence: str) -> bool:
    """Whether a sentence is about somebody who speaks, or one of the strikers among others."""
    if SPEAKER.search(sentence):
        return True
    return all(each.search(sentence) is not None for each in (ONE_OF_THEM, MEETS, COMES))
