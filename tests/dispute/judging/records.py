"""An invented record of a library dispute, made by hand: what the sentences here are judged by."""

from datetime import date
from decimal import Decimal

from dispute.figures import Record
from dispute.models import WaitingList
from tests.dispute.figures.records import (
    ballot,
    departure,
    offer,
    reading,
    record,
    strike,
    team,
    value_of,
)

AT = date(2026, 5, 14)
NORTH, SOUTH = team("North", 12), team("South", 8)
LISTS = (
    WaitingList(name="Home library visits", standard_max=Decimal(6), standard_unit="weeks"),
    WaitingList(name="School boxes", standard_max=Decimal(10), standard_unit="days"),
)


def library() -> Record:
    """20 posts; by 14 May 2026 9 had left (6 of them in North) and 2 given notice; 7 strike days
    taken, 3 to come; 35 of 40 voted, 33 of 34 for action; a wait of 8 months and one of 5 weeks."""
    made = record(
        raised_on=date(2025, 11, 3),
        notice_given_on=date(2026, 2, 2),
        teams=(NORTH, SOUTH),
        departures=_departures(),
        strike_days=_strike_days(),
        waiting_lists=LISTS,
        waits=(
            reading(LISTS[0], date(2026, 1, 31), "6"),
            reading(LISTS[0], date(2026, 4, 30), "8"),
            reading(LISTS[1], date(2026, 4, 30), "5", "weeks"),
        ),
        ballots=(ballot(date(2026, 1, 23), entitled=40, votes_cast=35, yes=33, no=1, spoiled=1),),
        offers=(offer(date(2026, 3, 2), percent=Decimal("2.5")),),
        statistics=(
            value_of("Agency spending in the quarter", date(2026, 3, 31), "96", "GBP thousand"),
        ),
    )
    made.dispute.workforce = "Library assistants and librarians in two teams"
    made.dispute.employer = "Millbrook Council"
    return made


def _departures() -> tuple[object, ...]:
    north = [date(2026, month, 9) for month in (1, 2, 3, 4)] + [date(2026, 4, 24), date(2026, 5, 8)]
    south = [date(2026, 2, 20), date(2026, 3, 27), date(2026, 5, 1)]
    gone = [departure(day, date.fromordinal(day.toordinal() - 28), NORTH) for day in north]
    gone += [departure(day, date.fromordinal(day.toordinal() - 28), SOUTH) for day in south]
    waiting = [
        departure(date(2026, 6, 5), date(2026, 5, 5), NORTH),
        departure(date(2026, 6, 12), date(2026, 5, 13), SOUTH),
    ]
    return (*gone, *waiting)


def _strike_days() -> tuple[object, ...]:
    taken = [date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 24), date(2026, 4, 14)]
    taken += [date(2026, 4, 15), date(2026, 5, 12), date(2026, 5, 13)]
    to_come = [date(2026, 6, 2), date(2026, 6, 3), date(2026, 6, 4)]
    return (
        *(strike(each) for each in taken),
        *(strike(each, announced_on=date(2026, 5, 11)) for each in to_come),
    )
