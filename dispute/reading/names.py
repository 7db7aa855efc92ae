"""Which of the record's own names a number stands beside: a list, a series, a team."""

from .lexicon import Entry, Name, Parameters, begins, stem
from .phrases import Hit
from .scenes import COLON, STRONG, WEAK, Near, Scene, competes
from .shapes import Mention


def is_named(scene: Scene, mention: Mention, entry: Entry) -> bool:
    """Whether most of a name's own words stand in the sentence, and no other number takes them."""
    enough = max(1, 0.6 * len(entry.name))
    if not entry.name or len(scene.stems) < enough:
        return False
    own = {begins(each) for each in entry.name}
    taken = set()
    for place, word in enumerate(scene.words):
        if begins(stem(word)) in own:
            near = scene.beside(mention, Hit(place, place + 1))
            if near is not None and not near.blocked and near.breaks < STRONG:
                taken.add(begins(stem(word)))
    return len(taken) >= enough


def names_beside(scene: Scene, mention: Mention, entry: Entry) -> Parameters | None:
    """What the names beside a number choose (a team); None where the record shows no such."""
    seen: dict[str, list[tuple[float, Name, Hit]]] = {}
    for name in scene.lexicon.names:
        if name.parameter not in entry.takes:
            continue
        for near in scene.near(mention, name):
            if is_anothers(scene, mention, near):
                continue
            if _is_name(scene, near, name) and _is_beside(scene, mention, near):
                far = near.gap + 6 * near.breaks
                seen.setdefault(name.parameter, []).append((far, name, near.hit))
    chosen = []
    for parameter, found in seen.items():
        _far_off, name, hit = min(found, key=lambda each: (each[0], -each[2].end + each[2].start))
        joined = any(
            other.value != name.value
            and 0 <= max(hit.start - at.end, at.start - hit.end) <= 1
            and (hit.start < mention.first) == (at.start < mention.first)
            for _other_far, other, at in found
        )
        if joined or not name.value:
            return None
        chosen.append((parameter, name.value))
    return tuple(chosen)


def _is_beside(scene: Scene, mention: Mention, near: Near) -> bool:
    """Whether a name bears on a number; one before a colon does, where the number stands behind."""
    colon = not near.after and scene.breaks[mention.first] == COLON
    if _is_label(scene, near) and near.hit.start == scene.offset:
        return near.breaks < STRONG
    first = not near.after and near.hit.start <= scene.offset + 1  # "In Gas, my own team, six left"
    most = COLON if colon else 2 * WEAK if first else WEAK
    return near.breaks <= most and not near.blocked


def names_something(scene: Scene, mention: Mention, entry: Entry) -> bool:
    """Whether some name stands in the number's clause, one that the entry takes or that tells of
    fewer people than it counts."""
    return any(
        _is_name(scene, near, name)
        and near.breaks < STRONG
        and not near.blocked
        and not is_anothers(scene, mention, near)
        for name in scene.lexicon.names
        if name.parameter in entry.takes or name.has_capitals
        for near in scene.near(mention, name)
    )


def is_anothers(scene: Scene, mention: Mention, near: Near) -> bool:
    """Whether a phrase closes the part of a number before: "eight from North, and four more on"."""
    if near.after or not near.breaks:
        return False
    return any(
        competes(mention, other)
        and other.last < near.hit.start
        and not other.not_ours
        and not scene.crossed(other.last + 1, near.hit.start + 1, scene.brackets[near.hit.start])
        for other in scene.mentions
        if other.first < mention.first
    )


def _is_name(scene: Scene, near: Near, name: Name) -> bool:
    """Whether it is written as a name: with a capital, where it is more than the first word."""
    place = near.hit.start
    if place < scene.offset or not name.has_capitals:
        return True
    if not scene.written(place)[:1].isupper():
        return False
    if near.hit.end - place > 1 or place > scene.offset:
        return True
    behind = scene.words[near.hit.end : near.hit.end + 1]
    return behind in (["team"], ["has"], ["had"], ["lost"]) or _is_label(scene, near)


def _is_label(scene: Scene, near: Near) -> bool:
    """Whether a phrase is followed by a colon: "North: 12 posts, 5 leavers"."""
    end = near.hit.end
    return not near.after and end < len(scene.words) and scene.breaks[end] == COLON
