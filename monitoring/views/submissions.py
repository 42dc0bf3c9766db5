"""The yearly figures of one organization: years, task list, check, send, receipt."""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from monitoring import access
from monitoring.actions import submissions as actions
from monitoring.forms.reporting import Declaration, Nil
from monitoring.queries import pages
from monitoring.queries.submissions import own_submissions
from monitoring.sheets import data_csv
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import VIEW_ORGANIZATION
from participants.queries.organizations import reporting_organizations

OWN = {"org": "organization__slug", "year": "cycle__year"}


def draft_only(view):
    """Pages that only make sense for a draft lead to the overview otherwise; a step gets its answer from the action."""

    @wraps(view)
    def drawn(request, submission, **kwargs):
        if request.method in ("GET", "HEAD") and submission.state != "DRAFT":
            return redirect("monitoring:submission-detail", **place(submission))
        return view(request, submission, **kwargs)

    return drawn


def place(submission) -> dict:
    return {"org": submission.organization.slug, "year": submission.cycle.year}


def _once(submission, send) -> None:
    """A second click finds the figures sent already and leads to the same receipt (Security B7)."""
    try:
        send()
    except CannotNow:
        submission.refresh_from_db()
        if submission.state != "SENT":
            raise


@page(VIEW_ORGANIZATION, finds=reporting_organizations, by={"org": "slug"})
def submission_list(request, organization):
    return render(request, "monitoring/submission_list.html", pages.years_page(request.actor, organization, today()))


@page(access.VIEW_SUBMISSION, finds=own_submissions, by=OWN)
def submission_detail(request, submission):
    return render(request, "monitoring/submission_detail.html", pages.task_list(request.actor, submission, now()))


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="POST")
def submission_begin(request, submission):
    actions.begin(request.actor, submission, at=now())
    return redirect("monitoring:device-grid", **place(submission))


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="GET POST")
def submission_nil(request, submission):
    form = Nil(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _once(submission, lambda: actions.send_nil(request.actor, submission, reason, at=now()))
        return redirect("monitoring:submission-receipt", **place(submission))
    context = {**pages.frame(request.actor, submission, _("No devices")), "form": form}
    return render(request, "monitoring/submission_nil.html", context, status=422 if form.is_bound else 200)


@page(access.VIEW_SUBMISSION, finds=own_submissions, by=OWN)
def submission_check(request, submission, form=None):
    if submission.state in ("NOT_BEGUN", "RETURNED"):
        return redirect("monitoring:submission-detail", **place(submission))
    context = {**pages.check_page(request.actor, submission), "form": form or Declaration()}
    return render(request, "monitoring/submission_check.html", context, status=422 if form else 200)


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="POST")
def submission_send(request, submission):
    form = Declaration(request.POST)
    if not form.is_valid():
        return submission_check.__wrapped__(request, submission, form)
    _once(submission, lambda: actions.send(request.actor, submission, at=now()))
    return redirect("monitoring:submission-receipt", **place(submission))


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="POST")
def submission_recall(request, submission):
    actions.recall(request.actor, submission, at=now())
    messages.success(request, _("The figures are a draft again. Correct them and send them once more."))
    return redirect("monitoring:submission-detail", **place(submission))


@page(access.VIEW_SUBMISSION, finds=own_submissions, by=OWN)
def submission_receipt(request, submission):
    return render(request, "monitoring/submission_receipt.html", pages.receipt_page(request.actor, submission))


@page(access.VIEW_SUBMISSION, finds=own_submissions, by=OWN)
def submission_data(request, submission):
    name = f"figures-{submission.cycle.year}-{submission.organization.slug}.csv"
    content = data_csv(request.actor, submission, for_excel=request.GET.get("for") == "excel")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
