"""Where mails are uploaded or pasted."""

import time
from collections.abc import Iterator

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dispute.admin.rows import usual_dispute
from dispute.models import Dispute
from solidarity.models import ReceivedMail

from .files import Found, has_head, mails_in
from .forms import LARGEST_FILE, FilesForm, PasteForm
from .importing import take_all
from .shell import account, rendered, url
from .taking import take
from .words import TROUBLE, Totals, became_of, told

Door = ReceivedMail.Door
# A request ends before a server takes it for one that hangs.
SECONDS = 20
TROUBLES_SHOWN = 10


def add(request: HttpRequest) -> HttpResponse:
    """Show both boxes; take in what one of them holds."""
    usual = {"dispute": usual_dispute()}
    files, paste = FilesForm(initial=usual), PasteForm(initial=usual)
    if request.method == "POST" and request.POST.get("do") == "upload":
        files = FilesForm(request.POST, request.FILES)
        if files.is_valid():
            return _uploaded(request, **files.cleaned_data)
    elif request.method == "POST":
        paste = PasteForm(request.POST)
        if paste.is_valid():
            return _pasted(request, **paste.cleaned_data)
    return rendered(request, "add.html", {"files": files, "paste": paste})


def _uploaded(request: HttpRequest, dispute: Dispute, mails: list[UploadedFile]) -> HttpResponse:
    totals, troubles, ends = Totals(), [], time.monotonic() + SECONDS
    try:
        for each in take_all(_found(mails), dispute, door=Door.UPLOAD, by=account(request)):
            totals.add(each.became)
            if each.became == TROUBLE:
                troubles.append(f"“{each.where}”: {told(each.became, each.why)}")
            if time.monotonic() > ends:
                again = _("That took too long for once: upload the same again, until it is done.")
                messages.warning(request, again)
                break
    except OperationalError:
        troubles.append(_("The database stores no more: tell whoever runs the site."))
    messages.success(request, totals.sentence())
    for line in troubles[:TROUBLES_SHOWN]:
        messages.warning(request, line)
    if len(troubles) > TROUBLES_SHOWN:
        messages.warning(request, _("And %s more like these.") % (len(troubles) - TROUBLES_SHOWN))
    return HttpResponseRedirect(url(show="message" if totals.counts["message"] else "held"))


def _found(files: list[UploadedFile]) -> Iterator[Found]:
    for each in files:
        name = each.name or _("a file")
        if (each.size or 0) > LARGEST_FILE:
            yield Found(name, trouble=_("It is larger than 50 MB."))
        else:
            yield from mails_in(each, name)


def _pasted(request: HttpRequest, dispute: Dispute, text: str) -> HttpResponse:
    raw = as_mail(text)
    taken = take(raw, dispute, door=Door.PASTED, at=timezone.now(), by=account(request))
    words = told(became_of(taken), taken.mail.why)
    messages.success(request, words[:1].upper() + words[1:])
    return HttpResponseRedirect(url(mail=taken.mail.pk))


def as_mail(text: str) -> bytes:
    """Return a pasted text as the bytes of a mail; one with a mail's head is one already."""
    raw = text.encode("utf-8", "replace")
    if has_head(raw):
        return raw
    return b"Content-Type: text/plain; charset=utf-8\n\n" + raw
