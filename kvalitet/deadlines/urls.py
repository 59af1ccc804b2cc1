from django.urls import path

from kvalitet.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("oppgaver/", views.task_list, name="tasks"),
    path("oppgaver/<uuid:pk>/fullfor/", views.finish, name="finish"),
    path("health/", views.health, name="health"),
]
