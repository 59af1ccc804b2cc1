from django.urls import path

from kvalitet.privacy import views

app_name = "privacy"
urlpatterns = [path("sjekk/", views.check_text, name="check")]
