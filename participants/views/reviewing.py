"""Applications as the Secretariat works on them (Pact 6.4.2)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from pact.access import CannotNow, page
from pact.clock import now, today
from pact.sheets import write_csv, write_xlsx
from participants import access, queries, sheets
from participants.actions import applications, paper
from participants.forms import reviewing
from participants.views.record import CRITERIA_WORDS, application_page

FILES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@page(access.SECRETARIAT)
def application_list(request):
    """The pipeline: by stage, the most urgent first."""
    form = reviewing.PipelineForm(request.GET or {"stage": "OPEN"})
    rows = queries.applications_asked(request.actor, today=today(), **form.asked())
    paged = Paginator(rows, 25).get_page(request.GET.get("page"))
    lines = queries.pipeline_rows(request.actor, paged.object_list, today())
    context = {"form": form, "page": paged, "stages": queries.by_stage(lines, queries.stage_counts(rows))}
    return render(request, "participants/application_list.html", {**context, "today": today()})


@page(access.SECRETARIAT)
def application_file(request, kind):
    """The same list as a file."""
    if kind not in FILES:
        raise Http404
    form = reviewing.PipelineForm(request.GET or {"stage": "OPEN"})
    rows = queries.applications_asked(request.actor, today=today(), **form.asked())
    lines = queries.pipeline_rows(request.actor, rows, today())
    data = write_csv(lines, sheets.APPLICATIONS) if kind == "csv" else write_xlsx(lines, sheets.APPLICATIONS)
    disposition = f'attachment; filename="applications.{kind}"'
    return HttpResponse(data, content_type=FILES[kind], headers={"Content-Disposition": disposition})


@page(access.COMMITTEE_OR_SECRETARIAT, finds=queries.applications)
def application_detail(request, application):
    return application_page(request, application)


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_ask(request, application):
    form = reviewing.AskForm(request.POST)
    if form.is_valid():
        applications.ask(request.actor, application, form.cleaned_data["text"], at=now())
        return redirect("participants:application-detail", ref=application.ref)
    return application_page(request, application, ask=form)


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_finding(request, application, criterion):
    if criterion not in CRITERIA_WORDS:
        raise Http404
    form = reviewing.FindingForm(request.POST, prefix=criterion)
    if form.is_valid():
        given = form.cleaned_data
        applications.record_finding(
            request.actor, application, criterion, given["finding"], given["evidence"], at=now()
        )
        return redirect("participants:application-detail", ref=application.ref)
    return application_page(request, application, findings={criterion: form})


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_screen(request, application):
    form = reviewing.ScreenForm(request.POST, prefix="screen")
    if form.is_valid():
        given = form.cleaned_data
        applications.screen(request.actor, application, given["outcome"], given["evidence"], at=now())
        return redirect("participants:application-detail", ref=application.ref)
    return application_page(request, application, screen=form)


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_recommend(request, application):
    form = reviewing.RecommendForm(request.POST)
    if form.is_valid():
        applications.recommend(request.actor, application, form.cleaned_data["recommendation"], at=now())
        return redirect("participants:application-detail", ref=application.ref)
    return application_page(request, application, recommend=form)


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_assign(request, application):
    applications.assign(request.actor, application, at=now())
    return redirect("participants:application-detail", ref=application.ref)


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_match(request, application):
    """It is an organisation we know (or, without a name, it is not)."""
    form = reviewing.MatchForm(request.POST)
    slug = form.cleaned_data["slug"] if form.is_valid() else ""
    organization = queries.organizations(request.actor).filter(slug=slug).first()
    if slug and organization is None:
        raise Http404
    applications.match(request.actor, application, organization, at=now())
    return redirect("participants:application-detail", ref=application.ref)


@page(access.SECRETARIAT, methods="GET POST")
def application_new(request):
    """Enter what came on paper."""
    form = reviewing.PaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("received_on", "signed_on", "scan")}
        try:
            application = paper.record_paper(request.actor, form.answers(), **given, at=now())
            return redirect("participants:application-detail", ref=application.ref)
        except CannotNow as refusal:
            form.add_error(None, refusal.sentences[0])
    return render(request, "participants/application_new.html", {"form": form})
