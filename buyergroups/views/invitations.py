"""What somebody was invited to, wherever it belongs: his own list, the page, and his answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import attendance
from buyergroups.mails import calendar_file
from buyergroups.queries import gathering_pages as pages
from buyergroups.queries import gatherings as queries
from pact.access import SIGNED_IN, page
from pact.clock import now


@page(SIGNED_IN)
def gathering_mine(request):
    return render(request, "buyergroups/gathering_mine.html", {"rows": queries.mine(request.actor, now())})


@page(access.COME_TO_GATHERING, finds=queries.invitations)
def gathering_visit(request, gathering):
    context = {"shown": pages.page_of(request.actor, gathering), "gathering": gathering, "now": now()}
    return render(request, "buyergroups/gathering_visit.html", context)


@page(access.COME_TO_GATHERING, finds=queries.invitations, methods="POST")
def gathering_answer(request, gathering):
    coming = request.POST.get("coming") == "yes"
    attendance.answer(request.actor, gathering, coming=coming, at=now())
    messages.success(request, _("You are coming.") if coming else _("You are not coming."))
    return redirect("buyergroups:gathering-visit", ref=gathering.ref)


@page(access.COME_TO_GATHERING, finds=queries.invitations)
def gathering_entry(request, gathering):
    """For the calendar of who is invited, also of a guest."""
    return calendar(gathering)


def calendar(gathering) -> HttpResponse:
    response = HttpResponse(calendar_file(gathering, at=now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{gathering.ref}.ics"'
    return response
