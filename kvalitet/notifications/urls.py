from django.urls import path

from kvalitet.notifications import views

app_name = "notifications"
urlpatterns = [
    path("varsler/", views.notice_list, name="list"),
    path("varsler/lest/", views.read_all, name="read-all"),
    path("varsler/innstillinger/", views.email_settings, name="settings"),
    path("varsler/<uuid:pk>/", views.open_notice, name="open"),
    path("varsler/<uuid:pk>/lest/", views.read_notice, name="read"),
    path("utboks/", views.outbox, name="outbox"),
    path("utboks/<uuid:pk>/", views.kept_mail, name="kept-mail"),
]
