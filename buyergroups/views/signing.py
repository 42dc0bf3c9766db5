"""A buyer's side of joint statements of demand: what is open, signing, withdrawing (Pact 4.1)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import sign_ups
from buyergroups.forms.statements import Reason, Sign
from buyergroups.queries import pages
from buyergroups.queries import statements as queries
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at
from participants.access import VIEW_ORGANIZATION

OF_ORGANIZATION = {"org": "organization__slug", "ref": "statement__ref"}


@page(VIEW_ORGANIZATION, finds=pages.organizations, by={"org": "slug"})
def statement_signing(request, organization):
    shown = queries.to_sign(request.actor, organization, today())
    return render(request, "buyergroups/statement_signing.html", {"shown": shown, "organization": organization})


@page(access.SIGN_STATEMENT, finds=pages.organizations, by={"org": "slug"}, methods="GET POST")
def statement_sign(request, organization, ref):
    statement = queries.open_one(request.actor, ref, today())
    if statement is None:
        raise Http404
    form = Sign(request.POST or None, statement=statement, initial={"signer_name": request.actor.name})
    valid = request.method == "POST" and form.is_valid()
    if valid and said_at(form, lambda: _signed(request, statement, organization, form)):
        messages.success(request, _("Signed. You have a receipt by letter."))
        return redirect("buyergroups:statement-signing", org=organization.slug)
    context = {"form": form, "statement": statement, "organization": organization}
    return render(request, "buyergroups/statement_sign.html", context, status=422 if form.errors else 200)


def _signed(request, statement, organization, form):
    return sign_ups.sign(request.actor, statement, organization, **form.given(), at=now())


@page(access.WITHDRAW_SIGNATURE, finds=queries.own_sign_ups, by=OF_ORGANIZATION, methods="GET POST")
def signature_withdraw(request, signed):
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _withdrawn(request, signed, form)):
        messages.success(request, _("Withdrawn. You can sign again while the statement is open."))
        return redirect("buyergroups:statement-signing", org=signed.organization.slug)
    context = {"form": form, "signed": signed, "statement": signed.statement, "organization": signed.organization}
    return render(request, "buyergroups/signature_withdraw.html", context, status=422 if form.errors else 200)


def _withdrawn(request, signed, form):
    return sign_ups.withdraw(request.actor, signed, reason=form.cleaned_data["reason"], at=now())
