from django.urls import path

from kvalitet.attachments import views

app_name = "attachments"
urlpatterns = [
    path("til/<slug:kind>/<uuid:uuid>/", views.add, name="add"),
    path("<uuid:uuid>/fjern/", views.remove, name="remove"),
    path("<uuid:uuid>/<str:name>", views.file, name="file"),
]
