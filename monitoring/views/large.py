"""Spreadsheets above what a page reads while one waits: how far it is, what was understood, taking it over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from monitoring import access, sheets
from monitoring.actions import large as actions
from monitoring.queries import large as queries
from monitoring.views.imports import OF_BATCH
from monitoring.views.submissions import place
from pact.access import page
from pact.clock import now


@page(access.EDIT_SUBMISSION, finds=queries.large_files, by=OF_BATCH)
def large_detail(request, row):
    return render(request, "monitoring/large_detail.html", queries.file_page(request.actor, row))


@page(access.EDIT_SUBMISSION, finds=queries.large_files, by=OF_BATCH)
def large_state(request, row):
    """The bar alone; when the work is done, the page is drawn anew."""
    context = {**queries.state(row), "organization": row.submission.organization, "year": row.submission.cycle.year}
    answer = render(request, "monitoring/_large_state.html", context)
    if not context["waits"]:
        answer["HX-Refresh"] = "true"
    return answer


@page(access.EDIT_SUBMISSION, finds=queries.large_files, by=OF_BATCH)
def large_report(request, row):
    """Every sentence, for the spreadsheet."""
    headers = {"Content-Disposition": f'attachment; filename="to-correct-{row.ref}.csv"'}
    return HttpResponse(sheets.to_correct(row.problems), content_type="text/csv; charset=utf-8", headers=headers)


@page(access.EDIT_SUBMISSION, finds=queries.large_files, by=OF_BATCH, methods="POST")
def large_apply(request, row):
    actions.confirm(request.actor, row, at=now())
    return redirect("monitoring:large-detail", **place(row.submission), ref=row.ref)


@page(access.EDIT_SUBMISSION, finds=queries.large_files, by=OF_BATCH, methods="POST")
def large_drop(request, row):
    actions.drop(request.actor, row, at=now())
    messages.success(request, _("The file was put aside. Nothing was written."))
    return redirect("monitoring:import-upload", **place(row.submission))
