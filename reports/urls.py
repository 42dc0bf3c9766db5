"""Names and paths of this floor."""

from django.urls import path

from reports.views import cockpit, coordinated, plans, progress

app_name = "reports"
GROUP = "g/<slug:group>/reports/<int:year>/"
REVIEW = "secretariat/group-reports/<slug:ref>/"
YEAR = "secretariat/reports/<int:year>/"
PROGRESS = "progress-reports/<slug:ref>/"
PLANS = "o/<slug:org>/plan/"
PLAN = f"{PLANS}<int:year>/"
ITEM = f"{PLAN}items/<slug:ref>/"
urlpatterns = [
    path("secretariat/", cockpit.cockpit, name="cockpit"),
    path("g/<slug:group>/reports/", coordinated.coordinated_list, name="coordinated-list"),
    path(GROUP, coordinated.coordinated_detail, name="coordinated-detail"),
    path(f"{GROUP}deliver/", coordinated.coordinated_deliver, name="coordinated-deliver"),
    path(f"{GROUP}parts/<slug:code>/", coordinated.coordinated_section, name="coordinated-section"),
    path(f"{GROUP}parts/<slug:code>/take/", coordinated.coordinated_take, name="coordinated-take"),
    path(REVIEW, coordinated.coordinated_review, name="coordinated-review"),
    path(f"{REVIEW}accept/", coordinated.coordinated_accept, name="coordinated-accept"),
    path(f"{REVIEW}return/", coordinated.coordinated_return, name="coordinated-return"),
    path("secretariat/reports/", progress.progress_list, name="progress-list"),
    path(f"{YEAR}state/", progress.compilation_state, name="compilation-state"),
    path(f"{YEAR}again/", progress.compilation_again, name="compilation-again"),
    path(PROGRESS, progress.progress_detail, name="progress-detail"),
    path(f"{PROGRESS}chapters/", progress.progress_chapters, name="progress-chapters"),
    path(f"{PROGRESS}put/", progress.progress_put, name="progress-put"),
    path(f"{PROGRESS}publish/", progress.progress_publish, name="progress-publish"),
    path(PLANS, plans.plan_list, name="plan-list"),
    path(f"{PLANS}begin/", plans.plan_begin, name="plan-begin"),
    path(PLAN, plans.plan_detail, name="plan-detail"),
    path(f"{PLAN}share/", plans.plan_share, name="plan-share"),
    path(f"{PLAN}nothing/<slug:heading>/", plans.plan_nothing, name="plan-nothing"),
    path(f"{PLAN}new/<slug:heading>/", plans.plan_item_new, name="plan-item-new"),
    path(ITEM, plans.plan_item_edit, name="plan-item-edit"),
    path(f"{ITEM}remove/", plans.plan_item_remove, name="plan-item-remove"),
    path(f"{ITEM}outcome/", plans.plan_item_mark, name="plan-item-mark"),
    path("g/<slug:group>/plan/", plans.group_plan, name="group-plan"),
    path("secretariat/plans/", plans.plan_board, name="plan-board"),
    path("secretariat/plans/<int:year>/", plans.plan_year, name="plan-year"),
    path("secretariat/plans/<int:year>/file.<slug:kind>", plans.plan_file, name="plan-file"),
]
