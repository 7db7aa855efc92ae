"""“We want to strike from ...”: what has to happen by when, counted back from the first day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from .ballots import BallotResult, Standing
from .mandates import Mandate, length_of, mandate
from .notices import FirstDay, LastReceipt, NoticeFacts, earliest_first_day, last_receipt
from .rules import NoRule, Rule, Told, day, guidance, moved, weekday, workday_before
from .strikes import covering

# Our own advice, and no law: the post is given two working days, a receipt by e-mail one.
POST_DAYS, MAIL_DAYS = 2, 1


@dataclass(frozen=True, kw_only=True)
class Step(Told):
    """One thing to do, or to know, by a day. `key` names it for ever, `title` in a few words.

    `is_law` is False for what is our own suggestion.
    """

    key: str
    on: date
    title: str
    is_law: bool = True
    is_past: bool = False

    @property
    def advice(self) -> str:
        """That it is our own, where it is: "" of what the law asks."""
        return "" if self.is_law else _("Our suggestion, not the law; bank holidays are not known.")

    @property
    def note(self) -> str:
        """The whole of it, for a calendar: whose advice it is stands beside it there too."""
        return " ".join(filter(None, (self.body, self.advice, self.guidance)))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is planned: action of a kind from a first day, to a last one if that is known."""

    first_day: date
    last_day: date | None = None
    kind: str = "strike"
    by_agreement: bool = False

    @property
    def key(self) -> str:
        """What names the plan for ever: its first day, and its kind where that is no strike."""
        kind = "" if self.kind == "strike" else "-" + "-".join(self.kind.split())
        return f"{self.first_day:%Y%m%d}{kind}"

    @property
    def kind_words(self) -> str:
        """“strike action”, or “action short of a strike”."""
        return _("strike action") if self.kind == "strike" else self.kind


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in the order of their days, and what stands in the way.

    `ballot` is the one whose mandate covers the first day, `notice` one on record that is enough if
    it is for that day: the record does not hold for which days a notice was given.
    """

    wish: Wish
    at: date
    steps: tuple[Step, ...]
    warnings: tuple[str, ...]
    ballot: BallotResult | None = None
    notice: NoticeFacts | None = None
    receipt: LastReceipt | NoRule | None = None
    guidance: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether no deadline of the law has passed."""
        return not any(step.is_past and step.is_law for step in self.steps)


def plan(
    rules: Sequence[Rule],
    ballots: Sequence[BallotResult],
    notices: Sequence[NoticeFacts],
    wish: Wish,
    at: date,
) -> Plan:
    """Return what must happen by when for the action wished for, as seen on the day `at`."""
    receipt = last_receipt(rules, wish.first_day, by_agreement=wish.by_agreement)
    ballot = covering_wish(ballots, wish)
    notice = enough(rules, notices, wish, ballot)
    steps: list[Step] = [_action(wish, at)]
    if isinstance(receipt, LastReceipt):
        steps += _notice_steps(receipt, at)
    if ballot is None:
        steps += _ballot_steps(rules, receipt, wish, at)
    elif isinstance(ballot.mandate, Mandate):
        steps.append(_mandate_end(ballot.mandate, _run_of(ballot.mandate, wish), at))
    steps.sort(key=lambda step: (step.on, ORDER.index(step.key)))
    return Plan(
        wish=wish,
        at=at,
        steps=tuple(steps),
        warnings=tuple(_warnings(rules, receipt, ballots, ballot, wish, at)),
        ballot=ballot,
        notice=notice,
        receipt=receipt,
        guidance=guidance(),
    )


# What comes first where two steps fall on one day.
ORDER = ("ballot", "result", "post", "mail", "receipt", "action", "mandate")


def covering_wish(ballots: Sequence[BallotResult], wish: Wish) -> BallotResult | None:
    """Return the ballot whose mandate covers the first day, if both sides agreed where they say."""
    found = covering(ballots, wish.first_day)
    if found is not None or not wish.by_agreement:
        return found
    holding = [each for each in ballots if each.standing == Standing.HOLDS]
    return next(
        (
            each
            for each in holding
            if isinstance(each.mandate, Mandate)
            and each.mandate.covers_by_agreement(wish.first_day)
        ),
        None,
    )


def enough(
    rules: Sequence[Rule],
    notices: Sequence[NoticeFacts],
    wish: Wish,
    ballot: BallotResult | None,
) -> NoticeFacts | None:
    """Return a notice on record that the plan can stand on: its kind, in time, after the ballot."""
    if ballot is None:
        return None
    # The newest first: the one that is likeliest to be of that day.
    for each in sorted(notices, key=lambda each: each.first_day, reverse=True):
        received = each.received_on
        if each.kind != wish.kind or received is None or each.first_day > wish.first_day:
            continue
        found = earliest_first_day(rules, received, by_agreement=wish.by_agreement)
        after = ballot.ballot.closed_on <= received
        if isinstance(found, FirstDay) and found.day <= each.first_day and after:
            return each
    return None


# --- Steps ----------------------------------------------------------------------------------------


def _action(wish: Wish, at: date) -> Step:
    values = {"kind": wish.kind_words, "day": weekday(wish.first_day)}
    return Step(
        key="action",
        on=wish.first_day,
        title=_("First day of %(kind)s") % values,
        said=_("The first day of %(kind)s is %(day)s") % values,
        why=_("because that is what you plan"),
        is_past=wish.first_day < at,
    )


def _notice_steps(receipt: LastReceipt, at: date) -> list[Step]:
    post, mail = send_days(receipt.day)
    told = _("because the employer’s receipt counts, and the post is slow")
    return [
        Step(
            key="receipt",
            on=receipt.day,
            title=_("The employer must have the notice by the end of this day"),
            said=receipt.said,
            why=receipt.why,
            caution=receipt.caution,
            rule=receipt.rule,
            value=receipt.value,
            is_past=receipt.day < at,
        ),
        Step(
            key="mail",
            on=mail,
            title=_("Last day to send the notice by e-mail or by hand; ask for a receipt"),
            said=_("Send it by e-mail or by hand on %s at the latest, in office hours")
            % weekday(mail),
            why=_("because that leaves a working day to see that it arrived"),
            is_law=False,
            is_past=mail < at,
        ),
        Step(
            key="post",
            on=post,
            title=_("Last day to post the notice instead, signed for"),
            said=_("By post, send it on %s at the latest, signed for") % weekday(post),
            why=told,
            is_law=False,
            is_past=post < at,
        ),
    ]


def send_days(receipt: date) -> tuple[date, date]:
    """Return until when to post a notice and to e-mail it: working days, and our own advice."""
    mail = workday_before(receipt, MAIL_DAYS)
    return workday_before(mail, POST_DAYS), mail


def _ballot_steps(
    rules: Sequence[Rule], receipt: LastReceipt | NoRule, wish: Wish, at: date
) -> list[Step]:
    """A ballot that has yet to be held: it closes, its result is told, and then notice is given."""
    by = receipt.day if isinstance(receipt, LastReceipt) else wish.first_day
    post, _mail = send_days(by)
    told = workday_before(post)
    closed = workday_before(told)
    steps = [
        Step(
            key="ballot",
            on=closed,
            title=_("The ballot closes"),
            said=_("A ballot has to close before notice is given: by %s leaves time for that")
            % weekday(closed),
            why=_("because no mandate on record covers %s") % weekday(wish.first_day),
            caution=_(
                "The employer has to be told of a ballot before it opens too; those days are not "
                "recorded here."
            ),
            is_law=False,
            is_past=closed < at,
        ),
        Step(
            key="result",
            on=told,
            title=_("Tell members and the employer the result"),
            said=_("Tell members and the employer the result by %s") % weekday(told),
            why=_(
                "because notice can be given only once the employer was told the result "
                "(Trade Union and Labour Relations (Consolidation) Act 1992, ss.231A and 234A)"
            ),
            is_law=False,
            is_past=told < at,
        ),
    ]
    return [*steps, *_new_mandate(rules, closed, at)]


def _new_mandate(rules: Sequence[Rule], closed: date, at: date) -> list[Step]:
    """Until when such a ballot would last: by the rule of today, on which it can open at best.

    No such ballot was held, and no sentence says so.
    """
    if closed < at:
        return []
    found = mandate(rules, at, closed)
    if isinstance(found, NoRule):
        return []
    last, other = (reading.last_day for reading in found.readings)
    values = {"closed": day(closed), "last": day(last), "other": day(other)}
    said = _(
        "A ballot that opens after today and closes on %(closed)s gives a mandate to %(last)s "
        "(a less careful reading says %(other)s)"
    )
    step = _mandate_end(found, last, at)
    return [replace(step, said=said % values, why=length_of(found))]


def _run_of(run: Mandate, wish: Wish) -> date:
    """The last day of a mandate; with an agreement, the longest that there can be."""
    longest = run.by_agreement if wish.by_agreement else None
    return longest or run.last_day


def _mandate_end(run: Mandate, last: date, at: date) -> Step:
    agreed = _("This counts on the employer’s agreement.") if last > run.last_day else ""
    return Step(
        key="mandate",
        on=last,
        title=_("Last day of the mandate"),
        said=run.said,
        why=run.why,
        caution=" ".join(filter(None, (run.caution, agreed))),
        rule=run.rule,
        value=run.value,
        is_past=last < at,
    )


# --- What stands in the way -----------------------------------------------------------------------


def _warnings(
    rules: Sequence[Rule],
    receipt: LastReceipt | NoRule,
    ballots: Sequence[BallotResult],
    ballot: BallotResult | None,
    wish: Wish,
    at: date,
) -> list[str]:
    found = [
        _in_the_past(wish, at),
        _mandate_warning(ballots, ballot, wish, at),
        _outlasted(ballot, wish),
        receipt.body if isinstance(receipt, NoRule) else "",
    ]
    if isinstance(receipt, LastReceipt) and receipt.day < at:
        found.append(_too_late(rules, receipt, wish, at))
    return [sentence for sentence in found if sentence]


def _in_the_past(wish: Wish, at: date) -> str:
    if wish.first_day >= at:
        return ""
    return _("%s has passed: this is what would have been needed.") % weekday(wish.first_day)


def _mandate_warning(
    ballots: Sequence[BallotResult], ballot: BallotResult | None, wish: Wish, at: date
) -> str:
    if ballot is not None:
        return ""
    unsure = [each for each in ballots if each.standing == Standing.UNKNOWN]
    if any(isinstance(each.mandate, NoRule) or each.runs_on(wish.first_day) for each in unsure):
        return _(
            "Whether a ballot on record gives a mandate for %s cannot be said: look at its tests."
        ) % weekday(wish.first_day)
    sentence = _("No mandate on record covers %s: a ballot has to close first")
    by_then = _(", and before the notice is given") if wish.first_day > at else ""
    return f"{sentence % weekday(wish.first_day)}{by_then}."


def _outlasted(ballot: BallotResult | None, wish: Wish) -> str:
    run = ballot.mandate if ballot else None
    if wish.last_day is None or not isinstance(run, Mandate):
        return ""
    last = _run_of(run, wish)
    if wish.last_day <= last:
        return ""
    values = {"from": weekday(moved(last, 1)), "to": weekday(wish.last_day), "last": weekday(last)}
    sentence = _(
        "The mandate ends on %(last)s: action from %(from)s to %(to)s would be outside it. A new "
        "ballot has to close before then."
    )
    return sentence % values


def _too_late(rules: Sequence[Rule], receipt: LastReceipt, wish: Wish, at: date) -> str:
    now = earliest_first_day(rules, at, by_agreement=wish.by_agreement)
    if isinstance(now, NoRule):
        return f"{_('The last day for the notice has passed.')} {now.body}"
    values = {"last": day(receipt.day), "earliest": weekday(now.day)}
    sentence = _(
        "The last day for the notice, %(last)s, has passed: if the employer receives it today, the "
        "earliest first day now is %(earliest)s."
    )
    return sentence % values
