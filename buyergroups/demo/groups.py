"""The demo's part of this floor: groups, who is in them, users served, a delegate, observers."""

from datetime import date, datetime, timedelta

from buyergroups.actions import (
    admissions,
    delegations,
    groups,
    matching,
    memberships,
    rechecks,
    representatives,
    users_served,
)
from buyergroups.models import BuyerGroup, GroupMembership
from pact.demo.invention import editor_of, signer_of
from pact.demo.stage import moment
from participants.models import Delegation, Organization, Participation, Territory
from participants.rules import CONFLICT_QUESTIONS

# slug of the founder, name, slug, territories, working language, founded
GROUPS = (
    ("norway", "Norway group", "norway", ("NO",), "nb", "2021-09-20"),
    ("netherlands", "Netherlands group", "netherlands", ("NL",), "nl", "2021-10-11"),
    ("germany", "Germany group", "germany", ("DE",), "de", "2021-11-08"),
    ("belgium", "Belgium group", "belgium", ("BE",), "en", "2021-12-06"),
    ("austria", "Austria group", "austria", ("AT",), "de", "2022-01-17"),
    ("switzerland", "Switzerland group", "switzerland", ("CH",), "de", "2022-02-14"),
    ("united-kingdom", "United Kingdom group", "united-kingdom", ("GB",), "en", "2022-03-07"),
    ("circular-innovation-council-of-canada", "Canada group", "canada", ("CA",), "en", "2022-09-12"),
)
# Who joined so lately has not answered yet: somebody is to find the question open.
NEW = timedelta(days=90)
LATER = ("nordic-municipalities", "Nordic municipalities", ("NO", "SE", "DK"), "en", "2024-03-04")


def found_groups(stage, at: datetime) -> None:
    """The groups of the founders; a second one covers three countries, and one has no coordinator yet."""
    for founder, name, slug, codes, language, founded in GROUPS:
        coordination = Participation.objects.get(organization__slug=founder, role=Participation.Role.COORDINATING)
        _found(stage, name, slug, codes, language, date.fromisoformat(founded), coordination)
    slug, name, codes, language, founded = LATER
    norway = Participation.objects.get(organization__slug="norway", role=Participation.Role.COORDINATING)
    _found(stage, name, slug, codes, language, date.fromisoformat(founded), norway)
    _found(stage, "Iberia group", "iberia", ("ES", "PT"), "es", date(2025, 11, 17), None)


def _found(stage, name: str, slug: str, codes, language: str, founded: date, coordination) -> None:
    group = groups.found_group(
        stage.hand,
        name=name,
        slug=slug,
        coordination=coordination,
        territories=list(Territory.objects.filter(code__in=codes)),
        working_language=language,
        founded_on=founded,
        about="Quarterly meetings, shared market consultations, one mailbox.",
        contact_email=f"{slug}@groups.example",
        at=moment(founded),
    )
    stage.cast[f"group:{slug}"] = group
    if coordination:
        representatives.appoint(
            stage.hand,
            group,
            coordination.organization,
            name=f"Representative of the {name}",
            topics="laptops, monitoring",
            consent_to_publish=True,
            from_on=founded,
            at=moment(founded),
        )


def gather(stage, at: datetime, *, year: int) -> None:
    """Members whose territory a group covers join it, and everybody states the users served at the end of the year."""
    matching.match_all(at=at)
    asked = GroupMembership.objects.filter(state="ASKED").select_related("organization", "group").order_by("pk")
    newcomers = set(Participation.objects.filter(period__startswith__gt=at.date() - NEW).values_list("organization_id"))
    for membership in asked:
        if (membership.organization_id,) in newcomers:
            continue
        if membership.group.slug == LATER[0] and membership.organization.country == "NO":
            reason = "We work in the Norway group."
            memberships.decline(stage.hand, membership, reason, at=at)
        else:
            memberships.join(stage.hand, membership, at=at)
    state_all(stage, year, at)
    if year == 2025:
        _observer(stage, at)


def state_all(stage, year: int, at: datetime) -> None:
    """Everybody states the users served at the end of a year."""
    known = {row.get("key"): row for row in stage.cast["applicants"]}
    active = Organization.objects.filter(participations__period__contains=at.date()).distinct().order_by("slug")
    for organization in active:
        row = known.get(organization.slug)
        users = int(row["users"]) if row and row["users"] else 0
        if not users:
            continue
        grown = round(users * (1 + 0.03 * (year - 2024)))
        users_served.state_users(
            stage.hand,
            organization,
            as_of=date(year, 12, 1),
            users_total=grown,
            laptop_users=round(grown * 0.92),
            smartphone_users=round(grown * 0.55),
            source="MEASURED" if grown % 3 else "ESTIMATED",
            at=at,
        )


def _observer(stage, at: datetime) -> None:
    """An organization outside the Pact looks on in a group, after its screening (3.3.3)."""
    organization = stage.cast.get("observer")
    if organization is None:
        return
    group = BuyerGroup.objects.get(slug="netherlands")
    coordinator = stage.actor(editor_of("netherlands")[2], at)
    memberships.admit_non_participant(
        coordinator, group, organization, "OBSERVER", stage.cast["observer-screening"], at=at
    )
    users_served.state_users(
        coordinator, organization, as_of=date(2025, 12, 1), users_total=5200, source="ESTIMATED", at=at
    )


def ask_newcomers(stage, at: datetime) -> None:
    """Whoever joined since is asked; the questions stay open, so that somebody can answer them."""
    matching.match_all(at=at)


STAFF = "jonas.meertens@pact.example"


def appoint(stage, at: datetime) -> None:
    """Belgium appoints an agency, which accepts, is checked and cares for the group from then on (3.2.3)."""
    reasons = "The agency already supports most members of the group."
    row = _propose(stage, "belgium", "flemish-digital-services-agency", "belgium", "BE", reasons, at)
    accepted, checked = at + timedelta(hours=3), at + timedelta(hours=5)
    with stage.acting(signer_of("flemish-digital-services-agency")[2], accepted) as actor:
        delegations.accept(actor, row, at=accepted)
    no_conflict = dict.fromkeys(CONFLICT_QUESTIONS, "NO")
    with stage.acting(STAFF, checked) as actor:
        delegations.screen(actor, row, no_conflict, evidence="Public agency; its statutes were read.", at=checked)


def check_again(stage, at: datetime, *, who: tuple[str, ...]) -> None:
    """The yearly look at those who are in by a screening (2.1.4)."""
    words = {"evidence": "Nothing changed; its register was read again.", "at": at}
    no_conflict = dict.fromkeys(CONFLICT_QUESTIONS, "NO")
    for row in Delegation.objects.in_force(at.date()) if "delegate" in who else ():
        delegations.check_again(stage.actor(STAFF, at), row, no_conflict, **words)
    for row in (
        GroupMembership.objects.active_on(at.date()).filter(basis="NON_PARTICIPANT") if "observer" in who else ()
    ):
        admissions.check_again(stage.hand, row, no_conflict, **words)


def ask_to_check(stage, at: datetime) -> None:
    """What ends within thirty days is on somebody's tasks."""
    rechecks.ask_again(at=at)


def propose_delegate(stage, at: datetime) -> None:
    """Norway asks a municipality to care for the group of three countries; the question stays open."""
    reasons = "Vestbygd chairs the network of Nordic municipalities and knows all members."
    _propose(stage, "norway", "vestbygd-municipality", LATER[0], "", reasons, at, days=365)


def _propose(
    stage, coordinator: str, delegate: str, slug: str, area: str, reasons: str, at: datetime, *, days: int = 0
):
    participation = Participation.objects.get(organization__slug=coordinator, role=Participation.Role.COORDINATING)
    known = {row.get("key"): row["name"] for row in stage.cast["applicants"]}
    with stage.acting(signer_of(coordinator)[2], at) as actor:
        return delegations.propose(
            actor,
            participation,
            Organization.objects.get(name=known[delegate]),
            group=BuyerGroup.objects.get(slug=slug),
            territory=Territory.objects.filter(code=area).first(),
            from_on=at.date() + timedelta(days=14 if days else 0),
            until_on=at.date() + timedelta(days=14 + days) if days else None,
            reasons=reasons,
            at=at,
        )
