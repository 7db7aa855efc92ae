"""Score the check's findings by the gold set.

A finding that says "agrees" or "disagrees" is right where a number at its place is expected to have
that verdict of that figure. A number that is expected to is found where a finding at its place says
so, or says a verdict that is as good.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dispute.judging import Finding
from tests.dispute.judging.gold.passages import Expected, Passage

SCORED = ("agrees", "disagrees")


@dataclass
class Score:
    """Counts by verdict, and in words what went wrong."""

    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def precision(self, verdict: str) -> float:
        return self.right[verdict] / self.said[verdict] if self.said[verdict] else 0.0

    def recall(self, verdict: str) -> float:
        return self.found[verdict] / self.expected[verdict] if self.expected[verdict] else 0.0

    def told(self, title: str) -> str:
        """Return the score as lines of text, what went wrong behind it."""
        lines = [
            f"{verdict:<10} precision {self.precision(verdict):.3f} "
            f"({self.right[verdict]} of {self.said[verdict]})   recall {self.recall(verdict):.3f} "
            f"({self.found[verdict]} of {self.expected[verdict]})"
            for verdict in SCORED
        ]
        other = f"other      found {self.found['other']} of {self.expected['other']}"
        return "\n".join([title, *lines, other, *self.wrong, *self.missed])


def score(judged: Iterable[tuple[Passage, tuple[Finding, ...]]]) -> Score:
    """Return the score of what the check said of each passage."""
    counted = Score()
    for passage, findings in judged:
        for finding in findings:
            _count_said(counted, passage, finding)
        for each in passage.expected:
            _count_expected(counted, passage, each, findings)
    return counted


def _count_said(counted: Score, passage: Passage, finding: Finding) -> None:
    beside = [each for each in passage.expected if _touches(each, finding)]
    if finding.verdict not in SCORED or any(each.verdict == "either" for each in beside):
        return
    counted.said[finding.verdict] += 1
    if any(_is_meant(each, finding) for each in beside):
        counted.right[finding.verdict] += 1
    else:
        counted.wrong.append(f"WRONG  {_told(passage, finding)}")


def _count_expected(
    counted: Score, passage: Passage, expected: Expected, findings: Iterable[Finding]
) -> None:
    if expected.verdict == "either":
        return
    counted.expected[expected.verdict] += 1
    beside = [each for each in findings if _touches(expected, each)]
    if any(_is_meant(expected, each) for each in beside):
        counted.found[expected.verdict] += 1
        return
    said = "; ".join(f"{each.verdict} {each.figure} [{each.why}]" for each in beside) or "nothing"
    wanted = f"{'/'.join(sorted(expected.accepted))} {'/'.join(expected.keys)}"
    place = f"{passage.name} {passage.at} “{expected.number}”"
    line = " ".join(_sentence(passage, expected).split())
    counted.missed.append(f"MISSED {place} {wanted} - said {said}: {line}")


def _is_meant(expected: Expected, finding: Finding) -> bool:
    if finding.verdict not in expected.accepted:
        return False
    same_verdict = finding.verdict in SCORED and bool(expected.keys)
    return not same_verdict or finding.figure in expected.keys


def _touches(expected: Expected, finding: Finding) -> bool:
    return expected.start < finding.span.end and finding.span.start < expected.end


def _told(passage: Passage, finding: Finding) -> str:
    number, line = finding.number, " ".join(finding.sentence.split())
    said = f"{finding.verdict} {finding.figure} {dict(finding.parameters)}"
    return f"{passage.name} {passage.at} “{number}” said {said} [{finding.why}]: {line}"


def _sentence(passage: Passage, expected: Expected) -> str:
    return passage.text[max(0, expected.start - 90) : expected.end + 90]
