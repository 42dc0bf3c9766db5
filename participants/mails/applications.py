"""Letters about applications: M2 to M7, and the reminders of the one month."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from pact.mail import Letter, LetterKind, link, post, post_all
from participants.models import Application, ApplicationQuestion

_WHY_APPLICANT = _("You get this because you are the contact of the application of {organization}.")


def words(day: date | datetime) -> str:
    return date_format(day, "j F Y")


def sample(**more: Any):
    facts = {
        "organization": "Vestbygd kommune",
        "ref": "2027-031",
        "decide_by": "1 April 2027",
        "name": "Ingrid Solheim",
    }
    return lambda: {**facts, **more}


def name_of(application: Application) -> str:
    return (
        application.organization_name
        or application.answers.get("organization", {}).get("name")
        or _g("your organisation")
    )


CONTINUE = LetterKind(
    "participants.application_continue",
    _("Continue your application"),
    why=_("You get this because you asked us to keep the application of {organization} for you."),
    sample=sample(),
)


def application_continue(application: Application, email: str, *, at: datetime) -> None:
    """M2. One letter an hour at most for each application and address."""
    facts = {
        "organization": name_of(application),
        "button_label": _g("Continue your application"),
        "button_url": link("participants:application-follow", key=application.key),
    }
    key = f"participants.continue:{application.ref}:{email.lower()}:{at:%Y-%m-%dT%H}"
    post(Letter(CONTINUE, to=email, facts=facts, about=application, key=key), at=at)


SIGNING_CODE = LetterKind(
    "participants.signing_code",
    _("Code for signing"),
    why=_("You get this because somebody asked for a code to sign for {organization} with this address."),
    sample=sample(code="482 913", minutes=30),
    secret=True,
)


def signing_code(application: Application, email: str, name: str, code: str, *, minutes: int, at: datetime) -> None:
    facts = {
        "organization": name_of(application),
        "name": name,
        "code": f"{code[:3]} {code[3:]}",
        "minutes": minutes,
    }
    post(Letter(SIGNING_CODE, to=email, facts=facts, about=application), at=at)


PLEASE_SIGN = LetterKind(
    "participants.please_sign",
    _("Please sign"),
    why=_("You get this because {applicant} named you as the person who signs for {organization}."),
    sample=sample(applicant="Jonas Meertens", roles="procuring organisation", until="15 March 2027"),
    secret=True,
)


def please_sign(application: Application, request, token: str, *, roles: str, applicant: str, at: datetime) -> None:
    """M3. The token stands in this letter and nowhere else."""
    facts = {
        "organization": name_of(application),
        "name": request.name,
        "roles": roles,
        "applicant": applicant,
        "until": words(request.expires_at),
        "button_label": _g("Read and sign"),
        "button_url": link("participants:application-sign", key=application.key, token=token),
    }
    post(Letter(PLEASE_SIGN, to=request.email, facts=facts, about=application, key=f"sign:{request.ref}"), at=at)


RECEIVED = LetterKind(
    "participants.application_received", _("We have your application"), why=_WHY_APPLICANT, sample=sample()
)


def application_received(application: Application, *, at: datetime) -> None:
    """M4: reference and decide-by date."""
    facts = _about(application, _g("Follow your application"))
    post(Letter(RECEIVED, to=application.contact_email, facts=facts, about=application), at=at)


NEW_APPLICATION = LetterKind(
    "participants.application_arrived",
    _("A new application"),
    why=_("You get this because you work at the Secretariat."),
    sample=sample(),
)


def application_arrived(application: Application, people: Iterable, *, at: datetime) -> None:
    facts = {
        **_about(application, _g("Open the application")),
        "button_url": link("participants:application-detail", ref=application.ref),
    }
    post_all((Letter(NEW_APPLICATION, to=user, facts=facts, about=application) for user in people), at=at)


QUESTION = LetterKind(
    "participants.application_question",
    _("A question about your application"),
    why=_WHY_APPLICANT,
    sample=sample(question="How many people use ICT that you buy?"),
)


def application_question(application: Application, question: ApplicationQuestion, *, at: datetime) -> None:
    """M5. The month runs on (register I-4), and the letter says so."""
    facts = {**_about(application, _g("Answer the question")), "question": question.text}
    post(Letter(QUESTION, to=application.contact_email, facts=facts, about=application), at=at)


def application_question_again(application: Application, question: ApplicationQuestion, *, at: datetime) -> None:
    """M5 once more after seven days; the key makes it once, however often the night comes."""
    facts = {**_about(application, _g("Answer the question")), "question": question.text}
    key = f"participants.question:{question.pk}:again"
    post(Letter(QUESTION, to=application.contact_email, facts=facts, about=application, key=key), at=at)


ANSWERED = LetterKind(
    "participants.application_answered",
    _("A question was answered"),
    why=_("You get this because you asked, or because you work at the Secretariat."),
    sample=sample(question="How many people use ICT that you buy?", answer="About 3,200."),
)


def application_answered(
    application: Application, question: ApplicationQuestion, people: Iterable, *, at: datetime
) -> None:
    facts = {
        **_about(application, _g("Open the application")),
        "button_url": link("participants:application-detail", ref=application.ref),
        "question": question.text,
        "answer": question.answer,
    }
    post_all((Letter(ANSWERED, to=user, facts=facts, about=application) for user in people), at=at)


WELCOME = LetterKind(
    "participants.welcome",
    _("Welcome to the Pact"),
    why=_("You get this because you may act for {organization}."),
    sample=sample(
        roles="procuring organisation",
        decision="SC-2027-014",
        supporter=False,
        first=["Check your public profile: name, website, contact", "Join the Norway group, or say why not"],
    ),
)


def welcome(
    organization,
    users: Iterable,
    *,
    about,
    roles: str,
    decision: str,
    supporter: bool,
    first: list[str],
    at: datetime,
) -> None:
    """M6, to everyone who now acts for the organization; `first` are three things to do first, in words."""
    facts = {
        "organization": organization.name,
        "roles": roles,
        "decision": decision,
        "supporter": supporter,
        "first": first,
        "button_label": _g("Open your pages"),
        "button_url": link("participants:organization-overview", org=organization.slug),
    }
    letters = (Letter(WELCOME, to=user, facts=facts, about=about, organization_id=organization.pk) for user in users)
    post_all(letters, at=at)


REFUSED = LetterKind(
    "participants.application_refused",
    _("The decision on your application"),
    why=_WHY_APPLICANT,
    sample=sample(role="procuring organisation", decision="SC-2027-014", reason="The criterion of 6.4.2 b is not met."),
)


def application_refused(application: Application, *, role: str, decision: str, reason: str, at: datetime) -> None:
    """M7, with the reasons."""
    facts = {**_about(application, _g("Read the decision")), "role": role, "decision": decision, "reason": reason}
    post(
        Letter(
            REFUSED,
            to=application.contact_email,
            facts=facts,
            about=application,
            key=f"refused:{application.ref}:{role}",
        ),
        at=at,
    )


TURNED_AWAY = LetterKind(
    "participants.application_turned_away",
    _("Your application: a conflict of interest"),
    why=_WHY_APPLICANT,
    sample=sample(reason="The company sells refurbished laptops."),
)


def application_turned_away(application: Application, *, reason: str, at: datetime) -> None:
    """2.1.4 and 2.2: cannot take part, and is welcome as a supporter."""
    facts = {**_about(application, _g("Support the Pact instead")), "reason": reason}
    post(Letter(TURNED_AWAY, to=application.contact_email, facts=facts, about=application), at=at)


DECISION_DUE = LetterKind(
    "participants.decision_due",
    _("An application waits for its decision"),
    why=_("You get this because the Pact gives the Steering Committee one month (6.4.2)."),
    sample=sample(days=3, over=0),
)


def decision_due(obligation, user, days: int) -> Letter:
    """The rungs of 6.4.2: T-14, T-7, T-3, T-1, and daily once it is over."""
    application = Application.objects.get(ref=obligation.subject_ref)
    facts = {**_about(application, _g("Open the application")), "days": days, "over": -days}
    facts["button_url"] = link("participants:application-detail", ref=application.ref)
    return Letter(DECISION_DUE, to=user, facts=facts, about=application)


def _about(application: Application, label: str) -> dict[str, Any]:
    return {
        "organization": name_of(application),
        "ref": application.ref,
        "name": application.contact_name,
        "decide_by": words(application.decide_by) if application.decide_by else "",
        "supporter": application.kind == Application.Kind.SUPPORTER,
        "button_label": label,
        "button_url": link("participants:application-follow", key=application.key),
    }
