"""Every address of the product, and three beside them to compare with."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kvalitet.web.shortcuts import Request, page


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """Answer without template, database or person: (a)."""
    return HttpResponse("ok")


def empty(request: Request) -> HttpResponse:
    """Answer a signed-in person with the frame of every page and nothing in it: (b)."""
    return page(request, "base.html")


urlpatterns = [
    path("bench/bare/", bare, name="bench-bare"),
    path("bench/empty/", empty, name="bench-empty"),
    path("", include("kvalitet.urls")),
]
