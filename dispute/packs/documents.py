"""Documents of a pack: YAML between two lines of ---, then Markdown. Reading ∘ writing = identity.

Only names with plain values are taken from the YAML; nothing in it is ever made into an object.
"""

import io
from collections.abc import Mapping
from datetime import date

import yaml

from .problems import Place, Problems
from .sheets import NotUtf8Error, decoded

FENCE = "---"
# Names and short texts: a page of them is plenty, and a deep nest of brackets is none of ours.
MOST_FRONT_MATTER = 100_000


def read_document(
    file: str, content: bytes, problems: Problems
) -> tuple[dict[str, tuple[Place, str]], str] | None:
    """Return the front matter's texts by name, each with its place, and the text below it."""
    try:
        text = list(decoded(io.BytesIO(content)))
    except NotUtf8Error as error:
        problems.add(Place(file, error.number), str(error))
        return None
    fences = [number for number, line in enumerate(text) if line.rstrip() == FENCE]
    if not text or fences[:1] != [0] or len(fences) < 2:
        problems.add(
            Place(file, 1),
            "a document begins with a line ---, its names and values, and a second line ---.",
        )
        return None
    front = "".join(text[1 : fences[1]])
    found = front_matter(file, front, problems)
    end = "\r\n" if text[0].endswith("\r\n") else "\n"
    return None if found is None else (found, body_of("".join(text[fences[1] + 1 :]), end))


def body_of(below: str, end: str) -> str:
    """Return the text below the front matter, without the empty line above and the last line's end.

    `end` is how the lines of the front matter end.
    """
    return below.removeprefix(end).removesuffix(end)


def front_matter(file: str, text: str, problems: Problems) -> dict[str, tuple[Place, str]] | None:
    """Return names and texts; anything else in the YAML is a problem."""
    try:
        node = composed(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        # The first line of the file is the fence.
        place = Place(file, mark.line + 2 if mark else 1)
        problems.add(place, f"this is no YAML: {getattr(error, 'problem', None) or error}.")
        return None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        problems.add(Place(file, 2), "write a name, a colon and a value on each line.")
        return None
    found: dict[str, tuple[Place, str]] = {}
    for key, value in node.value:
        place = Place(file, key.start_mark.line + 2, str(key.value)[:60])
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            problems.add(place, "write plain text here, not a list or a group.")
        elif key.value in found:
            problems.add(place, "this name is there already.")
        else:
            found[key.value] = (place, "" if value.tag.endswith(":null") else value.value)
    return found


def composed(text: str) -> "yaml.Node | None":
    """Return YAML as nodes, without making anything of them. Raises YAMLError."""
    if len(text) > MOST_FRONT_MATTER:
        raise yaml.YAMLError(f"more than {MOST_FRONT_MATTER} characters before the second ---")
    return yaml.compose(text, Loader=yaml.SafeLoader)


def write_document(values: Mapping[str, str | bool | date | None], body: str) -> str:
    """Return a document that reads as these values and this body."""
    front = yaml.dump(
        dict(values), Dumper=Readable, allow_unicode=True, sort_keys=False, width=10**9
    )
    return f"{FENCE}\n{front}{FENCE}\n\n{body}\n"


class Readable(yaml.SafeDumper):
    """Writes text of several lines as such."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _nothing(dumper: yaml.SafeDumper, _none: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


Readable.add_representer(str, _text)
Readable.add_representer(type(None), _nothing)
