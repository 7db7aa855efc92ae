"""The branch: one page, since there is one branch."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.models import Branch
from dispute.pages import shell

from .fields import ColourInput
from .historied import ConstrainedForm, HistoryAdmin

LOGO_BYTES = 1024 * 1024
# What files of these kinds begin with: a name can say anything.
SIGNATURES = {
    "png": (b"\x89PNG\r\n\x1a\n", b""),
    "jpg": (b"\xff\xd8\xff", b""),
    "jpeg": (b"\xff\xd8\xff", b""),
    "webp": (b"RIFF", b"WEBP"),
}


@dataclass(frozen=True)
class Kept:
    """The logo that is there: its name, and where it can be seen."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


class LogoInput(AdminFileWidget):
    """A file, and the address where the one that is there can be seen."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            context["widget"]["value"] = Kept(str(value), shell(None).logo_url)
        return context


class BranchForm(ConstrainedForm[Branch]):
    class Meta:
        widgets = {"brand_colour": ColourInput, "logo": LogoInput}

    def clean_logo(self) -> Any:
        """Refuse a file that is too large, or is not the picture that its name says it is."""
        logo = self.cleaned_data["logo"]
        if isinstance(logo, UploadedFile):
            refuse_no_picture(logo)
        return logo

    def clean_social_links(self) -> str:
        """Refuse what would never become a link."""
        text: str = self.cleaned_data["social_links"]
        wrong = [line for line in text.split() if not line.startswith(("https://", "http://"))]
        if wrong:
            sentence = _("“%s” is no web address: begin it with https://.")
            raise ValidationError(sentence % wrong[0][:80])
        return text


@admin.register(Branch)
class BranchAdmin(HistoryAdmin[Branch]):
    form = BranchForm
    fieldsets = (
        (None, {"fields": ("name", "union")}),
        (
            gettext_lazy("How to reach you"),
            {"fields": ("address", ("telephone", "email"), "website", "social_links")},
        ),
        (gettext_lazy("How it looks"), {"fields": ("logo", "brand_colour")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only where there is none."""
        return super().has_add_permission(request) and not Branch.objects.exists()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """No list of one: its page, or the page that makes it."""
        branch = Branch.objects.first()
        if branch is not None:
            return HttpResponseRedirect(reverse("admin:dispute_branch_change", args=[branch.pk]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:dispute_branch_add"))
        return super().changelist_view(request, extra_context)

    def get_view_on_site_url(self, obj: Branch | None = None) -> str | None:
        return "/" if obj else None


def refuse_no_picture(logo: UploadedFile) -> None:
    """Raise ValidationError for more than 1 MB, or for first bytes of another kind of file."""
    if (logo.size or 0) > LOGO_BYTES:
        raise ValidationError(_("The picture is larger than 1 MB: make it smaller."))
    kind = (logo.name or "").rpartition(".")[2].lower()
    begins, then = SIGNATURES.get(kind, (b"", b""))
    logo.seek(0)
    head = logo.read(16)
    logo.seek(0)
    if begins and not (head.startswith(begins) and head[8:].startswith(then)):
        sentence = _("This file is no %s picture, whatever its name says.")
        raise ValidationError(sentence % kind.upper())
