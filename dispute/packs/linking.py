"""What a row of a pack may point to, and what else is known while a pack is read."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User

from dispute.models import Dispute

from .problems import Skipped, Trouble


class Links:
    """The rows of one dispute that rows of later tables point to."""

    def __init__(self, dispute: Dispute, by: User | None) -> None:
        self.dispute = dispute
        self.by = by
        # Models whose own file had problems: a row missing there is no second problem here.
        self.troubled: set[Any] = set()
        self._rows: dict[Any, list[Any]] = {}

    def rows(self, model: Any) -> list[Any]:
        """Return every row of `model`, oldest first; asked for once its table is in."""
        if model not in self._rows:
            self._rows[model] = list(model.objects.filter(dispute=self.dispute).order_by("pk"))
        return self._rows[model]

    def find(
        self, model: Any, column: str, text: str, is_it: Callable[[Any], bool], known: Iterable[str]
    ) -> list[Any]:
        """Return the rows that `is_it`, at least one. Raises Trouble that names what is known."""
        if found := [row for row in self.rows(model) if is_it(row)]:
            return found
        if model in self.troubled:
            raise Skipped(text)
        raise Trouble(unknown(model, text, known), column)


def unknown(model: Any, text: str, known: Iterable[str]) -> str:
    """Return a sentence for a name that nothing bears."""
    what = model._meta.verbose_name
    names = sorted(set(known))
    listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return f"there is no {what} “{text}”. Known: {listed or 'none'}."
