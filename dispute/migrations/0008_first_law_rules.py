"""The rules of law that a site begins with. What changes since is an administrator's to enter."""

from datetime import date

from django.db import migrations
from django.utils import timezone

TULRCA = "https://www.legislation.gov.uk/ukpga/1992/52/section/"
TUA = "https://www.legislation.gov.uk/ukpga/2016/15/section/"
ERA = "https://www.legislation.gov.uk/ukpga/2025/36/section/"
TRADE_UNION_ACT, EMPLOYMENT_RIGHTS_ACT = date(2017, 3, 1), date(2026, 2, 18)
DAY_BEFORE = date(2026, 2, 17)

RULES = (
    {
        "kind": "majority", "value": 50, "unit": "percent",
        "source": "Trade Union and Labour Relations (Consolidation) Act 1992, s.226(2)(a)(iii)",
        "source_url": f"{TULRCA}226",
    },
    {
        "kind": "turnout", "starts_on": TRADE_UNION_ACT, "decides": "opened",
        "value": 50, "unit": "percent",
        "source": "Trade Union Act 2016, s.2", "source_url": f"{TUA}2",
        "confirmed": False,
        "caution": "Employment Rights Act 2025 s.68 would repeal it; no start date confirmed: check "
        "before relying.",
    },
    {
        "kind": "support", "starts_on": TRADE_UNION_ACT, "ends_on": DAY_BEFORE, "decides": "opened",
        "value": 40, "unit": "percent", "important_public_services_only": True,
        "source": "Trade Union Act 2016, s.3; repealed by Employment Rights Act 2025, s.69",
        "source_url": f"{TUA}3",
    },
    {
        "kind": "notice", "starts_on": TRADE_UNION_ACT, "ends_on": DAY_BEFORE,
        "decides": "received", "value": 14, "unit": "days", "shorter_by_agreement": 7,
        "source": "Trade Union Act 2016, s.8", "source_url": f"{TUA}8",
    },
    {
        "kind": "notice", "starts_on": EMPLOYMENT_RIGHTS_ACT, "decides": "received",
        "value": 10, "unit": "days",
        "source": "Employment Rights Act 2025, s.74", "source_url": f"{ERA}74",
    },
    {
        "kind": "mandate", "starts_on": TRADE_UNION_ACT, "ends_on": DAY_BEFORE, "decides": "opened",
        "value": 6, "unit": "months", "longer_by_agreement": 9,
        "source": "Trade Union Act 2016, s.9", "source_url": f"{TUA}9",
    },
    {
        "kind": "mandate", "starts_on": EMPLOYMENT_RIGHTS_ACT, "decides": "opened",
        "value": 12, "unit": "months",
        "source": "Employment Rights Act 2025, s.72; Trade Union and Labour Relations "
        "(Consolidation) Act 1992, s.234",
        "source_url": f"{ERA}72",
    },
    {
        "kind": "scrutineer", "value": 50, "unit": "people",
        "source": "Trade Union and Labour Relations (Consolidation) Act 1992, ss.226B and 226C",
        "source_url": f"{TULRCA}226B",
    },
)  # fmt: skip


def enter(apps, _schema_editor):
    """Enter each rule, with the first line of its history."""
    rule, history = (apps.get_model("dispute", name) for name in ("LawRule", "HistoricalLawRule"))
    for row in RULES:
        fields = {"confirmed": True, **row}
        entered = rule.objects.create(**fields)
        history.objects.create(
            id=entered.pk, **fields, history_date=timezone.now(), history_type="+"
        )


class Migration(migrations.Migration):
    dependencies = [("dispute", "0007_law_rules")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
