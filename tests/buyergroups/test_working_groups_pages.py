"""The pages of working groups: of organizations, of the workspace, of votes, of the public (4)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import adoptions
from buyergroups.actions import working_groups as actions
from buyergroups.models import Gathering, WorkingGroup
from buyergroups.queries.versions import sha256_of_version
from pact.clock import now
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import buyer
from tests.buyergroups.make_working_groups import begun, far, joined, sender, user_of
from tests.governance.make import person, secretary, staff
from tests.participants.conftest import signed_in
from tests.participants.make import organization as outside

pytestmark = pytest.mark.django_db


def url(name: str, **kwargs) -> str:
    return reverse(f"buyergroups:{name}", kwargs=kwargs or None)


def text(answer) -> str:
    return answer.content.decode()


def test_an_organization_proposes_and_sees_what_became_of_it():
    organization, actor = sender()
    lib.world()
    client, page = signed_in(user_of(actor)), url("working-group-new", org=organization.slug)
    answer = client.post(page, {"name": "Laptop criteria", "mandate": "To make <criteria>."})
    assert answer.status_code == 422
    assert "Say in one line what it works on" in text(answer)
    assert "To make &lt;criteria&gt;." in text(answer)
    given = {"name": "Laptop criteria", "topic": "Criteria", "mandate": "To make them.", "product_groups": ["laptop"]}
    answer = client.post(page, {**given, "sends": user_of(actor).ref}, follow=True)
    assert "before the Steering Committee" in text(answer)
    assert client.post(page, {**given, "sends": user_of(actor).ref}).status_code == 422
    assert WorkingGroup.objects.get().proposed_by == organization


def test_who_may_not_write_for_an_organization_does_not_propose():
    organization, _actor = sender()
    reader = person("read@x.example", role="VIEWER", organization=organization)
    assert signed_in(reader).get(url("working-group-new", org=organization.slug)).status_code == 403
    stranger = person("else@x.example", role="EDITOR", organization=buyer("Else"))
    for name in ("working-group-new", "working-group-list"):
        assert signed_in(stranger).get(url(name, org=organization.slug)).status_code == 404


def test_an_organization_joins_passes_its_voice_and_leaves_by_page():
    group, _first, _actor = begun(at=now())
    organization, actor = sender("Oakmere")
    colleague = person("two@oakmere.example", role="VIEWER", organization=organization)
    client = signed_in(user_of(actor))
    page = url("working-group-seats", org=organization.slug, wg=group.slug)
    assert client.post(page, {"person": "nobody"}).status_code == 422
    for user in (user_of(actor), colleague):
        assert client.post(page, {"person": user.ref}).status_code == 302
    rows = {row.user_id: row for row in group.members.filter(organization=organization)}
    where = {"org": organization.slug, "wg": group.slug}
    client.post(url("seat-voice", **where, ref=rows[colleague.pk].ref))
    assert group.members.get(organization=organization, voice=True).user == colleague
    listed = text(client.get(url("working-group-list", org=organization.slug)))
    assert "carries our voice" in listed
    stranger = signed_in(user_of(sender("Else")[1]))
    for step in ("seat-voice", "seat-leave"):
        assert stranger.post(url(step, **where, ref=rows[colleague.pk].ref)).status_code == 404
    assert signed_in(colleague).post(url("seat-voice", **where, ref=rows[actor.user_id].ref)).status_code == 403
    assert signed_in(colleague).post(url("seat-leave", **where, ref=rows[colleague.pk].ref)).status_code == 302
    assert not group.members.filter(organization=organization, user=colleague, period__upper_inf=True).exists()


def test_a_supporters_page_says_how_it_takes_part():
    begun(at=now())
    supporter = outside("Repair Alliance", legal_kind="CIVIL_SOCIETY")
    user = person("grace@repair.example", role="EDITOR", organization=supporter)
    page = text(signed_in(user).get(url("working-group-list", org=supporter.slug)))
    assert "I-12" in page
    assert url("working-group-new", org=supporter.slug) not in page
    answer = signed_in(user).post(
        url("working-group-seats", org=supporter.slug, wg="laptop-criteria"), {"person": user.ref}
    )
    assert (answer.status_code, "as invited guests" in text(answer)) == (422, True)


def test_the_workspace_is_its_members_and_the_secretariats():
    group, organization, actor = begun(at=now())
    for name in ("working-group-detail", "working-group-members", "adoption-list", "election-list", "guest-list"):
        page = url(name, wg=group.slug)
        assert signed_in(user_of(actor)).get(page).status_code == 200
        assert signed_in(secretary()).get(page).status_code == 200
        assert signed_in(user_of(sender("Else")[1])).get(page).status_code == 404
        assert Client().get(page).status_code == 302
    home = text(signed_in(user_of(actor)).get(url("working-group-detail", wg=group.slug)))
    assert "Working group, you are a member" in home
    assert "Nobody is in the chair." in home
    assert organization.pk


def test_the_secretariat_lets_a_group_rest_and_a_member_does_not():
    group, _organization, actor = begun(at=now())
    page = url("working-group-state", wg=group.slug, step="rest")
    assert signed_in(user_of(actor)).get(page).status_code == 403
    client = signed_in(secretary())
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Until autumn."}).status_code == 302
    assert client.post(page, {"reason": "Again."}).status_code == 422
    assert client.get(url("working-group-state", wg=group.slug, step="burn")).status_code == 404
    client.post(url("working-group-state", wg=group.slug, step="close"), {"reason": "Done."})
    assert "Before the Steering Committee:" in text(client.get(url("working-group-detail", wg=group.slug)))


def test_the_secretariats_list_and_its_own_proposal():
    begun(at=now())
    client = signed_in(secretary())
    given = {"name": "Monitoring", "topic": "Indicators", "mandate": "To define them.", "is_monitoring": "on"}
    assert client.post(url("working-group-propose"), {**given, "topic": ""}).status_code == 422
    assert client.post(url("working-group-propose"), given).status_code == 302
    page = text(client.get(url("working-group-board")))
    assert page.index("Monitoring") < page.index("/wg/laptop-criteria/")
    assert signed_in(user_of(sender("Else")[1])).get(url("working-group-board")).status_code == 403


def vote_in(group):
    version = lib.version(lib.item(group=group), "DRAFT")
    facts = {"question": "Adopt it?", "closes_on": far(5), "at": now(), "sha256": sha256_of_version(version)}
    return adoptions.open_vote(staff(), version=version, **facts)


def test_a_member_votes_on_one_page_and_may_change_it():
    group, _organization, actor = begun(at=now())
    adoption = vote_in(group)
    client, where = signed_in(user_of(actor)), {"wg": group.slug, "ref": adoption.ref}
    assert "the working group&#x27;s own rule" in text(client.get(url("adoption-detail", **where)))
    answer = client.post(url("adoption-cast", **where), {"remark": "I doubt <it>"})
    assert (answer.status_code, "I doubt &lt;it&gt;" in text(answer)) == (422, True)
    answer = client.post(url("adoption-cast", **where), {"choice": "NO", "remark": "Not yet"}, follow=True)
    assert "Your vote is recorded" in text(answer)
    assert "Change the vote" in text(answer)
    client.post(url("adoption-cast", **where), {"choice": "YES", "remark": ""})
    assert adoption.votes.get().choice == "YES"
    assert client.post(url("adoption-close", **where)).status_code == 403
    staff_client = signed_in(secretary())
    assert staff_client.post(url("adoption-cast", **where), {"choice": "YES"}).status_code == 403
    assert "Close the vote now" in text(staff_client.get(url("adoption-detail", **where)))
    staff_client.post(url("adoption-close", **where))
    assert "1 in favour, 0 against" in text(client.get(url("adoption-list", wg=group.slug)))
    assert client.post(url("adoption-cast", **where), {"choice": "NO"}).status_code in (403, 409, 422)


def test_a_vote_is_another_groups_secret():
    group, _organization, _actor = begun(at=now())
    adoption = vote_in(group)
    stranger = lib.sits(lib.working_group("Another group"), buyer("Third"))
    where = {"wg": group.slug, "ref": adoption.ref}
    assert signed_in(stranger).get(url("adoption-detail", **where)).status_code == 404
    assert signed_in(stranger).post(url("adoption-cast", **where), {"choice": "YES"}).status_code == 404
    mixed = {"wg": "another-group", "ref": adoption.ref}
    assert signed_in(stranger).get(url("adoption-detail", **mixed)).status_code == 404


def test_taking_a_vote_back_by_page():
    group, _organization, _actor = begun(at=now())
    where = {"wg": group.slug, "ref": vote_in(group).ref}
    assert signed_in(secretary()).post(url("adoption-cancel", **where)).status_code == 302
    assert "taken back" in text(signed_in(secretary()).get(url("adoption-detail", **where)))


def test_lists_do_not_grow_with_their_rows():
    group, organization, actor = begun(at=now())
    client = signed_in(user_of(actor))
    pages = [url("working-group-list", org=organization.slug), url("working-group-members", wg=group.slug)]
    pages += [url("working-group-detail", wg=group.slug), "/working-groups/laptop-criteria/"]
    pages.append(url("adoption-detail", wg=group.slug, ref=vote_in(group).ref))
    before = [count(client, page) for page in pages]
    for number in range(4):
        joined(group, f"More {number}", at=now())
        lib.working_group(f"Group {number}")
    assert [count(client, page) for page in pages] == before


def count(client, page) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_4_6_the_public_sees_topic_mandate_organizations_and_what_was_published():
    group, organization, actor = begun(at=now())
    item = lib.item(group=group)
    lib.version(item)
    lib.version(lib.item("second", group=group, title="Second thing"), "CONSULTATION")
    lib.version(lib.item("hidden", group=group, title="Hidden draft"), "DRAFT")
    Gathering.objects.create(
        working_group=group, title="Dialogue of spring", starts_at=now() - timedelta(days=3),
        ends_at=now() - timedelta(days=2), zone="Europe/Brussels", created_at=now(), state="HELD",
        notes="Repairers spoke.", notes_published_at=now(),
    )  # fmt: skip
    page = text(Client().get("/working-groups/laptop-criteria/"))
    for words in (group.mandate, organization.name, "Laptop criteria", "Second thing", "Repairers spoke.", "SC-20"):
        assert words in page
    for words in ("Hidden draft", actor.name, actor.email):
        assert words not in page
    assert group.topic in text(Client().get("/working-groups/"))


def test_what_did_not_begin_is_not_public_and_what_closed_stays():
    organization, actor = sender()
    lib.world()
    actions.propose(actor, organization, name="Only proposed", topic="t", mandate="m", sends=user_of(actor), at=now())
    assert Client().get("/working-groups/only-proposed/").status_code == 404
    lib.working_group("Past one")
    WorkingGroup.objects.filter(slug="past-one").update(state="CLOSED", closed_on=now().date())
    assert "Closed" in text(Client().get("/working-groups/"))
    assert "Only proposed" not in text(Client().get("/working-groups/"))
    assert Client().get("/working-groups/past-one/").status_code == 200
