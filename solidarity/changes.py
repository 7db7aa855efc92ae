"""What changed on a dispute's wall since somebody last asked.

`changes_since` is for whoever follows a wall; feeds start from `latest`. A message that is on the
wall has a row that says so, and one that was has a row that says it is gone: see WallChange.
"""

from dataclasses import dataclass

from dispute.models import Dispute
from dispute.stamps import stamp_of

from .models import WallChange


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, oldest first, each message once; go on from `version` the next time.

    Where `is_whole` is false, `rows` do not lead from there to here: too much changed meanwhile, or
    the number is of another history than the database's. Then the wall has to be read anew.
    """

    version: int
    rows: tuple[WallChange, ...]
    is_whole: bool

    @property
    def shown(self) -> tuple[str, ...]:
        """The references of messages that are new on the wall, or look different."""
        return tuple(row.ref for row in self.rows if row.what == WallChange.What.SHOWN)

    @property
    def altered(self) -> tuple[str, ...]:
        """The references of those among them that were on the wall before."""
        return tuple(
            row.ref for row in self.rows if row.what == WallChange.What.SHOWN and not row.is_new
        )

    @property
    def gone(self) -> tuple[str, ...]:
        """The references of messages that are on the wall no more."""
        return tuple(row.ref for row in self.rows if row.what == WallChange.What.GONE)


def changes_since(dispute: Dispute, number: int, limit: int) -> Changes:
    """Return what changed on the wall after its version `number`, if it is no more than `limit`.

    A version is the dispute's stamp, read before the wall (dispute.stamps.stamp_of). Two queries;
    one where nothing public of the dispute has changed.
    """
    version = stamp_of(dispute)
    if number >= version:
        return Changes(version, (), is_whole=number == version)
    later = WallChange.objects.filter(dispute=dispute, number__gt=number)
    rows = tuple(later.order_by("number", "pk")[: limit + 1])
    if len(rows) > limit:
        return Changes(version, (), is_whole=False)
    return Changes(version, rows, is_whole=True)


def latest(dispute: Dispute, count: int) -> tuple[WallChange, ...]:
    """Return the last `count` messages that changed on the wall, the last changed first."""
    return tuple(WallChange.objects.filter(dispute=dispute).order_by("-number", "-pk")[:count])
