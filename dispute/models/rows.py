"""What every row of the record has, whatever it records."""

import secrets
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

# Letters and digits that nobody takes for one another on paper (Crockford's base 32).
REF_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
REF_LENGTH = 12

RowT = TypeVar("RowT", bound=models.Model)


def new_ref() -> str:
    """Return a reference that nobody can guess: 12 characters, 60 bits."""
    return "".join(secrets.choice(REF_ALPHABET) for _each in range(REF_LENGTH))


def derived_ref(*parts: str) -> str:
    """Return the reference that these texts always give on this site, for rows without one.

    The site's secret key is in it: a reference is public, and what it was made of may not be. With
    a plain digest, anybody could try every team and number of years until one gives it.
    """
    keyed = salted_hmac("dispute.models.rows.derived_ref", "\x1f".join(parts), algorithm="sha256")
    digest = keyed.digest()
    return "".join(REF_ALPHABET[byte % 32] for byte in digest[:REF_LENGTH])


def dates_in_order(model: str, earlier: str, later: str) -> models.CheckConstraint:
    """A constraint: `later` is no earlier than `earlier`, where both are known."""
    return models.CheckConstraint(
        name=f"{model}_{later}_not_before_{earlier}"[:63],
        condition=models.Q(**{f"{later}__gte": models.F(earlier)})
        | models.Q(**{f"{earlier}__isnull": True})
        | models.Q(**{f"{later}__isnull": True}),
        violation_error_message=_("“%(later)s” cannot be before “%(earlier)s”.")
        % {"later": later.replace("_", " "), "earlier": earlier.replace("_", " ")},
    )


class RowManager(models.Manager[RowT]):
    def public(self) -> models.QuerySet[RowT]:
        """Rows of disputes that anybody may read of."""
        return self.exclude(dispute__status="draft")


class Row(models.Model):
    """A row of a dispute, with a reference that stays the same when the branch moves house."""

    dispute = models.ForeignKey(
        "dispute.Dispute", on_delete=models.CASCADE, related_name="+", verbose_name=_("dispute")
    )
    ref = models.CharField(
        _("reference"), max_length=REF_LENGTH, unique=True, default=new_ref, editable=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    class Meta:
        abstract = True


class SourcedRow(Row):
    """A row that says how we know."""

    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("How do we know? “Minutes of 3 May”, “Reply to our FOI request”. Made public."),
    )
    source_url = models.URLField(
        _("address of the source"), max_length=500, blank=True, help_text=_("If it is on the web.")
    )

    class Meta:
        abstract = True

    def clean_same_dispute(self, **others: Any) -> None:
        """Refuse to point at a row of another dispute; `others` are fields and their rows."""
        for field, other in others.items():
            if other is not None and other.dispute_id != self.dispute_id:
                raise ValidationError({field: _("This belongs to another dispute.")})
