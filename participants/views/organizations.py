"""An organization's own pages: overview, profile, participation; and the Secretariat's records."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now, today
from pact.deadlines.queries import Desk, desk
from pact.sheets import write_csv, write_xlsx
from participants import access, public, queries, sheets
from participants.actions import organizations, prints, roles
from participants.forms.organizations import OrganizationFilterForm, ProfileForm
from participants.views.reviewing import FILES

ORG = {"org": "slug"}


@page(access.VIEW_ORGANIZATION, finds=queries.organizations, by=ORG)
def organization_overview(request, organization):
    record = queries.organization_record(request.actor, organization, today())
    context = {"record": record, "organization": organization, "profile": queries.completeness(organization)}
    context["tasks"] = _tasks(request.actor, organization)
    context["steps"] = queries.first_steps(request.actor, organization, today())
    return render(request, "participants/organization_overview.html", context)


@page(access.EDIT_ORGANIZATION, finds=queries.organizations, by=ORG, methods="GET POST")
def organization_profile(request, organization):
    """The public profile: write, look at it as the world will see it, publish."""
    form = ProfileForm(request.POST or None, initial=_facts(organization), organization=organization, today=today())
    looks = form.is_valid() and request.POST.get("do") == "look"
    if form.is_valid() and not looks and (saved := _described(request, organization, form)):
        return saved
    facts = form.cleaned_data if looks else {}
    context = {"form": form, "organization": organization, "looks": looks}
    context["profile"] = public.preview(organization.slug, facts)
    return render(request, "participants/organization_profile.html", context)


def _described(request, organization, form):
    try:
        organizations.describe(request.actor, organization, at=now(), **form.cleaned_data)
    except CannotNow as refusal:
        form.add_error(None, refusal.sentences[0])
        return None
    messages.success(request, _("Saved. The public page shows it already."))
    return redirect("participants:organization-profile", org=organization.slug)


@page(access.VIEW_ORGANIZATION, finds=queries.organizations, by=ORG)
def organization_participation(request, organization):
    record = queries.organization_record(request.actor, organization, today())
    context = {"record": record, "organization": organization, "text": public.pact_text()}
    return render(request, "participants/organization_participation.html", context)


@page(access.SIGN_FOR_ORGANIZATION, finds=queries.organizations, by=ORG, methods="POST")
def role_ask(request, organization, role):
    """Ask for the other role: the application knows already who asks."""
    if role not in ("PROCURING", "COORDINATING"):
        raise Http404
    application = roles.ask_for_role(request.actor, organization, role, at=now())
    return redirect("participants:application-step", key=application.key, step="eligibility")


@page(access.VIEW_ORGANIZATION, finds=queries.organizations, by=ORG, methods="POST")
def participation_print(request, organization, ref):
    """The signed text as a PDF."""
    membership = queries.membership_of(organization, ref)
    if membership is None:
        raise Http404
    document = prints.order_signed_text(request.actor, membership, at=now())
    return redirect("documents:document-progress", ref=document.ref)


@page(access.SECRETARIAT)
def organization_list(request):
    form = OrganizationFilterForm(request.GET)
    rows = queries.listed(request.actor, **form.asked())
    paged = Paginator(rows, 25).get_page(request.GET.get("page"))
    return render(request, "participants/organization_list.html", {"form": form, "page": paged})


@page(access.SECRETARIAT)
def organization_file(request, kind):
    if kind not in FILES:
        raise Http404
    rows = queries.listed(request.actor, **OrganizationFilterForm(request.GET).asked())
    data = write_csv(rows, sheets.ORGANIZATIONS) if kind == "csv" else write_xlsx(rows, sheets.ORGANIZATIONS)
    disposition = f'attachment; filename="organisations.{kind}"'
    return HttpResponse(data, content_type=FILES[kind], headers={"Content-Disposition": disposition})


def _facts(organization) -> dict:
    return {name: getattr(organization, name) for name in ProfileForm.base_fields}


def _tasks(actor, organization) -> Desk:
    """What this person has to do here, the most urgent first: the same lines, parted as on his tasks page."""
    here = reverse("participants:organization-overview", kwargs={"org": organization.slug})
    return desk(actor, now()).of(organization.name, but=here, most=5)
