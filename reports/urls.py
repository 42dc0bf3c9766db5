"""Names and paths of this floor."""

from django.urls import path

from reports.views import cockpit, coordinated, progress

app_name = "reports"
GROUP = "g/<slug:group>/reports/<int:year>/"
REVIEW = "secretariat/group-reports/<slug:ref>/"
YEAR = "secretariat/reports/<int:year>/"
PROGRESS = "progress-reports/<slug:ref>/"
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
]
