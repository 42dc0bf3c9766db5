"""Founding signers, recorded by the Secretariat until the first committee is constituted (register I-8)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import founding
from governance.forms.founding import FounderForm
from governance.queries import seats as queries
from pact.access import CannotNow, page
from pact.clock import now, today


@page(access.RECORD_FOUNDER)
def founder_list(request):
    return render(request, "governance/founder_list.html", {"founders": queries.founders(request.actor, today())})


@page(access.RECORD_FOUNDER, methods="GET POST")
def founder_new(request):
    form = FounderForm(request.POST or None, request.FILES or None, today=today(), start=queries.pact_start(today()))
    if form.is_valid() and (name := _recorded(request, form)):
        messages.success(request, _("%(name)s is on the public list now, as a founding signer.") % {"name": name})
        return redirect("governance:founder-list")
    context = {"form": form, "over": queries.ever_constituted(today())}
    return render(request, "governance/founder_new.html", context, status=422 if form.errors else 200)


def _recorded(request, form: FounderForm) -> str:
    """The name of who was recorded; what stands in the way is said over the form, and nothing typed is lost."""
    try:
        return founding.record(request.actor, **form.asked(), at=now()).organization.name
    except CannotNow as refusal:
        form.add_error(None, refusal.sentences[0])
        return ""
