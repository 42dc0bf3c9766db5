"""States of a group, its areas, its coordinator, its settings, its representatives (3.2.1.a, 3.3, 5.2.2)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from buyergroups import rules
from buyergroups.actions import every_day, groups, memberships, representatives, states
from buyergroups.models import BuyerGroup, GroupMembership, Representative
from buyergroups.queries.groups import recipient_of
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from participants.actions import territories
from participants.models import Organization, Territory
from tests.buyergroups.make import AT, DAY, HAND, buyer, caring, coordinator, group, manager, member, world
from tests.participants import make

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=40)


def areas(*codes):
    return list(Territory.objects.filter(code__in=codes))


def recorded(name: str) -> bool:
    return Event.objects.filter(verb=name).exists()


@pytest.mark.parametrize(
    "ends, begun, since",
    [
        ([], date(2026, 1, 1), date(2026, 1, 1)),
        ([date(2026, 5, 1), date(2026, 3, 1)], date(2026, 1, 1), date(2026, 5, 1)),
        ([date(2025, 5, 1)], date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_3_3_2_d_since_when_nobody_represents_a_group(ends, begun, since):
    assert rules.vacant_since(ends, begun) == since


@pytest.mark.parametrize(
    "count, least, days, asked", [(0, 1, 29, False), (0, 1, 30, True), (1, 1, 400, False), (1, 2, 30, True)]
)
def test_3_3_2_d_a_representative_is_asked_for_after_thirty_days(count, least, days, asked):
    since = date(2026, 1, 1)
    assert rules.representative_is_asked_for(count, least, since, since + timedelta(days=days)) is asked


def test_3_2_1_a_a_coordinator_makes_a_starting_group_active_and_asks_its_area():
    iberia = group("Iberia group", ("ES", "PT"), None)
    lisbon = buyer("Lisboa", country="PT")
    assert iberia.state == "STARTING" and not GroupMembership.objects.exists()
    spain = coordinator("Spain", country="ES")
    groups.give_coordinator(HAND, iberia, spain, at=AT)
    iberia.refresh_from_db()
    assert (iberia.state, iberia.coordination) == ("ACTIVE", spain)
    assert GroupMembership.objects.get().organization == lisbon
    assert recorded("buyergroups.group.begun") and recorded("buyergroups.group.coordinator")
    assert OutboxMail.objects.filter(kind="buyergroups.group_news", to="care@spain.example").exists()
    with pytest.raises(CannotNow, match="Spain coordinates this group"):
        groups.give_coordinator(HAND, iberia, coordinator("Portugal"), at=AT)


def test_only_a_coordinating_role_in_force_carries_a_group():
    iberia = group("Iberia group", ("ES",), None)
    procuring = make.founder("Madrid")
    with pytest.raises(CannotNow, match="coordinating participation in force"):
        groups.give_coordinator(HAND, iberia, procuring, at=AT)
    with pytest.raises(Refused):
        groups.give_coordinator(manager(buyer()), iberia, coordinator("Spain"), at=AT)


def test_a_group_that_rests_keeps_its_members_who_report_to_the_secretariat_until_it_wakes():
    made, inside = group(), buyer()
    member(made, inside)
    with pytest.raises(CannotNow, match="few words why"):
        states.rest(HAND, made, " ", at=AT)
    states.rest(HAND, made, "The ministry is being reorganised.", at=AT)
    assert made.state == "DORMANT" and made.state_reason
    assert recipient_of(inside.pk, DAY) is None
    assert GroupMembership.objects.get().state == "ACTIVE"
    late = buyer("Bergen kommune")
    every_day(at=AT)
    assert not GroupMembership.objects.filter(organization=late).exists()
    states.wake(HAND, made, at=AT)
    assert (made.state, made.state_reason) == ("ACTIVE", "")
    assert recipient_of(inside.pk, DAY) == made
    assert GroupMembership.objects.filter(organization=late, state="ASKED").exists()
    with pytest.raises(CannotNow, match="changed meanwhile"):
        states.wake(HAND, made, at=AT)
    assert recorded("buyergroups.group.rested") and recorded("buyergroups.group.woken")


def test_a_group_does_not_wake_without_a_coordinator():
    made = group()
    states.rest(HAND, made, "Nobody has time.", at=AT)
    made.coordination = None
    made.save()
    with pytest.raises(CannotNow, match="Nobody coordinates this group"):
        states.wake(HAND, made, at=AT)


def test_closing_ends_memberships_and_the_next_group_receives():
    first, second = group(), group("Nordic group", ("NO", "SE"))
    both, alone = buyer(), buyer("Bergen kommune")
    for made, organization in ((first, both), (second, both), (first, alone)):
        member(made, organization)
    asked = memberships.ask_to_join(first, buyer("Oslo kommune"), at=AT)
    states.close(HAND, first, "It merged with the Nordic group.", at=AT)
    assert first.state == "CLOSED" and first.closed_on == DAY
    assert not GroupMembership.objects.active_on(DAY).filter(group=first).exists()
    assert recipient_of(both.pk, DAY) == second
    assert recipient_of(alone.pk, DAY) is None
    asked.refresh_from_db()
    assert asked.state == "ENDED" and asked.period.isempty
    assert not Obligation.objects.filter(kind="buyergroups.join", subject_ref=asked.ref, state="OPEN").exists()
    assert recorded("buyergroups.group.closed") and recorded("buyergroups.membership.withdrawn")
    with pytest.raises(CannotNow, match="changed meanwhile"):
        states.close(HAND, first, "Again", at=AT)
    with pytest.raises(CannotNow, match="closed"):
        groups.describe_group(HAND, first, about="More", at=AT)
    with pytest.raises(CannotNow, match="closed"):
        groups.set_areas(HAND, first, areas("SE"), at=AT)


def test_open_tasks_of_a_group_that_rests_are_handed_on_and_given_back():
    made = group()
    every_day(at=LATER)  # a representative is missing; and something of another kind
    from buyergroups import deadlines

    deadlines.CONFIRM_USERS.set(about=made, at=AT, workspace="GROUP", group_id=made.pk, title="Confirm")
    states.rest(HAND, made, "A pause.", at=LATER)
    rows = Obligation.objects.filter(kind="buyergroups.confirm_users", state="OPEN")
    assert [row.workspace for row in rows] == ["SECRETARIAT"]
    assert not Obligation.objects.filter(kind="buyergroups.representative_vacant", state="OPEN").exists()
    states.wake(HAND, made, at=LATER)
    assert [row.workspace for row in rows.all()] == ["GROUP"]
    assert recorded("buyergroups.group.tasks_given_back")


def test_the_database_refuses_a_closed_group_without_a_day_or_a_reason():
    made = group()
    for wrong in ({"state": "CLOSED", "state_reason": "x"}, {"state": "DORMANT"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BuyerGroup.objects.filter(pk=made.pk).update(**wrong)


def test_3_3_1_a_new_area_asks_its_participants_and_one_that_is_left_asks_no_more():
    made = group()
    inside, waiting, swede = buyer(), buyer("Bergen kommune"), buyer("Malmö stad", country="SE")
    member(made, inside)
    memberships.ask_to_join(made, waiting, at=AT)
    assert groups.set_areas(HAND, made, areas("SE"), at=AT) == 1
    assert GroupMembership.objects.get(organization=swede).state == "ASKED"
    assert GroupMembership.objects.get(organization=waiting).state == "ENDED"
    assert GroupMembership.objects.get(organization=inside).state == "ACTIVE"
    event = Event.objects.get(verb="buyergroups.group.areas")
    assert (event.facts["added"], event.facts["left"]) == (["SE"], ["NO"])
    assert groups.set_areas(HAND, made, areas("SE"), at=AT) == 0
    with pytest.raises(CannotNow, match="at least one"):
        groups.set_areas(HAND, made, [], at=AT)
    with pytest.raises(Refused):
        groups.set_areas(caring(made), made, areas("NO"), at=AT)


def test_p7_settings_leave_a_trace_only_when_something_changed():
    made = group()
    groups.describe_group(caring(made), made, set_up="Two meetings.", other_languages=["sv"], at=AT)
    groups.describe_group(caring(made), made, set_up="Two meetings.", other_languages=["sv"], at=AT)
    assert Event.objects.get(verb="buyergroups.group.described").facts["changed"] == ["set_up", "other_languages"]
    with pytest.raises(Refused):
        groups.describe_group(manager(buyer()), made, set_up="Mine", at=AT)


def appoint(made, organization: Organization, name="Ann", **facts):
    facts.setdefault("from_on", DAY)
    return representatives.appoint(HAND, made, organization, name=name, consent_to_publish=True, at=AT, **facts)


def test_3_3_2_d_a_group_without_a_representative_has_it_on_its_tasks_once_until_one_is_appointed():
    made = group(at=AT)
    BuyerGroup.objects.update(founded_on=DAY)
    made.coordination.refresh_from_db()
    tasks = Obligation.objects.filter(kind="buyergroups.representative_vacant")
    appoint(made, made.coordination.organization)
    every_day(at=LATER)
    assert not tasks.exists()
    representatives.end(HAND, Representative.objects.get(), on=DAY + timedelta(days=1), at=AT)
    every_day(at=AT + timedelta(days=20))
    assert not tasks.exists()
    every_day(at=LATER)
    every_day(at=LATER)
    assert [(row.workspace, row.state) for row in tasks] == [("GROUP", "OPEN")]
    appoint(made, made.coordination.organization, "Bob")
    assert tasks.get().state == "MET"


def test_3_3_2_d_representatives_come_from_participants_in_the_group_or_its_coordinator():
    made, inside = group(), buyer()
    with pytest.raises(CannotNow, match="participant in this group"):
        appoint(made, inside)
    member(made, inside)
    row = appoint(made, inside)
    with pytest.raises(CannotNow, match="represents this group already"):
        appoint(made, inside, "ann ")
    representatives.end(caring(made), row, on=DAY, at=AT)
    row.refresh_from_db()
    assert row.period.isempty
    with pytest.raises(CannotNow, match="ended already"):
        representatives.end(HAND, row, on=DAY, at=AT)
    with pytest.raises(Refused):
        representatives.end(manager(inside), row, on=DAY, at=AT)


def test_a_town_of_its_own_lies_in_its_region_and_moves_with_it():
    world()
    facts = {"kind": "MUNICIPALITY", "at": AT}
    viken = territories.add(HAND, name="Viken", code="NO-VIKEN", kind="REGION", parent=areas("NO")[0], at=AT)
    town = territories.add(HAND, name="Vestbygd", code="NO-3999", parent=viken, **facts)
    assert town.lineage == ["WORLD", "NO", "NO-VIKEN", "NO-3999"]
    nordic = territories.add(
        HAND, name="Nordic countries", code="NORDIC", kind="WORLD", parent=areas("WORLD")[0], at=AT
    )
    assert nordic.lineage == ["WORLD", "NORDIC"]
    oslo = areas("NO-03")[0]
    territories.correct(HAND, viken, name="Viken county", parent=oslo, at=AT)
    town.refresh_from_db()
    assert town.lineage == ["WORLD", "NO", "NO-03", "NO-VIKEN", "NO-3999"]
    viken.refresh_from_db()
    with pytest.raises(CannotNow, match="cannot lie in itself"):
        territories.correct(HAND, viken, name="Viken", parent=Territory.objects.get(code="NO-VIKEN"), at=AT)
    with pytest.raises(CannotNow, match="already"):
        territories.add(HAND, name="Again", code="NO-3999", parent=viken, **facts)
    with pytest.raises(CannotNow, match="ISO 3166"):
        territories.correct(HAND, oslo, name="Oslo!", parent=areas("NO")[0], at=AT)
    with pytest.raises(Refused):
        territories.add(manager(buyer()), name="X", code="NO-4000", parent=viken, **facts)
    assert territories.load() == Territory.objects.count()
    assert recorded("participants.territory.added") and recorded("participants.territory.corrected")


def test_3_3_1_who_lives_in_a_town_is_asked_by_a_group_of_its_region():
    world()
    town = territories.add(HAND, name="Vestbygd", code="NO-3999", kind="MUNICIPALITY", parent=areas("NO-03")[0], at=AT)
    inside = buyer(territory=town.code)
    buyer("Bergen kommune")
    made = group("Oslo group", ("NO-03",))
    assert [row.organization for row in GroupMembership.objects.filter(group=made)] == [inside]
