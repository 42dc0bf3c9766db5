"""Reaching out (Pact 3.2.1.a): whom a group informed, what came of it, when to speak again."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import outreach as actions
from buyergroups.flow import OUTREACH
from buyergroups.forms.outreach import Entry
from buyergroups.queries import groups
from buyergroups.queries import outreach as queries
from buyergroups.sheets import outreach as sheets
from buyergroups.views.users_served import as_file
from pact.access import CannotNow, page
from pact.clock import now, today

BY_SLUG = {"group": "slug"}
OF_GROUP = {"group": "group__slug", "ref": "ref"}


@page(access.READ_OUTREACH, finds=groups.groups, by=BY_SLUG)
def outreach_list(request, group):
    shown = Paginator(queries.entries_of(request.actor, group), 25).get_page(request.GET.get("page"))
    year = today().year
    context = {"group": group, "page": shown, "year": year, "counts": queries.outreach_counts(group, year)}
    return render(request, "buyergroups/outreach_list.html", {**context, "today": today()})


@page(access.READ_OUTREACH, finds=groups.groups, by=BY_SLUG)
def outreach_file(request, group, kind):
    return as_file(queries.lines(request.actor, group), sheets.ENTRIES, f"outreach-{group.slug}", kind)


@page(access.REACH_OUT, finds=groups.groups, by=BY_SLUG, methods="GET POST")
def outreach_new(request, group):
    form = _form(request, group)
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin(request.actor, group, at=now(), **form.facts())
            messages.success(request, _("Written down."))
            return redirect("buyergroups:outreach-list", group=group.slug)
        except CannotNow as refusal:
            form.add_error("organization_name", refusal.sentences[0])
    context = {"group": group, "form": form}
    return render(request, "buyergroups/outreach_new.html", context, status=422 if form.errors else 200)


@page(access.REACH_OUT, finds=queries.outreach, by=OF_GROUP, methods="GET POST")
def outreach_edit(request, entry):
    form = _form(request, entry.group, entry)
    if request.method == "POST" and form.is_valid():
        actions.change(request.actor, entry, at=now(), **form.facts())
        messages.success(request, _("Saved."))
        return redirect("buyergroups:outreach-list", group=entry.group.slug)
    steps = [step.name for step in OUTREACH.open_to(request.actor, entry)]
    context = {"entry": entry, "group": entry.group, "form": form, "steps": steps}
    return render(request, "buyergroups/outreach_edit.html", context, status=422 if form.errors else 200)


def _form(request, group, entry=None) -> Entry:
    """A name that is on the list already was looked at when it was written down."""
    known, initial = partial(queries.already_in, group, day=today()), {}
    if entry:
        names = ("organization_name", "country", "contacted_on", "next_on", "note")
        initial = {name: getattr(entry, name) for name in names}
        initial["taken_up"] = [item.slug for item in entry.taken_up.all()]
        known = _unasked
    return Entry(request.POST or None, today=today(), items=queries.items(), known=known, initial=initial)


def _unasked(_name: str, _country: str) -> str:
    return ""


@page(access.REACH_OUT, finds=queries.outreach, by=OF_GROUP, methods="POST")
def outreach_step(request, entry, step):
    if step not in actions.STEPS:
        raise Http404
    actions.take_step(request.actor, entry, step, at=now())
    messages.success(
        request, _("%(name)s: %(state)s.") % {"name": entry.organization_name, "state": entry.get_state_display()}
    )
    return redirect("buyergroups:outreach-list", group=entry.group.slug)
