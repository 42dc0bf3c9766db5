"""The pipeline of buyer groups that are starting (5.2.2)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import start_ups as actions
from buyergroups.forms.start_ups import Charter, HandOver, NextStep, OpenCase, Why, Workshop
from buyergroups.queries import pages
from buyergroups.queries import start_ups as queries
from pact.access import page
from pact.clock import now, today
from pact.files import serve
from pact.ui.saying import said_at


@page(access.KEEP_GROUPS)
def start_up_list(request):
    context = {"pipeline": queries.pipeline(request.actor, today())}
    return render(request, "buyergroups/start_up_list.html", context)


@page(access.KEEP_GROUPS, methods="GET POST")
def start_up_new(request):
    form = OpenCase(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        case = said_at(form, lambda: actions.open_case(request.actor, at=now(), **form.facts()), "group")
        if case:
            messages.success(request, _("Opened."))
            return redirect("buyergroups:start-up-detail", ref=case.ref)
    return render(request, "buyergroups/start_up_new.html", {"form": form}, status=422 if form.errors else 200)


@page(access.KEEP_GROUPS, finds=queries.start_ups)
def start_up_detail(request, case):
    context = {"card": queries.card(request.actor, case, today()), "case": case}
    return render(request, "buyergroups/start_up_detail.html", context)


@page(access.KEEP_GROUPS, finds=queries.start_ups, methods="GET POST")
def start_up_step(request, case, step):
    """One step of the life of a case, or the next thing to do: each with its own short form."""
    if step not in STEPS:
        raise Http404
    form = _form(step, request, case)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _taken(step, request.actor, case, form)):
        messages.success(request, _("Saved."))
        return redirect("buyergroups:start-up-detail", ref=case.ref)
    context = {"case": case, "form": form, "step": step}
    return render(request, "buyergroups/start_up_step.html", context, status=422 if form.errors else 200)


STEPS = ("next", "workshop", "charter", "hand-over", "drop")


def _form(step: str, request, case):
    data, files = request.POST or None, request.FILES or None
    if step == "charter":
        return Charter(data, files, today=today())
    if step == "drop":
        return Why(data)
    if step == "workshop":
        return Workshop(data, today=today())
    return (NextStep if step == "next" else HandOver)(data, case=case, today=today())


def _taken(step: str, actor, case, form):
    if step == "next":
        return actions.note_step(actor, case, at=now(), **form.next_facts())
    if step == "workshop":
        return actions.hold_workshop(actor, case, at=now(), **form.cleaned_data)
    if step == "charter":
        return actions.agree_charter(actor, case, at=now(), **form.cleaned_data)
    if step == "hand-over":
        return actions.hand_over(actor, case, at=now(), **form.facts())
    return actions.drop(actor, case, form.cleaned_data["reason"], at=now())


@page(access.KEEP_GROUPS, finds=queries.start_ups)
def start_up_charter(request, case):
    if case.charter is None:
        raise Http404
    return serve(request, case.charter)


@page(access.ANSWER_FOR_ORGANIZATION, finds=pages.organizations, by={"org": "slug"}, methods="POST")
def start_up_ask(request, organization):
    """A participant asks the Secretariat to start a group in its area."""
    actions.ask_for_group(request.actor, organization, at=now())
    messages.success(request, _("Asked. The Secretariat answers within fourteen days."))
    return redirect("buyergroups:membership-list", org=organization.slug)
