"""Names and paths of this floor."""

from django.urls import path

from monitoring.views import coverage, cycles, devices, imports, large, records, submissions, terms

app_name = "monitoring"
OWN = "o/<slug:org>/monitoring/"
YEAR = f"{OWN}<int:year>/"
DEVICES = f"{YEAR}devices/"
LARGE = f"{DEVICES}large/<slug:ref>/"
GROUP = "g/<slug:group>/monitoring/"
RECEIVED = f"{GROUP}<int:year>/<slug:ref>/"
SECRETARIAT = "secretariat/monitoring/"
DIRECT = f"{SECRETARIAT}<int:year>/direct/<slug:ref>/"

urlpatterns = [
    path(OWN, submissions.submission_list, name="submission-list"),
    path(YEAR, submissions.submission_detail, name="submission-detail"),
    path(f"{YEAR}begin/", submissions.submission_begin, name="submission-begin"),
    path(f"{YEAR}nil/", submissions.submission_nil, name="submission-nil"),
    path(f"{YEAR}check/", submissions.submission_check, name="submission-check"),
    path(f"{YEAR}send/", submissions.submission_send, name="submission-send"),
    path(f"{YEAR}recall/", submissions.submission_recall, name="submission-recall"),
    path(f"{YEAR}receipt/", submissions.submission_receipt, name="submission-receipt"),
    path(f"{YEAR}data.csv", submissions.submission_data, name="submission-data"),
    path(f"{YEAR}lifetimes/", terms.device_lifetimes, name="device-lifetimes"),
    path(f"{YEAR}labels/", terms.device_labels, name="device-labels"),
    path(DEVICES, devices.device_grid, name="device-grid"),
    path(f"{DEVICES}cell/", devices.device_cell, name="device-cell"),
    path(f"{DEVICES}panel/", devices.device_panel, name="device-panel"),
    path(f"{DEVICES}add/", devices.device_add, name="device-add"),
    path(f"{DEVICES}add-after/", devices.device_add_after, name="device-add-after"),
    path(f"{DEVICES}lines/", devices.device_lines, name="device-lines"),
    path(f"{DEVICES}last-year/", devices.device_last_year, name="device-last-year"),
    path(f"{DEVICES}explain/", devices.device_explain, name="device-explain"),
    path(f"{DEVICES}template.<slug:kind>", imports.device_template, name="device-template"),
    path(f"{DEVICES}import/", imports.import_upload, name="import-upload"),
    path(f"{DEVICES}import/<slug:ref>/", imports.import_detail, name="import-detail"),
    path(f"{DEVICES}import/<slug:ref>/apply/", imports.import_apply, name="import-apply"),
    path(f"{DEVICES}import/<slug:ref>/undo/", imports.import_undo, name="import-undo"),
    path(f"{DEVICES}import/<slug:ref>/drop/", imports.import_drop, name="import-drop"),
    path(LARGE, large.large_detail, name="large-detail"),
    path(f"{LARGE}state/", large.large_state, name="large-state"),
    path(f"{LARGE}report.csv", large.large_report, name="large-report"),
    path(f"{LARGE}apply/", large.large_apply, name="large-apply"),
    path(f"{LARGE}drop/", large.large_drop, name="large-drop"),
    path(GROUP, coverage.group_coverage, name="group-coverage"),
    path(f"{GROUP}<int:year>/", coverage.group_coverage, name="group-coverage"),
    path(f"{GROUP}<int:year>/remind/", coverage.group_remind, name="group-remind"),
    path(RECEIVED, coverage.submission_review, name="submission-review"),
    path(f"{RECEIVED}accept/", coverage.submission_accept, name="submission-accept"),
    path(f"{RECEIVED}send-back/", coverage.submission_send_back, name="submission-send-back"),
    path("secretariat/organisations/<slug:org>/figures/", records.organization_figures, name="organization-figures"),
    path(SECRETARIAT, cycles.cycle_list, name="cycle-list"),
    path(f"{SECRETARIAT}<int:year>/", cycles.cycle_detail, name="cycle-detail"),
    path(f"{SECRETARIAT}<int:year>/open/", cycles.cycle_open, name="cycle-open"),
    path(f"{SECRETARIAT}<int:year>/freeze/", cycles.cycle_freeze, name="cycle-freeze"),
    path(f"{SECRETARIAT}<int:year>/remind/", coverage.direct_remind, name="direct-remind"),
    path(DIRECT, coverage.direct_review, name="direct-review"),
    path(f"{DIRECT}accept/", coverage.direct_accept, name="direct-accept"),
    path(f"{DIRECT}send-back/", coverage.direct_send_back, name="direct-send-back"),
]
