"""Putting something to the vote."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import applications as application_actions
from governance.actions import decisions as actions
from governance.actions import doubts as doubt_actions
from governance.actions import misuse
from governance.forms.decisions import AskFirst, OpenMatterVote, OpenVote
from governance.forms.misuse import PutMisuse
from governance.queries import applications as application_queries
from governance.queries import decisions as queries
from governance.queries.contents import in_words, last_vote_day
from pact.access import page
from pact.clock import now, today
from participants.queries import answers_of, misuse_reports


@page(access.PUT_TO_VOTE, finds=application_queries.applications, methods="GET POST")
def application_vote_open(request, application):
    form = OpenVote(request.POST or None, today=today(), initial={"closes_on": application.decide_by})
    if request.method == "POST" and form.is_valid():
        closes_on = form.cleaned_data["closes_on"]
        application_actions.put_to_vote(request.actor, application, closes_on=closes_on, at=now())
        messages.success(request, _("The vote is open and the members have been asked."))
        return redirect("participants:application-detail", ref=application.ref)
    context = {"form": form, "application": application}
    return render(request, "governance/application_vote_open.html", context, status=422 if form.errors else 200)


@page(access.PUT_TO_VOTE, finds=application_queries.applications, methods="GET POST")
def application_question(request, application, about):
    """The question that comes before the vote: a doubt of 2.1.4, or whether it may coordinate (2.1.3)."""
    question = application_queries.question_of(application, about.upper())
    if question is None:
        raise Http404
    form = AskFirst(request.POST or None, today=today(), initial={"closes_on": application.decide_by})
    if request.method == "POST" and form.is_valid():
        decision = doubt_actions.ask(request.actor, application, question.code, at=now(), **form.cleaned_data)
        messages.success(request, _("The question is put and the members have been asked."))
        return redirect("governance:decision-detail", ref=decision.ref)
    told = {"answers": answers_of(application.screening), "question": question}
    context = {"form": form, "application": application, **told}
    return render(request, "governance/application_question.html", context, status=422 if form.errors else 200)


@page(access.SEE_VOTES, finds=queries.matters)
def matter_open(request, matter):
    """To the file of a matter; the floor that put it there named its page."""
    return redirect(matter.url_name, **matter.url_kwargs)


@page(access.PUT_TO_VOTE, finds=queries.open_matters, methods="GET POST")
def matter_vote(request, matter):
    """Open a written procedure on any matter."""
    form = OpenMatterVote(
        request.POST or None, today=today(), last=last_vote_day(matter), initial={"closes_on": matter.due_on}
    )
    if request.method == "POST" and form.is_valid():
        decision = actions.open_for_day(request.actor, matter, closes_on=form.cleaned_data["closes_on"], at=now())
        messages.success(request, _("The vote is open and the members have been asked."))
        return redirect("governance:decision-detail", ref=decision.ref)
    context = {"form": form, "matter": matter, "content": in_words(matter)}
    return render(request, "governance/matter_vote.html", context, status=422 if form.errors else 200)


@page(access.PUT_TO_VOTE, finds=misuse_reports, methods="GET POST")
def misuse_put(request, report):
    """A report of misuse becomes a matter of the committee (6.6.2)."""
    form = PutMisuse(request.POST or None)
    if form.is_valid():
        misuse.put_before_committee(request.actor, report, **form.cleaned_data, at=now())
        messages.success(request, _("The matter is before the Steering Committee."))
        return redirect("participants:misuse-review", ref=report.ref)
    return render(request, "governance/misuse_put.html", {"form": form, "report": report})
