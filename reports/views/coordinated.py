"""The coordinated report: the coordinator's workspace and the Secretariat's reading."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups.access import VIEW_GROUP
from buyergroups.queries.groups import groups
from pact.access import CannotNow, page
from pact.clock import now, today
from pact.documents.queries import card, latest_about
from reports import access
from reports.actions import coordinated as actions
from reports.documents import COORDINATED
from reports.forms.coordinated import Remarks, Section
from reports.queries import coordinated as queries

OF_GROUP = {"group": "group__slug", "year": "cycle__year"}


def _part(report, code: str):
    try:
        return queries.part(report, code)
    except ObjectDoesNotExist:
        raise Http404 from None


def _document(request, report):
    document = latest_about(request.actor, report, COORDINATED)
    return card(document) if document else None


@page(VIEW_GROUP, finds=groups, by={"group": "slug"})
def coordinated_list(request, group):
    context = {"group": group, "reports": queries.of_group(request.actor, group)}
    return render(request, "reports/coordinated_list.html", context)


@page(access.READ_REPORT, finds=queries.reports, by=OF_GROUP)
def coordinated_detail(request, report):
    context = {
        "report": report,
        "parts": queries.parts(report),
        "gaps": queries.gaps(report, today()),
        "pulled": queries.pulled(report.group, report.cycle),
        "document": _document(request, report),
        "now": now(),
    }
    return render(request, "reports/coordinated_detail.html", context)


@page(access.WRITE_REPORT, finds=queries.reports, by=OF_GROUP, methods="GET POST")
def coordinated_section(request, report, code):
    part = _part(report, code)
    form = Section(request.POST or None, initial=queries.starting_text(part))
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_section(request.actor, report, part.code, at=now(), **form.cleaned_data)
        except CannotNow as refusal:
            stale = str(refusal)
        else:
            messages.success(request, _("Saved. Your colleagues see the same draft."))
            return redirect("reports:coordinated-detail", group=report.group.slug, year=report.cycle.year)
    context = {"report": report, "part": part, "form": form, "stale": stale}
    return render(request, "reports/coordinated_section.html", context, status=422 if form.is_bound else 200)


@page(access.WRITE_REPORT, finds=queries.reports, by=OF_GROUP, methods="POST")
def coordinated_deliver(request, report):
    actions.deliver(request.actor, report, at=now())
    messages.success(request, _("The group report is with the Secretariat. Receipt %(no)s.") % {"no": report.receipt})
    return redirect("reports:coordinated-detail", group=report.group.slug, year=report.cycle.year)


@page(access.REVIEW_REPORT, finds=queries.delivered_reports)
def coordinated_review(request, report, form=None, status=200):
    context = {
        "report": report,
        "parts": queries.parts(report),
        "form": form or Remarks(),
        "document": _document(request, report),
    }
    return render(request, "reports/coordinated_review.html", context, status=status)


@page(access.REVIEW_REPORT, finds=queries.delivered_reports, methods="POST")
def coordinated_accept(request, report):
    actions.accept(request.actor, report, at=now())
    messages.success(request, _("Accepted. The coordinator gets a letter."))
    return redirect("reports:coordinated-review", ref=report.ref)


@page(access.REVIEW_REPORT, finds=queries.delivered_reports, methods="POST")
def coordinated_return(request, report):
    form = Remarks(request.POST)
    if not form.is_valid():
        return coordinated_review.__wrapped__(request, report, form=form, status=422)
    actions.send_back(request.actor, report, form.cleaned_data["remarks"], at=now())
    messages.success(request, _("Sent back with your remark."))
    return redirect("reports:coordinated-review", ref=report.ref)
