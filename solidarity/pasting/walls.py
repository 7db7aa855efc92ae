"""What is done with a pasted wall: kept, changed, taken in, taken back, thrown away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dispute.erasing import erase_copies, erases
from dispute.models import Dispute
from solidarity import moderation
from solidarity.models import Message, PastedWall
from solidarity.queue.likeness import likeness, text_of
from solidarity.splitting import TooLongError, cut

from .alike import Known, known_of
from .pieces import FIELDS, Piece, pieces_of, to_take

Change = Callable[[list[Piece]], list[Piece]]
SAME = 0.6


@dataclass(frozen=True, slots=True)
class Basis:
    """Why the messages of a page may be public, and when they were received.

    `already_public` with a source, or consent with its words, time and channel; or neither.
    """

    received_on: date
    source: str = ""
    source_url: str = ""
    basis: str = ""
    wording: str = ""
    agreed_at: datetime | None = None
    channel: str = ""
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """How many pieces became messages, and how many were there already."""

    count: int
    skipped: int


class ChangedError(ValidationError):
    """Somebody else changed the pasted wall meanwhile."""


def pieces(wall: PastedWall) -> list[Piece]:
    """Return the pieces of a pasted wall."""
    return [Piece.of(each) for each in wall.pieces]


@transaction.atomic
def begin(dispute: Dispute, page: str, *, by: User | None, at: datetime) -> PastedWall:
    """Split a page and keep its pieces. Raises ValidationError for one that cannot be split."""
    try:
        found = pieces_of(cut(page.replace("\x00", "")))
    except TooLongError as error:
        raise ValidationError(_("That is too long for once: paste it in parts.")) from error
    if not any(not each.is_left_out for each in found):
        raise ValidationError(_("There is no message in it."))
    marked = flagged(found, known_of(dispute), is_new=True)
    return PastedWall.objects.create(
        dispute=dispute, entered_by=by, entered_at=at, changed_at=at,
        pieces=[each.kept() for each in marked],
    )  # fmt: skip


def flagged(found: Sequence[Piece], known: Known, *, is_new: bool = False) -> list[Piece]:
    """Say which pieces say what a message says already; such a piece is not chosen at first."""
    marked = []
    for each in found:
        like = 0 if each.is_left_out or each.message else known.like(each.body)
        unchosen = bool(like) and (is_new or not each.like)
        marked.append(replace(each, like=like, is_chosen=each.is_chosen and not unchosen))
    return marked


@transaction.atomic
def change(wall: PastedWall, edition: int, to: Change, *, at: datetime) -> None:
    """Change the pieces of a pasted wall as it was seen. Raises ChangedError."""
    _turn(wall, edition)
    before = pieces(wall)
    after = to(before)
    if [each.body for each in before] != [each.body for each in after]:
        after = flagged(after, known_of(wall.dispute))
    _keep(wall, after, at)


@transaction.atomic
def take_in(
    wall: PastedWall, edition: int, basis: Basis, *, by: User | None, at: datetime
) -> Taken:
    """Make messages of the chosen pieces: all of them, or none.

    They wait to be checked, or go to the wall where `basis.publish` says so. A piece whose words
    became a message since they were looked at is left. Raises ValidationError, ChangedError.
    """
    _turn(wall, edition)
    found = pieces(wall)
    chosen = {each.number for each in to_take(found)}
    if not chosen:
        raise ValidationError(_("Choose at least one message."))
    known, after, skipped = known_of(wall.dispute), [], 0
    for piece in found:
        is_new_twin = piece.number in chosen and not piece.like and known.like(piece.body)
        skipped += bool(is_new_twin)
        if piece.number not in chosen or is_new_twin:
            after.append(replace(piece, like=known.like(piece.body)) if is_new_twin else piece)
            continue
        after.append(_taken(wall, piece, basis, by=by, at=at))
    wall.taken_at, wall.taken_by = at, by
    _keep(wall, after, at)
    return Taken(len(chosen) - skipped, skipped)


def _taken(wall: PastedWall, piece: Piece, basis: Basis, *, by: User | None, at: datetime) -> Piece:
    """Make a message of a piece; the piece that stays says which, and no more."""
    message = message_of(wall.dispute, piece, basis, at=at)
    message.entered_by = by
    message.clean_fields(exclude=["dispute", "entered_by", "decided_by", "card", "source"])
    moderation.save_edited(message, by=by)
    if basis.publish:
        moderation.publish(message, by=by, at=at)
    return Piece(piece.number, "", message=message.pk, edition=message.edition, is_chosen=False)


def message_of(dispute: Dispute, piece: Piece, basis: Basis, *, at: datetime) -> Message:
    """Return the message that a piece makes, unsaved."""
    message = Message(
        dispute=dispute, body=piece.body, received_on=basis.received_on, entered_at=at,
        source=basis.source, source_url=basis.source_url, consent_basis=basis.basis,
        **{name: getattr(piece, name) for name in FIELDS},
    )  # fmt: skip
    if basis.basis == Message.Basis.CONSENT:
        message.consent_wording, message.consented_at = basis.wording, basis.agreed_at
        message.consent_channel = basis.channel
        message.derive_version()
    return message


@transaction.atomic
def take_back(wall: PastedWall, edition: int, *, by: User | None, at: datetime) -> Taken:
    """Undo: messages that nobody touched since are pieces again, and gone. Raises ChangedError.

    Returns how many came back, and how many stay because somebody decided about them.
    """
    _turn(wall, edition)
    before = pieces(wall)
    after = [_back(each) if each.message else each for each in before]
    stay = sum(bool(each.message) for each in after)
    came = sum(bool(each.message) for each in before) - stay
    if not stay:
        wall.taken_at, wall.taken_by = None, None
    _keep(wall, after, at)
    return Taken(came, stay)


def _back(piece: Piece) -> Piece:
    """Return the piece that a message was made of, and erase the message; or the piece as it is."""
    # Taken before it is looked at, so that nobody decides about it meanwhile.
    rows = Message.objects.filter(pk=piece.message, edition=piece.edition)
    if not rows.update(edition=F("edition") + 1):
        return piece
    message = Message.objects.get(pk=piece.message)
    if message.duplicates.exists():
        Message.objects.filter(pk=message.pk).update(edition=piece.edition)
        return piece
    said = {name: getattr(message, name) for name in FIELDS}
    body = message.body
    erase_copies(message)
    message._history_user = None  # type: ignore[attr-defined]  # simple_history reads it from here
    pk = message.pk
    message.delete()
    Message.history.filter(id=pk).delete()
    return Piece(piece.number, body, sure=1.0, **said)


@transaction.atomic
def throw_away(wall: PastedWall, edition: int) -> None:
    """Delete a pasted wall; what became messages stays. Raises ChangedError."""
    _turn(wall, edition)
    wall.delete()


def _turn(wall: PastedWall, edition: int) -> None:
    rows = PastedWall.objects.filter(pk=wall.pk, edition=edition)
    if not rows.update(edition=F("edition") + 1):
        raise ChangedError(_("Somebody changed it meanwhile: look again."))
    wall.refresh_from_db()


def _keep(wall: PastedWall, after: Sequence[Piece], at: datetime) -> None:
    wall.pieces, wall.changed_at = [each.kept() for each in after], at
    wall.save()


@erases(Message)
def erase_pieces(message: Message) -> None:
    """Erase the pieces of pasted walls that say what a message said that is taken back."""
    said = text_of(0, message.body)
    for wall in PastedWall.objects.filter(dispute_id=message.dispute_id):
        left = [
            each for each in pieces(wall)
            if each.message or not each.body or likeness(said, text_of(1, each.body)) < SAME
        ]  # fmt: skip
        if len(left) < len(wall.pieces):
            PastedWall.objects.filter(pk=wall.pk).update(
                pieces=[each.kept() for each in left], edition=F("edition") + 1
            )
