from django.urls import path

from kvalitet.signin.views import codes, people, security

app_name = "signin"

urlpatterns = [
    path("sikkerhet/", security.security, name="security"),
    path("sikkerhet/innlogginger/andre/", security.visit_end_others, name="visit-end-others"),
    path("sikkerhet/innlogginger/<uuid:pk>/", security.visit_end, name="visit-end"),
    path("engangskode/", codes.code_sign_in, name="code"),
    path("logget-ut/", security.signed_out, name="signed-out"),
    path("personer/<uuid:pk>/engangskode/", codes.code_make, name="code-make"),
    path("personer/<uuid:pk>/totrinn/", people.factors_reset, name="factors-reset"),
    path("personer/<uuid:pk>/koblinger/", people.identities_remove, name="identities-remove"),
    path("personer/<uuid:pk>/logg-ut/", people.visit_end_all, name="visit-end-all"),
]
