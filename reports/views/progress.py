"""The annual progress report, from compiling to publishing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now
from pact.documents.queries import card, latest_about
from reports import access, figures
from reports.actions import compiling
from reports.actions import progress as actions
from reports.documents import PROGRESS
from reports.forms.progress import Chapters
from reports.queries import progress as queries


@page(access.COMPILE)
def progress_list(request):
    years = queries.years(request.actor)
    context = {"years": years, "waiting": any(year.waiting for year in years)}
    return render(request, "reports/progress_list.html", context)


@page(access.COMPILE, finds=queries.compiled_years, by={"year": "year"})
def compilation_state(request, cycle):
    """The part of that page that moves while a year is compiled."""
    (year,) = queries.years(request.actor, cycle.year)
    return render(request, "reports/_progress_year.html", {"year": year})


@page(access.COMPILE, finds=queries.compiled_years, by={"year": "year"}, methods="POST")
def compilation_again(request, cycle):
    compiling.compile_again(request.actor, cycle, at=now())
    messages.success(request, _("The figures are being compiled again."))
    return redirect("reports:progress-list")


@page(access.READ_PROGRESS, finds=queries.progress_reports)
def progress_detail(request, report):
    document = latest_about(request.actor, report, PROGRESS)
    context = {
        "report": report,
        "body": report.snapshot.body,
        "headline": figures.printed.headline_figures(report.snapshot.body),
        "figures": figures.all_of(report.snapshot.body),
        "chapters": queries.chapters_of(report),
        "document": card(document) if document else None,
    }
    return render(request, "reports/progress_detail.html", context)


@page(access.COMPILE, finds=queries.progress_reports, methods="GET POST")
def progress_chapters(request, report):
    form = Chapters(request.POST or None, initial={**report.chapters, "revision": report.revision})
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_chapters(request.actor, report, form.words(), form.cleaned_data["revision"], at=now())
        except CannotNow as refusal:
            stale = str(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("reports:progress-detail", ref=report.ref)
    context = {"report": report, "form": form, "stale": stale}
    return render(request, "reports/progress_chapters.html", context, status=422 if form.is_bound else 200)


@page(access.COMPILE, finds=queries.progress_reports, methods="POST")
def progress_put(request, report):
    actions.put_before_committee(request.actor, report, at=now())
    messages.success(request, _("It is before the Steering Committee now. Open the vote when you are ready."))
    return redirect("reports:progress-detail", ref=report.ref)


@page(access.COMPILE, finds=queries.progress_reports, methods="POST")
def progress_publish(request, report):
    actions.publish(request.actor, report, at=now())
    messages.success(request, _("Published: the page and the data at once, the PDF as soon as it is made."))
    return redirect("reports:progress-detail", ref=report.ref)
