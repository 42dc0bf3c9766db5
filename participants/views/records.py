"""The Secretariat's one record of an organization: a tab a page, one head on all of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.audit.queries import line_of
from pact.clock import now, today
from pact.sheets import write_csv, write_xlsx
from participants import access, queries, sheets
from participants.actions import facts
from participants.forms.records import FactsForm
from participants.views.record import said
from participants.views.reviewing import FILES

ORG = {"org": "slug"}


@page(access.SECRETARIAT, finds=queries.records, by=ORG)
def organization_record(request, organization):
    context = {"organization": organization, "facts": queries.facts_of(organization)}
    return render(request, "participants/organization_record.html", context)


@page(access.SECRETARIAT, finds=queries.records, by=ORG, methods="GET POST")
def organization_edit(request, organization):
    """Correct the facts, with a reason."""
    numbers = queries.facts_of(organization).identifiers
    form = FactsForm(request.POST or None, organization=organization, identifiers=numbers)
    if form.is_valid():
        try:
            facts.correct(request.actor, organization, at=now(), **form.facts)
            messages.success(request, _("Saved. The list and the public profile show it already."))
            return redirect("participants:organization-record", org=organization.slug)
        except CannotNow as refusal:
            form.add_error(None, refusal.sentences[0])
    context = {"form": form, "organization": organization}
    return render(request, "participants/organization_edit.html", context, status=422 if form.errors else 200)


@page(access.SECRETARIAT, finds=queries.records, by=ORG)
def organization_roles(request, organization):
    context = {"organization": organization, "record": queries.roles_of(request.actor, organization)}
    return render(request, "participants/organization_roles.html", context)


@page(access.SECRETARIAT, finds=queries.records, by=ORG)
def organization_people(request, organization):
    context = {
        "organization": organization,
        "people": queries.people_of(organization, today()),
        "invitations": queries.open_invitations(request.actor, organization, now()),
        "past": queries.past_powers(organization, today()),
    }
    return render(request, "participants/organization_people.html", context)


@page(access.SECRETARIAT, finds=queries.records, by=ORG)
def organization_applications(request, organization):
    context = {"organization": organization, "rows": queries.applications_of(request.actor, organization)}
    return render(request, "participants/organization_applications.html", {**context, "today": today()})


@page(access.SECRETARIAT, finds=queries.records, by=ORG)
def organization_history(request, organization):
    paged = Paginator(queries.history_of(request.actor, organization), 25).get_page(request.GET.get("page"))
    entries = [_entry(line_of(event)) for event in paged.object_list]
    context = {"organization": organization, "page": paged, "entries": entries}
    return render(request, "participants/organization_history.html", context)


@page(access.SECRETARIAT, finds=queries.records, by=ORG)
def organization_history_file(request, organization, kind):
    """The history as it is, all of it."""
    if kind not in FILES:
        raise Http404
    lines = [line_of(event) for event in queries.history_of(request.actor, organization)]
    data = write_csv(lines, sheets.HISTORY) if kind == "csv" else write_xlsx(lines, sheets.HISTORY)
    disposition = f'attachment; filename="{organization.slug}-history.{kind}"'
    return HttpResponse(data, content_type=FILES[kind], headers={"Content-Disposition": disposition})


def _entry(line) -> dict:
    return {"what": said(line), "at": line.at, "changes": line.changes, "note": line.facts.get("reason", "")}
