"""Files are attached, streamed and removed, always through the object they belong to. [P8]"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import require
from kvalitet.attachments import actions, queries, storage
from kvalitet.attachments.actions import Received
from kvalitet.attachments.choices import State
from kvalitet.attachments.fields import AddFilesForm
from kvalitet.attachments.models import Attachment
from kvalitet.attachments.registry import attachable_called, attachable_of
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.shortcuts import Request, done, get_or_404, page

SMALL = 2_000_000
SANDBOX = "default-src 'none'; sandbox"


@require_http_methods(["GET", "POST"])
def add(request: Request, kind: str, uuid: UUID) -> HttpResponse:
    """Attach files to an object: the good ones are kept, and each of the others is told of."""
    attachable = attachable_called(kind)
    if attachable is None:
        raise Http404
    obj: Any = get_or_404(attachable.rows().visible_to(request.user), uuid)
    require(request.user, attachable.add_verb, obj)
    posted = request.method == "POST"
    form = AddFilesForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        received: Received = form.cleaned_data["new_files"]
        with told_on(form):
            kept = actions.attach(obj, received.good, by=request.user) if received.good else []
            words = _kept_words([row.name for row in kept])
            if not received.refused:
                return done(request, obj, words)
            if kept:
                messages.success(request, words)
            form.add_error("new_files", received.refused)
    files = queries.files_of([obj], may_remove=True)[obj.pk]
    context = {"form": form, "object": obj, "files": files, "back": obj.get_absolute_url()}
    return page(request, "attachments/add.html", context)


def _kept_words(names: list[str]) -> str:
    words = ngettext("Filen %(names)s er lagt ved.", "%(count)d filer er lagt ved: %(names)s.", len(names))
    return words % {"count": len(names), "names": ", ".join(names)}


@require_safe
def file(request: Request, uuid: UUID, name: str) -> HttpResponseBase:
    """Stream the file to whoever sees its object now."""
    attachment = get_or_404(Attachment.objects.visible_to(request.user).kept(), uuid)
    if name != attachment.name:
        raise Http404
    if attachment.state != State.READY:
        return page(request, "attachments/unavailable.html", {"attachment": attachment, "waits": True}, status=409)
    try:
        fetch = storage.fetch_small if attachment.size <= SMALL else storage.fetch
        content = fetch(attachment.key)
    except storage.Unreachable:
        return page(request, "attachments/unavailable.html", {"attachment": attachment, "waits": False}, status=503)
    return _streamed(request, attachment, content)


def _streamed(request: Request, attachment: Attachment, content: Any) -> FileResponse:
    """Send the bytes so that no browser runs, guesses or keeps them."""
    saved = "lagre" in request.GET or not attachment.opens_in_browser
    response = FileResponse(content, as_attachment=saved, filename=attachment.name, content_type=attachment.media_type)
    response.headers["Content-Length"] = str(attachment.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_http_methods(["GET", "POST"])
def remove(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and take the file away for good."""
    attachment = get_or_404(Attachment.objects.visible_to(request.user).kept(), uuid)
    target: Any = attachment.target
    attachable = attachable_of(type(target))
    obj: Any = get_or_404(attachable.rows().visible_to(request.user), target.uuid)
    require(request.user, attachable.add_verb, obj)
    problem = ""
    if request.method == "POST":
        try:
            actions.remove(attachment, by=request.user)
        except Refused as refused:
            problem = str(refused)
        else:
            return done(request, obj, _("Filen %(name)s er fjernet.") % {"name": attachment.name})
    context = {"attachment": attachment, "object": obj, "back": obj.get_absolute_url(), "problem": problem}
    context["row"] = queries.file_row(attachment)
    return page(request, "attachments/remove.html", context, status=422 if problem else 200)
