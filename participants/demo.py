"""The demo's part of this floor: the founding signers, the Secretariat, and an organization that left."""

import csv
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile

from pact.demo.invention import editor_of, signer_of, staff_of
from participants.actions import (
    appointments,
    entering,
    facts,
    leaving,
    letters,
    merging,
    misuse,
    notices,
    onboarding,
    organizations,
    participations,
    persons,
    scanning,
    screenings,
    supporters,
    territories,
    texts,
)
from participants.models import Application, Appointment, Participation, Territory
from participants.rules import CONFLICT_QUESTIONS, INVITED

DATA = Path(__file__).parent / "data" / "demo"
STAFF = "jonas.meertens@pact.example"


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the demo's tables."""
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def lay(stage, at: datetime) -> None:
    """The Pact's text and the territories."""
    texts.adopt_first(stage.hand, at=at)
    territories.load()
    stage.cast["applicants"] = [dict(row) for row in rows("organizations")]


def found(stage, at: datetime) -> None:
    """The Secretariat, and the founding signers of 14 June 2021 (register I-8)."""
    for email, name, role in (
        (STAFF, "Jonas Meertens", "Secretariat"),
        ("amara.okafor@pact.example", "Amara Okafor", ""),
    ):
        user = stage.person(email, name, at=at, function="Secretariat", role=role, of="Secretariat of the Pact")
        appointments.appoint(
            stage.hand, user, None, Appointment.Role.SECRETARIAT, from_on=at.date(), source="Employment", at=at
        )
    for number, row in enumerate(rows("founders")):
        _found_one(stage, row, at + timedelta(minutes=10 * number))


def _found_one(stage, row: dict[str, str], at: datetime) -> None:
    organization = register(stage, row, at)
    key = organization.slug
    for first, last, function, roles in staff_of(key):
        email = f"{first}.{last}@{key}.example".lower()
        label = {"EDITOR": "Coordinator"}.get(roles[0], "") if key == "norway" else ""
        user = stage.person(
            email, f"{first} {last}", at=at, function=function, zone=organization.time_zone, role=label, of=row["name"]
        )
        for role in roles:
            appointments.appoint(stage.hand, user, organization, role, from_on=at.date(), source="Founding", at=at)
    first, last, title, _roles = staff_of(key)[1]
    entering.found(
        stage.hand,
        organization,
        Participation.Role.COORDINATING,
        signer_name=f"{first} {last}",
        signer_title=title,
        signed_at=at,
        at=at,
    )
    onboarding.begin(stage.hand, organization, at=at)
    organizations.describe(stage.hand, organization, at=at + timedelta(days=9))
    stage.cast.setdefault("founders", []).append(organization)


def register(stage, row: dict[str, str], at: datetime):
    """An organization of the tables, as a record."""
    territory = Territory.objects.filter(code=row["territory"]).first()
    organization = organizations.register(
        stage.hand,
        name=row["name"],
        name_en=row["name_en"],
        language=row["language"],
        country=row["country"],
        territory=territory,
        legal_kind=row["legal_kind"],
        city=row["city"],
        time_zone=row.get("time_zone") or "Europe/Amsterdam",
        contact_function="ICT procurement",
        at=at,
    )
    stage.cast[organization.slug] = organization
    return organization


def leave(stage, at: datetime) -> None:
    """One participant gives notice, in words and on signed paper; its history and its figures stay (6.6.1)."""
    organization = next(one for key, one in stage.cast.items() if key == "oakmere-borough-council")
    participation = Participation.objects.get(organization=organization)
    participations.give_notice(
        stage.hand,
        participation,
        "Oakmere Borough Council ends its participation in the Circular & Fair ICT Pact, because its procurement moves "
        "to the Thornley & Wick Councils Partnership, which takes part itself.",
        date(2026, 8, 31),
        at=at,
        paper=notices.keep(stage.hand, _paper("notice.pdf"), at=at),
    )
    participations.end_due(at=datetime(2026, 9, 1, 6, tzinfo=UTC))


def settle(stage, at: datetime) -> None:
    """A signed paper came by post. One organization completes its profile, and its signatory hands over."""
    asked = Application.objects.get(organization_name="Gmina Złota Górka")
    scanning.attach(stage.actor(STAFF, at), asked, "PROCURING", _paper("signed-paper.pdf"), at=at)
    if "vestbygd-municipality" in stage.cast:
        words = "We hold our next framework for laptops in the autumn. Which of the criteria are new this year?"
        sender, subject = "Vestbygd kommune, Procurement department", "Criteria for our next framework"
        letters.record_letter(
            stage.actor(STAFF, at), stage.cast["vestbygd-municipality"], direction="IN", dated=at.date(), on=at.date(),
            at=at, sender=sender, recipient="Secretariat", subject=subject, text=words,
        )  # fmt: skip
        facts.correct(
            stage.actor(STAFF, at), stage.cast["vestbygd-municipality"], reason="Extract of the register, 3 March",
            identifiers=[("NO-BRC", "940101808")], sector="municipality", at=at,
        )  # fmt: skip
    key = "city-of-lindebrugge"
    if key in stage.cast:
        _hand_over(stage, key, at)
    if "vestbygd-municipality" in stage.cast:
        _erased(stage, stage.cast["vestbygd-municipality"], at)
    _duplicates(stage, at)


def _paper(name: str) -> ContentFile:
    return ContentFile((DATA / "signed-paper.pdf").read_bytes(), name=name)


def _duplicates(stage, at: datetime) -> None:
    """Two organizations were entered twice; one pair is merged, the other one waits for the Secretariat."""
    facts = {"country": "GB", "legal_kind": "LOCAL_GOVERNMENT", "city": "Oakmere", "at": at}
    twice = organizations.register(stage.hand, name="Oakmere Council", **facts)
    merging.merge(stage.actor(STAFF, at), twice, stage.cast["oakmere-borough-council"], at=at)
    facts = {"country": "NO", "legal_kind": "OTHER_PUBLIC", "city": "Oslo", "at": at}
    organizations.register(stage.hand, name="Norwegian Procurement Office", website="https://npo.example", **facts)
    known = (("NO-BRC", "991825827"),)
    organizations.register(stage.hand, name="Norwegian Procurement Office (NPO)", identifiers=known, **facts)


def _erased(stage, organization, at: datetime) -> None:
    """A colleague left and asked to be erased: the people page tells of a former member by number."""
    user = stage.person("tove.lund@vestbygd-municipality.example", "Tove Lund", at=at, function="Trainee")
    half_a_year = at - timedelta(days=182)
    facts = {"from_on": half_a_year.date(), "source": "Trainee", "at": at}
    appointments.appoint(stage.hand, user, organization, Appointment.Role.VIEWER, **facts)
    persons.erase(stage.actor(STAFF, at), user, reason="ASKED", at=at)


def _hand_over(stage, key: str, at: datetime) -> None:
    organization, editor, leaver = stage.cast[key], editor_of(key)[2], signer_of(key)[2]
    described = {"contact_function": "Aankoopdienst", "contact_email": f"aankoop@{key}.example", "contact_public": True}
    with stage.acting(editor, at) as hand:
        organizations.describe(hand, organization, at=at, website="https://lindebrugge.example", **described)
    invitee = {"name": "Marieke Janssens", "function": "Director", "email": f"marieke.janssens@{key}.example"}
    to = {"MANAGER": stage.cast[editor].ref, "SIGNATORY": INVITED, "VOTER": INVITED}
    with stage.acting(leaver, at) as hand:
        leaving.hand_over(hand, organization, to, invitee=invitee, on=at.date(), at=at)


def support(stage, at: datetime) -> None:
    """A supporter tells of its year; one has an agreed exception, and was reminded of its undertaking (2.2.2)."""
    teller, seller = _supporters(stage)
    if teller is None:
        return
    with stage.acting(editor_of(teller.slug)[2], at) as hand:
        supporters.tell_promotion(hand, teller, at.year - 1, TOLD, on=at.date(), at=at)
    staff = stage.actor(STAFF, at)
    scope = (
        "Shows its refurbished laptops at the joint market consultation of the Pact in Utrecht, at a table of its own."
    )
    supporters.agree_exception(
        staff, seller, scope=scope, from_on=at.date(), until_on=date(2027, 6, 30), agreed_by=stage.cast[STAFF],
        agreed_for="Monitoring working group", at=at,
    )  # fmt: skip
    what = "After the meeting all members got a price list by e-mail, with a discount for the Pact's network."
    report = _report(stage, seller, what, "The mailing list of the working group", at)
    later = at + timedelta(days=2)
    staff = stage.actor(STAFF, later)
    misuse.look(staff, report, at=later)
    answer = "A price list goes beyond what was agreed. We wrote to the supporter."
    told = "A price list was sent to the members of a working group. That is not covered by the agreed exception."
    misuse.remind(staff, report, answer, told, on=later.date(), at=later + timedelta(hours=1))


def report_misuse(stage, at: datetime) -> None:
    """A report that waits for the Secretariat."""
    _teller, seller = _supporters(stage)
    if seller is not None:
        what = "A sales person offered us a framework contract and said that the Pact recommends the company."
        _report(stage, seller, what, "A telephone call", at)


def _supporters(stage) -> tuple:
    teller = stage.cast.get("repair-alliance-europe")
    return teller, stage.cast.get("green-loop-refurbishers-ltd", teller)


def _report(stage, seller, what: str, place: str, at: datetime):
    organization = stage.cast["vestbygd-municipality"]
    with stage.acting(editor_of(organization.slug)[2], at) as hand:
        day = at.date() - timedelta(days=3)
        return misuse.report_misuse(
            hand, organization, seller, what=what, place=place, happened_on=day, on=at.date(), at=at
        )


TOLD = (
    "We showed the baseline criteria in four repair cafés and at our yearly meeting in Brussels, and translated the "
    "guideline on lifetime extension into French and Dutch. Eleven members now quote the criteria in their offers."
)


def open_doors(stage, at: datetime) -> None:
    """An observer's organization, screened (3.3.3)."""
    no_conflict = dict.fromkeys(CONFLICT_QUESTIONS, "NO")
    staff = stage.actor(STAFF, at)
    observer = organizations.register(
        stage.hand, name="Stichting Schooldevices Samen", name_en="School Devices Together Foundation", language="nl",
        country="NL", legal_kind="NON_PROFIT", city="Utrecht", at=at,
    )  # fmt: skip
    stage.cast["observer"] = observer
    stage.cast["observer-screening"] = screenings.screen_organization(
        staff, observer, "MEMBERSHIP", no_conflict, evidence="Statutes read.", at=at
    )
