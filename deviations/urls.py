"""Addresses of events and risks; each thing keeps its own together."""

from django.urls import URLPattern, path

from deviations.views import causes, effects, lists, measures, patterns, report, report_offline, similar, statistics

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
    path("avvik/<uuid:uuid>/arsak/", causes.cause_edit, name="cause-edit"),
    path("avvik/<uuid:uuid>/tiltak/nytt/", measures.measure_create, name="measure-create"),
    path("avvik/<uuid:uuid>/tiltak/koble/", measures.measure_link, name="measure-link"),
    path("avvik/<uuid:uuid>/uten-tiltak/", measures.measure_none, name="measure-none"),
    path("avvik/tiltak/<uuid:uuid>/fjern/", measures.measure_unlink, name="measure-unlink"),
    path("avvik/effekt/", effects.effect_list, name="effect-list"),
    path("avvik/effekt/<uuid:uuid>/", effects.effect_answer, name="effect-answer"),
    path("avvik/<uuid:uuid>/effekt/sloyf/", effects.effect_omit, name="effect-omit"),
    path("avvik/<uuid:uuid>/lignende/", similar.similar, name="similar"),
    path("avvik/monstre/", patterns.pattern_list, name="pattern-list"),
    path("avvik/monstre/<uuid:uuid>/", patterns.pattern_detail, name="pattern-detail"),
    path("avvik/monstre/<uuid:uuid>/rediger/", patterns.pattern_edit, name="pattern-edit"),
    path("avvik/monstre/<uuid:uuid>/avslutt/", patterns.pattern_close, name="pattern-close"),
    path("avvik/monstre/<uuid:uuid>/apne/", patterns.pattern_reopen, name="pattern-reopen"),
    path("avvik/monstre/<uuid:uuid>/tiltak/nytt/", patterns.pattern_measure_create, name="pattern-measure-create"),
    path("avvik/monstre/<uuid:uuid>/tiltak/koble/", patterns.pattern_measure_link, name="pattern-measure-link"),
    path("avvik/monstre/<uuid:uuid>/ta-ut/<uuid:event>/", patterns.pattern_event_remove, name="pattern-event-remove"),
    path("avvik/monstre/tiltak/<uuid:uuid>/fjern/", patterns.pattern_measure_unlink, name="pattern-measure-unlink"),
]
