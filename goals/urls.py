from django.urls import path

from goals.views import exports, goals, groups, measures, plans, tasks

app_name = "goals"

urlpatterns = [
    path("planer/", plans.plan_list, name="plan-list"),
    path("planer/ny/", plans.plan_create, name="plan-create"),
    path("planer/<uuid:uuid>/", plans.plan_detail, name="plan-detail"),
    path("planer/<uuid:uuid>/rediger/", plans.plan_edit, name="plan-edit"),
    path("planer/<uuid:uuid>/publiser/", plans.plan_publish, name="plan-publish"),
    path("planer/<uuid:uuid>/avslutt/", plans.plan_close, name="plan-close"),
    path("planer/<uuid:uuid>/tilgang/", plans.plan_access, name="plan-access"),
    path("planer/<uuid:uuid>/tilgang/<uuid:person>/fjern/", plans.plan_grant_remove, name="plan-grant-remove"),
    path("planer/<uuid:uuid>/utskrift/", exports.plan_print, name="plan-print"),
    path("planer/<uuid:uuid>/pdf/", exports.plan_pdf, name="plan-pdf"),
    path("planer/<uuid:uuid>/excel/", exports.plan_xlsx, name="plan-xlsx"),
    path("planer/<uuid:uuid>/frist/", measures.due_reading, name="measure-due-reading"),
    path("planer/<uuid:uuid>/nytt-mal/", goals.goal_create, name="goal-create"),
    path("maal/<uuid:uuid>/", goals.goal_detail, name="goal-detail"),
    path("maal/<uuid:uuid>/rediger/", goals.goal_edit, name="goal-edit"),
    path("maal/<uuid:uuid>/slett/", goals.goal_remove, name="goal-remove"),
    path("maal/<uuid:uuid>/nytt-delmal/", goals.subgoal_create, name="subgoal-create"),
    path("maal/<uuid:uuid>/nytt-tiltak/", measures.measure_create, name="measure-create"),
    path("delmal/<uuid:uuid>/rediger/", goals.subgoal_edit, name="subgoal-edit"),
    path("delmal/<uuid:uuid>/slett/", goals.subgoal_remove, name="subgoal-remove"),
    path("tiltak/", measures.measure_list, name="measure-list"),
    path("tiltak/excel/", exports.measure_xlsx, name="measure-xlsx"),
    path("tiltak/nytt/", measures.measure_new, name="measure-new"),
    path("tiltak/<uuid:uuid>/", measures.measure_detail, name="measure-detail"),
    path("tiltak/<uuid:uuid>/rediger/", measures.measure_edit, name="measure-edit"),
    path("tiltak/<uuid:uuid>/flytt-frist/", measures.measure_move_deadline, name="measure-move-deadline"),
    path("tiltak/<uuid:uuid>/slett/", measures.measure_remove, name="measure-remove"),
    path("oppgaver/", tasks.task_list, name="task-list"),
    path("oppgaver/excel/", exports.task_xlsx, name="task-xlsx"),
    path("oppgaver/status/", tasks.task_status_many, name="task-status-many"),
    path("oppgaver/<uuid:uuid>/status/", tasks.task_status, name="task-status"),
    path("grupper/", groups.group_list, name="group-list"),
    path("grupper/ny/", groups.group_create, name="group-create"),
    path("grupper/<uuid:uuid>/rediger/", groups.group_edit, name="group-edit"),
]
