"""The one address of the guard: what a text says too much of, asked while it is written."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kvalitet.privacy.api import answer
from kvalitet.web.shortcuts import Request


@never_cache
@sensitive_post_parameters()
@require_POST
def check_text(request: Request) -> HttpResponse:
    """Answer what is found in the text of somebody signed in; it is neither stored nor logged."""
    return answer(request.POST.get("text", ""), request.user.municipality)
