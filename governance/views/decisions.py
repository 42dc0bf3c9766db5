"""The decision room, a vote, its result."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import decisions as actions
from governance.actions import hands as hand_actions
from governance.forms.decisions import Ballot, Close, Recusal, ShowOfHands
from governance.queries import applications as application_queries
from governance.queries import decisions as queries
from governance.queries import meetings as meeting_queries
from governance.queries import rotation as rotation_queries
from governance.queries import seats as seat_queries
from governance.queries.contents import in_words
from pact.access import page
from pact.clock import now, today


@page(access.SEE_VOTES)
def decision_room(request):
    room = queries.decision_room(request.actor, now())
    meeting = meeting_queries.next_meeting(request.actor, now())
    return render(request, "governance/decision_room.html", {"room": room, "meeting": meeting, "now": now()})


@page(access.SEE_VOTES, finds=queries.decisions)
def decision_detail(request, decision):
    return _drawn(request, decision)


def _drawn(request, decision, *, form=None, recusal=None, close=None, hands=None):
    """The page of a vote; a form that did not fit comes back with what was typed."""
    at, actor = now(), request.actor
    ballot = queries.ballot(actor, decision, at)
    mine = {"choice": ballot.mine.choice, "remark": ballot.mine.remark} if ballot.mine else {}
    context = {
        "ballot": ballot,
        "decision": decision,
        "content": in_words(decision.matter),
        "file": application_queries.file_of(actor, decision.matter),
        "form": form or Ballot(initial=mine, question=decision.question),
        "recusal": recusal or _recusal(request, ballot),
        "close": close or Close(prefix="close"),
        "hands": hands or ShowOfHands(hands=queries.hands(actor, decision), prefix="hands"),
        "now": at,
    }
    context["forms"] = [one for one in (form, recusal, close, hands) if one]
    status = 422 if context["forms"] else 200
    return render(request, "governance/decision_detail.html", context, status=status)


def _recusal(request, ballot, data=None):
    own = request.actor.seat_organization_id
    return Recusal(data, prefix="recusal", members=ballot.recusable, own=own)


@page(access.CAST, finds=queries.decisions, methods="POST")
def decision_cast(request, decision):
    form = Ballot(request.POST, question=decision.question)
    if not form.is_valid():
        return _drawn(request, decision, form=form)
    actions.cast(request.actor, decision, form.cleaned_data["choice"], form.cleaned_data["remark"], at=now())
    messages.success(request, _("Your vote is recorded. You can change it until the vote closes."))
    return redirect("governance:decision-detail", ref=decision.ref)


@page(access.RECUSE, finds=queries.decisions, methods="POST")
def decision_recuse(request, decision):
    form = _recusal(request, queries.ballot(request.actor, decision, now()), request.POST)
    if not form.is_valid():
        return _drawn(request, decision, recusal=form)
    given = form.cleaned_data
    actions.recuse(request.actor, decision, given["organization"], given["reason"], at=now())
    messages.success(request, _("Recorded. This member is not counted in the vote."))
    return redirect("governance:decision-detail", ref=decision.ref)


@page(access.SHOW_HANDS, finds=queries.decisions, methods="POST")
def decision_hands(request, decision):
    form = ShowOfHands(request.POST, hands=queries.hands(request.actor, decision), prefix="hands")
    if not form.is_valid():
        return _drawn(request, decision, hands=form)
    hand_actions.record_hands(request.actor, decision, form.shown(), at=now())
    messages.success(request, _("The show of hands is recorded."))
    return redirect("governance:decision-detail", ref=decision.ref)


@page(access.CLOSE, finds=queries.decisions, methods="POST")
def decision_close(request, decision):
    form = Close(request.POST, prefix="close")
    if not form.is_valid():
        return _drawn(request, decision, close=form)
    if decision.state == "OPEN":
        closed = actions.close(request.actor, decision, public_text="", at=now(), **form.cleaned_data)
        messages.success(request, _("The vote is closed: %(result)s.") % {"result": closed.get_state_display()})
    return redirect("governance:decision-detail", ref=decision.ref)


@page(access.SEE_VOTES)
def seat_list(request):
    shown = {"members": seat_queries.members(today()), "planned": rotation_queries.draft_plan(request.actor)}
    return render(request, "governance/seat_list.html", shown)
