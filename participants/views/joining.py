"""The application as the one who applies sees it (Pact 6.4.1): start pages, steps, signature, sending."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from pact.access import CannotNow, public_page
from pact.access.floods import limited
from pact.clock import now, today
from participants import public
from participants.actions import applications, signing
from participants.forms.joining import PartForm
from participants.forms.signing import CodeForm, KeepForm
from participants.models import Application
from participants.queries.glossary import terms
from participants.views.doors import at_the_door, evidence_of
from participants.views.wizard import FORMS, Wizard


@public_page
def join(request):
    return render(request, "participants/join.html", {"terms": public.terms(today())})


@public_page
def coordinate(request):
    return render(request, "participants/coordinate.html", {"terms": public.terms(today())})


@public_page
def support(request):
    return render(request, "participants/support.html", {"terms": public.terms(today())})


@public_page(methods="GET POST")
@limited(an_hour=100)
def join_start(request):
    """Step 1. An application begins with its first answer, never by looking."""
    form = PartForm(request.POST or None, initial={"part": request.GET.get("as", "").upper()})
    if form.is_valid():
        application = applications.begin(form.kind, form.roles, at=now())
        wizard_first = "organization" if form.kind == "SUPPORTER" else "eligibility"
        return redirect("participants:application-step", key=application.key, step=wizard_first)
    return render(request, "participants/join_start.html", {"form": form})


@public_page
def support_start(request):
    return redirect(f"{reverse('participants:join-start')}?as=supporter")


@public_page(methods="GET POST")
@at_the_door
def application_part(request, application):
    """Step 1 again, to change it."""
    if elsewhere := moved(application):
        return elsewhere
    form = PartForm(request.POST or None, initial={"part": _part_of(application)})
    if form.is_valid():
        applications.choose_roles(application, form.kind, form.roles, at=now())
        application.refresh_from_db()
        return redirect(Wizard(application).after("part"))
    return render(request, "participants/application_part.html", drawn_with(application, "part", form=form))


@public_page(methods="GET POST")
@at_the_door
def application_step(request, application, step):
    """A step with questions. What was typed is kept whether it is right or not."""
    if elsewhere := moved(application):
        return elsewhere
    if step not in FORMS or step not in Wizard(application).codes:
        raise Http404
    form = Wizard(application).form(step, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        applications.save_step(application, step, form.raw(), at=now())
        application.refresh_from_db()
        if "later" in request.POST:
            return redirect("participants:application-keep", key=application.key)
        if form.is_valid():
            return redirect(Wizard(application).after(step))
    typed = reverse("participants:application-typed", kwargs={"key": application.key, "step": step})
    context = drawn_with(application, step, form=form, typed_url=typed)
    return render(request, "participants/application_step.html", context)


@public_page(methods="POST")
@limited(an_hour=1200)
@at_the_door
def application_typed(request, application, step):
    """While somebody types, with script: it is kept as it stands, and who may be meant by the same name is said."""
    if step not in FORMS or step not in Wizard(application).codes:
        raise Http404
    form = Wizard(application).form(step, request.POST)
    kept = applications.keep_typed(application, step, form.raw(), at=now())
    form.is_valid()
    context = {"form": form, "kept": kept, "at": now()}
    return trigger_client_event(render(request, "participants/_application_typed.html", context), "saved")


@public_page(methods="GET POST")
@at_the_door
def application_ways(request, application):
    """The answers stand in the way of a role: other ways to take part, never a dead end (2.1.4, 2.2.1)."""
    wizard = Wizard(application)
    if (elsewhere := moved(application)) or not wizard.blocked:
        return elsewhere or redirect(wizard.first_open())
    if request.method == "POST":
        roles = wizard.ways
        way = "SUPPORTER" if request.POST.get("way") == "SUPPORTER" or not roles else "PARTICIPANT"
        applications.choose_roles(application, way, roles, at=now())
        application.refresh_from_db()
        return redirect(Wizard(application).first_open())
    return render(request, "participants/application_ways.html", drawn_with(application, "", ways=wizard.ways))


@public_page(methods="GET POST")
@at_the_door
def application_keep(request, application):
    """Go on later: a letter with a link."""
    if elsewhere := moved(application):
        return elsewhere
    known = application.answers.get("signatory", {}).get("contact_email", "")
    form = KeepForm(request.POST or None, initial={"email": known})
    if form.is_valid():
        applications.keep(application, form.cleaned_data["email"], at=now())
        return render(request, "participants/application_kept.html", {"email": form.cleaned_data["email"]})
    return render(request, "participants/application_keep.html", drawn_with(application, "", form=form))


@public_page(methods="GET POST")
@at_the_door
def application_signature(request, application):
    """Read and sign; those who sign elsewhere are asked when the application is sent."""
    if elsewhere := moved(application):
        return elsewhere
    wizard = Wizard(application)
    mine = next((signer for signer in wizard.signers if signer["mine"] and not signer["signed"]), None)
    form = CodeForm(request.POST or None, signer=mine) if mine else None
    if request.method == "POST" and form is not None and _signed(request, application, form):
        return redirect(wizard.url("check"))
    unsigned = [signer for signer in wizard.signers if signer["name"] and not signer["signed"]]
    known = {"mine": mine, "signers": wizard.signers, "unsigned": unsigned, "text": public.pact_text()}
    context = drawn_with(application, "sign", form=form, letter=wizard.letter, **known)
    return render(request, "participants/application_signature.html", context)


@public_page(methods="GET POST")
@at_the_door
def application_check(request, application):
    """Everything once more; then it is sent, or goes to those who sign it."""
    if elsewhere := moved(application):
        return elsewhere
    wizard = Wizard(application)
    if request.method == "POST" and not wizard.gaps() and not wizard.blocked:
        signing.hand_in(application, at=now(), evidence=evidence_of(request))
        return redirect("participants:application-follow", key=application.key)
    context = drawn_with(application, "check", summary=wizard.summary(), gaps=wizard.gaps(), signers=wizard.signers)
    return render(request, "participants/application_check.html", context)


def _signed(request, application, form: CodeForm) -> bool:
    """Send the code, or sign with it; what stands in the way is said at the field."""
    if not form.is_valid():
        return False
    try:
        if request.POST.get("do") == "code":
            signing.send_code(application, at=now())
            form.code_sent = True
            return False
        if signing.sign_with_code(application, form.cleaned_data["code"], at=now(), evidence=evidence_of(request)):
            return True
        form.add_error("code", _("This is not the code we sent. Look at the newest letter, or ask for a new code"))
    except CannotNow as refusal:
        form.add_error("code", refusal.sentences[0])
    return False


def moved(application) -> HttpResponseRedirect | None:
    """What was sent cannot be changed; its page says how it stands."""
    if application.state == Application.State.DRAFT:
        return None
    return redirect("participants:application-follow", key=application.key)


def _part_of(application) -> str:
    roles = application.answers.get("part", {}).get("roles", [])
    return "BOTH" if len(roles) > 1 else next(iter(roles), "")


def drawn_with(application, current: str, **more) -> dict:
    wizard = Wizard(application)
    items = wizard.items(current)
    number = next((place for place, item in enumerate(items, 1) if item["current"]), 0)
    meant = terms(today()) if current == "contribution" else None
    return {"application": application, "steps": items, "number": number, "total": len(items), "terms": meant, **more}
