"""The coordinated report: the coordinator's workspace and the Secretariat's reading."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

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
    if "insert" in request.POST:
        return _with_credit(request, report, part)
    if request.method != "POST":
        return _section(request, report, part, Section(initial=queries.starting_text(part)))
    form = Section(request.POST)
    section, refusal = _saved(request, report, part, form)
    if request.htmx:
        return _saved_meanwhile(request, section, refusal)
    if refusal:
        return _section(request, report, part, form, refusal=refusal if form.is_valid() else "", status=422)
    messages.success(request, _("Saved. Your colleagues see the same draft."))
    return redirect("reports:coordinated-detail", group=report.group.slug, year=report.cycle.year)


def _section(request, report, part, form, *, status=200, **more):
    beside = {
        "said": queries.said_by_members(request.actor, report, part),
        "last_year": queries.last_year(request.actor, report, part),
        "held": bool(part.section and part.section.held_from(request.actor.user_id, now())),
    }
    context = {"report": report, "part": part, "form": form, **beside, **more}
    return render(request, "reports/coordinated_section.html", context, status=status)


def _saved(request, report, part, form):
    """What was saved, or the sentence why not."""
    if not form.is_valid():
        return None, " ".join(sentence for found in form.errors.values() for sentence in found)
    words, writing = form.cleaned_data, bool(request.htmx)
    try:
        return actions.save_section(request.actor, report, part.code, at=now(), writing=writing, **words), ""
    except CannotNow as refusal:
        return None, str(refusal)


def _saved_meanwhile(request, section, refusal):
    response = render(request, "reports/_section_saved.html", {"section": section, "refusal": refusal})
    return response if refusal else trigger_client_event(response, "saved")


def _with_credit(request, report, part):
    """The text as typed with a member's words at its end; nothing is saved by that."""
    said = {one.ref: one for one in queries.said_by_members(request.actor, report, part)}
    chosen = said.get(request.POST["insert"])
    typed = {name: request.POST.get(name, "") for name in ("body", "none_reason", "revision")}
    if chosen:
        typed["body"] = f"{typed['body'].rstrip()}\n\n{chosen.credited}".lstrip()
    return _section(request, report, part, Section(initial=typed), inserted=chosen)


@page(access.WRITE_REPORT, finds=queries.reports, by=OF_GROUP, methods="POST")
def coordinated_take(request, report, code):
    part = _part(report, code)
    actions.take_section(request.actor, report, part.code, at=now())
    messages.success(request, _("The part is yours now. Tell your colleague."))
    return redirect(
        "reports:coordinated-section", group=report.group.slug, year=report.cycle.year, code=part.code.lower()
    )


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
