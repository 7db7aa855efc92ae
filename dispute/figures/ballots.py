"""Ballots and offers."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.models import Ballot, Offer

from .days import day
from .figure import PERCENT, POUNDS, FigureRow, Found, Missing
from .numbers import numeral, pounds
from .record import Record
from .registry import figure
from .words import Part, Phrases, Sort, Words

GROUP = gettext_lazy("Ballots and offers")

MEMBERS: Phrases = (
    "members",
    "of us",
    "votes",
    "voters",
    "ballots",
    "ballot papers",
    "people",
    "colleagues",
    "staff",
    "those entitled",
    "{workforce}",
)
_VOTED: Phrases = (
    "voted",
    "cast",
    "vote",
    "took part",
    "returned",
    "turned out",
    "turnout",
)
_YES: Phrases = (
    "voted yes/for/overwhelmingly ?for ?in ?favour",
    "vote/voting/votes/voted ?overwhelmingly ?in favour/for",
    "yes",
    "support",
    "in favour",
    "to strike",
    "for ?more ?further ?strike ?industrial action",
    "for ?more ?further strikes",
    "were for",
    "vote/voted/voting to go/keep/carry/continue/walk/take/act/fight/extend/renew/stay/come/stop",
    "for strike/striking",
    "backed/supported/backing/supporting strike/industrial/action",
    "mandate",
)
_OTHER_VOTES: Phrases = (
    "no votes/vote",
    "against",
    "voted no",
    "threshold",
    "needed",
    "required",
    "requires",
    "law",
    "reject/rejected",
    "spoiled",
    "consultative/indicative",
    "not voted",
    "vote/voted/voting to accept/reject/affiliate/suspend/settle",
    "elected/election/elections/councillors/mps/ward/wards/constituency/residents",
    "survey",
)
# Where people turn out and cast no vote.
_NO_BALLOT: Phrases = ("meeting/agm/rally/march/demonstration/lobby",)
_OFFER: Phrases = (
    "offer/offers/offered",
    "offer of",
    "offer of a/an ?pay rise/increase/uplift/award of",
    "offered ?us/you/staff/members/workers a/an ?pay rise/increase/uplift/award of",
    "pay offer",
    "on the table",
    "put forward",
)
_OTHER_OFFERS: Phrases = (
    "first/previous/earlier/original/initial/last offer",
    "want/wants/asking/ask/claim/demand/need/should",
    "offer us/them nothing",
    "on offer",
    "off",
    "inflation",
    "government/government's/nurses/doctors/teachers/firefighters/posties/managers/nhs/others",
)


@figure(
    "ballot_turnout",
    label=gettext_lazy("Turnout"),
    unit=PERCENT,
    definition=gettext_lazy(
        "Votes cast, spoiled ones too, divided by everybody entitled to vote, in the newest ballot "
        "that had closed by the as-at day."
    ),
    group=GROUP,
    words=(
        Words(
            Sort.SHARE,
            heads=("turnout",),
            forbids=(*_OTHER_VOTES, *_NO_BALLOT),
        ),
        Words(
            Sort.SHARE,
            heads=MEMBERS,
            needs=(_VOTED,),
            forbids=(
                *_OTHER_VOTES,
                *_YES,
                *_NO_BALLOT,
                "voted by",
                "of those who voted/took",
            ),
            bare=True,
        ),
        Words(
            Sort.COUNT,
            heads=MEMBERS,
            needs=(("entitled to vote", "balloted", "eligible"),),
            forbids=_OTHER_VOTES,
            part=Part.DENOMINATOR,
        ),
        Words(
            Sort.COUNT,
            heads=MEMBERS,
            needs=(("voted", "votes were cast", "votes cast", "cast their votes", "took part in"),),
            forbids=(*_OTHER_VOTES, *_YES, "voted by"),
            part=Part.NUMERATOR,
            bare=True,
        ),
    ),
    family="ballot",
)
def ballot_turnout(record: Record, at: date) -> Found | Missing:
    """Votes cast ÷ entitled in the newest ballot closed ≤ D."""
    ballot = newest_ballot(record, at)
    if ballot is None:
        return _no_ballot(at)
    if not ballot.entitled:
        return Missing(_("The record says that nobody was entitled to vote."))
    sentence = _(
        "%(n)s of %(of)s people entitled to vote did so, a turnout of %(share)s%%, in the ballot "
        "that closed on %(closed)s, the newest as at %(at)s"
    )
    return _share(ballot, ballot.votes_cast, ballot.entitled, sentence, at)


@figure(
    "ballot_yes",
    label=gettext_lazy("Votes for action"),
    unit=PERCENT,
    definition=gettext_lazy(
        "Votes for action divided by votes that count (yes and no, not spoiled), in the newest "
        "ballot that had closed by the as-at day."
    ),
    group=GROUP,
    words=(
        Words(Sort.SHARE, heads=(*_YES, *MEMBERS), needs=(_YES,), forbids=_OTHER_VOTES, bare=True),
        Words(
            Sort.SHARE,
            heads=("voted by ?a ?majority ?of", "vote/majority of"),
            needs=((*_YES, "to strike/take/go/act/walk", "for action"),),
            forbids=_OTHER_VOTES,
        ),
        Words(
            Sort.COUNT,
            heads=MEMBERS,
            needs=(_YES, ("voted", "votes", "vote")),
            forbids=_OTHER_VOTES,
            part=Part.NUMERATOR,
            bare=True,
        ),
        Words(
            Sort.COUNT,
            heads=("voted by", "vote/votes of", "by a vote of", "by"),
            needs=(("voted", "vote", "votes"),),
            forbids=(*_OTHER_VOTES, "majority"),
            part=Part.NUMERATOR,
            loose=True,
        ),
    ),
    family="ballot",
)
def ballot_yes(record: Record, at: date) -> Found | Missing:
    """Yes ÷ (yes + no) in the newest ballot closed ≤ D."""
    ballot = newest_ballot(record, at)
    if ballot is None:
        return _no_ballot(at)
    counted = ballot.yes + ballot.no
    if not counted:
        return Missing(_("The record holds no vote that counts in the newest ballot."))
    sentence = _(
        "%(n)s of %(of)s votes that count (%(share)s%%) were for action in the ballot that closed "
        "on %(closed)s, the newest as at %(at)s"
    )
    return _share(ballot, ballot.yes, counted, sentence, at)


@figure(
    "offer_latest",
    label=gettext_lazy("Latest offer"),
    unit=PERCENT,
    definition=gettext_lazy("The newest offer made by the as-at day: its per cent, or its amount."),
    group=GROUP,
    words=(
        Words(Sort.SHARE, heads=_OFFER, forbids=_OTHER_OFFERS, base=("offer",)),
        Words(Sort.MONEY, heads=_OFFER, forbids=_OTHER_OFFERS),
    ),
    family="offers",
)
def offer_latest(record: Record, at: date) -> Found | Missing:
    """The newest offer made ≤ D: its per cent, or where it has none its amount in pounds."""
    offers = [offer for offer in record.offers if offer.made_on <= at]
    if not offers:
        return _no_offer(at)
    offer = offers[-1]
    value = offer.amount if offer.percent is None else offer.percent
    if value is None:
        return Missing(_("The offer of %s is recorded in words alone.") % day(offer.made_on))
    shown = pounds(value) if offer.percent is None else f"{numeral(value)}%"
    values = {"by": offer.made_by, "made": day(offer.made_on), "value": shown}
    sentence = _("the latest offer as at %(at)s, made by %(by)s on %(made)s, was %(value)s")
    return Found(
        value=value,
        sentence=sentence % {"at": day(at), **values},
        rows=(_offer_row(offer, at),),
        unit=POUNDS if offer.percent is None else PERCENT,
    )


@figure(
    "offers_rejected",
    label=gettext_lazy("Offers rejected"),
    unit="offers",
    definition=gettext_lazy("Offers that had been rejected by the as-at day."),
    group=GROUP,
    words=(
        Words(
            Sort.COUNT,
            heads=("offer/offers", "pay offer/offers", "proposals"),
            needs=(("rejected", "refused", "turned down", "thrown out", "reject"),),
            forbids=("offer/offers of ?a ?an ?the meeting/talks/help/support", "to meet/talk/help"),
        ),
    ),
)
def offers_rejected(record: Record, at: date) -> Found | Missing:
    """Offers with the response "rejected" on or before D."""
    if not any(offer.made_on <= at for offer in record.offers):
        return _no_offer(at)
    rows = [
        offer
        for offer in record.offers
        if offer.response == Offer.Response.REJECTED and offer.responded_on
        if offer.responded_on <= at
    ]
    sentence = ngettext(
        "%(n)s offer rejected up to %(at)s", "%(n)s offers rejected up to %(at)s", len(rows)
    )
    return Found(
        value=len(rows),
        sentence=sentence % {"n": len(rows), "at": day(at)},
        rows=tuple(_offer_row(each, at) for each in rows),
    )


def newest_ballot(record: Record, at: date) -> Ballot | None:
    """Return the newest ballot closed ≤ D, or None."""
    closed = [ballot for ballot in record.ballots if ballot.closed_on <= at]
    return max(closed, key=lambda ballot: (ballot.closed_on, ballot.opened_on), default=None)


def _share(ballot: Ballot, part: int, whole: int, sentence: str, at: date) -> Found:
    share = Fraction(100 * part, whole)
    closed = day(ballot.closed_on)
    values = {"n": part, "of": whole, "share": numeral(share), "closed": closed, "at": day(at)}
    return Found(
        value=share,
        sentence=sentence % values,
        rows=(_ballot_row(ballot),),
        numerator=part,
        denominator=whole,
        basis=_("%(n)s of %(of)s") % values,
    )


def _no_ballot(at: date) -> Missing:
    return Missing(_("The record holds no ballot closed by %s.") % day(at))


def _no_offer(at: date) -> Missing:
    return Missing(_("The record holds no offer made by %s.") % day(at))


def _ballot_row(ballot: Ballot) -> FigureRow:
    text = _(
        "Ballot closed: %(entitled)s entitled, %(cast)s votes cast, %(yes)s yes, %(no)s no, "
        "%(spoiled)s spoiled"
    ) % {
        "entitled": ballot.entitled,
        "cast": ballot.votes_cast,
        "yes": ballot.yes,
        "no": ballot.no,
        "spoiled": ballot.spoiled,
    }
    return FigureRow(
        "ballots", ballot.ref, ballot.closed_on, text, ballot.source, ballot.source_url
    )


def _offer_row(offer: Offer, at: date) -> FigureRow:
    answered = offer.responded_on is not None and offer.responded_on <= at
    said = str(offer.get_response_display()) if answered else ""
    text = ": ".join(part for part in (offer.made_by, offer.summary, said) if part)
    return FigureRow("offers", offer.ref, offer.made_on, text, offer.source, offer.source_url)
