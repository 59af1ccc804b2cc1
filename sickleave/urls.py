"""Addresses of sick leave; each thing keeps its own together."""

from django.urls import URLPattern

app_name = "sickleave"

urlpatterns: list[URLPattern] = []
