from django.conf import settings
from django.urls import path

from kvalitet.web import health, views

app_name = "web"
urlpatterns = [
    path("health/live/", health.live, name="health-live"),
    path("health/ready/", health.ready, name="health-ready"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
    path("personvern/", views.privacy, name="privacy"),
    path("hjelp/", views.help_page, name="help"),
    path("om/", views.about, name="about"),
]
if settings.ENVIRONMENT != "production":
    urlpatterns.append(path("komponenter/", views.components, name="components"))
