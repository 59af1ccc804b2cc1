"""Addresses of events and risks; each thing keeps its own together."""

from django.urls import URLPattern

app_name = "deviations"

urlpatterns: list[URLPattern] = []
