"""Joint statements of demand in the workspace of the group or working group that makes them (Pact 4.1)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import statements as actions
from buyergroups.forms.statements import ClosingDay, Reason, StatementForm, known
from buyergroups.queries import statements as queries
from buyergroups.queries.gatherings import home_of, homes
from buyergroups.views.gatherings import AT_HOME, OF_HOME
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at


@page(access.SEE_STATEMENTS, finds=homes, by=AT_HOME)
def statement_list(request, home):
    shown = queries.of_home(request.actor, home)
    return render(request, "buyergroups/statement_list.html", {"shown": shown, "home": home})


@page(access.DRAFT_STATEMENT, finds=homes, by=AT_HOME, methods="GET POST")
def statement_new(request, home):
    form = StatementForm(request.POST or None, product_groups=queries.product_groups(today()))
    if request.method == "POST" and form.is_valid() and (made := said_at(form, lambda: _drafted(request, home, form))):
        messages.success(request, _("The draft is kept."))
        return redirect(home.address("statement-detail", ref=made.ref))
    context = {"form": form, "home": home, "back": home.address("statement-list")}
    return render(request, "buyergroups/statement_new.html", context, status=422 if form.errors else 200)


def _given(form) -> dict:
    return {**form.cleaned_data, "product_group": queries.product_group(form.cleaned_data["product_group"])}


def _drafted(request, home, form):
    return actions.draft(request.actor, home, **_given(form), at=now())


@page(access.SEE_STATEMENTS, finds=queries.statements, by=OF_HOME)
def statement_detail(request, statement):
    context = {"shown": queries.page_of(request.actor, statement), "statement": statement, "today": today()}
    return render(request, "buyergroups/statement_detail.html", context)


@page(access.DRAFT_STATEMENT, finds=queries.statements, by=OF_HOME, methods="GET POST")
def statement_change(request, statement):
    groups = queries.product_groups(today())
    form = StatementForm(request.POST or None, product_groups=groups, initial=known(statement))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _changed(request, statement, form)):
        messages.success(request, _("The draft is kept."))
        return redirect(_about(statement)["back"])
    context = _about(statement) | {"form": form}
    return render(request, "buyergroups/statement_change.html", context, status=422 if form.errors else 200)


def _changed(request, statement, form):
    return actions.change(request.actor, statement, **_given(form), at=now())


def _about(statement) -> dict:
    back = home_of(statement).address("statement-detail", ref=statement.ref)
    return {"statement": statement, "back": back}


def _with_day(request, statement, act, said: str, template: str, *, initial=None):
    """A page that asks for one day: for a vote, an opening, more time."""
    form = ClosingDay(request.POST or None, initial={"closes_on": initial})
    valid = request.method == "POST" and form.is_valid()
    day = form.cleaned_data.get("closes_on") if valid else None
    if valid and said_at(form, lambda: act(request.actor, statement, closes_on=day, at=now()), "closes_on"):
        messages.success(request, said)
        return redirect(_about(statement)["back"])
    return render(request, template, _about(statement) | {"form": form}, status=422 if form.errors else 200)


@page(access.LEAD_STATEMENT, finds=queries.statements, by=OF_HOME, methods="GET POST")
def statement_vote(request, statement):
    said = _("The vote is open. The members of the working group have a letter.")
    return _with_day(request, statement, actions.put_to_vote, said, "buyergroups/statement_vote.html")


@page(access.LEAD_STATEMENT, finds=queries.statements, by=OF_HOME, methods="GET POST")
def statement_open(request, statement):
    said = _("Open for signing. Procuring participants have a letter.")
    closes_on = statement.closes_on
    act = actions.open_for_signing
    return _with_day(request, statement, act, said, "buyergroups/statement_open.html", initial=closes_on)


@page(access.LEAD_STATEMENT, finds=queries.statements, by=OF_HOME, methods="GET POST")
def statement_extend(request, statement):
    said = _("Buyers have more time to sign.")
    closes_on = statement.closes_on
    return _with_day(request, statement, actions.extend, said, "buyergroups/statement_extend.html", initial=closes_on)


@page(access.LEAD_STATEMENT, finds=queries.statements, by=OF_HOME, methods="GET POST")
def statement_withdraw(request, statement):
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _dropped(request, statement, form)):
        messages.success(request, _("The statement is withdrawn."))
        return redirect(_about(statement)["back"])
    context = _about(statement) | {"form": form}
    return render(request, "buyergroups/statement_withdraw.html", context, status=422 if form.errors else 200)


def _dropped(request, statement, form):
    return actions.withdraw(request.actor, statement, reason=form.cleaned_data["reason"], at=now())
