"""The chair of a working group: elected from its midst, secretly, by one mechanism with the committee (4.3)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from buyergroups.access import actor_for
from buyergroups.actions import working_group_members as members
from buyergroups.models import WorkingGroupChair
from buyergroups.queries.working_groups import every_chair
from governance.actions import elections
from governance.models import Election
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.clock import now, today
from tests.buyergroups.make import AT, buyer
from tests.buyergroups.make_library import sits, working_group
from tests.buyergroups.make_working_groups import (
    begun,
    called,
    chaired,
    far,
    joined,
    office,
    opened,
    seat,
    sender,
    user_of,
)
from tests.governance.make import person, staff
from tests.participants.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_4_3_the_group_elects_its_chair_who_leads_from_the_day_on():
    group, organization, actor = begun()
    others = [joined(group, name)[1] for name in ("Oakmere", "Lindebrugge")]
    election = chaired(group, actor, organization, *others)
    assert (election.state, election.clause) == ("ELECTED", "4.3")
    assert group.name in election.title
    at = office(election)
    assert actor_for(user_of(actor), at=at).chaired_ids == {group.pk}
    assert actor_for(user_of(actor), at=AT).chaired_ids == frozenset()
    assert every_chair(group.pk, at.date()).period.upper is None
    assert Event.objects.filter(verb="buyergroups.working_group.chair_begun").count() == 1


def test_4_3_the_next_election_ends_the_chair_of_the_one_before():
    group, organization, actor = begun()
    other, second = joined(group, "Oakmere")
    first = chaired(group, actor, organization, second)
    later = office(first) + timedelta(days=60)
    election = _second(group, second, other, actor, later)
    day = election.takes_office_on
    assert every_chair(group.pk, day).member.user_id == second.user_id
    assert WorkingGroupChair.objects.order_by("pk").first().period.upper == day


def _second(group, second, other, actor, later):
    chair = actor_for(user_of(actor), at=later)
    election = called(chair, group, at=later)
    candidate = elections.name_candidate(second, election, other.pk, at=later)
    during = opened(election)
    for voter in (actor, second):
        elections.vote(voter, election, candidate.pk, at=during)
    elections.close_round(staff(), election, at=during)
    election.refresh_from_db()
    return election


def test_4_3_the_chair_ends_with_the_membership_and_goes_on_when_the_voice_is_passed():
    group, organization, actor = begun()
    _other, second = joined(group, "Oakmere")
    election = chaired(group, actor, organization, second)
    at = office(election) + timedelta(days=10)
    colleague = person("two@vestbygd.example", role="EDITOR", organization=organization)
    sitting = members.join(actor, group, organization, colleague, at=at)
    later = at + timedelta(days=10)
    members.pass_voice(actor, sitting, at=later)
    assert every_chair(group.pk, later.date()).member.user_id == actor.user_id
    gone = later + timedelta(days=10)
    members.leave(actor, group.members.get(user=actor.user_id, period__upper_inf=True), at=gone)
    assert every_chair(group.pk, gone.date()) is None
    assert every_chair(group.pk, later.date()) is not None


def test_who_calls_an_election():
    group, organization, actor = begun(at=now())
    _other, second = joined(group, "Oakmere", at=now())
    with pytest.raises(Refused):
        called(sender("Stranger")[1], group, at=now())
    election = called(second, group, at=now())
    with pytest.raises(CannotNow, match="running already"):
        called(staff(), group, at=now())
    elections.cancel(second, election, at=now())
    chaired(group, actor, organization, second, at=now())
    WorkingGroupChair.objects.update(period=DateRange(today(), None))
    with pytest.raises(Refused, match="while there is no chair"):
        called(second, group, at=now())
    called(actor_for(user_of(actor), at=now()), group, at=now())


def test_candidates_come_from_the_midst_and_accept_themselves():
    group, organization, actor = begun()
    other, second = joined(group, "Oakmere")
    election = called(actor, group)
    with pytest.raises(CannotNow, match="from the midst"):
        elections.name_candidate(actor, election, buyer("Outside").pk, at=AT)
    named = elections.name_candidate(actor, election, other.pk, at=AT)
    with pytest.raises(Refused):
        elections.answer(actor, named, accepts=True, at=AT)
    elections.answer(second, named, accepts=True, at=AT)
    at = opened(election)
    with pytest.raises(Refused):
        elections.vote(staff(), election, named.pk, at=at)
    elections.vote(actor, election, named.pk, at=at)
    with pytest.raises(CannotNow, match="secret vote"):
        elections.vote(actor, election, None, at=at)
    assert organization.pk


def test_the_database_takes_a_chair_from_the_midst_only():
    group, organization, actor = begun()
    _other, second = joined(group, "Oakmere")
    election = chaired(group, actor, organization, second)
    member = seat(group, organization)
    WorkingGroupChair.objects.all().delete()
    with pytest.raises(IntegrityError, match=r"4\.3"), transaction.atomic():
        early = DateRange(AT.date() - timedelta(days=9), None)
        WorkingGroupChair.objects.create(working_group=group, member=member, election=election, period=early)


def url(group, name, **kwargs):
    return reverse(f"buyergroups:election-{name}", kwargs={"wg": group.slug, **kwargs})


def test_every_act_of_an_election_has_its_page():
    """Calling, naming, accepting, voting secretly, the result: by the pages of the members themselves."""
    group, organization, actor = begun(at=now())
    other, second = joined(group, "Oakmere", at=now())
    mine, yours = signed_in(user_of(actor)), signed_in(user_of(second))
    assert "No election yet" in mine.get(url(group, "list")).content.decode()
    assert mine.post(url(group, "call"), {"closes_on": "soon"}).status_code == 422
    days = {"nominations_on": f"{far(2)}", "closes_on": f"{far(8)}", "takes_office_on": f"{far(9)}"}
    answer = mine.post(url(group, "call"), days)
    assert answer.status_code == 302
    page = answer["Location"]
    ref = page.rstrip("/").rpartition("/")[2]
    assert mine.post(url(group, "name", ref=ref), {}).status_code == 422
    mine.post(url(group, "name", ref=ref), {"organization_id": other.pk})
    assert "You are named." in yours.get(page).content.decode()
    assert mine.post(url(group, "answer", ref=ref), {"answer": "yes"}).status_code == 404
    yours.post(url(group, "answer", ref=ref), {"answer": "yes"})
    election = Election.objects.get(ref=ref)
    Election.objects.filter(pk=election.pk).update(nominations_until=now())
    elections.every_day(at=now())
    assert mine.post(url(group, "vote", ref=ref), {}).status_code == 422
    candidate = election.candidates.get()
    for client in (mine, yours):
        assert client.post(url(group, "vote", ref=ref), {"candidate": candidate.pk}).status_code == 302
    assert "For whom is known to nobody" in mine.get(page).content.decode()
    assert mine.post(url(group, "close", ref=ref)).status_code == 302
    shown = mine.get(page).content.decode()
    assert "Elected." in shown
    assert "Fewer than three voted" in shown
    assert person(second.email).name in mine.get(url(group, "list")).content.decode()
    assert organization.pk


def test_an_election_is_seen_by_its_own_group_only():
    group, _organization, actor = begun(at=now())
    election = called(actor, group, at=now())
    stranger = signed_in(user_of(sender("Stranger")[1]))
    for name in ("detail", "name", "answer", "vote", "close", "cancel"):
        client = stranger.get if name == "detail" else stranger.post
        assert client(url(group, name, ref=election.ref)).status_code == 404
    second = sits(working_group("Another group"), buyer("Third"))
    assert signed_in(second).get(url(group, "list")).status_code == 404
