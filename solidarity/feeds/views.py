"""The wall's feeds. Whoever has one already is told so by its stamp, before anything is read."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispute.models import Branch, Dispute
from dispute.pages import for_dispute
from dispute.stamps import stamp_of
from solidarity import listing
from solidarity.asked import asked_kind
from solidarity.wall import kind_in_words

from . import atom, jsonfeed
from .reading import Asked, FeedPage, Place, asked_feed, changed_at, id_of_feed, page_of
from .written import Heading

# Counts how feeds are written, so that nobody keeps one as it was written before.
EDITION = 1
Writer = Callable[[Heading], str]


@require_safe
@for_dispute
def atom_feed(request: HttpRequest, dispute: Dispute) -> HttpResponseBase:
    """What changed on the wall, as Atom."""
    return _answer(request, dispute, atom.write, atom.CONTENT_TYPE)


@require_safe
@for_dispute
def json_feed(request: HttpRequest, dispute: Dispute) -> HttpResponseBase:
    """What changed on the wall, as JSON Feed."""
    return _answer(request, dispute, jsonfeed.write, jsonfeed.CONTENT_TYPE)


def _answer(
    request: HttpRequest, dispute: Dispute, write: Writer, content_type: str
) -> HttpResponseBase:
    asked = asked_feed(request, asked_kind(request))
    # Read before what it vouches for: what changes meanwhile is fetched once more, never missed.
    etag = f'"{EDITION}.{stamp_of(dispute)}"'
    response = get_conditional_response(request, etag)
    if response is None:
        feed = write(_heading(request, dispute, asked, page_of(dispute, asked)))
        response = _dated(request, dispute, HttpResponse(feed, content_type=content_type))
    response["ETag"] = etag
    # Kept by anybody, and asked about each time: what was taken back is nowhere any more.
    response["Cache-Control"] = "public, no-cache"
    listing.mark(response, dispute)
    return response


def _dated(request: HttpRequest, dispute: Dispute, response: HttpResponse) -> HttpResponse:
    """Say when the wall last changed; to whoever has it as it was then, that they do."""
    changed = settled(changed_at(dispute), at=timezone.now())
    if changed is None:
        return response
    response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, None, changed, response) or response


def settled(changed: datetime | None, *, at: datetime) -> int | None:
    """Return the second in which a wall last changed, once that second is over: until then it can
    change again, and who asks by the second would not hear of it."""
    if changed is None or at - changed < timedelta(seconds=1):
        return None
    return int(changed.timestamp())


def _heading(request: HttpRequest, dispute: Dispute, asked: Asked, page: FeedPage) -> Heading:
    branch = Branch.objects.public().first()
    name = branch.name if branch else str(dispute)
    wall_url = f"{settings.SITE_URL}{reverse('solidarity:wall', args=[dispute.slug])}"
    title = _("Messages of solidarity with %(branch)s") % {"branch": name}
    return Heading(
        id=id_of_feed(dispute, asked.kind),
        title=f"{title}: {kind_in_words(asked.kind)}" if asked.kind else title,
        author=name,
        language=get_language() or settings.LANGUAGE_CODE,
        wall_url=f"{wall_url}?{urlencode({'kind': asked.kind})}" if asked.kind else wall_url,
        links=_links(f"{settings.SITE_URL}{request.path}", asked, page),
        page=page,
    )


def _links(feed_url: str, asked: Asked, page: FeedPage) -> dict[str, str]:
    """Return where the pages of a feed are: this one, the first, and those beside it."""

    def at(**place: Place | None) -> str:
        query = {name: f"{each[0]}.{each[1]}" for name, each in place.items() if each}
        query = {"kind": asked.kind, **query} if asked.kind else query
        return f"{feed_url}?{urlencode(query)}" if query else feed_url

    links = {"self": at(before=asked.before, after=asked.after), "first": at()}
    if page.newer:
        links["previous"] = at(after=page.newer)
    if page.older:
        links["next"] = at(before=page.older)
    return links
