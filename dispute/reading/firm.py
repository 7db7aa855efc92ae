"""Whether the words say clearly enough what a number is for a text to be told that it is wrong.

To agree, a number and a few words are enough; the record bears them out. To contradict, they have
to stand in one clause, with nothing between that could make it another number.
"""

from dispute.figures.words import Part, Sort

from .calendars import MONTHS
from .inherited import is_it
from .lexicon import begins, stem
from .markers import MAYBE, SUPPOSED, TO_BE
from .names import names_something
from .phrases import word_set
from .readings import FILLERS, Reading
from .scenes import NONE, STRONG, WEAK, Near, Scene
from .shapes import Kind, Mention
from .standing import is_dated_cell
from .strangers import is_strange

# What may stand between a number and what it counts and changes nothing.
_PLAIN = word_set(
    "of our us the these those all my more further other others another additional so far valued "
    "experienced skilled dedicated good excellent committed permanent qualified trained trusted "
    "hard working separate different strike whole full long lost brave fine dear much loved "
    "colleagues staff members people workers days day out already in total now then vital key "
    "front line frontline precious highly wonderful talented brilliant and single"
)
_SOME = word_set("first last next final which any makes")
_THEIRS = word_set("he she they cannot")
_BESIDE = word_set("against versus instead")
_THEM = word_set("council employer management managers they you he she it")
_ASKED_OF = frozenset({"where", "which", "who", "whose", "what", "why", "how"})
# Straight before a number, they make it another one; straight behind a length, a time that passed.
_OTHERWISE = frozenset({"which", "what", "whose", "minus", "every", "each", "any"})
_SOME_OF = frozenset({"first", "last", "second", "third", "rest"})
_PASSED = frozenset({"after", "before", "later", "earlier", "old", "long", "away", "notice"})
# What heads a column of what ought to be, and not of what is.
_OUGHT = frozenset({"required", "needed", "minimum", "target", "threshold", "legal", "law"})
# One person's story is no longest wait.
_ONE_PERSON = word_set(
    "he she his her hers him my mum mother father dad son daughter husband wife nan gran aunt "
    "uncle grandmother grandfather neighbour mrs mr ms miss somebody someone man woman boy girl "
    "resident tenant patient pensioner child carer"
)
# Nor is what most people wait.
_MIDDLE = word_set("average mean median typical typically normally usually most")
# What a wait is for, where no list is named.
_CARE = word_set(
    "help support care assessment assessments service services appointment appointments us "
    "attention treatment it them this anyone anybody"
)
_FOR_WHAT = 9
_JOINTS = word_set("and in for on from but then during a another days")
_FAR = 25
_FURTHEST_NEED = 9


def is_firm(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether a number that differs from the record can be said to."""
    if (
        is_dated_cell(scene)
        or scene.sentence.column > 1
        or _is_one_of_several(scene, mention, reading)
    ):
        return False
    if _goes_on_bare(scene, mention, reading) or _is_of_one_named(scene, mention, reading):
        return False
    if _is_half_named(scene, mention, reading):
        return False
    if reading.entry.words.most and _is_of_one_or_another(scene, mention, reading):
        return False
    if _is_open_question(scene, mention, reading) or _names_strangers(scene, mention):
        return False
    head, *needs = (scene.beside(mention, hit) for hit in reading.used) if reading.used else (None,)
    if any(near is None or near.breaks >= STRONG for near in (head, *needs)):
        return False
    if mention.quantity.kind is Kind.COUNT and head and not _is_plain(scene, mention, head):
        return False
    return all(near is None or near.gap <= _FURTHEST_NEED for near in needs)


def _is_one_of_several(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether it is said of some of them, or of what is meant by others: "the first two days", "a
    five-day strike", "which 31 posts he means"."""
    before = scene.words[max(mention.first - 1, 0) : mention.first]
    end = max((hit.end for hit in reading.used[:1]), default=mention.last + 1)
    behind = set(scene.words[max(end, mention.last + 1) : max(end, mention.last + 1) + 2])
    counted = reading.entry.words.sort is Sort.COUNT
    if counted and before == ["from"]:
        return True  # "15 votes cast from 19 members"
    if _BESIDE & set(scene.words[max(mention.first - 2, 0) : mention.first]):
        return True  # "against the 30 that are safe"
    block = mention.quantity.kind is Kind.DURATION and "-" in mention.quantity.text
    length = block and not mention.quantity.text.casefold().endswith("s")
    if counted and (_is_on_days(scene, end) or _is_as_others_count(scene, end)):
        return True
    of = scene.words[max(mention.first - 2, 0) : mention.first] in (["first", "of"], ["last", "of"])
    return of or bool(_SOME & set(before)) or bool(_THEIRS & behind) or (length and counted)


def _is_on_days(scene: Scene, place: int) -> bool:
    """Whether the days that are counted are named: "three days of action on 7, 8 and 9 May"."""
    if scene.words[place : place + 1] != ["on"]:
        return False
    behind = scene.words[place + 1 : place + 2]
    dates = any(each.first == place + 1 for each in scene.mentions)
    return dates or bool(behind and (behind[0].isdecimal() or behind[0].endswith("day")))


def _is_as_others_count(scene: Scene, place: int) -> bool:
    """Whether somebody else's count is spoken of: "the 31 posts which the council counts"."""
    if scene.words[place : place + 1] not in (["which"], ["that"]):
        return False
    return bool((_THEM | set(scene.lexicon.employer)) & set(scene.words[place + 1 : place + 3]))


def _goes_on_bare(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether nothing but the number before says what it is of: "turnout 78%, support 100%"."""
    if not reading.used or reading.used[0].start != mention.first:
        return False
    straight = scene.words[max(mention.first - 2, 0) : mention.first]
    if straight in (["up", "from"], ["down", "from"]) or is_it(scene.words, mention.first):
        return False
    before = max((each.last for each in scene.mentions if each.last < mention.first), default=-1)
    if _is_parallel(scene, mention, before):
        return False
    return not reading.named and not any(hit.start > before for hit in reading.used[1:])


def _is_of_one_named(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether a team, or one person, is named beside a number that was not read as theirs."""
    if reading.entry.name and scene.words[scene.offset : scene.offset + 1] == ["one"]:
        return True
    if reading.named and reading.entry.takes:
        return False
    return names_something(scene, mention, reading.entry)


def _is_half_named(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether a share of people is of those who do something else: "58% of tenants have asked"."""
    entry = reading.entry
    if not entry.named or entry.words.sort is not Sort.SHARE:
        return False
    of = scene.words[mention.last + 1 : mention.last + 2] == ["of"]
    return of and not {begins(each) for each in entry.name} <= {
        begins(each) for each in scene.stems
    }


def _is_parallel(scene: Scene, mention: Mention, before: int) -> bool:
    """Whether it goes on as the number before began, in another month: "in January we struck for
    five days and in December for nine"."""
    between = scene.words[before + 1 : mention.first]
    dated = any(each in MONTHS for each in between)
    return before >= 0 and dated and all(each in _JOINTS or each in MONTHS for each in between)


def _is_of_one_or_another(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether a greatest figure, such as the longest wait, is not meant: it is one person's, or for
    what no name of the record has ("10 weeks for a visit of the nurse")."""
    if (_ONE_PERSON | _MIDDLE) & set(scene.words[scene.offset :]):
        return True
    if reading.named or not reading.entry.name:
        return False
    behind = scene.words[mention.last + 1 : mention.last + _FOR_WHAT]
    if "for" not in behind:
        return False
    what = behind[behind.index("for") + 1 :]
    known = any(each in _CARE or stem(each) in scene.lexicon.own for each in what)
    return bool(what) and not known


def _is_set_apart(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether the words straight around a number make it some other one."""
    start, words = scene.offset, scene.words
    before = words[max(mention.first - 2, start) : mention.first]
    behind = words[mention.last + 1 : mention.last + 2]
    counts = reading.entry.words.sort is Sort.COUNT
    length = mention.quantity.kind is Kind.DURATION
    return (
        bool(_OTHERWISE & set(before[-1:]))
        or (len(before) > 1 and before[0] in _SOME_OF and before[1] == "of")
        or (counts and length and "-" in mention.quantity.text)
        or (counts and length and bool(_PASSED & set(behind)))
        or bool(_OUGHT & set(words[:start]))
        or (words[start : start + 1] in (["a"], ["any"]) and "that" in words[start + 1 : start + 4])
        or _is_another_of_a_list(scene, mention, reading)
    )


def _is_another_of_a_list(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether a word of its own names a per cent in a list: "turnout 79%, support 94%"."""
    place = mention.first - 1
    if mention.quantity.kind is not Kind.PERCENT or place <= scene.offset:
        return False
    if any(hit.start <= place < hit.end for hit in reading.used) or scene.words[place] in FILLERS:
        return False
    return scene.crossed(place, place + 1, scene.brackets[mention.first]) != NONE


def is_carried(scene: Scene, reading: Reading) -> bool:
    """Whether what loose words leave out was named before: the strike, before "9 days so far"."""
    own = reading.entry
    if not own.words.loose or own.words.sort is not Sort.COUNT or own.words.part is not Part.VALUE:
        return False
    return any(
        scene.found.get(entry.words.heads) or scene.found_above.get(entry.words.heads)
        for entry in scene.lexicon.entries
        if entry.key == own.key and entry.words.heads != own.words.heads
    )


def _is_open_question(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether it stands behind what is only supposed, however far."""
    asked = scene.sentence.text.rstrip().endswith("?")
    if asked and "that" not in scene.words[scene.offset : mention.first]:
        return True
    words = reading.entry.words
    if not words.future and any(
        near.gap <= _FAR and near.breaks <= WEAK for near in scene.near(mention, TO_BE)
    ):
        return True
    return any(
        not near.after and near.gap <= _FAR and near.breaks <= 2 * WEAK
        for group in ((SUPPOSED,) if words.most and reading.named else (SUPPOSED, MAYBE))
        for near in scene.near(mention, group)
        if scene.words[near.hit.start] not in ("may", "need", "needs")
    )


def _names_strangers(scene: Scene, mention: Mention) -> bool:
    """Whether the clause names somebody or something that the record does not know."""
    if scene.sentence.text.isupper():
        return False
    known = {
        place
        for name in scene.lexicon.names
        for hit in scene.found.get(name, ())
        for place in range(hit.start, hit.end)
    }
    for place in range(scene.offset + 1, len(scene.words)):
        if place in known:
            continue
        first, last = sorted((place, mention.first))
        if mention.first <= place <= mention.last or not is_strange(scene, place):
            continue
        if scene.crossed(first + 1, last + 1, scene.brackets[mention.first]) < STRONG:
            return True
    return False


def _is_plain(scene: Scene, mention: Mention, head: Near) -> bool:
    """Whether only plain words stand between a number and what it counts."""
    if not head.after:
        return True
    between = scene.words[mention.last + 1 : head.hit.start]
    own = scene.lexicon.own
    return head.breaks == NONE and all(
        each in _PLAIN | FILLERS or stem(each) in own for each in between
    )
