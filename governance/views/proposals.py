"""Proposals to the committee: choose a kind, write, look at it, put it; its page and its way back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import matters
from governance.actions import proposals as actions
from governance.forms.proposals import FORMS
from governance.queries import proposals as queries
from governance.queries.contents import in_words
from governance.rules import proposals as rules
from pact.access import CannotNow, page
from pact.clock import now, today
from pact.files import serve


@page(access.PROPOSE)
def proposal_new(request):
    return render(request, "governance/proposal_new.html", {"kinds": rules.PROPOSALS.values()})


@page(access.PROPOSE, methods="GET POST")
def proposal_write(request, kind):
    """Look first: what will be voted on is shown as the members will read it, then it is put."""
    proposal = rules.by_slug(kind)
    if proposal is None:
        raise Http404
    form = _bound(request, proposal)
    content = _content(request, form) if form.is_valid() else None
    against = queries.standing_against(proposal.kind, content, today()) if content else ""
    if against:
        form.add_error(None, against)
    elif content and request.POST.get("do") == "put" and (matter := _put(request, proposal, form, content)):
        messages.success(request, _("The proposal is before the Steering Committee."))
        return redirect("governance:proposal-detail", ref=matter.ref)
    look = content if content and not form.errors else None
    context = {"form": form, "proposal": proposal, "content": look and queries.words(proposal.kind, look)}
    context["question"] = look and queries.question(proposal.kind, look)
    return render(request, "governance/proposal_write.html", context, status=422 if form.errors else 200)


def _bound(request, proposal):
    facts = {"today": today(), "groups": queries.groups_to_choose()}
    return FORMS[proposal.kind](request.POST or None, request.FILES or None, **facts)


def _content(request, form):
    """What is voted on. A paper is kept while one looks, so that it need not be chosen again."""
    if "paper" not in form.fields:
        return form.content()
    upload = form.cleaned_data["paper"]
    kept = form.cleaned_data["kept"]
    paper = actions.keep_paper(request.actor, upload, at=now()) if upload else None
    paper = paper or (queries.papers(request.actor).filter(ref=kept).first() if kept else None)
    form.data = form.data.copy()
    form.data["kept"] = paper.ref if paper else ""
    return form.content(paper)


def _put(request, proposal, form, content):
    try:
        return actions.put(request.actor, proposal.kind, content, reasons=form.cleaned_data["reasons"], at=now())
    except CannotNow as refusal:
        form.add_error(None, refusal.sentences[0])
        return None


@page(access.SEE_VOTES, finds=queries.proposals)
def proposal_detail(request, matter):
    context = {
        "matter": matter,
        "content": in_words(matter),
        "votes": queries.votes_of(request.actor, matter),
        "paper": bool(matter.content.get("paper")),
        "proposal": rules.PROPOSALS[matter.kind],
    }
    return render(request, "governance/proposal_detail.html", context)


@page(access.SEE_VOTES, finds=queries.proposals)
def proposal_paper(request, matter):
    held = matter.content.get("paper") or {}
    stored = queries.papers(request.actor).filter(ref=held.get("ref", "")).first()
    if stored is None:
        raise Http404
    return serve(request, stored)


@page(access.PUT_TO_VOTE, finds=queries.proposals, methods="POST")
def proposal_withdraw(request, matter):
    matters.withdraw(request.actor, matter, at=now())
    messages.success(request, _("The proposal is withdrawn."))
    return redirect("governance:proposal-detail", ref=matter.ref)
