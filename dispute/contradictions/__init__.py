"""The same metric given with different values, and why: pure, but for `gathering` and `telling`.

grouped(statements)    # a Group for each metric, with the reasons why its values differ
"""

from .groups import Group, Reason, State, Why, grouped
from .statements import Place, Range, Statement

__all__ = ["Group", "Place", "Range", "Reason", "State", "Statement", "Why", "grouped"]
