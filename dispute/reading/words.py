"""The words that stand for numbers, dates and units in English: data, no rules."""


def these(words: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(words.split())


def _listed(words: str) -> list[str]:
    return words.split()


CARDINALS = {
    word: value
    for value, word in enumerate(
        _listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        _listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2
    )
} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
# After a numeral in figures: £1.5m, £12k, 3bn. "m" and "k" touch it, or they are something else.
SHORT_SCALES = {"k": 1000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
DOZENS = {"dozen": 12, "score": 20}

ORDINALS = {
    word: value
    for value, word in enumerate(
        _listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth"
        ),
        1,
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        _listed("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"), 3
    )
}
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})

# What a whole is parted into: "two thirds of", "a quarter of".
FRACTIONS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
}
FRACTIONS |= {word + "s": value for word, value in FRACTIONS.items() if word[-1] in "dhr"}
VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
TIMES = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "doubled": 2,
    "doubling": 2,
    "doubles": 2,
    "triple": 3,
    "tripled": 3,
    "treble": 3,
    "trebled": 3,
    "quadruple": 4,
    "quadrupled": 4,
}
# "tenfold" and its like are one word.
FOLDS = {word + "fold": value for word, value in (CARDINALS | TENS).items() if value > 1} | {
    "hundredfold": 100
}

MONTHS = {
    word: value
    for value, word in enumerate(
        _listed(
            "january february march april may june july august september october november december"
        ),
        1,
    )
}
MONTHS |= {word[:3]: value for word, value in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {
    word: value
    for value, word in enumerate(
        _listed("monday tuesday wednesday thursday friday saturday sunday")
    )
}
WEEKDAYS |= {word[:3]: value for word, value in WEEKDAYS.items()} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}

# A word for a stretch of time: its unit, and how many of it.
UNITS = {
    "minute": ("minutes", 1),
    "min": ("minutes", 1),
    "hour": ("hours", 1),
    "hr": ("hours", 1),
    "day": ("days", 1),
    "week": ("weeks", 1),
    "wk": ("weeks", 1),
    "fortnight": ("weeks", 2),
    "month": ("months", 1),
    "mth": ("months", 1),
    "year": ("years", 1),
    "yr": ("years", 1),
    "decade": ("years", 10),
}
UNITS |= {word + "s": unit for word, unit in UNITS.items()}
# "nine full days", "12 more days": words between a number and its unit that change neither.
BETWEEN_NUMBER_AND_UNIT = these(
    "additional business calendar clear complete consecutive entire extra full further long more "
    "school separate solid straight successive weary whole working"
)

CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR"}
CURRENCY_WORDS = {
    "pounds": ("GBP", 1),
    "pound": ("GBP", 1),
    "quid": ("GBP", 1),
    "gbp": ("GBP", 1),
    "pence": ("GBP", 100),
    "p": ("GBP", 100),
    "euros": ("EUR", 1),
    "euro": ("EUR", 1),
    "dollars": ("USD", 1),
}

# Words that never are what is counted: after them a number stands alone.
FUNCTION_WORDS = these(
    "a about after all also although an and are as at be because been before being both but by "
    "can could did do does during each every for from had has have having he her here him his "
    "how i if in into is it its many may me might more most must my no nor not now of on once "
    "only or our out over own shall she should since so some still such than that the their "
    "them then there these they this those through to too under until up us very was we were "
    "what when where which while who whom whose why will with without would yet you your"
)
