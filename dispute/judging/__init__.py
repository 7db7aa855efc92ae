"""The letter check: each number of a text beside the record, as at the text's day.

    check(text, Record(dispute), date(2026, 5, 1))  # a Finding for each number

Reading is a pure function of the text (`dispute/reading`); judging asks the record.
"""

from .check import check
from .findings import Finding, Verdict
from .lexicon import lexicon

__all__ = ["Finding", "Verdict", "check", "lexicon"]
