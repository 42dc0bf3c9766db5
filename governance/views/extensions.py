"""How long the Pact lasts (6.2): the Secretariat's page, and the answer of an organization."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import extensions as actions
from governance.actions import rounds
from governance.forms.amendments import Answer
from governance.forms.extensions import Extend, SufficientConsent
from governance.queries import amendments as amendment_queries
from governance.queries import extensions as queries
from governance.queries import rounds as round_queries
from pact.access import CannotNow, page
from pact.clock import now, today

ORG = {"org": "slug"}


@page(access.PUT_TO_VOTE)
def duration(request):
    return _drawn(request)


def _drawn(request, *, criterion=None, extend=None):
    context = {"duration": queries.duration(request.actor, today())}
    context |= {
        "criterion": criterion or SufficientConsent(prefix="criterion"),
        "extend": extend or Extend(prefix="extend"),
    }
    context["forms"] = [one for one in (criterion, extend) if one]
    return render(request, "governance/duration.html", context, status=422 if context["forms"] else 200)


@page(access.PUT_TO_VOTE, methods="POST")
def duration_criterion(request):
    form = SufficientConsent(request.POST, prefix="criterion")
    if not form.is_valid():
        return _drawn(request, criterion=form)
    matter = actions.ask_criterion(request.actor, form.criterion(), at=now())
    messages.success(request, _("It is before the Steering Committee. Open the vote now."))
    return redirect("governance:matter-vote", ref=matter.ref)


@page(access.PUT_TO_VOTE, methods="POST")
def duration_extension(request):
    form = Extend(request.POST, prefix="extend")
    if form.is_valid() and _opened(request, form):
        messages.success(request, _("All participants are asked. The silent are reminded once a week."))
        return redirect("governance:duration")
    return _drawn(request, extend=form)


def _opened(request, form: Extend) -> bool:
    """What stands in the way is said over the form, and nothing typed is lost."""
    try:
        actions.open_extension(request.actor, **form.cleaned_data, at=now())
    except CannotNow as refusal:
        for sentence in refusal.sentences:
            form.add_error(None, sentence)
        return False
    return True


def _found(ref: str):
    row = queries.every_extension().filter(ref=ref).first()
    if row is None:
        raise Http404
    return row


@page(access.ANSWER, finds=amendment_queries.organizations, by=ORG, methods="GET POST")
def extension_answer(request, organization, ref):
    row, at = _found(ref), now()
    given = round_queries.answer_of(request.actor, row.round, organization)
    form = Answer(request.POST or None, initial=round_queries.known(given, request.user))
    if form.is_valid():
        rounds.answer(request.actor, row.round, organization, **form.cleaned_data, at=at)
        messages.success(request, _("Your answer is counted. You can change or withdraw it until the closing."))
        return redirect("governance:extension-answer", org=organization.slug, ref=ref)
    context = {"organization": organization, "row": row, "form": form, "given": given, "now": at}
    context |= round_queries.running(row.round, organization, at)
    return render(request, "governance/extension_answer.html", context, status=422 if form.errors else 200)


@page(access.ANSWER, finds=amendment_queries.organizations, by=ORG, methods="POST")
def extension_answer_withdraw(request, organization, ref):
    rounds.take_back(request.actor, _found(ref).round, organization, at=now())
    messages.success(request, _("Your answer is withdrawn: your organisation counts as one that has not answered."))
    return redirect("governance:extension-answer", org=organization.slug, ref=ref)
