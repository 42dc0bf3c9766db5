"""What follows from the committee's decision on an application (Pact 6.4.2, 6.4.3), in one transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from pact import files
from pact.access import Actor, CannotNow, scope
from pact.accounts.actions import ensure_user
from pact.flow.effects import named
from participants import access, deadlines, flow, mails
from participants.actions import appointments, onboarding, organizations
from participants.actions.entering import enter
from participants.models import (
    Application,
    ApplicationRole,
    Identifier,
    Organization,
    Participation,
    Screening,
    Signature,
    SupportLetter,
)
from participants.models.participations import EndKind, State
from participants.rules import address_of, compact

Decisions = Mapping[str, tuple[bool, str, str]]


@transaction.atomic
def admit(
    actor: Actor, application: Application, *, decisions: Decisions, at: datetime
) -> list[Participation | SupportLetter]:
    """Carry out the decision on each role: {role: (approved, decision number, reason)}.

    A role approved becomes a participation, or a letter of support, at once public; a role refused is answered
    with its reason. The decision itself was made by the governance floor, which calls this.
    """
    access.DECIDED.require(actor)
    with scope.as_system("admission"):
        roles = {row.role: row for row in application.roles.select_related("signature__text")}
        if set(decisions) != set(roles):
            raise CannotNow(_("The decision names other roles than the application."))
        with flow.APPLICATION.step("decide", application, actor=actor, at=at) as row:
            row.decided_at = at
            for role, verdict in decisions.items():
                _note_outcome(roles[role], *verdict)
        approved = {role: verdict for role, verdict in decisions.items() if verdict[0]}
        made = _enter_all(actor, application, roles, approved, at) if approved else []
        _tell_refused(application, roles, decisions, at)
        deadlines.DECISION_DUE.meet(application, at)
        deadlines.DECISION_OVERDUE.meet(application, at)
    return made


def _note_outcome(row: ApplicationRole, approved: bool, number: str, reason: str) -> None:
    row.outcome = ApplicationRole.Outcome.APPROVED if approved else ApplicationRole.Outcome.REFUSED
    row.decision_number, row.reason = number, reason
    row.save()


def _enter_all(actor: Actor, application: Application, roles: dict, approved: Decisions, at: datetime) -> list:
    organization = application.organization or _organization_of(actor, application, at)
    screening = _screening_of(application, organization, approved)
    _settle_support(organization, [roles[role].signature for role in approved], at)
    made = []
    for role, (_approved, number, _reason) in approved.items():
        signature = roles[role].signature
        _give_owner(actor, signature, organization, at)
        made.append(enter(actor, organization, signature, at=at, decision_number=number, screening=screening))
    if application.organization_id is None:
        application.organization = organization
        application.save()
    users = _people(actor, application, organization, [roles[role].signature for role in approved], at)
    facts = {
        "roles": " and ".join(str(roles[role].get_role_display()).lower() for role in approved),
        "decision": next(iter(approved.values()))[1],
        "supporter": "SUPPORTER" in approved,
    }
    wish = application.answers.get("reach", {}).get("group", "") if "PROCURING" in approved else ""
    welcome(actor, organization, users, about=application, at=at, wish=wish, **facts)
    return made


def welcome(
    actor: Actor, organization: Organization, users: list, *, about, at: datetime, wish: str = "", **facts
) -> None:
    """What follows from entering, on this floor and, by `settings.ADMISSION_EFFECTS`, on those above; then M6.

    All of it in the transaction of the admission: what fails undoes the admission too. An effect gives back the words
    of the letter for the first steps that it brought: {code: sentence} (3.3.1: which buyer group asks). `wish` is the
    buyer group that the application would join."""
    words: dict[str, str] = {}
    for effect in named("ADMISSION_EFFECTS"):
        words |= effect(organization, actor=actor, at=at, wish=wish)
    listed = onboarding.begin(actor, organization, at=at, anew=True)
    first = [words.get(line.code) or str(line.step.title) for line in listed.waiting][:3]
    mails.welcome(organization, users, about=about, first=first, at=at, **facts)


def _screening_of(application: Application, organization: Organization, approved: Decisions) -> Screening | None:
    """The clear screening on which the participation rests, now the organization's own; nobody passes without."""
    if set(approved) == {"SUPPORTER"}:
        return None
    screening = application.screening
    if screening is None or screening.outcome != "CLEAR" or screening.organization_id not in (None, organization.pk):
        raise CannotNow(
            _("The check for a conflict of interest is not clear. Settle it first, then close the vote (Pact 2.1.4).")
        )
    if screening.organization_id is None:
        screening.organization = organization
        screening.save()
    return screening


def _organization_of(actor: Actor, application: Application, at: datetime) -> Organization:
    """The organization with the same registry number, or a new one."""
    answers = application.answers.get("organization", {})
    registry = compact(answers.get("registry", ""))
    identifiers = ((f"{application.country}-REG" if application.country else "REG", registry),) if registry else ()
    for scheme, value in identifiers:
        known = Identifier.objects.filter(scheme=scheme, value__iexact=value).select_related("organization").first()
        if known:
            return known.organization
    return organizations.register(
        actor,
        name=application.organization_name,
        legal_kind=application.legal_kind,
        at=at,
        territory=application.territory,
        country=application.country,
        identifiers=identifiers,
        name_en=answers.get("name_en", "")[:200],
        language=answers.get("language", "") or "en",
        city=answers.get("city", "")[:120],
        website=address_of(answers.get("website", ""))[:300],
        contact_function=application.answers.get("signatory", {}).get("contact_function", "")[:120],
    )


def _settle_support(organization: Organization, signatures: list[Signature], at: datetime) -> None:
    """Nobody is participant and supporter at once (2.2.1): a letter of support ends with the day of the signature."""
    if any(signature.role == "SUPPORTER" for signature in signatures):
        if organization.participations.exclude(state=State.ENDED).exists():
            raise CannotNow(_("A participant cannot be a supporter at the same time (2.2.1)."))
        if organization.support_letters.exclude(state=State.ENDED).exists():
            raise CannotNow(_("This organisation has given its Letter of Support already (2.2.1)."))
        return
    signed_on = min(signature.signed_on for signature in signatures)
    for letter in organization.support_letters.exclude(state=State.ENDED):
        last = max(signed_on, letter.period.lower + timedelta(days=1))
        with scope.as_system("end-of-support") as hand:
            if letter.state == State.ACTIVE:
                with flow.SUPPORT.step("give_notice", letter, actor=hand, at=at) as row:
                    row.end_kind = EndKind.JOINED
                    row.period = DateRange(row.period.lower, last)
            with flow.SUPPORT.step("end", letter, actor=hand, at=at) as row:
                row.period = DateRange(row.period.lower, min(row.period.upper, last))


def _give_owner(actor: Actor, signature: Signature, organization: Organization, at: datetime) -> None:
    if signature.organization_id is None:
        signature.organization = organization
        signature.save()
    if signature.scan_id and signature.scan.organization_id is None:
        files.adopt(actor, signature.scan, at=at, organization_id=organization.pk)


def _people(actor: Actor, application: Application, organization, signatures: list[Signature], at: datetime) -> list:
    """Accounts and powers: who signed may sign, vote (6.5) and manage, the contact may manage and edit."""
    people: dict[str, tuple[str, str, set[str]]] = {}
    function = application.answers.get("signatory", {}).get("contact_function", "")
    _add(people, application.contact_email, application.contact_name, function, {"MANAGER", "EDITOR"})
    for signature in signatures:
        email = signature.signer_email or application.contact_email
        _add(people, email, signature.signer_name, signature.signer_title, {"SIGNATORY", "VOTER", "MANAGER"})
    users = []
    for email, (name, title, powers) in people.items():
        user = ensure_user(email, name=name, function=title[:120], at=at, time_zone=organization.time_zone)
        for role in sorted(powers):
            source = f"application {application.ref}"
            appointments.appoint(actor, user, organization, role, from_on=at.date(), source=source, at=at)
        users.append(user)
    return users


def _add(people: dict, email: str, name: str, function: str, powers: set[str]) -> None:
    known = people.get(email.lower())
    people[email.lower()] = (known[0], known[1], known[2] | powers) if known else (name, function, powers)


def _tell_refused(application: Application, roles: dict, decisions: Decisions, at: datetime) -> None:
    """M7, with the reason; a refusal is not published by name."""
    for role, (approved, number, reason) in decisions.items():
        if not approved:
            words = str(roles[role].get_role_display()).lower()
            mails.application_refused(application, role=words, decision=number, reason=reason, at=at)
