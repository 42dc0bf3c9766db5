"""Where I am signed in: one's own sessions, and ending them."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pact.access import SIGNED_IN, page
from pact.accounts import actions, queries


@page(SIGNED_IN)
def session_list(request: HttpRequest) -> HttpResponse:
    actions.note_session(request)
    context = {
        "sessions": queries.sessions(request.actor, request.session.session_key),
        "crumbs": [{"label": _("Where you are signed in"), "url": ""}],
    }
    return render(request, "account/session_list.html", context)


@page(SIGNED_IN, finds=queries.own_sessions, by={"session": "pk"}, methods="POST", after_end=True)
def session_end(request: HttpRequest, session) -> HttpResponse:
    """Ending the session one sits in is signing out."""
    if session.session_key == request.session.session_key:
        logout(request)
        return redirect("account_login")
    actions.end_session(session)
    messages.success(request, _("Ended. Whoever sits there has to sign in again."))
    return redirect("accounts:session-list")


@page(SIGNED_IN, methods="POST", after_end=True)
def session_end_others(request: HttpRequest) -> HttpResponse:
    others = queries.own_sessions(request.actor).exclude(session_key=request.session.session_key)
    ended = sum(actions.end_session(session) for session in others)
    told = ngettext("%(n)s other session ended.", "%(n)s other sessions ended.", ended) % {"n": ended}
    messages.success(request, told if ended else _("You are signed in nowhere else."))
    return redirect("accounts:session-list")
