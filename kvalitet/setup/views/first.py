"""The very first page of an empty installation. [P15]"""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kvalitet.setup.actions import first as actions
from kvalitet.setup.forms.start import FirstForm
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, page


@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "POST"])
def first(request: Request) -> HttpResponse:
    """Make the municipality and its administrator; the page is gone as soon as anyone is registered."""
    if not actions.is_empty():
        raise Http404
    form = FirstForm(request.POST or None, initial={"code": request.GET.get("kode", "")[:200]})
    if form.is_valid():
        with told_on(form):
            person: Any = actions.begin(**form.cleaned_data)
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            return done(request, reverse("setup:start"), _("%(name)s er opprettet.") % {"name": person.municipality})
    return page(request, "setup/first.html", {"form": form})
