"""Support on the wall by week."""

from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.charts import Chart, chart, counts
from dispute.charts.periods import spread
from dispute.figures import Figure, Record
from dispute.figures.numbers import numeral

from .models import Message

# Columns of one kind may be thin: two years of weeks.
MOST_WEEKS = 105


def register() -> None:
    """Importing this module registered its chart."""


@chart("messages_published")
def messages_by_week(record: Record, figure: Figure) -> Chart:
    """Columns of messages by the week in which they were received."""
    by_day = received_by_day(record, figure.as_at)
    if not by_day:
        return Chart(headline=figure.sentence)
    found = spread([by_day], figure.as_at, weeks=True, most=MOST_WEEKS)
    kinds = [("solid", _("Messages"))]
    total = sum(by_day.values())
    said = ngettext("%s message of solidarity", "%s messages of solidarity", total) % numeral(total)
    return Chart(
        headline=said + counts.when(found),
        caption=_("Messages on the wall by the %s in which they were received.")
        % counts.by_what(found).lower(),
        description=counts.description(found, kinds),
        table=counts.table(found, kinds),
        draw=counts.draw(found, kinds),
    )


def received_by_day(record: Record, at: date) -> dict[date, int]:
    """Return how many public messages were received on each day up to `at`. One query."""
    messages = Message.objects.public().filter(dispute=record.dispute, received_on__lte=at)
    grouped = messages.order_by().values_list("received_on").annotate(count=Count("pk"))
    return dict(grouped)
