"""Addresses of sick leave; each thing keeps its own together."""

from django.urls import URLPattern, path

from sickleave.views import case, contacts, milestones, mine, own, plan_sending, plans

app_name = "sickleave"

urlpatterns: list[URLPattern] = [
    path("", mine.mine, name="mine"),
    path("mitt/", own.own, name="own"),
    path("saker/<uuid:uuid>/", case.case_detail, name="case-detail"),
    path("saker/<uuid:uuid>/steg/<str:step>/gjort/", milestones.milestone_done, name="milestone-done"),
    path("saker/<uuid:uuid>/steg/<str:step>/unntak/", milestones.milestone_except, name="milestone-except"),
    path("saker/<uuid:uuid>/steg/<str:step>/angre/", milestones.milestone_undo, name="milestone-undo"),
    path("saker/<uuid:uuid>/samtaler/", contacts.contact_list, name="contact-list"),
    path("saker/<uuid:uuid>/samtaler/ny/", contacts.contact_new, name="contact-new"),
    path("saker/<uuid:uuid>/samtaler/<uuid:contact>/", contacts.contact_edit, name="contact-edit"),
    path("saker/<uuid:uuid>/plan/", plans.plan_detail, name="plan"),
    path("saker/<uuid:uuid>/plan/ny/", plans.plan_begin, name="plan-begin"),
    path("saker/<uuid:uuid>/plan/skriv/", plans.plan_edit, name="plan-edit"),
    path("saker/<uuid:uuid>/plan/del/", plans.plan_share, name="plan-share"),
    path("saker/<uuid:uuid>/plan/min-del/", plans.plan_own_part, name="plan-own-part"),
    path("saker/<uuid:uuid>/plan/uenig/", plans.plan_object, name="plan-object"),
    path("saker/<uuid:uuid>/plan/godkjenn/", plans.plan_sign, name="plan-sign"),
    path("saker/<uuid:uuid>/plan/ferdig/", plans.plan_finish, name="plan-finish"),
    path("saker/<uuid:uuid>/plan/send/<slug:to>/", plan_sending.plan_send, name="plan-send"),
    path("saker/<uuid:uuid>/plan/datapakke/", plan_sending.plan_package, name="plan-package"),
    path("saker/<uuid:uuid>/plan/<int:number>/", plans.plan_detail, name="plan-version"),
    path("saker/<uuid:uuid>/plan/<int:number>/endringer/", plans.plan_changes, name="plan-changes"),
    path("saker/<uuid:uuid>/plan/<int:number>/pdf/", plans.plan_file, name="plan-pdf"),
]
