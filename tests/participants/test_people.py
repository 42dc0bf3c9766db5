"""Powers: who may vote (6.5), who stays until there is a successor; the Secretariat's list and page of people."""

import pytest

from buyergroups.access import actor_for
from pact.access import CannotNow
from pact.access.actors import Actor, GroupHat, Hat
from pact.mail.models import OutboxMail
from participants import access
from participants.actions import appointments
from participants.models import Appointment
from tests.participants.conftest import person
from tests.participants.make import AT, HAND, founder, organization

pytestmark = pytest.mark.django_db
LIST = "/secretariat/people/"


@pytest.mark.parametrize(
    ("roles", "votes"),
    [({"SIGNATORY"}, True), ({"VOTER"}, True), ({"EDITOR", "MANAGER", "FINANCE", "VIEWER"}, False), (set(), False)],
)
def test_6_5_who_signs_and_who_was_named_votes_and_nobody_else(vestbygd, roles, votes):
    actor = Actor(user_id=1, organizations=(Hat(vestbygd.pk, vestbygd.slug, vestbygd.name, frozenset(roles)),))
    assert access.VOTE_FOR_ORGANIZATION.allows(actor, vestbygd) is votes


def test_6_5_a_delegate_a_stranger_and_the_secretariat_never_vote_for_it(vestbygd):
    other = Hat(vestbygd.pk + 1, "other", "Other", frozenset({"SIGNATORY", "VOTER"}))
    delegate = Actor(user_id=1, organizations=(other,), groups=(GroupHat(1, "norway", "Norway"),))
    for actor in (delegate, Actor(user_id=2, secretariat=True), Actor(user_id=3, committee=True, chair=True)):
        assert not access.VOTE_FOR_ORGANIZATION.allows(actor, vestbygd)


def test_a_voter_reads_and_neither_edits_signs_nor_manages(vestbygd):
    actor = actor_for(person("vera@vestbygd.example", vestbygd, "VOTER"), at=AT)
    assert access.VIEW_ORGANIZATION.allows(actor, vestbygd)
    for permission in (access.EDIT_ORGANIZATION, access.SIGN_FOR_ORGANIZATION, access.MANAGE_ORGANIZATION):
        assert not permission.allows(actor, vestbygd)


def test_each_power_is_explained_in_one_line_where_it_is_chosen_and_voting_on_the_people_page(manager, vestbygd):
    page = manager.get("/o/vestbygd-kommune/people/invite/").content.decode()
    assert "Vote on amendments: of the Pact, for the organisation (6.5); signs nothing" in page
    person("vera@vestbygd.example", vestbygd, "VOTER")
    page = manager.get("/o/vestbygd-kommune/people/").content.decode()
    assert page.count("votes on amendments (6.5)") == 1, "who signs"
    assert "vote on amendments</td>" in page, "who was named for it"


def test_a_colleague_whose_account_is_closed_is_no_successor(vestbygd):
    power = Appointment.objects.create(
        user=person("ann@vestbygd.example"), organization=vestbygd, role="MANAGER", from_on=AT.date()
    )
    closed = person("gone@vestbygd.example", vestbygd, "MANAGER")
    closed.is_active = False
    closed.save()
    with pytest.raises(CannotNow, match="Name a successor first"):
        appointments.end(HAND, power, on=AT.date(), at=AT)


@pytest.fixture
def cast(vestbygd):
    person("ingrid@vestbygd.example", vestbygd, "MANAGER", "SIGNATORY")
    person("per@vestbygd.example", vestbygd, "EDITOR")
    return person("nora@elsewhere.example", organization("Elsewhere"), "VIEWER")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", {"Ingrid", "Per", "Nora", "Sam"}),
        ("q=ing", {"Ingrid"}),
        ("q=per@vest", {"Per"}),
        ("organization=elsew", {"Nora"}),
        ("power=EDITOR", {"Per"}),
        ("power=SECRETARIAT", {"Sam"}),
        ("power=KING", {"Ingrid", "Per", "Nora", "Sam"}),
        ("q=%25_", set()),
        ("q=nobody", set()),
        ("trouble=YES", {"Nora"}),
    ],
)
def test_the_list_of_people_is_narrowed_in_the_address_and_comes_as_a_file(secretary, cast, asked, names):
    letter(cast, state="FAILED")
    page = secretary.get(f"{LIST}?{asked}").content.decode()
    csv = secretary.get(f"{LIST}file.csv?{asked}").content.decode()
    for name in ("Ingrid", "Per", "Nora", "Sam"):
        assert (f">{name}</a>" in page) is (name in names)
        assert (f"\n{name}," in csv) is (name in names)
    assert ("1 failed or held back" in page) is ("Nora" in names)
    assert secretary.get(f"{LIST}file.xlsx").content[:2] == b"PK"
    assert ("Nobody matches" in page) is (not names)


def letter(user, **more):
    facts = {"to": user.email, "recipient": user, "language": "en-gb", "text": "x", "html": "x", "not_before": AT}
    key = f"{user.pk} {sorted(more)}"
    return OutboxMail.objects.create(
        id=OutboxMail.id_of(key), key=key, kind="accounts.notice", created_at=AT,
        **{**facts, "subject": "Hello there", **more},
    )  # fmt: skip


def test_a_persons_page_shows_powers_past_and_present_and_no_letter_with_a_code(secretary, vestbygd, cast):
    appointments.end(HAND, cast.appointments.get(), on=AT.date(), at=AT)
    appointments.appoint(HAND, cast, vestbygd, "EDITOR", from_on=AT.date(), source="test", at=AT)
    letter(cast)
    letter(cast, subject="Your code is 123 456", secret=True)
    page = secretary.get(f"{LIST}{cast.ref}/").content.decode()
    for words in ("Elsewhere", "Vestbygd kommune", "edit figures", "Hello there"):
        assert words in page
    assert "123 456" not in page


def test_ending_a_power_follows_the_same_rules(secretary, vestbygd, cast):
    per = Appointment.objects.get(user__email="per@vestbygd.example")
    assert b"edit figures" in secretary.get(end(per)).content
    assert secretary.post(end(per)).status_code == 302
    assert secretary.get(end(per)).status_code == 404
    alone = Appointment.objects.get(user__email="ingrid@vestbygd.example", role="SIGNATORY")
    answer = secretary.post(end(alone))
    assert (answer.status_code, b"Name a successor first" in answer.content) == (409, True)


def end(power) -> str:
    return f"{LIST}{power.user.ref}/powers/{power.pk}/end/"


def test_5_1_4_a_power_of_a_seat_ends_with_the_seat_and_the_secretariat_is_never_left_alone(secretary, member):
    assert secretary.post(end(Appointment.objects.get(role="COMMITTEE"))).status_code == 404
    own = Appointment.objects.get(role="SECRETARIAT")
    assert b"Nobody else is in the Secretariat" in secretary.post(end(own)).content


def test_nobody_but_the_secretariat_reaches_people(manager, member, visitor, vestbygd):
    ingrid = Appointment.objects.filter(organization=vestbygd).first()
    for page in (LIST, f"{LIST}file.csv", f"{LIST}{ingrid.user.ref}/", end(ingrid)):
        assert manager.get(page).status_code in (403, 404)
        assert member.get(page).status_code in (403, 404)
        assert visitor.get(page).status_code == 302


def test_the_list_asks_no_more_for_many(secretary, vestbygd, django_assert_max_num_queries):
    for number in range(12):
        person(f"p{number}@vestbygd.example", vestbygd, "EDITOR", "VIEWER")
    secretary.get(LIST)
    with django_assert_max_num_queries(14):
        secretary.get(LIST)


def test_the_record_leads_to_the_person(secretary, vestbygd, cast):
    founder("Vestbygd two")
    page = secretary.get("/secretariat/organisations/vestbygd-kommune/people/").content.decode()
    ingrid = Appointment.objects.filter(user__email="ingrid@vestbygd.example").first().user
    assert f"{LIST}{ingrid.ref}/" in page
