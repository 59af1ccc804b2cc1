"""Addresses of sick leave; each thing keeps its own together."""

from django.urls import URLPattern, path

from sickleave.views import case

app_name = "sickleave"

urlpatterns: list[URLPattern] = [
    path("saker/<uuid:uuid>/", case.case_detail, name="case-detail"),
]
