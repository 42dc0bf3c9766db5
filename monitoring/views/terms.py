"""Lifetimes, what happens afterwards, labels."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from monitoring import access
from monitoring.actions import terms as actions
from monitoring.forms.terms import Labels, Lifetimes
from monitoring.queries import pages
from monitoring.queries.lines import lines_of
from monitoring.queries.submissions import own_submissions
from monitoring.views.submissions import OWN, draft_only, place
from pact.access import page
from pact.clock import now


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="GET POST")
@draft_only
def device_lifetimes(request, submission):
    form = Lifetimes(
        lines_of(request.actor, submission, compare=False), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        actions.save_lifetimes(request.actor, submission, form.terms(), at=now())
        messages.success(request, _("Lifetimes are saved."))
        return redirect("monitoring:device-labels", **place(submission))
    context = {**pages.frame(request.actor, submission, _("Lifetimes and end of life")), "form": form}
    return render(request, "monitoring/device_lifetimes.html", context, status=422 if form.is_bound else 200)


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="GET POST")
@draft_only
def device_labels(request, submission):
    form = Labels(
        lines_of(request.actor, submission, compare=False), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        actions.save_labels(request.actor, submission, form.chosen(), at=now())
        messages.success(request, _("Labels and criteria are saved."))
        return redirect("monitoring:submission-check", **place(submission))
    context = {**pages.frame(request.actor, submission, _("Labels and criteria")), "form": form}
    return render(request, "monitoring/device_labels.html", context, status=422 if form.is_bound else 200)
