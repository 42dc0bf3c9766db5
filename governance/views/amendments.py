"""Amendments of the Pact (6.5): requesting, answering, and the Secretariat's part."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import amendments as actions
from governance.actions import rounds
from governance.forms.amendments import Answer, Choose, Put, Request, Return
from governance.queries import amendments as queries
from governance.queries import rounds as round_queries
from pact.access import CannotNow, page
from pact.clock import now, today
from participants.access import VIEW_ORGANIZATION

ORG, NUMBER = {"org": "slug"}, {"number": "number"}


def _found(number: str):
    row = queries.every_amendment().filter(number=number).first()
    if row is None:
        raise Http404
    return row


@page(VIEW_ORGANIZATION, finds=queries.organizations, by=ORG)
def organization_amendments(request, organization):
    """All amendments with this organization's own position."""
    context = {"organization": organization, "rows": queries.of_organization(request.actor, organization)}
    return render(request, "governance/organization_amendments.html", context)


@page(access.REQUEST_AMENDMENT, finds=queries.organizations, by=ORG, methods="GET POST")
def amendment_new(request, organization):
    """First which clauses, by address; then their words; then the preview; then it is sent and public."""
    text, numbers = queries.newest_text(), queries.every_rule(today())
    choose = Choose(request.GET or None, clauses=text.clauses, numbers=numbers)
    context = {"organization": organization, "text": text, "choose": choose, "again": _again(request.GET)}
    if not choose.is_valid():
        return render(request, "governance/amendment_new.html", {**context, "forms": [choose] if request.GET else []})
    form = Request(request.POST or None, text=text, chosen=choose.cleaned_data, numbers=numbers, today=today())
    if form.is_valid() and request.POST.get("step") == "send" and (made := _sent(request, organization, form)):
        messages.success(request, _("The request is sent and public. The Secretariat puts it before the committee."))
        return redirect("website:amendment-detail", number=made.number)
    asked = form.asked() if form.is_valid() else None
    context |= {"form": form, "preview": asked and queries.preview(asked, numbers)}
    return render(request, "governance/amendment_new.html", context, status=422 if form.errors else 200)


def _again(chosen: QueryDict):
    """The request that this one follows, by its number in the address."""
    return queries.every_amendment().filter(number=chosen.get("follows", "")).first()


def _sent(request, organization, form: Request):
    """The request as it was written down; what stands in the way is said over the form, and nothing typed is lost."""
    try:
        again = _again(request.GET)
        return actions.request(request.actor, organization, **form.asked(), follows=again, at=now())
    except CannotNow as refusal:
        for sentence in refusal.sentences:
            form.add_error(None, sentence)
        return None


@page(access.ANSWER, finds=queries.organizations, by=ORG, methods="GET POST")
def amendment_answer(request, organization, number):
    row = _found(number)
    given = round_queries.answer_of(request.actor, row.round, organization) if row.round else None
    form = Answer(request.POST or None, initial=round_queries.known(given, request.user))
    if form.is_valid() and row.round:
        rounds.answer(request.actor, row.round, organization, **form.cleaned_data, at=now())
        messages.success(request, _("Your answer is counted. You can change or withdraw it until the closing."))
        return redirect("governance:amendment-answer", org=organization.slug, number=number)
    context = {"organization": organization, "row": row, "form": form, "given": given}
    context |= queries.shown(row, organization, now())
    return render(request, "governance/amendment_answer.html", context, status=422 if form.errors else 200)


@page(access.ANSWER, finds=queries.organizations, by=ORG, methods="POST")
def amendment_answer_withdraw(request, organization, number):
    row = _found(number)
    if row.round:
        rounds.take_back(request.actor, row.round, organization, at=now())
        messages.success(request, _("Your answer is withdrawn: your organisation counts as one that has not answered."))
    return redirect("governance:amendment-answer", org=organization.slug, number=number)


@page(access.REQUEST_AMENDMENT, finds=queries.organizations, by=ORG, methods="POST")
def amendment_withdraw(request, organization, number):
    row = _found(number)
    if row.organization_id != organization.pk:
        raise Http404
    actions.withdraw(request.actor, row, at=now())
    messages.success(request, _("The request is withdrawn. Its page says so."))
    return redirect("governance:organization-amendments", org=organization.slug)


@page(access.PUT_TO_VOTE)
def amendment_list(request):
    return render(request, "governance/amendment_list.html", {"rows": queries.desk_rows(request.actor)})


@page(access.PUT_TO_VOTE, finds=queries.amendments, by=NUMBER)
def amendment_detail(request, amendment):
    return _drawn(request, amendment)


def _drawn(request, amendment, *, put=None, back=None):
    """The Secretariat's page of one request; a form that did not fit comes back with what was typed."""
    context = {"line": queries.desk_row(request.actor, amendment), "row": amendment}
    context |= queries.shown(amendment, amendment.organization, now())
    context |= {"put": put or Put(prefix="put"), "back": back or Return(prefix="back")}
    context |= {"silent": round_queries.silent_of(amendment.round), "forms": [one for one in (put, back) if one]}
    return render(request, "governance/amendment_detail.html", context, status=422 if put or back else 200)


@page(access.PUT_TO_VOTE, finds=queries.amendments, by=NUMBER, methods="POST")
def amendment_put(request, amendment):
    form = Put(request.POST, prefix="put")
    if form.is_valid() and (matter := _put(request, amendment, form)):
        messages.success(request, _("It is before the Steering Committee. Open the vote now."))
        return redirect("governance:matter-vote", ref=matter.ref)
    return _drawn(request, amendment, put=form)


def _put(request, amendment, form: Put):
    try:
        return actions.put_before_committee(request.actor, amendment, **form.cleaned_data, at=now())
    except CannotNow as refusal:
        for sentence in refusal.sentences:
            form.add_error("closes_on", sentence)
        return None


@page(access.PUT_TO_VOTE, finds=queries.amendments, by=NUMBER, methods="POST")
def amendment_return(request, amendment):
    form = Return(request.POST, prefix="back")
    if not form.is_valid():
        return _drawn(request, amendment, back=form)
    actions.return_for_wording(request.actor, amendment, form.cleaned_data["answer"], at=now())
    messages.success(request, _("The request went back with your words."))
    return redirect("governance:amendment-detail", number=amendment.number)
