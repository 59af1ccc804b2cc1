"""Setting up the risk matrix: versions, the draft, what it changes, publishing. [D5]"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deviations.actions import matrices as matrix_actions
from deviations.forms.matrices import MatrixForm, PublishForm, SizeForm
from deviations.models import MatrixVersion
from deviations.queries.matrices import Versions
from deviations.queries.matrix_grid import grid_of
from deviations.rules.matrix import resized
from deviations.rules.matrix_checks import advice, changes
from deviations.views.acting import stored
from kvalitet.access.decisions import may, require
from kvalitet.organisation.models import Municipality
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page


def _municipality(request: Request) -> Municipality:
    """Return the person's own municipality; someone without one has no matrix to look at."""
    found = request.user.municipality
    if found is None:
        raise Http404
    return found


def _draft(request: Request) -> MatrixVersion:
    rows = MatrixVersion.objects.visible_to(request.user).filter(municipality=_municipality(request))
    found = rows.filter(published_at__isnull=True).select_related("municipality", "matrix", "by").first()
    if found is None:
        raise Http404
    require(request.user, "deviations.setup", found)
    return found


@require_safe
def matrix_versions(request: Request) -> HttpResponse:
    """Show the matrix in force, the draft if there is one, and the versions before."""
    municipality = _municipality(request)
    rows = MatrixVersion.objects.visible_to(request.user).filter(municipality=municipality)
    versions = listing(request, rows.filter(published_at__isnull=False).select_related("by").order_by("-number"))
    current = Versions([municipality.pk]).current(municipality.pk)
    context = {
        "versions": versions,
        "matrix": current,
        "grid": grid_of(current, _("Risikomatrisen som gjelder nå")),
        "draft": rows.filter(published_at__isnull=True).select_related("by").first(),
        "can_set_up": bool(may(request.user, "deviations.setup")),
    }
    return page(request, "deviations/matrix_versions.html", context)


@require_safe
def matrix_version(request: Request, uuid: UUID) -> HttpResponse:
    """Show one published version, and what it changed."""
    rows = MatrixVersion.objects.visible_to(request.user).filter(published_at__isnull=False)
    version = get_or_404(rows.select_related("by"), uuid)
    older = rows.filter(matrix=version.matrix_id, number=(version.number or 0) - 1).first()
    context = {
        "version": version,
        "matrix": version.content,
        "grid": grid_of(version.content, str(version)),
        "changes": changes(older.content, version.content) if older else [],
        "older": older,
    }
    return page(request, "deviations/matrix_version.html", context)


@require_POST
def matrix_start(request: Request) -> HttpResponse:
    """Begin a draft, or go on with the one that is begun."""
    require(request.user, "deviations.setup")
    draft = matrix_actions.start_draft(_municipality(request), by=request.user)
    require(request.user, "deviations.setup", draft)
    return done(request, reverse("deviations:matrix-edit"), _("Utkastet er klart til å endres."))


@require_http_methods(["GET", "POST"])
def matrix_edit(request: Request) -> HttpResponse:
    """Change words and colours of the draft."""
    draft = _draft(request)
    form = MatrixForm(request.POST if request.method == "POST" else None, instance=draft)
    if form.is_valid():
        definition = form.definition
        if stored(form, lambda: matrix_actions.save_draft(draft, definition=definition, by=request.user)) is not None:
            return done(request, reverse("deviations:matrix-publish"), _("Utkastet er lagret. Se over hva som endres."))
    return page(request, "deviations/matrix_edit.html", {"form": form, "draft": draft, "matrix": draft.content})


@require_http_methods(["GET", "POST"])
def matrix_size(request: Request) -> HttpResponse:
    """Give the draft another size; words and colours follow as well as they can."""
    draft = _draft(request)
    form = SizeForm(request.POST if request.method == "POST" else None, instance=draft)
    if form.is_valid():
        definition = resized(draft.content, *form.size)
        if stored(form, lambda: matrix_actions.save_draft(draft, definition=definition, by=request.user)) is not None:
            message = _("Matrisen er nå %(size)s. Se over navn og farger.") % {"size": definition.size}
            return done(request, reverse("deviations:matrix-edit"), message)
    return page(request, "deviations/matrix_size.html", {"form": form, "draft": draft})


@require_http_methods(["GET", "POST"])
def matrix_publish(request: Request) -> HttpResponse:
    """Show the draft, what it changes and what is odd about it; publish it with a reason."""
    draft = _draft(request)
    current = Versions([draft.municipality_id]).current(draft.municipality_id)
    form = PublishForm(request.POST if request.method == "POST" else None, instance=draft)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        published = stored(form, lambda: matrix_actions.publish_draft(draft, reason=reason, by=request.user))
        if published is not None:
            message = _("%(version)s gjelder fra nå. Eldre vurderinger beholder sin.") % {"version": published}
            return done(request, published, message)
    context: dict[str, Any] = {
        "form": form,
        "draft": draft,
        "matrix": draft.content,
        "grid": grid_of(draft.content, _("Slik blir matrisen")),
        "changes": changes(current, draft.content),
        "advice": advice(draft.content),
    }
    return page(request, "deviations/matrix_publish.html", context)


@require_POST
def matrix_drop(request: Request) -> HttpResponse:
    """Throw the draft away."""
    matrix_actions.drop_draft(_draft(request), by=request.user)
    return done(request, reverse("deviations:matrix-versions"), _("Utkastet er forkastet."))
