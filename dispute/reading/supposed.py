"""Whether a number is only supposed: wished for, feared, asked for, still to come, or denied."""

from itertools import pairwise

from .markers import JOINING, MAYBE, NOT, SUPPOSED, TO_BE
from .phrases import Hit, word_set
from .readings import Reading
from .scenes import NONE, WEAK, Near, Scene, inside, is_local
from .shapes import Mention

_KNOWN = word_set(
    "know knows heard learn learned note remember understand aware hear see consider recall "
    "acknowledge accept reminded remind confirm"
)


_WAS = word_set("had have has was were")
_THAT_IS = {(that, verb) for that in ("that", "which") for verb in ("is", "has", "was", "have")}
_WHO_NEEDS = (["who", "need"], ["who", "needs"], ["who", "needed"])
# With a capital, and no name of a body.


def is_supposed(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    future = found[0].entry.words.future
    groups = (SUPPOSED,) if future else (SUPPOSED, TO_BE, MAYBE)
    end = max(each.end for each in found)
    used = found[0].used
    if is_inverted(scene):
        return True
    for group in groups:
        for near in scene.near(mention, group):
            month = scene.words[near.hit.start] == "may" and scene.written(near.hit.start) == "May"
            if not month and _counts(scene, mention, near, end, used):
                return True
    return any(
        each.gap <= 1 if not each.after else (each.gap <= 3 and each.hit.start < end)
        for each in scene.near(mention, NOT)
        if not each.breaks and not each.aside and not inside(mention, each)
    )


def _counts(scene: Scene, mention: Mention, near: Near, end: int, used: tuple[Hit, ...]) -> bool:
    """Whether a word such as "would" bears on the number, and is not undone ("you should know")."""
    if near.blocked or near.aside or inside(mention, near):
        return False
    if any(hit.start <= near.hit.start < hit.end for hit in used):
        return False
    if scene.words[near.hit.start - 1 : near.hit.end] in _WHO_NEEDS:
        return False  # "a child who needs a seat has to wait 42 weeks"
    if _is_expected_wait(scene, near):
        return False  # "readers can expect to wait eight months" is how long they do
    if near.after:
        others = [hit.start for hit in scene.found.get(JOINING, ())]
        cut = any(mention.last < each <= near.hit.start for each in others)
        return near.hit.start < end and near.gap <= 4 and not near.breaks and not cut
    condition = scene.words[near.hit.start] in ("if", "unless", "suppose", "imagine")
    if near.breaks > (WEAK if condition else NONE):
        return False
    between = scene.words[near.hit.start : mention.first]
    if any(pair in _THAT_IS for pair in pairwise(between)):
        return False
    if between[:1] == ["by"] and _WAS & set(scene.words[near.hit.start : end + 5]):
        return False  # "by the end of January we had taken"
    return near.gap <= (12 if condition else 9) and not _KNOWN & set(between)


def _is_expected_wait(scene: Scene, near: Near) -> bool:
    start = near.hit.start
    return scene.words[start : start + 3] == ["expect", "to", "wait"]


def is_wished(scene: Scene, mention: Mention) -> bool:
    """Whether a number that is read as no figure stands behind a "would" or an "ask for"."""
    return any(
        not near.after and is_local(near) and _counts(scene, mention, near, 0, ())
        for near in scene.near(mention, SUPPOSED)
    )


def is_inverted(scene: Scene) -> bool:
    """Whether it begins as what is only supposed does: "Were a further ten to leave", "Had we"."""
    begins = scene.words[scene.offset : scene.offset + 1]
    asked = scene.sentence.text.rstrip().endswith("?")
    return begins in (
        ["were"],
        ["should"],
        ["suppose"],
        ["supposing"],
        ["imagine"],
        ["picture"],
    ) or (begins == ["had"] and not asked)
