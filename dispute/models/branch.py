"""The branch that the site belongs to: the letterhead."""

from typing import Self

from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

HEX_COLOUR = RegexValidator(
    r"\A#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six digits or letters a to f: #a3182d.")
)


class BranchQuerySet(models.QuerySet["Branch"]):
    def public(self) -> Self:
        """The branch; all of it is public."""
        return self


class Branch(models.Model):
    """One per site: the database refuses a second."""

    name = models.CharField(_("name"), max_length=200)
    union = models.CharField(_("union"), max_length=200, blank=True)
    address = models.TextField(
        _("address"),
        blank=True,
        help_text=_("As on your headed paper, a line each. Printed at the head of letters."),
    )
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("The branch's own address, not a person's. It is shown on every public page."),
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.FileField(
        _("logo"),
        upload_to="logos/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])],
        help_text=_("A PNG, JPEG or WebP picture. It stands on letters and at the head of pages."),
    )
    brand_colour = models.CharField(
        _("brand colour"),
        max_length=7,
        default="#a3182d",
        validators=[HEX_COLOUR],
        help_text=_(
            "Any colour. Where it would be hard to read, pages use the nearest shade that is not."
        ),
    )
    social_links = models.TextField(
        _("social links"),
        blank=True,
        help_text=_("One address a line, such as https://social.example/@branch."),
    )
    is_the_branch = models.BooleanField(default=True, unique=True, editable=False)
    history = HistoricalRecords()

    objects = BranchQuerySet.as_manager()

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branch")
        constraints = [
            models.CheckConstraint(
                name="branch_is_the_only_one",
                condition=models.Q(is_the_branch=True),
                violation_error_message=_("A site has one branch."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address_lines(self) -> list[str]:
        return self.address.splitlines()

    @property
    def social_addresses(self) -> list[str]:
        """The addresses that are web addresses: nothing else becomes a link."""
        lines = (line.strip() for line in self.social_links.splitlines())
        return [line for line in lines if line.startswith(("https://", "http://"))]
