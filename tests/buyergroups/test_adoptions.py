"""How a working group adopts what it made: one named vote for each organization, and what follows from it (4)."""

from datetime import timedelta

import pytest

from buyergroups import rules
from buyergroups.access import actor_for
from buyergroups.actions import adoptions, every_day
from buyergroups.actions import working_group_members as members
from buyergroups.actions.statements import hash_of
from buyergroups.models import JointStatement
from buyergroups.queries.versions import sha256_of_version
from governance.models import ProductGroup
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import AT
from tests.buyergroups.make_working_groups import begun, editor, joined, seat, sender, user_of
from tests.governance.make import person, staff

pytestmark = pytest.mark.django_db
CLOSES_ON = (AT + timedelta(days=14)).date()
NIGHT = AT + timedelta(days=15)


@pytest.fixture
def cast():
    """A group of three organizations, and a draft."""
    group, organization, actor = begun()
    others = [joined(group, name) for name in ("Oakmere", "Lindebrugge")]
    version = lib.version(lib.item(group=group), "DRAFT")
    return group, [(organization, actor), *others], version


def vote_on(version, **facts):
    sha256 = sha256_of_version(version)
    given = {"question": "Adopt it?", "closes_on": CLOSES_ON, "at": AT, "sha256": sha256, **facts}
    return adoptions.open_vote(staff(), version=version, **given)


def give(adoption, people, choices: str, at=AT):
    for (_organization, actor), choice in zip(people, choices, strict=True):
        if choice != "-":
            adoptions.cast(actor, adoption, {"Y": "YES", "N": "NO", "A": "ABSTAIN"}[choice], "", at=at)
    adoption.refresh_from_db()


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "voters", "carried"),
    [
        (2, 1, 0, 3, True),
        (1, 1, 0, 2, False),
        (0, 0, 3, 3, False),
        (1, 0, 1, 4, True),
        (1, 0, 0, 3, False),
        (2, 0, 0, 4, True),
        (1, 0, 2, 3, True),
        (0, 0, 0, 1, False),
        (1, 0, 0, 1, True),
    ],
)
def test_the_groups_own_rule(yes, no, abstain, voters, carried):
    assert rules.carries(yes, no, abstain, voters) is carried


def test_the_voters_are_frozen_when_it_opens_and_each_of_their_people_is_asked(cast):
    group, people, version = cast
    adoption = vote_on(version)
    joined(group, "Too late")
    assert {vote.organization.name for vote in adoption.votes.all()} == {one.name for one, _actor in people}
    letters = OutboxMail.objects.filter(kind="buyergroups.adoption_opened").values_list("to", flat=True)
    assert set(letters) == {actor.email for _one, actor in people}
    tasks = Obligation.objects.filter(kind="buyergroups.adoption_vote", state="OPEN")
    assert set(tasks.values_list("user_id", flat=True)) == {actor.user_id for _one, actor in people}
    assert (adoption.sha256, Event.objects.filter(verb="buyergroups.adoption.opened").count()) == (
        sha256_of_version(version),
        1,
    )


def test_a_carried_vote_is_adopted_at_night_and_what_follows_follows(cast):
    _group, people, version = cast
    adoption = vote_on(version)
    give(adoption, people, "YN-")
    give(adoption, people, "-Y-")
    every_day(at=NIGHT)
    every_day(at=NIGHT)
    adoption.refresh_from_db()
    assert (adoption.state, adoption.closed_at) == ("ADOPTED", NIGHT)
    assert adoption.tally == {"YES": 2, "NO": 0, "ABSTAIN": 0, "voters": 3}
    version.refresh_from_db()
    assert (version.sha256, version.adopted_at) == (adoption.sha256, NIGHT)
    assert not Obligation.objects.filter(kind="buyergroups.adoption_vote", state="OPEN").exists()
    assert OutboxMail.objects.filter(kind="buyergroups.adoption_result").count() == 3


def test_a_joint_statement_is_adopted_alike(cast):
    group, people, _version = cast
    statement = JointStatement.objects.create(
        slug="s", title="Long-lived laptops", text="We want them.", kind="CURRENT", working_group=group,
        product_group=ProductGroup.objects.get(code="laptop"), wanted_from=CLOSES_ON, wanted_until=NIGHT.date(),
        closes_on=CLOSES_ON, created_at=AT,
    )  # fmt: skip
    facts = {"question": "Adopt it?", "closes_on": CLOSES_ON, "at": AT, "sha256": hash_of(statement)}
    adoption = adoptions.open_vote(staff(), statement=statement, **facts)
    with pytest.raises(CannotNow, match="open already"):
        adoptions.open_vote(staff(), statement=statement, **facts)
    give(adoption, people, "YYY")
    adoptions.close(staff(), adoption, at=AT)
    statement.refresh_from_db()
    assert statement.sha256 == adoption.sha256


def test_it_is_not_adopted_without_a_majority_or_with_too_few(cast):
    _group, people, version = cast
    for choices in ("NNY", "Y--"):
        adoption = vote_on(version)
        give(adoption, people, choices)
        every_day(at=NIGHT)
        adoption.refresh_from_db()
        assert adoption.state == "REJECTED"
    version.refresh_from_db()
    assert version.adopted_at is None
    assert Event.objects.filter(verb="buyergroups.adoption.rejected").count() == 2


def test_any_person_of_an_organization_votes_for_it_once_and_may_change_it(cast):
    group, people, version = cast
    organization, actor = people[0]
    second = person("two@vestbygd.example", role="VIEWER", organization=organization)
    members.join(actor, group, organization, second, at=AT)
    adoption = vote_on(version)
    adoptions.cast(actor, adoption, "YES", "", at=AT)
    adoptions.cast(actor_for(second, at=AT), adoption, "NO", "I read it again.", at=AT)
    row = adoption.votes.get(organization=organization)
    assert (row.choice, row.cast_by_id, row.remark) == ("NO", second.pk, "I read it again.")


def test_nobody_else_votes(cast):
    group, people, version = cast
    adoption = vote_on(version)
    late = joined(group, "Too late")
    strangers = [staff(), sender("Stranger")[1], editor(late[0])]
    for actor in strangers:
        with pytest.raises(Refused) as refused:
            adoptions.cast(actor, adoption, "YES", "", at=AT)
        assert refused.value.clause == "4.4"
    with pytest.raises(Refused):
        adoptions.cast(people[0][1], adoption, "YES", "", at=AT, organization_id=people[1][0].pk)
    assert not adoption.votes.exclude(choice="").exists()


def test_a_wrong_choice_and_a_vote_too_late_are_not_counted(cast):
    _group, people, version = cast
    adoption = vote_on(version)
    with pytest.raises(CannotNow, match="Choose in favour"):
        adoptions.cast(people[0][1], adoption, "MAYBE", "", at=AT)
    with pytest.raises(CannotNow, match="not counted"):
        adoptions.cast(people[0][1], adoption, "YES", "", at=NIGHT)


def test_whoever_sits_for_two_organizations_says_for_which_one_he_votes(cast):
    group, people, version = cast
    user = user_of(people[0][1])
    person(user.email, role="EDITOR", organization=people[1][0])
    both = actor_for(user, at=AT)
    members.join(both, group, people[1][0], user, at=AT)
    adoption = vote_on(version)
    with pytest.raises(CannotNow, match="several"):
        adoptions.cast(both, adoption, "YES", "", at=AT)
    adoptions.cast(both, adoption, "YES", "", at=AT, organization_id=people[1][0].pk)
    assert adoption.votes.get(choice="YES").organization == people[1][0]


def test_who_left_the_group_votes_no_longer_and_has_no_task(cast):
    group, people, version = cast
    adoption = vote_on(version)
    members.leave(people[0][1], seat(group, people[0][0]), at=AT + timedelta(days=1))
    gone = actor_for(user_of(people[0][1]), at=AT + timedelta(days=1))
    with pytest.raises(Refused):
        adoptions.cast(gone, adoption, "YES", "", at=AT + timedelta(days=1))
    tasks = Obligation.objects.filter(kind="buyergroups.adoption_vote", state="OPEN")
    assert people[0][1].user_id not in tasks.values_list("user_id", flat=True)


def test_it_closes_early_only_when_everybody_voted_and_by_those_who_lead(cast):
    _group, people, version = cast
    adoption = vote_on(version)
    give(adoption, people, "YY-")
    with pytest.raises(CannotNow, match="still running"):
        adoptions.close(staff(), adoption, at=AT)
    give(adoption, people, "--Y")
    with pytest.raises(Refused):
        adoptions.close(people[0][1], adoption, at=AT)
    assert adoptions.close(staff(), adoption, at=AT).state == "ADOPTED"
    with pytest.raises(CannotNow, match="closed"):
        adoptions.close(staff(), adoption, at=AT)
    assert Event.objects.filter(verb="buyergroups.adoption.carried").count() == 1


def test_it_is_taken_back_without_a_result(cast):
    _group, people, version = cast
    adoption = vote_on(version)
    with pytest.raises(Refused):
        adoptions.cancel(people[0][1], adoption, at=AT)
    adoptions.cancel(staff(), adoption, at=AT)
    assert (adoption.state, adoption.tally) == ("CANCELLED", {})
    assert Event.objects.filter(verb="buyergroups.adoption.cancelled").count() == 1


def test_what_cannot_be_put_to_the_vote(cast):
    group, people, version = cast
    with pytest.raises(Refused):
        adoptions.open_vote(people[0][1], version=version, question="?", closes_on=CLOSES_ON, at=AT)
    with pytest.raises(CannotNow, match="later day"):
        vote_on(version, closes_on=AT.date() - timedelta(days=1))
    vote_on(version)
    with pytest.raises(CannotNow, match="open already"):
        vote_on(version)
    with pytest.raises(CannotNow, match="a working group made"):
        vote_on(lib.version(lib.item("no-group"), "DRAFT"))
    empty = lib.working_group("Empty one")
    with pytest.raises(CannotNow, match="Nobody has a voice"):
        vote_on(lib.version(lib.item("empty", group=empty), "DRAFT"))
    assert group.adoptions.count() == 1
