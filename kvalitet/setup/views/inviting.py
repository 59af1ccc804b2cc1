"""Inviting the people who have just come in. [P3]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kvalitet.access.decisions import require
from kvalitet.imports.actions.inviting import invite_new
from kvalitet.imports.models import ImportRun
from kvalitet.web.shortcuts import Request, done, failed, get_or_404


@require_POST
def import_invite(request: Request, pk: UUID) -> HttpResponse:
    """Send an invitation to each of the new people of a run who has an e-mail address."""
    run = get_or_404(ImportRun.objects.visible_to(request.user).select_related("municipality"), pk)
    require(request.user, "setup.edit", run)
    if not run.is_done:
        return failed(request, run, _("Gjennomfør importen før du inviterer noen."))
    number = invite_new(run)
    if not number:
        return failed(request, run, _("Ingen ble invitert. De nye har ingen e-postadresse, eller er invitert før."))
    text = ngettext("%(n)s person er invitert på e-post.", "%(n)s personer er invitert på e-post.", number)
    return done(request, run, text % {"n": number})
