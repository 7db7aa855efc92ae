"""Open letters in the admin: written, looked at, published, and followed until answered."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns import checked, letters, picker
from campaigns.documents.pdf import pdf_problem
from campaigns.documents.views import preview_file
from campaigns.models import OpenLetter
from campaigns.pins import QuotedLine, line_of, pins_of, quoted_lines
from dispute.admin.historied import no_empty_history
from dispute.admin.rows import RowAdmin, entered, entered_set
from dispute.documents.answers import PDF, WORD
from dispute.documents.typesetting import TypesettingError
from dispute.figures import Record
from dispute.pages import shell

from .letter_check import check_context, confirm_page, ticks
from .letter_form import LetterForm, edition_seen
from .waiting import LONG_TEXTS, how_long

# What a letter's page can do beside saving.
PRESSED: dict[str, Callable[..., None]] = {
    "publish": checked.publish,
    "again": partial(checked.publish, again=True),
    "unpublish": letters.unpublish,
}


class Replied(admin.SimpleListFilter):
    """An acknowledgement is not a reply."""

    title = gettext_lazy("reply")
    parameter_name = "replied"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", gettext_lazy("without a reply")), ("yes", gettext_lazy("answered"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "no":
            return queryset.filter(replied_on=None)
        return queryset.exclude(replied_on=None) if self.value() == "yes" else queryset


class LetterList(ChangeList):
    """Without the long texts, which no column shows."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        return super().get_queryset(request, exclude_parameters).defer(*LONG_TEXTS)


@admin.register(OpenLetter)
class OpenLetterAdmin(RowAdmin[OpenLetter]):
    form = LetterForm
    list_display = ("title", "dated", "recipient_organisation", "status", "waits", "dispute")
    list_filter = ("status", Replied, "dispute")
    search_fields = ("title", "body", "recipient_name", "recipient_role", "recipient_organisation")
    date_hierarchy = "dated"
    ordering = ("-dated", "-pk")
    actions = ("publish", "unpublish")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[LetterList]:
        return LetterList

    def get_fieldsets(self, request: HttpRequest, obj: OpenLetter | None = None) -> Any:
        """The letter from top to bottom, then what became of it."""
        recipient = tuple(
            f"recipient_{part}" for part in ("name", "role", "organisation", "address")
        )
        days = (
            ("sent_on", "acknowledged_on"),
            ("chased_on", "replied_on"),
            "reply",
            "count_stopped_on",
        )
        return [
            (None, {"fields": ("dispute", "title", "slug", "dated")}),
            (gettext_lazy("To whom"), {"fields": recipient}),
            (
                gettext_lazy("The letter"),
                {"fields": ("salutation", "body", "closing", "signatories", "open_for_signatures")},
            ),
            (gettext_lazy("What became of it"), {"fields": days}),
            *entered_set(obj),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: OpenLetter | None = None) -> Any:
        """A published letter keeps its address: other people link to it."""
        fixed = ("slug",) if obj is not None and obj.status == OpenLetter.Status.PUBLISHED else ()
        return (*fixed, *super().get_readonly_fields(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: OpenLetter | None = None) -> bool:
        """What was once published is part of the record, and so are its pins."""
        was_published = obj is not None and obj.version > 0
        return not was_published and super().has_delete_permission(request, obj)

    def get_prepopulated_fields(self, request: HttpRequest, obj: OpenLetter | None = None) -> Any:
        """The address of a new letter is made of its title."""
        return {} if obj else {"slug": ("title",)}

    def get_view_on_site_url(self, obj: OpenLetter | None = None) -> str | None:
        is_public = obj and obj.status == OpenLetter.Status.PUBLISHED and obj.dispute.is_public
        return obj.get_absolute_url() if obj and is_public else None

    @admin.display(description=gettext_lazy("without a reply"))
    def waits(self, letter: OpenLetter) -> str:
        return how_long(letter) if letter.status == OpenLetter.Status.PUBLISHED else ""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """The page says what the check found, and what is wrong with a published letter's PDF."""
        letter = context.get("original")
        if letter is not None:
            context |= check_context(request, letter, context["adminform"].form)
        if letter is not None and letter.status == OpenLetter.Status.PUBLISHED:
            context["pdf_problem"] = pdf_problem(letter)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Writing

    def save_model(self, request: HttpRequest, obj: OpenLetter, form: Any, change: bool) -> None:
        """Save by the function of the button that was pressed."""
        entered(obj, request, change)
        pressed = request.POST.get("letter", "") if change else ""
        seen = edition_seen(request.POST) if change else None
        if pressed in PRESSED:
            ticked = {} if pressed == "unpublish" else {"confirmed": form.answers.confirmed}
            PRESSED[pressed](obj, by=account(request), seen=seen, **ticked)
            return
        with no_empty_history(obj, form, change):
            letters.save(obj, by=account(request), seen=seen)

    def response_post_save_add(self, request: HttpRequest, obj: OpenLetter) -> HttpResponseRedirect:
        """To the new letter's page, which has the buttons to look at it and publish it."""
        return redirect("admin:campaigns_openletter_change", obj.pk)

    def response_change(self, request: HttpRequest, obj: OpenLetter) -> HttpResponse:
        """After one of the page's own buttons: publish or not, and stay with the letter."""
        pressed = request.POST.get("letter", "")
        if pressed == "preview":
            return redirect("admin:campaigns_openletter_preview", obj.pk)
        if pressed not in PRESSED:
            return super().response_change(request, obj)
        told = told_unpublished if pressed == "unpublish" else told_published
        self.message_user(request, told(1), messages.SUCCESS)
        return redirect("admin:campaigns_openletter_change", obj.pk)

    def act(
        self,
        request: HttpRequest,
        chosen: Any,
        act: Callable[[OpenLetter], None],
        told: Callable[[int], str],
    ) -> list[tuple[OpenLetter, checked.UnconfirmedError]]:
        """Do something with letters, and say in a sentence what was done and what was refused.

        Return the letters of which numbers are to be confirmed first.
        """
        done, refused, asked = 0, [], []
        for letter in chosen:
            try:
                act(letter)
                done += 1
            except checked.UnconfirmedError as error:
                asked.append((letter, error))
            except ValidationError as error:
                refused.append(f"{letter.title}: {' '.join(error.messages)}")
        if sentences := [*([told(done)] if done else []), *refused]:
            level = messages.WARNING if refused else messages.SUCCESS
            self.message_user(request, " ".join(sentences), level)
        return asked

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[OpenLetter]) -> HttpResponse | None:
        def act(letter: OpenLetter) -> None:
            ticked = ticks(request, letter).confirmed
            checked.publish(letter, by=account(request), confirmed=ticked)

        asked = self.act(request, whole(queryset), act, told_published)
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return confirm_page(request, asked, context) if asked else None

    @admin.action(description=gettext_lazy("Take off the site"), permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[OpenLetter]) -> None:
        act = partial(unpublish, by=account(request))
        self.act(request, whole(queryset), act, told_unpublished)

    # --- Looking

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[Any, str]] = {
            "<int:pk>/preview/": (self.preview, "preview"),
            "<int:pk>/preview.pdf": (partial(self.preview_file, kind=PDF), "preview_pdf"),
            "<int:pk>/preview.docx": (partial(self.preview_file, kind=WORD), "preview_word"),
            "figures/": (self.figures, "figures"),
            "catalogue/": (self.for_readers(picker.catalogue), "catalogue"),
            "said/": (self.for_readers(picker.said), "said"),
            "draft/": (self.for_readers(picker.preview), "draft"),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"campaigns_openletter_{name}")
            for address, (view, name) in views.items()
        ]
        return [*own, *super().get_urls()]

    def for_readers(self, view: Callable[[HttpRequest], HttpResponse]) -> Any:
        """Answer those who may read letters here, and nobody else."""

        def answer(request: HttpRequest) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request)

        return answer

    def figures(self, request: HttpRequest) -> HttpResponse:
        """Every figure with its reference, for those who write without JavaScript."""
        context = {**self.admin_site.each_context(request), "title": _("Figures for a letter")}
        if not self.has_view_permission(request):
            raise PermissionDenied
        return picker.figure_page(request, context)

    def readable(self, request: HttpRequest, pk: int) -> OpenLetter:
        """Return a letter that this person may read here."""
        letter: OpenLetter | None = self.get_object(request, str(pk))
        if letter is None:
            raise Http404
        if not self.has_view_permission(request, letter):
            raise PermissionDenied
        return letter

    def preview_file(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """The letter's PDF or Word document as it would be; why there is none, on its page."""
        letter = self.readable(request, pk)
        try:
            return preview_file(letter, kind)
        except TypesettingError as error:
            message = _("No such document can be made of this letter: %s.")
            self.message_user(request, message % error, messages.ERROR)
            return redirect("admin:campaigns_openletter_change", pk)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The letter as everybody would read it, for those who may open it here."""
        letter = self.readable(request, pk)
        quoted = as_it_would_be(letter, timezone.localdate())
        context = {
            "page": shell(letter.dispute, "letters"),
            "letter": letter,
            # Safe: campaigns.markup removed whatever is not on our list.
            "letter_body": mark_safe(letter.body_html),  # noqa: S308 - see above
            "quoted": quoted,
        }
        return render(request, "admin/campaigns/openletter/preview.html", context)


def as_it_would_be(letter: OpenLetter, today: date) -> tuple[QuotedLine, ...]:
    """Return what a letter quotes; a draft gets its text and figures as they would be, unsaved."""
    record = Record(letter.dispute)
    if letter.status == OpenLetter.Status.PUBLISHED:
        return quoted_lines(letter, record, today)
    found = letters.quoting_of(letter)
    letters.prepare(letter, found)
    return tuple(line_of(pin, record, today) for pin in pins_of(letter, found.quotes))


def unpublish(letter: OpenLetter, *, by: User) -> None:
    """Take off the site, or say that it is not on it."""
    if letter.status == OpenLetter.Status.DRAFT:
        raise ValidationError(_("It is a draft: it is on no page."))
    letters.unpublish(letter, by=by)


def whole(queryset: QuerySet[OpenLetter]) -> QuerySet[OpenLetter]:
    """Return the letters that a list chose, with the texts that the list left out."""
    return OpenLetter.objects.filter(pk__in=queryset.values("pk")).order_by("pk")


def account(request: HttpRequest) -> User:
    """Return who asks: the admin let nobody in who has not signed in."""
    return cast(User, request.user)


def told_published(n: int) -> str:
    """Return what to say of `n` letters that are published now."""
    return ngettext("%(n)s letter is published.", "%(n)s letters are published.", n) % {"n": n}


def told_unpublished(n: int) -> str:
    """Return what to say of `n` letters that are on no page now."""
    sentence = ngettext("%(n)s letter is off the site.", "%(n)s letters are off the site.", n)
    return sentence % {"n": n}
