"""Teams and departures as a public export has them: no more of anybody than figures say.

A team so small that a departure would point at a person is there only together with others, as one
team; why somebody left, and after how many years, is not there at all.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from . import models
from .answering import shown_lines
from .figures import Record
from .figures.teams import in_a_row, merged_teams
from .models.rows import derived_ref

LONGEST_NAME = models.Team._meta.get_field("name").max_length or 0


def public_teams(dispute: models.Dispute) -> Iterator[models.Team]:
    """Yield the establishments known by today, oldest first, small teams added up."""
    today = timezone.localdate()
    together, label = small_teams(dispute)
    known = models.Team.objects.public().filter(dispute=dispute, as_at__lte=today)
    rows = list(known.order_by("as_at", "pk"))
    small = [row for row in rows if row.name in together]
    shown = [row for row in rows if row.name not in together]
    for as_at in sorted({row.as_at for row in small}):
        shown.append(added_up(small, as_at, label))
    yield from sorted(shown, key=lambda row: row.as_at)


def added_up(teams: list[models.Team], as_at: date, label: str) -> models.Team:
    """Return one team with the posts that all had by a day. `teams` are oldest first."""
    newest = {row.name: row for row in teams if row.as_at <= as_at}
    dispute = teams[0].dispute
    return models.Team(
        dispute=dispute,
        ref=derived_ref(dispute.slug, "teams", label, as_at.isoformat()),
        name=label,
        posts=sum(row.posts for row in newest.values()),
        as_at=as_at,
    )


def public_departures(dispute: models.Dispute) -> Iterator[models.Departure]:
    """Yield the departures of which something was known by today, the first entered first."""
    today = timezone.localdate()
    together, label = small_teams(dispute)
    known = Q(notice_given_on__lte=today) | Q(left_on__lte=today)
    rows = models.Departure.objects.public().filter(known, dispute=dispute).select_related("team")
    for row in rows.order_by("pk"):
        row.kind = models.Departure.Kind.OTHER
        if row.team.name in together:
            row.team.name = label
            # “Steward's list, North team” would say which of them it was.
            row.source = row.source_url = ""
        yield row


def public_day(day: models.StrikeDay) -> models.StrikeDay:
    """Cut the notice off a strike day that was announced before the notice is known."""
    if day.notice and day.notice.sent_on > timezone.localdate():
        day.notice = None
    return day


def public_claims(dispute: models.Dispute) -> Iterator[models.Claim]:
    """Yield the claims, each with the figures that everybody sees beside it: another may name a
    team that has become too small to be shown."""
    record = Record(dispute)
    claims = models.Claim.objects.public().filter(dispute=dispute)
    for claim in claims.order_by("made_on", "pk"):
        claim.answered_by = "\n".join(shown_lines(claim, record))
        yield claim


def small_teams(dispute: models.Dispute) -> tuple[tuple[str, ...], str]:
    """Return the names of the teams that are shown only together, and what they are called."""
    together = merged_teams(Record(dispute).teams)
    if len(together) < 2:
        return (), ""
    return together, Truncator(in_a_row(together)).chars(LONGEST_NAME)
