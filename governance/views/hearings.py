"""The case about its own participation, as an organization reads and answers it (Pact 6.6.2)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access, rules
from governance.actions import hearings as actions
from governance.forms.terminations import Answer
from governance.queries import terminations as queries
from pact.access import page
from pact.access.permissions import may
from pact.clock import now
from pact.files import serve
from participants.access import VIEW_ORGANIZATION

OWN = {"org": "organization__slug", "ref": "ref"}


@page(VIEW_ORGANIZATION, finds=queries.own_cases, by=OWN)
def hearing_detail(request, case):
    return _drawn(request, case, None)


def _drawn(request, case, form):
    hearing, at = case.hearing, now()
    in_person = hearing.answered_at is not None and hearing.way in rules.IN_PERSON
    open_ = case.state == "NOTICED" and rules.may_answer(hearing.answer_by, at, waits_in_person=in_person)
    said = {"how": hearing.way, "statement": hearing.statement} if hearing.answered_at else {}
    context = {
        "case": case,
        "hearing": hearing,
        "organization": case.organization,
        "now": at,
        "entries": queries.timeline(case, request.actor),
        "open": open_,
        "can_answer": open_ and may(request.actor, access.ANSWER_HEARING, case),
        "form": form or Answer(initial=said),
    }
    return render(request, "governance/hearing_detail.html", context, status=422 if form else 200)


@page(access.ANSWER_HEARING, finds=queries.own_cases, by=OWN, methods="POST")
def hearing_answer(request, case):
    has_file = bool(case.hearing.statement_file_id)
    form = Answer(request.POST, request.FILES, has_file=has_file)
    if not form.is_valid():
        return _drawn(request, case, form)
    given = form.cleaned_data
    actions.answer(request.actor, case, given["how"], given["statement"], scan=given["scan"], at=now())
    messages.success(request, _("The Secretariat has your answer."))
    return redirect("governance:hearing-detail", org=case.organization.slug, ref=case.ref)


@page(VIEW_ORGANIZATION, finds=queries.own_cases, by=OWN)
def hearing_statement(request, case):
    if case.hearing.statement_file is None:
        raise Http404
    return serve(request, case.hearing.statement_file)
