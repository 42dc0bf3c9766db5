"""Seats and terms, for the Secretariat (Pact 5.1.3, 5.1.4)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance import access
from governance.actions import seats as actions
from governance.actions.members import member_of
from governance.forms.seats import EndSeat, FillSeat, PersonForm
from governance.queries import seats as queries
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at


@page(access.FILL_SEATS)
def seat_board(request):
    return render(request, "governance/seat_board.html", {"board": queries.board(today())})


@page(access.FILL_SEATS, methods="GET POST")
def seat_fill(request, number):
    form = FillSeat(request.POST or None, today=today(), initial=queries.usual_term(today()))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _filled(request, number, form)):
        messages.success(request, _("Seat %(number)s is filled. The member has been told.") % {"number": number})
        return redirect("governance:seat-board")
    context = {"form": form, "number": number}
    return render(request, "governance/seat_fill.html", context, status=422 if form.errors else 200)


def _filled(request, number: int, form: FillSeat):
    term, at = form.term(), now()
    user = member_of(term["organization"], **form.member(), at=at)
    return actions.fill(request.actor, seat_no=number, user=user, **term, at=at)


@page(access.FILL_SEATS, finds=queries.terms, methods="GET POST")
def seat_replace(request, term):
    form = PersonForm(request.POST or None, today=today(), organization=term.organization)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _replaced(request, term, form)):
        messages.success(request, _("The seat has another member from today on."))
        return redirect("governance:seat-board")
    context = {"form": form, "term": term}
    return render(request, "governance/seat_replace.html", context, status=422 if form.errors else 200)


def _replaced(request, term, form: PersonForm):
    at = now()
    return actions.replace(request.actor, term, user=member_of(term.organization, **form.member(), at=at), at=at)


@page(access.FILL_SEATS, finds=queries.terms, methods="GET POST")
def seat_end(request, term):
    form = EndSeat(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_early(request.actor, term, **form.cleaned_data, at=now())
        messages.success(request, _("The seat is free from today on."))
        return redirect("governance:seat-board")
    context = {"form": form, "term": term}
    return render(request, "governance/seat_end.html", context, status=422 if form.errors else 200)
