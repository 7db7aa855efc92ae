"""The branch's logo in a pack: files/logo.png, or .jpg, .jpeg, .webp."""

import re

from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from dispute.models import Branch

from .files import MEGABYTE, PackFiles
from .problems import Place, Problems
from .saving import REASON
from .tables import TableReport

NAME = re.compile(r"files/logo\.(png|jpe?g|webp)")
MOST = 5 * MEGABYTE
BEGINNINGS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}


def is_logo(name: str) -> bool:
    """Whether this is a logo by its name."""
    return bool(NAME.fullmatch(name))


def name_in(files: PackFiles) -> str:
    """Return the name of the logo's file, "" if there is none."""
    return next(filter(is_logo, files.names()), "")


def check(files: PackFiles, problems: Problems) -> None:
    """Note as a problem a logo that is no such picture."""
    if not (name := name_in(files)):
        return
    content = files.content(name)
    if len(content) > MOST:
        problems.add(Place(name), f"a logo may have {MOST // MEGABYTE} MB at most.")
    elif not BEGINNINGS[name.rpartition(".")[2]].match(content):
        problems.add(Place(name), "this is not the picture that its name says: PNG, JPEG or WebP.")


def bring_in(files: PackFiles, by: User | None, *, dry_run: bool) -> list[TableReport]:
    """Save the logo if it is another than the branch has; return what became of it."""
    branch = Branch.objects.first()
    if branch is None or not (name := name_in(files)):
        return []
    content = files.content(name)
    if content == kept(branch):
        return [TableReport(name, unchanged=1)]
    is_new = not branch.logo
    if not dry_run:
        branch.logo.save(name.rpartition("/")[2], ContentFile(content), save=False)
        branch._history_user, branch._change_reason = by, REASON  # type: ignore[attr-defined]  # simple_history reads them from here
        branch.save()
    return [TableReport(name, added=int(is_new), changed=int(not is_new))]


def kept(branch: Branch) -> bytes | None:
    """Return the picture that the branch has, None if it has none that can be read."""
    try:
        with branch.logo.open("rb") as stream:
            return bytes(stream.read())
    except (ValueError, OSError):
        return None


def name_of(branch: Branch) -> str:
    """Return the name of the branch's logo in a pack."""
    return f"files/logo.{branch.logo.name.rpartition('.')[2].lower()}"
