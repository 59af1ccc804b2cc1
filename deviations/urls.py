"""Addresses of events and risks; each thing keeps its own together."""

from django.urls import URLPattern, path

from deviations.views import lists, report, report_offline, statistics

app_name = "deviations"

urlpatterns: list[URLPattern] = [
    path("avvik/", lists.deviation_list, name="deviation-list"),
    path("avvik/liste.xlsx", lists.deviation_xlsx, name="deviation-xlsx"),
    path("avvik/meld/", report.report, name="report"),
    path("avvik/meld/<uuid:uuid>/sendt/", report.report_sent, name="report-sent"),
    path("avvik/meld/hvem/", report_offline.report_who, name="report-who"),
    path("avvik/meld/uten-nett/", report_offline.report_shell, name="report-shell"),
    path("avvik/uten-nett/", report_offline.report_no_net, name="report-no-net"),
    path("avvik/sw.js", report_offline.service_worker, name="service-worker"),
    path("avvik/app.webmanifest", report_offline.app_manifest, name="app-manifest"),
    path("avvik/tall/", statistics.figures, name="figures"),
    path("avvik/tall/excel/", statistics.figures_export, name="figures-export"),
]
