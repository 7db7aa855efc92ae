"""The typesetter is bounded, sees nothing of the machine, and fails in words."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst

from dispute.documents import compositor, typesetting
from dispute.documents.compositor import Job, TypesettingError, set_job
from dispute.documents.typesetting import BusyError, TooLongError, typeset


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template that shows one text."""
    path = tmp_path / "one.typ"
    path.write_text('#set document(title: "T")\n#json(bytes(sys.inputs.data)).text')
    return path


def job(tmp_path: Path, source: str) -> Job:
    path = tmp_path / "job.typ"
    path.write_text(f'#set document(title: "T")\n{source}')
    return Job(str(path), "{}", 0)


@pytest.mark.parametrize(
    "source", ['#read("/etc/hostname")', '#read("../../../etc/hostname")', '#image("/x.png")']
)
def test_no_file_outside_its_folder_is_read(tmp_path: Path, source: str) -> None:
    with pytest.raises(TypesettingError):
        set_job(job(tmp_path, source))


def test_reasons_quote_nothing(tmp_path: Path) -> None:
    with pytest.raises(TypesettingError) as raised:
        set_job(job(tmp_path, '#panic("Robin Invented")'))
    assert "Robin" not in str(raised.value)


class PanicException(BaseException):
    """As Rust's comes out of typst: no Exception."""


@pytest.mark.parametrize("error", [PanicException("x"), RuntimeError("x"), MemoryError()])
def test_whatever_breaks_is_told_in_words(
    template: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(*_args: Any, **_named: Any) -> bytes:
        raise error

    monkeypatch.setattr(typst, "compile", fail)
    with pytest.raises(TypesettingError, match="broke off"):
        typeset(template, {"text": "a"}, made=0)


def test_an_interruption_is_no_fault_of_a_document(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_args: Any, **_named: Any) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(typst, "compile", interrupt)
    with pytest.raises(KeyboardInterrupt):
        typeset(template, {"text": "a"}, made=0)


def test_without_our_typefaces_a_document_still_comes_out(
    template: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(compositor, "TYPEFACES", tmp_path)
    compositor.fonts.cache_clear()
    try:
        assert typeset(template, {"text": "Plain words."}, made=0).pdf.startswith(b"%PDF")
        assert typeset(template, {"text": "\u0378"}, made=0).missing
    finally:
        compositor.fonts.cache_clear()


def test_long_documents_are_set_apart_and_are_the_same(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = typeset(template, {"text": "Words. " * 50}, made=0)
    monkeypatch.setattr(typesetting, "SHORT", 0)
    assert typeset(template, {"text": "Words. " * 50}, made=0) == here


def test_what_takes_too_long_is_stopped(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "SHORT", 0)
    monkeypatch.setattr(typesetting, "MOST_SECONDS", 0.01)
    with pytest.raises(TooLongError):
        typeset(template, {"text": "a"}, made=0)
    assert not typesetting._turn.locked()


def test_a_second_long_document_is_asked_to_wait(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "SHORT", 0)
    with typesetting._turn, pytest.raises(BusyError):
        typeset(template, {"text": "a"}, made=0)


def test_a_program_that_ends_early_or_cannot_start_is_told_in_words(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "SHORT", 0)
    ended = subprocess.CompletedProcess[bytes]([], -9, b"")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_named: ended)
    with pytest.raises(TypesettingError, match="ended early"):
        typeset(template, {"text": "a"}, made=0)

    def no_program(*_args: Any, **_named: Any) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "run", no_program)
    with pytest.raises(TypesettingError, match="could not be started"):
        typeset(template, {"text": "a"}, made=0)


def test_the_program_says_why_it_could_not(tmp_path: Path) -> None:
    answer = compositor.answer_of(job(tmp_path, "#panic()"))
    with pytest.raises(TypesettingError, match="panicked"):
        compositor.read_answer(answer)
