"""How did it do? Organizations tell, coordinators sum up (Pact 3.3.2.c, 3.2.1.d)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import feedback as actions
from buyergroups.forms.voices import FeedbackForm, SummaryForm
from buyergroups.queries import feedback as queries
from buyergroups.queries import groups as group_queries
from buyergroups.queries import pages
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import VIEW_ORGANIZATION

PER_PAGE = 25


@page(VIEW_ORGANIZATION, finds=pages.organizations, by={"org": "slug"})
def feedback_list(request, organization):
    rows = Paginator(queries.of_organization(organization), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "buyergroups/feedback_list.html", {"organization": organization, "page": rows})


@page(access.GIVE_FEEDBACK, finds=pages.organizations, by={"org": "slug"}, methods="GET POST")
def feedback_give(request, organization, item, number):
    version = queries.usable(item, number) or missing()
    known, tenders = queries.own_feedback(organization, version), queries.tenders_of(organization)
    form = FeedbackForm(request.POST or None, tenders=tenders, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(request.actor, organization, version, at=now(), **form.cleaned_data)
            messages.success(request, _("Saved. Thank you: the working group reads it."))
            return redirect("buyergroups:feedback-list", org=organization.slug)
        except CannotNow as refusal:
            form.add_error("used", refusal.sentences[0])
    context = {"organization": organization, "version": version, "form": form, "known": known}
    return render(request, "buyergroups/feedback_give.html", context, status=422 if form.errors else 200)


@page(access.VIEW_GROUP, finds=group_queries.groups, by={"group": "slug"})
def group_feedback(request, group):
    rows = queries.of_group(group, today())
    return render(request, "buyergroups/group_feedback.html", {"group": group, "rows": rows})


@page(access.SUM_UP_FEEDBACK, finds=group_queries.groups, by={"group": "slug"}, methods="GET POST")
def group_feedback_summary(request, group, ref):
    row = next((one for one in queries.of_group(group, today()) if one.version.ref == ref), None) or missing()
    form = SummaryForm(request.POST or None, initial={"text": row.summary.text if row.summary else ""})
    if request.method == "POST" and form.is_valid():
        actions.sum_up(request.actor, group, row.version, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved. The report of the group takes it."))
        return redirect("buyergroups:group-feedback", group=group.slug)
    context = {"group": group, "row": row, "form": form}
    return render(request, "buyergroups/group_feedback_summary.html", context, status=422 if form.errors else 200)


def missing():
    raise Http404
