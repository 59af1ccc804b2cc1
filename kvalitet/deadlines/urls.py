from django.urls import path

from kvalitet.deadlines.views import calendar, health, snoozes, tasks

app_name = "deadlines"
urlpatterns = [
    path("oppgaver/", tasks.task_list, name="tasks"),
    path("oppgaver/utsatt/", snoozes.snooze_list, name="snooze-list"),
    path("oppgaver/varsel/<uuid:pk>/utsett/", snoozes.snooze_notice, name="snooze-notice"),
    path("oppgaver/<uuid:pk>/fullfor/", tasks.finish, name="finish"),
    path("oppgaver/<uuid:pk>/utsett/", snoozes.snooze, name="snooze"),
    path("oppgaver/<uuid:pk>/utsett/avslutt/", snoozes.end_snooze, name="snooze-end"),
    path("oppgaver/<uuid:pk>/frist.ics", calendar.task_calendar, name="task-calendar"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/ny/", calendar.calendar_renew, name="calendar-renew"),
    path("kalender/stopp/", calendar.calendar_revoke, name="calendar-revoke"),
    path("kalender/<str:secret>.ics", calendar.feed, name="feed"),
    path("health/", health.health, name="health"),
]
