"""Setting one document by typst: in this process, or as a program of its own that can be stopped.

    python -m dispute.documents.compositor < job.json > pdf

Nothing of Django is in here, so that the program starts at once and knows no secret.
"""

import json
import re
import resource
import sys
import tempfile
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).resolve().parent
TYPEFACES = FOLDER.parent / "typefaces"
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
# The program's own limits: memory, and time on the processor should its parent have died.
MOST_BYTES, MOST_SECONDS = 2 * 1024**3, 120


class TypesettingError(Exception):
    """A document that could not be set. Its text says why in words that quote no document."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF. `missing` is the first text for which there is no typeface, "" mostly."""

    pdf: bytes
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A document to set: the template, its data as JSON, a picture's file name and content (in
    base64), and when the file says that it was made, in seconds since 1970."""

    template: str
    data: str
    made: int
    logo: str = ""
    logo_content: str = ""


def set_job(job: Job) -> Typeset:
    """Return a document as PDF. Raises TypesettingError, whatever happens inside."""
    with tempfile.TemporaryDirectory(prefix="dispute-") as folder:
        if job.logo:
            (Path(folder) / job.logo).write_bytes(b64decode(job.logo_content))
        return _set(job, folder)


def _set(job: Job, folder: str) -> Typeset:
    """Try our typefaces, then the machine's too, and then without the standard."""
    try:
        return Typeset(_compile(job, folder, everything=False, standards=["ua-1"]))
    except _MissingGlyphs:
        pass
    try:
        return Typeset(_compile(job, folder, everything=True, standards=["ua-1"]))
    except _MissingGlyphs as missing:
        pdf = _compile(job, folder, everything=True, standards=[])
        return Typeset(pdf, missing.text)


class _MissingGlyphs(Exception):
    """There is no typeface for `text`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def _compile(job: Job, folder: str, *, everything: bool, standards: list[Any]) -> bytes:
    try:
        pdf: object = typst.compile(  # type: ignore[call-overload]  # its stubs know no dict of files
            {"main": _template(job.template), "paper.typ": _template(str(FOLDER / "paper.typ"))},
            # All that it can read: a folder of this document's own, with its logo in it.
            root=folder,
            font_paths=fonts(everything),
            sys_inputs={"data": job.data, "logo": job.logo},
            pdf_standards=standards,
            timestamp=job.made,
        )
    except typst.TypstError as error:
        if found := _MISSING.search(error.message):
            raise _MissingGlyphs(found.group(1)) from None
        raise TypesettingError(_reason(error.message)) from None
    except BaseException as error:
        # What Rust calls a panic is no Exception here, and must not end the process either.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise TypesettingError(f"the typesetter broke off: {type(error).__name__}") from None
    if not isinstance(pdf, bytes):
        raise TypesettingError("the typesetter gave no pages")
    return pdf


def _reason(message: str) -> str:
    """What went wrong, without what stands in quotation marks: that may be the document's."""
    without_panic = message.partition(" with: ")[0]
    return re.sub(r'[`"“].*[`"”]', "…", without_panic, flags=re.DOTALL)[:200]


@cache
def _template(path: str) -> bytes:
    return Path(path).read_bytes()


@cache
def fonts(everything: bool) -> typst.Fonts:
    """Return our typefaces and typst's own; `everything` adds those of the machine."""
    return typst.Fonts(include_system_fonts=everything, font_paths=[str(TYPEFACES)])


def answer_of(job: Job) -> bytes:
    """Return what the program answers: the PDF in JSON, or why there is none."""
    try:
        result = set_job(job)
    except TypesettingError as error:
        return json.dumps({"reason": str(error)}).encode()
    pdf = b64encode(result.pdf).decode()
    return json.dumps({"pdf": pdf, "missing": result.missing}).encode()


def read_answer(answer: bytes) -> Typeset:
    """Return what the program answered. Raises TypesettingError where it says why it could not."""
    try:
        told = json.loads(answer)
    except ValueError:
        raise TypesettingError("the typesetter ended early") from None
    if "pdf" not in told:
        raise TypesettingError(told["reason"])
    return Typeset(b64decode(told["pdf"]), told["missing"])


def question_of(job: Job) -> bytes:
    """Return a job as the program reads it."""
    return json.dumps(asdict(job)).encode()


def main() -> None:
    """Set the job that comes in, and write what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.buffer.write(answer_of(Job(**json.load(sys.stdin.buffer))))


if __name__ == "__main__":
    main()
