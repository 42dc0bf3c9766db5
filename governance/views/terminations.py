"""Cases about ending a participation, as the Secretariat keeps them and the committee reads them (Pact 6.6.2)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access, flow, rules
from governance.actions import hearings
from governance.actions import terminations as actions
from governance.forms import terminations as forms
from governance.queries import terminations as queries
from pact.access import page
from pact.clock import now, today
from pact.deadlines.days import day_in
from pact.files import serve
from participants.access import SECRETARIAT
from participants.queries import records


def _done(request, case, sentence):
    messages.success(request, sentence)
    return redirect("governance:termination-detail", ref=case.ref)


def _asked(request, case, form, template):
    return render(request, template, {"form": form, "case": case}, status=422 if form.errors else 200)


@page(SECRETARIAT)
def termination_list(request):
    form = forms.CaseFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.case_rows(request.actor, now(), show=asked.get("show") or "open", words=asked.get("words", ""))
    context = {"form": form, "page": Paginator(rows, 50).get_page(request.GET.get("page"))}
    return render(request, "governance/termination_list.html", context)


@page(access.OPEN_CASE, finds=records, by={"org": "slug"}, methods="GET POST")
def termination_new(request, organization):
    form = forms.OpenCase(request.POST or None)
    if form.is_valid():
        case = actions.open_case(request.actor, organization, **form.cleaned_data, at=now())
        return _done(request, case, _("The case is open. Nobody outside the Secretariat sees it before the notice."))
    context = {"form": form, "organization": organization}
    return render(request, "governance/termination_new.html", context, status=422 if form.errors else 200)


@page(access.SEE_VOTES, finds=queries.cases)
def termination_detail(request, case):
    context = {
        "case": case,
        "hearing": queries.hearing_of(case),
        "next_step": queries.next_step(case),
        "days": queries.days_of(case, now()),
        "entries": queries.timeline(case, request.actor),
        "votes": queries.votes_about(case, request.actor),
        "steps": {step.name for step in flow.TERMINATION.open_to(request.actor, case)},
    }
    return render(request, "governance/termination_detail.html", context)


@page(access.PUT_TO_VOTE, finds=queries.cases, methods="GET POST")
def termination_notice(request, case):
    earliest = rules.earliest_answer(today(), queries.earliest_answer_days(today()))
    form = forms.Notice(request.POST or None, earliest=earliest)
    if form.is_valid():
        actions.send_notice(request.actor, case, **form.cleaned_data, at=now())
        return _done(request, case, _("The notice is sent, with the invitation to be heard."))
    return _asked(request, case, form, "governance/termination_notice.html")


@page(access.PUT_TO_VOTE, finds=queries.cases, methods="GET POST")
def termination_plan(request, case):
    form = forms.Plan(request.POST or None, now=now())
    if form.is_valid():
        hearings.plan(request.actor, case, form.cleaned_data["way"], form.planned_at, at=now())
        return _done(request, case, _("The organisation has the day by letter."))
    return _asked(request, case, form, "governance/termination_plan.html")


@page(access.PUT_TO_VOTE, finds=queries.cases, methods="GET POST")
def termination_held(request, case):
    hearing = queries.hearing_of(case)
    if hearing is None:
        raise Http404
    invited = day_in(hearing.invited_at, str(forms.ZONE))
    form = forms.Held(request.POST or None, today=today(), invited=invited)
    if form.is_valid():
        hearings.hold(request.actor, case, **form.cleaned_data, at=now())
        return _done(request, case, _("The hearing is recorded, and the organisation has the record by letter."))
    return _asked(request, case, form, "governance/termination_held.html")


@page(access.PUT_TO_VOTE, finds=queries.cases, methods="GET POST")
def termination_put(request, case):
    form = forms.PutCase(request.POST or None, today=today())
    if form.is_valid():
        decision = actions.put(request.actor, case, **form.cleaned_data, at=now())
        messages.success(request, _("The vote is open and the members have been asked."))
        return redirect("governance:decision-detail", ref=decision.ref)
    return _asked(request, case, form, "governance/termination_put.html")


@page(access.PUT_TO_VOTE, finds=queries.cases, methods="GET POST")
def termination_drop(request, case):
    form = forms.CloseCase(request.POST or None)
    if form.is_valid():
        actions.close(request.actor, case, form.cleaned_data["reason"], at=now())
        return _done(request, case, _("The case is closed without ending anything."))
    return _asked(request, case, form, "governance/termination_drop.html")


@page(access.SEE_VOTES, finds=queries.cases)
def termination_statement(request, case):
    hearing = queries.hearing_of(case)
    if hearing is None or hearing.statement_file is None:
        raise Http404
    return serve(request, hearing.statement_file)
