"""Hold every request inside the person's municipalities, and log auditors' looks."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django_scopes import scope

from kvalitet.access import actions
from kvalitet.access.choices import Role
from kvalitet.access.scopes import scope_of

Next = Callable[[HttpRequest], HttpResponse]


class MunicipalityScopeMiddleware:
    """A query of a protected model outside these municipalities finds nothing."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        held = scope_of(request.user)
        with scope(municipality=sorted(held.member_of), guest_units=sorted(held.guest_units)):
            return self.get_response(request)


class LookLogMiddleware:
    """An auditor's look is logged: every page and file that was shown. [P4]"""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user: Any = request.user
        is_traced = not getattr(response, "is_untraced", False)
        if is_traced and user.is_authenticated and response.status_code == 200 and scope_of(user).holds(Role.AUDITOR):
            actions.log_look(user, path=request.get_full_path())
        return response
