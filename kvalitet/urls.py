"""Every address of the product; a domain app is named here as a string only."""

from django.urls import include, path

urlpatterns = [
    path("", include("kvalitet.home.urls")),
    path("", include("kvalitet.web.urls")),
    path("", include("kvalitet.notifications.urls")),
    path("", include("kvalitet.deadlines.urls")),
    path("personvern/", include("kvalitet.privacy.urls")),
    path("konto/", include("kvalitet.signin.urls")),
    path("konto/", include("kvalitet.signin.account_urls")),
    path("vedlegg/", include("kvalitet.attachments.urls")),
    path("sok/", include("kvalitet.search.urls")),
    path("oppsett/", include("kvalitet.setup.urls")),
    path("mal/", include("goals.urls")),
    path("", include("deviations.urls")),
    path("sykefravaer/", include("sickleave.urls")),
    path("styring/", include("reporting.urls")),
]
