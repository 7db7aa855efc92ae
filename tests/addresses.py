"""Every public address: a site with a row of everything, and the address of each of its pages.

    site = whole_site()
    for name, path in addresses(site).items(): ...   # "solidarity:wall", "/library/wall/"

`public_routes` reads the same from the urlconf, so that no test can forget a new address.
"""

from base64 import b64decode
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.urls import URLPattern, get_resolver, reverse

from campaigns.models import OpenLetter
from dispute.exports import FORMS, public_tables
from dispute.figures import Record, definitions, sheet
from dispute.models import Branch, Dispute
from solidarity.models import Message
from tests import factories as make

# The smallest PNG there is.
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
# Not public, and with pages of its own.
OFFICE = "admin"
# They show a day's figures, and take ?as_at=.
DATED = (
    "dispute:figures",
    "dispute:figure",
    "dispute:figures-file",
    "dispute:figures-pdf",
    "dispute:figures-word",
    "dispute:figure-file",
    "dispute:chart-svg",
    "dispute:chart-png",
)
# They are no pages with a frame.
BARE = (
    "dispute:brand",
    "dispute:logo",
    "dispute:healthz",
    "dispute:readyz",
    "dispute:figures-file",
    "dispute:figures-pdf",
    "dispute:figures-word",
    "dispute:figure-file",
    "dispute:record-file",
    "dispute:chart-svg",
    "dispute:chart-png",
    "solidarity:feed-atom",
    "solidarity:feed-json",
    "solidarity:live",
    # A big screen's: tests/solidarity/display, tests/browser/test_display.py.
    "solidarity:display",
    "campaigns:letter-pdf",
    "campaigns:letter-word",
)


# Behind links that nobody can guess, and written to: tests/solidarity/test_sender_pages.py.
OF_ONE_SENDER = ("solidarity:yours", "solidarity:consent", "solidarity:sent")
# Pages and feeds of a whole wall.
OF_THE_WALL = tuple(
    f"solidarity:{name}"
    for name in ("wall", "send", "display", "feed-atom", "feed-json", "embed", "embed-how")
)
# What other sites may put into a frame: nothing else.
FRAMED = ("solidarity:embed",)
# Forms that anybody may send. What they hide is new each time.
WRITTEN_TO = ("solidarity:send", "dispute:data-complaint")


@dataclass(frozen=True, slots=True)
class Site:
    """What stands behind every public address."""

    branch: Branch
    dispute: Dispute
    message: Message
    letter: OpenLetter


def whole_site(**dispute_fields: object) -> Site:
    """Make a branch with a logo, and a live dispute with a row in every table."""
    branch = make.make_branch()
    branch.logo.save("mill.png", ContentFile(PIXEL))
    dispute = make.make_dispute(**dispute_fields)
    fill(dispute)
    return Site(
        branch, dispute, make.make_message(dispute=dispute), make.make_open_letter(dispute=dispute)
    )


def fill(dispute: Dispute) -> None:
    """Make a row in each of the record's tables."""
    make.make_departure(team=make.make_team(dispute=dispute))
    make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
    make.make_strike_day(dispute=dispute, announced_on=date(2026, 2, 2))
    make.make_strike_day(dispute=dispute, date=date(2099, 5, 1))
    for maker in (
        make.make_action_notice,
        make.make_ballot,
        make.make_claim,
        make.make_correction,
        make.make_milestone,
        make.make_offer,
        make.make_statistic,
    ):
        maker(dispute=dispute)


def addresses(site: Site) -> dict[str, str]:
    """Return each public address of `site` by its URL name."""
    below = [site.dispute.slug]
    return {
        "dispute:brand": "/brand/a3182d.css",
        "dispute:logo": reverse("dispute:logo", args=[site.branch.logo.name.rpartition("/")[2]]),
        "dispute:healthz": "/healthz",
        "dispute:readyz": "/readyz",
        "dispute:privacy": "/privacy/",
        "dispute:data-complaint": "/data-complaint/",
        "dispute:figures": reverse("dispute:figures", args=below),
        "dispute:figure": reverse("dispute:figure", args=[*below, "strike_days_taken"]),
        "dispute:chart-svg": reverse("dispute:chart-svg", args=[*below, "strike_days_taken"]),
        "dispute:chart-png": reverse("dispute:chart-png", args=[*below, "strike_days_taken"]),
        "dispute:figures-pdf": reverse("dispute:figures-pdf", args=below),
        "dispute:figures-word": reverse("dispute:figures-word", args=below),
        "dispute:figures-file": reverse("dispute:figures-file", args=[*below, "csv"]),
        "dispute:figure-file": reverse(
            "dispute:figure-file", args=[*below, "strike_days_taken", "csv"]
        ),
        "dispute:record": reverse("dispute:record", args=below),
        "dispute:record-file": reverse("dispute:record-file", args=[*below, "teams", "csv"]),
        "dispute:claims": reverse("dispute:claims", args=below),
        "dispute:corrections": reverse("dispute:corrections", args=below),
        **{name: reverse(name, args=below) for name in OF_THE_WALL},
        # Since ever: it tells of everything that is on the wall.
        "solidarity:live": f"{reverse('solidarity:live', args=below)}?since=0",
        "solidarity:message": site.message.get_absolute_url(),
        "campaigns:home": "/",
        "campaigns:dispute": site.dispute.get_absolute_url(),
        "campaigns:timeline": reverse("campaigns:timeline", args=below),
        "campaigns:letters": reverse("campaigns:letters", args=below),
        "campaigns:letter": site.letter.get_absolute_url(),
        "campaigns:letter-pdf": reverse("campaigns:letter-pdf", args=[*below, site.letter.slug]),
        "campaigns:letter-word": reverse("campaigns:letter-word", args=[*below, site.letter.slug]),
    }


def pages(site: Site) -> dict[str, str]:
    """Return the addresses of `site` that are pages for people."""
    return {name: path for name, path in addresses(site).items() if name not in BARE}


def every_path(site: Site) -> list[str]:
    """Return each public address, each figure's page as others link to it, and each file."""
    slug = site.dispute.slug
    keys = [reverse("dispute:figure", args=[slug, each.key]) for each in definitions()]
    linked = [figure.url for figure in sheet(Record(site.dispute), date(2026, 6, 1))]
    return [*addresses(site).values(), *keys, *linked, *files(slug)]


def files(slug: str) -> list[str]:
    """Return the address of each table that can be taken away, and of the figures, in each form."""
    tables = [
        reverse("dispute:record-file", args=[slug, table.name, form.extension])
        for table in public_tables()
        for form in FORMS
    ]
    of_one = (
        reverse("dispute:figure-file", args=[slug, "strike_days_taken", form.extension])
        for form in FORMS
    )
    return [
        *tables,
        *of_one,
        *(reverse("dispute:figures-file", args=[slug, f.extension]) for f in FORMS),
    ]


def wrong_paths(site: Site) -> dict[str, int]:
    """Return addresses that answer with something else than a page, each with its status."""
    below = site.dispute.get_absolute_url()
    return {
        "/no-such-dispute/": 404,
        f"{below}no-such-page/": 404,
        f"{below}figures/?as_at=yesterday": 400,
        f"{below}wall/{make.make_message(dispute=site.dispute, status='withdrawn').ref}/": 410,
    }


def public_routes(patterns: object = None, space: str = "", before: str = "") -> dict[str, str]:
    """Return the route of every address in the urlconf that is not the office's, by its name."""
    routes: dict[str, str] = {}
    for pattern in patterns or get_resolver().url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            routes[f"{space}:{pattern.name}"] = route
        elif (pattern.namespace or space) != OFFICE:
            routes |= public_routes(pattern.url_patterns, pattern.namespace or space, route)
    return {name: route for name, route in routes.items() if name not in OF_ONE_SENDER}
