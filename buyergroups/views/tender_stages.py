"""From stage to stage."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups import access
from buyergroups.actions import tender_stages as actions
from buyergroups.forms.tender_stages import FORMS, Lessons
from buyergroups.queries import tenders as queries
from buyergroups.views.tenders import OWN, said_at
from pact.access import page
from pact.clock import now, today

TITLES = {
    "consult": gettext_lazy("Begin the market consultation"),
    "announce": gettext_lazy("Announce the tender"),
    "publish": gettext_lazy("The notice is out"),
    "award": gettext_lazy("The tender is awarded"),
    "postpone": gettext_lazy("Postpone the tender"),
    "cancel": gettext_lazy("Cancel the tender"),
}
OWN_ACTION = {
    "publish": actions.publish,
    "award": actions.award,
    "cancel": actions.cancel,
}


@page(access.ENTER_TENDER, finds=queries.own_tenders, by=OWN, methods="GET POST")
def tender_stage(request, tender, step):
    if step not in FORMS:
        raise Http404
    form = FORMS[step](request.POST or None, today=today(), row=tender)
    if (
        request.method == "POST"
        and form.is_valid()
        and said_at(form, lambda: _taken(request.actor, tender, step, form))
    ):
        messages.success(request, _("Saved. It stands in the public history now."))
        return redirect("buyergroups:tender-detail", org=tender.organization.slug, ref=tender.ref)
    context = {"organization": tender.organization, "tender": tender, "form": form, "title": TITLES[step], "step": step}
    return render(request, "buyergroups/tender_stage.html", context, status=422 if form.errors else 200)


def _taken(actor, tender, step: str, form):
    if step in actions.PLAIN:
        return actions.step(actor, tender, step, at=now(), **form.cleaned_data)
    if step == "postpone":
        return actions.postpone(actor, tender, at=now(), **form.facts())
    return OWN_ACTION[step](actor, tender, at=now(), **form.cleaned_data)


def _told(actor, tender, form):
    return actions.tell_lessons(actor, tender, at=now(), **form.cleaned_data)


@page(access.ENTER_TENDER, finds=queries.own_tenders, by=OWN, methods="GET POST")
def tender_lessons(request, tender):
    form = Lessons(request.POST or None, initial={"lessons": tender.lessons})
    act = partial(_told, request.actor, tender, form)
    if request.method == "POST" and form.is_valid() and said_at(form, act):
        messages.success(request, _("Saved. Others can read it now."))
        return redirect("buyergroups:tender-detail", org=tender.organization.slug, ref=tender.ref)
    context = {"organization": tender.organization, "tender": tender, "form": form}
    return render(request, "buyergroups/tender_lessons.html", context, status=422 if form.errors else 200)
