"""The words of the figures and the record's own names, as the reading of prose takes them."""

from collections.abc import Iterator

from dispute.figures import Definition, Parameter, Record, definitions
from dispute.reading.lexicon import Entry, Lexicon, Name, bare_words, stems, told_apart


def lexicon(record: Record) -> Lexicon:
    """Return what a text about this dispute may speak of. Made once a record."""
    if "lexicon" not in record.memo:
        record.memo["lexicon"] = Lexicon(
            entries=tuple(_entries(record)),
            names=tuple(_names(record)),
            own=_own(record),
            workforce=workforce(record.dispute.workforce),
            employer=_employer(record.dispute.employer),
        )
    made: Lexicon = record.memo["lexicon"]
    return made


def _entries(record: Record) -> Iterator[Entry]:
    for definition in definitions():
        takes = frozenset(each.name for each in definition.parameters if each.in_prose)
        for chosen, name in _instances(definition, record):
            words = definition.words
            if definition.words_for is not None:
                words = definition.words_for(record, dict(chosen))
            for way in words:
                parameters = (*chosen, *((key, str(value)) for key, value in way.parameters))
                named = bool(name) and not way.heads
                yield Entry(definition.key, way, parameters, definition.family, name, named, takes)


def _instances(
    definition: Definition, record: Record
) -> Iterator[tuple[tuple[tuple[str, str], ...], frozenset[str]]]:
    """Each set of what has to be chosen, with the stems of its name that no other's has."""
    required = [each for each in definition.parameters if each.required and each.choices]
    if not required:
        yield (), frozenset()
        return
    parameter = required[0]
    names = {each: _telling(stems(each)) for each in _choices(parameter, record)}
    for name, own in told_apart(names).items():
        yield ((parameter.name, name),), own


def _telling(own: frozenset[str]) -> frozenset[str]:
    """Return what of a name people say, where enough is left: "agency nurses, spending in the
    quarter" are agency nurses."""
    said = own - _SELDOM_SAID
    return said if len(said) > 2 else own


def _choices(parameter: Parameter, record: Record) -> list[str]:
    return list(parameter.choices(record)) if parameter.choices else []


def _names(record: Record) -> Iterator[Name]:
    seen = set()
    for definition in definitions():
        for parameter in definition.parameters:
            if parameter.in_prose is None or parameter.name in seen:
                continue
            seen.add(parameter.name)
            for text, value in parameter.in_prose(record).items():
                if bare_words(text):
                    yield Name(parameter.name, value, text, parameter.has_capitals)


def _own(record: Record) -> frozenset[str]:
    """The words with which the record speaks of itself."""
    dispute = record.dispute
    lists = (each.name for each in record.waiting_lists)
    series = (each.series for each in record.statistics)
    teams = (each.name for each in record.teams)
    texts = (dispute.employer, dispute.title, dispute.workforce, *lists, *series, *teams)
    return frozenset(stem for text in (*texts, _UNIONS) for stem in stems(text))


_SELDOM_SAID = stems("spending spend cost costs amount quarter")
# Whose members are in dispute, whoever the employer is.
_UNIONS = (
    "unison unite gmb usdaw pcs neu nasuwt rcn rcm bma tuc stuc aslef rmt tssa cwu fbu ucu eis"
)
_WHERE = frozenset({"in", "of", "at", "across", "for", "from", "who", "working", "employed"})


def _employer(text: str) -> tuple[str, ...]:
    """Return the words of the employer's name that may stand for it: "Millbrook" of its council."""
    common = {"of", "the", "and", "for", "london", "royal", "borough", "city", "county", "east",
              "west", "north", "south", "new", "limited", "ltd", "plc"}  # fmt: skip
    return tuple(each for each in bare_words(text) if each not in common)


def workforce(text: str) -> tuple[str, ...]:
    """Return what the people in dispute are called: "Social workers in three teams" are social
    workers and a social worker."""
    said = []
    for part in text.replace(" and ", ",").replace(" or ", ",").split(","):
        words = bare_words(part)
        ends = next((place for place, word in enumerate(words) if word in _WHERE), len(words))
        said.append(" ".join(words[:ends]))
        if ends < len(words):
            break
    names = {name for name in said if name}
    names |= {name.split()[-1] for name in names}
    return tuple(sorted(names | {name.removesuffix("s") for name in names}))
