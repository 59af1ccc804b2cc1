from django.urls import path

from kvalitet.setup.views import accounts, municipality, overview, people, profile, reorganisations, roles, steps, units

app_name = "setup"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("organisasjon/", units.unit_tree, name="unit-tree"),
    path("organisasjon/<uuid:pk>/", units.unit_detail, name="unit-detail"),
    path("organisasjon/<uuid:pk>/ny/", units.unit_create, name="unit-create"),
    path("organisasjon/<uuid:pk>/rediger/", units.unit_edit, name="unit-edit"),
    path("organisasjon/<uuid:pk>/flytt/", units.unit_move, name="unit-move"),
    path("organisasjon/<uuid:pk>/legg-ned/", units.unit_close, name="unit-close"),
    path("organisasjon/<uuid:pk>/leder/", units.unit_set_leader, name="unit-set-leader"),
    path("personer/", people.person_list, name="person-list"),
    path("personer/ny/", people.person_create, name="person-create"),
    path("personer/<uuid:pk>/", people.person_detail, name="person-detail"),
    path("personer/<uuid:pk>/rediger/", people.person_edit, name="person-edit"),
    path("personer/<uuid:pk>/stillinger/ny/", accounts.position_add, name="position-add"),
    path("personer/<uuid:pk>/stillinger/<uuid:position>/", accounts.position_end, name="position-end"),
    path("personer/<uuid:pk>/sperr/", accounts.person_deactivate, name="person-deactivate"),
    path("personer/<uuid:pk>/apne/", accounts.person_activate, name="person-activate"),
    path("personer/<uuid:pk>/passordlenke/", accounts.person_password_link, name="person-password-link"),
    path("roller/", roles.role_list, name="role-list"),
    path("roller/ny/", roles.role_give, name="role-give"),
    path("roller/<uuid:pk>/avslutt/", roles.role_end, name="role-end"),
    path("stedfortredere/", roles.deputy_list, name="deputy-list"),
    path("stedfortredere/ny/", roles.deputy_appoint, name="deputy-appoint"),
    path("stedfortredere/<uuid:pk>/avslutt/", roles.deputy_end, name="deputy-end"),
    path("tjenesteomrader/", municipality.service_area_list, name="service-area-list"),
    path("tjenesteomrader/ny/", municipality.service_area_create, name="service-area-create"),
    path("tjenesteomrader/<uuid:pk>/", municipality.service_area_edit, name="service-area-edit"),
    path("omorganisering/", reorganisations.reorganisation_list, name="reorganisation-list"),
    path("omorganisering/ny/", reorganisations.reorganisation_create, name="reorganisation-create"),
    path("omorganisering/<uuid:pk>/", reorganisations.reorganisation_detail, name="reorganisation-detail"),
    path("omorganisering/<uuid:pk>/rediger/", reorganisations.reorganisation_edit, name="reorganisation-edit"),
    path("omorganisering/<uuid:pk>/virkning/", reorganisations.reorganisation_preview, name="reorganisation-preview"),
    path(
        "omorganisering/<uuid:pk>/tilbake/", reorganisations.reorganisation_take_back, name="reorganisation-take-back"
    ),
    path("omorganisering/<uuid:pk>/forkast/", reorganisations.reorganisation_drop, name="reorganisation-drop"),
    path("omorganisering/<uuid:pk>/steg/ny/<slug:kind>/", steps.step_add, name="step-add"),
    path("omorganisering/<uuid:pk>/steg/<uuid:step>/", steps.step_edit, name="step-edit"),
    path("omorganisering/<uuid:pk>/steg/<uuid:step>/fjern/", steps.step_remove, name="step-remove"),
    path("kommunen/", municipality.municipality_edit, name="municipality-edit"),
    path("oppslagslogg/", municipality.look_list, name="look-list"),
    path("min-profil/", profile.my_profile, name="my-profile"),
    path("min-profil/stedfortreder/", profile.my_deputy, name="my-deputy"),
]
