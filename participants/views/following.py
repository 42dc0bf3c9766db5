"""An application after it was sent, and the page of the person who signs it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import Actor, public_page
from pact.clock import now
from participants import public
from participants.actions import applications, roles, signing
from participants.forms.signing import AnswerForm, SignForm
from participants.queries import may_support_instead, open_question, questions_of
from participants.views.doors import at_the_door, evidence_of
from participants.views.wizard import Wizard


@public_page
@at_the_door
def application_follow(request, application):
    """How it stands: draft, waiting for a signature, received, a question, decided."""
    return _drawn(request, application, AnswerForm())


@public_page(methods="POST")
@at_the_door
def application_resume(request, application):
    return redirect(Wizard(application).first_open())


@public_page(methods="POST")
@at_the_door
def application_remind(request, application):
    """Ask those who have not signed yet once more."""
    signing.ask_others(application, at=now())
    return redirect("participants:application-follow", key=application.key)


@public_page(methods="POST")
@at_the_door
def application_answer(request, application, number):
    question = next((row for row in application.questions.all() if row.pk == number), None)
    if question is None:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        door = Actor.at_the_door(application.key)
        applications.answer(door, application, question, form.cleaned_data["answer"], at=now())
        return redirect("participants:application-follow", key=application.key)
    return _drawn(request, application, form)


@public_page(methods="GET POST")
@at_the_door
def application_withdraw(request, application):
    if request.method == "POST":
        applications.withdraw(Actor.at_the_door(application.key), application, at=now())
        return redirect("participants:application-follow", key=application.key)
    return render(request, "participants/application_withdraw.html", {"application": application})


@public_page(methods="GET POST")
@at_the_door
def application_sign(request, application, token):
    """One page for the person who signs. Opening it has no effect; the signature is its POST."""
    asked = signing.request_of(application, token)
    if asked is None:
        raise Http404
    signer = {"name": asked.name, "title": asked.title, "roles": asked.roles}
    form = SignForm(request.POST or None, signer=signer)
    usable = asked.used_at is None and asked.void_at is None and asked.expires_at > now()
    if usable and form.is_valid():
        signing.sign_with_token(asked, at=now(), evidence=evidence_of(request))
        return redirect(request.path)
    wizard = Wizard(application)
    context = {"application": application, "asked": asked, "usable": usable, "signer": signer, "form": form}
    context |= {"text": public.pact_text(), "summary": wizard.summary(), "letter": wizard.letter}
    return render(request, "participants/application_sign.html", context)


@public_page(methods="POST")
@at_the_door
def application_support(request, application):
    """Support the Pact instead: an application of its own, with what is known filled in (2.1.4, 2.2)."""
    supporting = roles.support_instead(application, at=now())
    return redirect("participants:application-step", key=supporting.key, step="organization")


def _drawn(request, application, form: AnswerForm) -> HttpResponse:
    """The page of an application on its way; `form` is the answer to an open question."""
    waiting = application.answers.get("check", {}).get("ready") == "YES"
    signers = signing.signers_of(application)
    context = {
        "application": application,
        "question": open_question(application),
        "roles": list(application.roles.all()),
        "waiting": waiting and not all(signer["signed"] for signer in signers),
        "signers": signers,
        "stages": _stages(application),
        "form": form,
        "may_support": may_support_instead(application),
        "first": [one for one in questions_of(application) if one.state in ("open", "asked")],
    }
    return render(request, "participants/application_follow.html", context)


def _stages(application) -> list[dict]:
    """The way of an application in four stages."""
    asked = application.state == "QUESTION"
    order = ["RECEIVED", "WITH_COMMITTEE", "DECIDED"]
    place = order.index(application.state) if application.state in order else 0
    labels = (
        _("Received"),
        _("A question for you") if asked else _("The Secretariat checks"),
        _("The Steering Committee votes"),
        _("Decided"),
    )
    now_at = {0: 1, 1: 2, 2: 4}[place]
    return [
        {
            "label": label,
            "url": "",
            "state": "done" if index < now_at else ("warn" if asked else "open") if index == now_at else "none",
            "current": index == now_at,
        }
        for index, label in enumerate(labels)
    ]
