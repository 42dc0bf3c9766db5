"""The spreadsheet round trip: template, upload, comparison, taking over, undoing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from monitoring import access, sheets
from monitoring.actions import imports as actions
from monitoring.actions import large
from monitoring.forms.reporting import Upload
from monitoring.queries import pages
from monitoring.queries.imports import batches
from monitoring.queries.large import unfinished
from monitoring.queries.submissions import own_submissions
from monitoring.views.submissions import OWN, draft_only, place
from pact.access import page
from pact.clock import now

OF_BATCH = {
    "org": "submission__organization__slug",
    "year": "submission__cycle__year",
    "ref": "ref",
}
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=_TYPES[kind], headers=headers)


@page(access.VIEW_SUBMISSION, finds=own_submissions, by=OWN)
def device_template(request, submission, kind):
    if kind not in _TYPES:
        raise Http404
    name = f"devices-{submission.cycle.year}-{submission.organization.slug}"
    return _file(sheets.template(request.actor, submission, kind), name, kind)


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="GET POST")
@draft_only
def import_upload(request, submission):
    form = Upload(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _received(request, submission, form.cleaned_data["file"])
    context = {**pages.frame(request.actor, submission, _("Upload a spreadsheet")), "form": form}
    context["unfinished"] = unfinished(request.actor, submission)
    return render(request, "monitoring/import_upload.html", context, status=422 if form.is_bound else 200)


def _received(request, submission, file):
    """What was sent, read at once; above that size it is kept for a worker."""
    rows, problems, facts = sheets.understood(file, submission)
    if sheets.too_much(problems):
        kept = large.keep(request.actor, submission, file, at=now())
        return redirect("monitoring:large-detail", **place(submission), ref=kept.ref)
    if "marked" in request.POST:
        return _file(sheets.marked(file, submission), f"devices-{submission.cycle.year}-to-correct", "xlsx")
    batch = actions.upload(request.actor, submission, rows, problems, facts, at=now())
    return redirect("monitoring:import-detail", **place(submission), ref=batch.ref)


@page(access.EDIT_SUBMISSION, finds=batches, by=OF_BATCH)
def import_detail(request, batch):
    context = {
        **pages.frame(request.actor, batch.submission, _("What we understood")),
        "batch": batch,
        "file": batch.before[0]["file"],
        "diff": actions.compared(request.actor, batch),
        "undo": batch.state == "APPLIED" and now() - batch.applied_at <= actions.UNDO_WITHIN,
    }
    return render(request, "monitoring/import_detail.html", context)


@page(access.EDIT_SUBMISSION, finds=batches, by=OF_BATCH, methods="POST")
def import_apply(request, batch):
    actions.apply(request.actor, batch, at=now())
    messages.success(request, _("The file is taken over. You can undo it for 30 minutes."))
    return redirect("monitoring:import-detail", **place(batch.submission), ref=batch.ref)


@page(access.EDIT_SUBMISSION, finds=batches, by=OF_BATCH, methods="POST")
def import_undo(request, batch):
    actions.undo(request.actor, batch, at=now())
    messages.success(request, _("Undone: the figures are as they were before the file."))
    return redirect("monitoring:device-grid", **place(batch.submission))


@page(access.EDIT_SUBMISSION, finds=batches, by=OF_BATCH, methods="POST")
def import_drop(request, batch):
    actions.drop(request.actor, batch, at=now())
    return redirect("monitoring:device-grid", **place(batch.submission))
