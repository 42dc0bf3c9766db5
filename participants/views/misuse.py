"""Reports of misuse: of those who report, and of the Secretariat (Pact 2.2.2 c)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.access.permissions import SIGNED_IN
from pact.audit.queries import trail
from pact.clock import now, today
from pact.files import serve
from participants import access, flow, queries
from participants.actions import misuse
from participants.forms.supporters import MisuseForm, SettleForm, SupporterChoiceForm
from participants.models import MisuseReport
from participants.views.organizations import ORG
from participants.views.record import said

OWN = {"org": "organization__slug", "ref": "ref"}


@page(SIGNED_IN)
def misuse_start(request):
    """From the public page of a supporter: to the pages of the participant this person acts for."""
    asked = {"supporter": request.GET.get("supporter", "")[:80]}
    hats = queries.participating(request.actor)
    lines = [{"name": hat.name, "url": f"{_new(hat.slug)}?{urlencode(asked)}"} for hat in hats]
    if len(lines) == 1:
        return redirect(lines[0]["url"])
    return render(request, "participants/misuse_start.html", {"lines": lines})


@page(access.VIEW_ORGANIZATION, finds=queries.organizations, by=ORG)
def misuse_list(request, organization):
    rows = queries.misuse_reports(request.actor).filter(organization=organization).order_by("-reported_at")
    return render(request, "participants/misuse_list.html", {"reports": rows, "organization": organization})


@page(access.REPORT_MISUSE, finds=queries.organizations, by=ORG, methods="GET POST")
def misuse_new(request, organization):
    """First whom it is about, then what happened; what is agreed with this supporter stands above the questions."""
    if not queries.takes_part(organization):
        raise CannotNow(_("Participants report misuse of their network (2.2.2 c). Write to the Secretariat instead."))
    choice = SupporterChoiceForm(request.GET or None, supporters=queries.every_supporter_now())
    if not choice.is_valid():
        return render(request, "participants/misuse_new.html", {"form": choice, "organization": organization})
    supporter = queries.supporter_now(choice.cleaned_data["supporter"])
    form = MisuseForm(request.POST or None, request.FILES or None, today=today())
    if form.is_valid():
        misuse.report_misuse(request.actor, organization, supporter, **form.cleaned_data, on=today(), at=now())
        messages.success(request, _("The Secretariat has your report. Nobody else learns that it was you."))
        return redirect("participants:misuse-list", org=organization.slug)
    agreed = queries.exceptions_in_force(supporter, today())
    context = {"form": form, "organization": organization, "supporter": supporter, "agreed": agreed}
    return render(request, "participants/misuse_new.html", context)


@page(access.VIEW_ORGANIZATION, finds=queries.misuse_reports, by=OWN)
def misuse_detail(request, report):
    context = {"report": report, "organization": report.organization}
    return render(request, "participants/misuse_detail.html", context)


@page(access.VIEW_ORGANIZATION, finds=queries.misuse_reports, by=OWN)
def misuse_file(request, report):
    if report.file is None:
        raise Http404
    return serve(request, report.file)


@page(access.SECRETARIAT, finds=queries.misuse_reports)
def misuse_review(request, report):
    return _drawn(request, report, SettleForm())


@page(access.SECRETARIAT, finds=queries.misuse_reports)
def misuse_review_file(request, report):
    if report.file is None:
        raise Http404
    return serve(request, report.file)


@page(access.SECRETARIAT, finds=queries.misuse_reports, methods="POST")
def misuse_look(request, report):
    misuse.look(request.actor, report, at=now())
    return redirect("participants:misuse-review", ref=report.ref)


@page(access.SECRETARIAT, finds=queries.misuse_reports, methods="POST")
def misuse_settle(request, report):
    form = SettleForm(request.POST)
    if not form.is_valid() or not _settled(request, report, form):
        return _drawn(request, report, form)
    messages.success(request, _("Settled. The letters are on their way."))
    return redirect("participants:misuse-review", ref=report.ref)


def _settled(request, report, form: SettleForm) -> bool:
    given = form.cleaned_data
    try:
        if given["outcome"] == MisuseReport.Outcome.REMINDED:
            misuse.remind(request.actor, report, given["answer"], given["told"], on=today(), at=now())
        else:
            misuse.dismiss(request.actor, report, given["answer"], at=now())
    except CannotNow as refusal:
        form.add_error(None, refusal.sentences[0])
        return False
    return True


def _drawn(request, report, form: SettleForm):
    context = {
        "report": report,
        "form": form,
        "steps": {step.name for step in flow.MISUSE.open_to(request.actor, report)},
        "agreed": queries.exceptions_in_force(report.supporter, report.happened_on),
        "entries": [{"what": said(line), "at": line.at} for line in reversed(trail(request.actor, report))],
    }
    return render(request, "participants/misuse_review.html", context, status=422 if form.errors else 200)


def _new(slug: str) -> str:
    return reverse("participants:misuse-new", kwargs={"org": slug})
