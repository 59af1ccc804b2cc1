from django.urls import path

from kvalitet.search import views

app_name = "search"

urlpatterns = [
    path("", views.search, name="results"),
    path("forslag/", views.suggest, name="suggestions"),
]
