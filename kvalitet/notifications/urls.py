from django.urls import path

from kvalitet.notifications.views import counts, hours, inbox, outbox

app_name = "notifications"
urlpatterns = [
    path("varsler/", inbox.notice_list, name="list"),
    path("varsler/lest/", inbox.read_all, name="read-all"),
    path("varsler/innstillinger/", hours.email_settings, name="settings"),
    path("varsler/kommunens-stille-tid/", hours.municipality_hours, name="municipality-hours"),
    path("varsler/antall/", counts.counts, name="counts"),
    path("varsler/antall/<uuid:pk>/", counts.person_counts, name="person-counts"),
    path("varsler/<uuid:pk>/", inbox.open_notice, name="open"),
    path("varsler/<uuid:pk>/lest/", inbox.read_notice, name="read"),
    path("varsler/<uuid:pk>/hvorfor/", inbox.why, name="why"),
    path("utboks/", outbox.outbox, name="outbox"),
    path("utboks/<uuid:pk>/", outbox.kept_mail, name="kept-mail"),
]
