"""The demo's working groups: two that began in 2022, one that waits for the committee, guests of one of them."""

from datetime import date, datetime, timedelta

from buyergroups.actions import guests, working_group_members, working_groups
from buyergroups.models import Gathering, LibraryVersion, WorkingGroup, WorkingGroupMember
from governance.actions import decisions, elections
from governance.models import Election, Matter
from pact.deadlines import end_of_day
from pact.demo.invention import editor_of, signer_of
from pact.demo.stage import moment
from participants.models import Listing

MONITORING, LAPTOPS = "monitoring", "laptop-criteria"
STAFF = "jonas.meertens@pact.example"
# Who proposes, what, and who joins first; the proposer's editor is elected to the chair.
GROUPS = {
    MONITORING: (
        "netherlands",
        {
            "name": "Monitoring",
            "topic": "Indicators, the yearly questions and the methodology behind the effects",
            "mandate": "To define what participants report each year, and how effects are calculated from it.\n"
            "To look once a year at what was hard to answer, and to propose the questions of the next year.",
            "product_groups": ["laptop", "smartphone"],
            "is_monitoring": True,
        },
        ("germany", "norway", "belgium"),
    ),
    LAPTOPS: (
        "norway",
        {
            "name": "Laptop criteria",
            "topic": "Circular and fair criteria for buying laptops",
            "mandate": "To make criteria for tenders that buyers can copy, in levels from baseline to ambitious, with "
            "a way to verify each.\nTo hear makers, repairers and labels before a version is adopted.",
            "product_groups": ["laptop"],
        },
        ("netherlands", "germany", "united-kingdom"),
    ),
}
LATER = {
    MONITORING: ("flemish-digital-services-agency",),
    LAPTOPS: ("vestbygd-municipality", "city-of-lindebrugge"),
}
PROPOSAL = {
    "name": "Repair and spare parts",
    "topic": "What buyers ask of makers about repair",
    "mandate": "To collect what contracts say about spare parts and repair, and to make clauses that buyers can copy.",
    "product_groups": ["laptop", "smartphone"],
}


def begin_working_groups(stage, at: datetime) -> None:
    """Proposed, decided within two weeks, joined in the days after, a chair elected in May."""
    for number, (slug, (proposer, facts, joiners)) in enumerate(GROUPS.items()):
        day = at + timedelta(days=7 * number)
        with stage.acting(editor_of(proposer)[2], day) as actor:
            group = working_groups.propose(actor, stage.cast[proposer], sends=_editor(stage, proposer), **facts, at=day)
        _decided(stage, group, day)
        for place, key in enumerate(joiners):
            _join(stage, slug, key, day + timedelta(days=4 + place))
        _elect(stage, slug, proposer, day + timedelta(days=30))


def _editor(stage, key: str):
    return stage.cast[editor_of(key)[2]]


def _decided(stage, group: WorkingGroup, at: datetime) -> None:
    staff = stage.actor(STAFF, at)
    matter = Matter.objects.get(subject_ref=group.ref, state="OPEN")
    closes_at = end_of_day((at + timedelta(days=14)).date(), "Europe/Brussels")
    decision = decisions.open_vote(staff, matter, question=matter.title, closes_at=closes_at, at=at)
    for number, elector in enumerate(decision.electors.filter(recused=False).select_related("user")):
        voted = at + timedelta(days=2, minutes=number)
        decisions.cast(stage.actor(elector.user.email, voted), decision, "YES", "", at=voted)


def _join(stage, slug: str, key: str, at: datetime) -> None:
    group = WorkingGroup.objects.get(slug=slug)
    with stage.acting(editor_of(key)[2], at) as actor:
        working_group_members.join(actor, group, stage.cast[key], _editor(stage, key), at=at)


def _elect(stage, slug: str, key: str, at: datetime) -> None:
    """One stands, and all vote for him but one, whose vote is blank."""
    group, day = WorkingGroup.objects.get(slug=slug), at.date()
    days = {"nominations_on": day + timedelta(days=5), "closes_on": day + timedelta(days=11)}
    election = elections.call(
        stage.hand, "WORKING_GROUP", body_ref=group.ref, **days, takes_office_on=day + timedelta(days=14), at=at
    )
    with stage.acting(editor_of(key)[2], at) as actor:
        candidate = elections.name_candidate(actor, election, stage.cast[key].pk, at=at)
    opened = moment(day + timedelta(days=6), 6)
    elections.every_day(at=opened)
    rows = WorkingGroupMember.objects.on(day).filter(working_group=group, voice=True).select_related("user")
    for number, row in enumerate(rows.order_by("pk")):
        voted = opened + timedelta(hours=number + 1)
        with stage.acting(row.user.email, voted) as actor:
            elections.vote(actor, election, None if number == 3 else candidate.pk, at=voted)
    elections.close_round(stage.hand, Election.objects.get(pk=election.pk), at=opened + timedelta(hours=9))


def join_working_groups(stage, at: datetime) -> None:
    """Procuring organisations join; one of them sends two people."""
    for slug, keys in LATER.items():
        for number, key in enumerate(keys):
            if key in stage.cast and editor_of(key)[2] in stage.cast:
                _join(stage, slug, key, at + timedelta(hours=number))
    second, key = at + timedelta(days=1), "vestbygd-municipality"
    with stage.acting(editor_of(key)[2], second) as actor:
        group, user = WorkingGroup.objects.get(slug=LAPTOPS), stage.cast[signer_of(key)[2]]
        working_group_members.join(actor, group, stage.cast[key], user, at=second)


def propose_working_group(stage, at: datetime) -> None:
    """Before the committee, which has not been asked to vote yet."""
    key = "vestbygd-municipality"
    with stage.acting(editor_of(key)[2], at) as actor:
        working_groups.propose(actor, stage.cast[key], sends=_editor(stage, key), **PROPOSAL, at=at)


def invite_guests(stage, at: datetime) -> None:
    """A supporter's person accepts; another invitation is not answered. Without a session or a draft nobody is."""
    group = WorkingGroup.objects.get(slug=LAPTOPS)
    thing = _thing(group, at)
    if not thing:
        return
    until = date(2027, 4, 23)
    if "gathering" in thing:
        until = max(until, thing["gathering"].starts_at.date())
    chair = stage.actor(editor_of("norway")[2], at)
    name, _function, email = editor_of("repair-alliance-europe")
    supporter = Listing.objects.filter(
        supporter_since__isnull=False, organization__slug="repair-alliance-europe"
    ).first()
    invited = [
        (name, email, "", supporter.organization if supporter else None, "How repairers see the draft."),
        (
            "Amara Diallo",
            "amara.diallo@fair-metals.example",
            "Fair Metals Institute",
            None,
            "Where the metals come from.",
        ),
    ]
    rows = [
        guests.invite(
            chair, group, name=who, email=address, organization_name=of or "Repair Alliance Europe", organization=known,
            purpose=purpose, until=until, at=at, **thing,
        )
        for who, address, of, known, purpose in invited
    ]  # fmt: skip
    guests.accept(rows[0], at=at + timedelta(hours=4))


def _thing(group: WorkingGroup, at: datetime) -> dict:
    """The next draft of the group, or its next session."""
    drafts = LibraryVersion.objects.filter(item__working_group=group, state__in=("DRAFT", "CONSULTATION"))
    if version := drafts.select_related("item").order_by("pk").first():
        return {"version": version}
    sessions = Gathering.objects.filter(working_group=group, state="PLANNED", starts_at__gt=at)
    session = sessions.order_by("starts_at").first()
    return {"gathering": session} if session else {}
