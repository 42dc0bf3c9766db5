"""Applications: the pipeline, one application's page, and who may be meant by the same name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from pact.access import Actor
from participants import flow
from participants.models import (
    Application,
    ApplicationQuestion,
    ApplicationRole,
    CriterionFinding,
    Identifier,
    Listing,
    Organization,
)
from participants.queries.supporters import takes_part
from participants.rules import (
    COMMITTEE,
    IN_DOUBT,
    MAY_COORDINATE,
    compact,
    days_left,
    host_of,
    may_coordinate,
    names_alike,
    plain,
    telling_words,
)

OPEN = (Application.State.RECEIVED, Application.State.QUESTION, Application.State.WITH_COMMITTEE)


def applications(actor: Actor) -> QuerySet[Application]:
    """Those in this actor's reach, with roles, findings and questions loaded."""
    return (
        Application.objects.visible_to(actor)
        .select_related("screening", "assigned_to", "territory", "organization")
        .prefetch_related(
            Prefetch("roles", ApplicationRole.objects.select_related("signature").order_by("role")),
            Prefetch("findings", CriterionFinding.objects.select_related("found_by").order_by("criterion")),
            Prefetch("questions", ApplicationQuestion.objects.select_related("asked_by").order_by("asked_at")),
        )
    )


@dataclass(frozen=True)
class Likeness:
    """An organization, or another application, that may be the same, and by what."""

    name: str
    slug: str
    ref: str
    country: str
    since: date | None
    by: str


@dataclass(frozen=True)
class ApplicationCard:
    """An application with the answers in words, for the Secretariat's page and the ballot."""

    application: Application
    days_left: int
    overdue: bool
    open_question: ApplicationQuestion | None
    duplicates: list[Likeness]
    conflict: str
    findings: list[CriterionFinding]
    roles: list[ApplicationRole]
    questions: list["Question"]

    @property
    def may_check(self) -> bool:
        """The Secretariat's own check, as long as the committee is not asked what to find (2.1.4)."""
        return not any(one.state == "asked" and one.code == IN_DOUBT for one in self.questions)


def open_question(application: Application) -> ApplicationQuestion | None:
    """The oldest question that waits for its answer."""
    return next((row for row in application.questions.all() if row.answered_at is None), None)


def may_support_instead(application: Application) -> bool:
    """Who asked to take part and was refused in every role is offered the Letter of Support (2.1.4, 2.2.1)."""
    if application.kind != Application.Kind.PARTICIPANT or application.state != Application.State.DECIDED:
        return False
    refused = all(role.outcome == ApplicationRole.Outcome.REFUSED for role in application.roles.all())
    return refused and not takes_part(application.organization)


@dataclass(frozen=True)
class Question:
    """What the committee answers before it votes: `state` is open, asked, yes or no."""

    code: str
    clause: str
    words: str
    state: str
    since: datetime | None
    number: str


def questions_of(application: Application) -> list[Question]:
    """The questions of 2.1.4 and 2.1.3 about one application and how they stand, from what is loaded with it."""
    if application.kind != Application.Kind.PARTICIPANT:
        return []
    return [*_doubt(application), *_may_coordinate(application)]


def _doubt(application: Application) -> list[Question]:
    row = application.screening
    if row is None or (row.outcome != "DOUBT" and not row.decision_number):
        return []
    state = {"CLEAR": "yes", "CONFLICT": "no"}.get(row.outcome) or ("asked" if row.asked_at else "open")
    words = _("May it take part, in doubt about a conflict of interest?")
    return [Question(IN_DOUBT, "2.1.4", words, state, row.asked_at, row.decision_number)]


def _may_coordinate(application: Application) -> list[Question]:
    role = next((row for row in application.roles.all() if row.role == "COORDINATING"), None)
    if role is None or may_coordinate(application.legal_kind) != COMMITTEE:
        return []
    refused = role.outcome == "REFUSED" and not role.allowed_number
    state = "yes" if role.allowed_number else "no" if refused else "asked" if role.asked_at else "open"
    words = _("May a body that is no government or agency coordinate?")
    number = role.allowed_number or (role.decision_number if refused else "")
    return [Question(MAY_COORDINATE, "2.1.3", words, state, role.asked_at, number)]


def application_card(actor: Actor, application: Application, today: date) -> ApplicationCard:
    undecided = application.state in OPEN
    left = days_left(application.decide_by, today) if application.decide_by else 0
    return ApplicationCard(
        application=application,
        days_left=left,
        overdue=undecided and left < 0,
        open_question=open_question(application),
        duplicates=duplicates_of(actor, application),
        conflict=application.screening.outcome if application.screening_id else "",
        findings=list(application.findings.all()),
        roles=list(application.roles.all()),
        questions=questions_of(application),
    )


def stands_in_the_way(application: Application, at: datetime) -> list[str]:
    """What is still missing before the committee can vote, in sentences: those of the step itself."""
    check = flow.APPLICATION.steps["put_to_committee"].check
    return check(application, at) if check else []


def similar_organizations(
    name: str, *, country: str = "", website: str = "", registry: Iterable[tuple[str, str]] = ()
) -> list[Likeness]:
    """Registered organizations with the same registry number, the same website, or a name much like it."""
    found: dict[str, Likeness] = {}
    for scheme, value in registry:
        for row in Identifier.objects.filter(value__iexact=compact(value), scheme=scheme).select_related(
            "organization"
        ):
            _keep(found, row.organization, _("registry number"))
    host = host_of(website) if website else ""
    if host:
        for organization in Organization.objects.filter(website__icontains=host, merged_into=None)[:20]:
            if host_of(organization.website) == host:
                _keep(found, organization, _("website"))
    wanted = plain(name)
    if len(wanted) >= 3:
        alike = Q(search__trigram_word_similar=wanted)
        for word in telling_words(name):
            alike |= Q(search__contains=f" {word}")
        rows = Listing.objects.filter(alike).select_related("organization")
        if country:
            rows = rows.filter(Q(country=country) | Q(country=""))
        for listing in rows.annotate(alike=TrigramWordSimilarity(wanted, "search")).order_by("-alike", "id")[:60]:
            if names_alike(name, listing.name) or names_alike(name, listing.name_en or listing.name):
                _keep(found, listing.organization, _("name"))
    return _with_since(list(found.values())[:5])


def duplicates_of(actor: Actor, application: Application) -> list[Likeness]:
    """What may be the same as this application: organizations, and other applications in this actor's reach."""
    answers = application.answers.get("organization", {})
    registry = [(f"{application.country}-REG", answers["registry"])] if answers.get("registry") else []
    found = similar_organizations(
        application.organization_name,
        country=application.country,
        website=answers.get("website", ""),
        registry=registry,
    )
    found = [
        likeness
        for likeness in found
        if not application.organization_id or likeness.slug != application.organization.slug
    ]
    others = Application.objects.visible_to(actor).filter(country=application.country).exclude(pk=application.pk)
    others = others.exclude(state__in=("DRAFT", "WITHDRAWN")).exclude(organization_id__isnull=False)
    for other in others.order_by("-received_at")[:200]:
        if names_alike(application.organization_name, other.organization_name):
            by = _("another application")
            found.append(Likeness(other.organization_name, "", other.ref, other.country, None, by))
    return found


def _keep(found: dict[str, Likeness], organization: Organization, by: str) -> None:
    found.setdefault(
        organization.slug, Likeness(organization.name, organization.slug, "", organization.country, None, by)
    )


def _with_since(likenesses: list[Likeness]) -> list[Likeness]:
    days = dict(Listing.objects.filter(slug__in=[row.slug for row in likenesses]).values_list("slug", "since"))
    return [Likeness(row.name, row.slug, row.ref, row.country, days.get(row.slug), row.by) for row in likenesses]
