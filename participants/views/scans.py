"""Signing on paper, for the applicant; the scan in the Secretariat's file."""

from django.http import Http404
from django.shortcuts import redirect, render

from pact.access import CannotNow, page, public_page
from pact.access.floods import limited
from pact.clock import now
from pact.files import serve
from participants import access, queries
from participants.actions import prints, scanning
from participants.forms.reviewing import ScanForm
from participants.forms.signing import PaperSignatureForm
from participants.views.doors import at_the_door, evidence_of
from participants.views.joining import drawn_with, moved
from participants.views.record import application_page
from participants.views.wizard import Wizard


@public_page(methods="GET POST")
@limited(an_hour=60)
@at_the_door
def application_paper(request, application):
    """Have the text or the Letter of Support printed, sign it by hand, upload the scan (P18)."""
    wizard = Wizard(application)
    signers = [signer for signer in wizard.signers if signer["name"] and not signer["signed"]]
    if (elsewhere := moved(application)) or not signers:
        return elsewhere or redirect(wizard.first_open())
    if request.POST.get("do") == "print":
        prints.order_text_to_sign(at=now(), supporter=wizard.supports)
        return redirect(request.path)
    form = PaperSignatureForm(request.POST or None, request.FILES or None, signers=signers)
    if form.is_valid() and _signed(request, application, form):
        return redirect(Wizard(application).first_open())
    paper = prints.text_to_sign(at=now(), supporter=wizard.supports)
    facts = {"form": form, "signers": signers, "paper": paper, "supports": wizard.supports}
    context = drawn_with(application, "sign", **facts)
    return render(request, "participants/application_paper.html", context)


def _signed(request, application, form: PaperSignatureForm) -> bool:
    given = {"signed_on": form.cleaned_data["signed_on"], "at": now(), "evidence": evidence_of(request)}
    try:
        scanning.sign_with_scan(application, form.signer, form.cleaned_data["scan"], **given)
    except CannotNow as refusal:
        form.add_error("signed_on", refusal.sentences[0])
        return False
    application.refresh_from_db()
    return True


@page(access.SECRETARIAT, finds=queries.applications)
def application_scan(request, application, role):
    """The signed paper itself: private evidence."""
    signature = next((row.signature for row in application.roles.all() if row.role == role.upper()), None)
    if signature is None or signature.scan is None:
        raise Http404
    return serve(request, signature.scan)


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_legible(request, application, role):
    scanning.confirm_legible(request.actor, application, role.upper(), at=now())
    return redirect("participants:application-detail", ref=application.ref)


@page(access.SECRETARIAT, finds=queries.applications, methods="POST")
def application_attach(request, application, role):
    form = ScanForm(request.POST, request.FILES, prefix=role.upper())
    if form.is_valid():
        scanning.attach(request.actor, application, role.upper(), form.cleaned_data["scan"], at=now())
        return redirect("participants:application-detail", ref=application.ref)
    return application_page(request, application, attach={role.upper(): form})
