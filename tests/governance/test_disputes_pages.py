"""The pages of a dispute (Pact 6.7): its parties, the Secretariat, the committee, the world."""

from datetime import timedelta

import pytest
from django.test import Client

from governance.actions import disputes, recommendations
from governance.models import Decision, Dispute
from pact.clock import now, today
from participants.access import actor_for
from tests.governance.make import HAND, cast_all, committee, person, staff
from tests.participants import make
from tests.participants.conftest import signed_in

pytestmark = pytest.mark.django_db
OURS, THEIRS = "/o/vestbygd-kommune/disputes/", "/o/lindebrugge/disputes/"
FILES = "/secretariat/disputes/"
FORM = {"others": "Lindebrugge", "title": "A statement", "subject": "Its use by others."}


def words_of(day) -> str:
    return f"{day.day} {day:%B %Y}"


def joined(name, **facts):
    organization = make.founder(name, **facts).organization
    return organization, person(f"sign@{organization.slug}.example", role="SIGNATORY", organization=organization)


@pytest.fixture
def terms():
    return committee(5)


@pytest.fixture
def ours(terms):
    return joined("Vestbygd kommune")


@pytest.fixture
def theirs(terms):
    return joined("Lindebrugge", country="BE")


@pytest.fixture
def signatory(ours) -> Client:
    return signed_in(ours[1])


@pytest.fixture
def other(theirs) -> Client:
    return signed_in(theirs[1])


@pytest.fixture
def secretary(db) -> Client:
    return signed_in(person("sam@pact.example", role="SECRETARIAT"))


def presented(one, two, at) -> Dispute:
    actor = actor_for(one[1], at=at)
    dispute = disputes.open_dispute(actor, one[0], [two[0]], title="A statement", subject="Its use by others.", at=at)
    party = dispute.parties.get(organization=one[0])
    disputes.consult(actor, party, "We met.", at.date(), at=at)
    party.refresh_from_db()
    disputes.present(actor, party, at=at)
    dispute.refresh_from_db()
    return dispute


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ("", "Name at least one other participant"),
        ("Nobody at all", "No organisation is called"),
        ("Vestbygd kommune", "Name another participant than your own organisation"),
        ("Passer-by", "Passer-by takes no part in the Pact"),
    ],
)
def test_6_7_1_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(signatory, theirs, others, sentence):
    make.organization("Passer-by")
    answer = signatory.post(OURS + "new/", {**FORM, "others": others})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "Its use by others." in page
    assert not Dispute.objects.exists()


def test_6_7_from_opening_to_presenting_step_by_step(signatory, other, theirs, ours):
    assert "No dispute." in signatory.get(OURS).content.decode()
    assert OURS + "new/" in signatory.get(OURS).content.decode()
    page = signatory.post(OURS + "new/", FORM).url
    dispute = Dispute.objects.get()
    assert page == f"{OURS}{dispute.ref}/"
    their_page = f"{THEIRS}{dispute.ref}/"
    assert "Its use by others." in other.get(their_page).content.decode()
    early = signatory.post(page + "present/")
    assert early.status_code == 409
    assert "6.7.1" in early.content.decode()
    wrong = other.post(
        their_page + "consultation/", {"words": "We called.", "on": words_of(today() + timedelta(days=2))}
    )
    assert wrong.status_code == 422
    assert "We called." in wrong.content.decode()
    assert other.post(their_page + "consultation/", {"words": "We called.", "on": words_of(today())}).url == their_page
    assert signatory.post(page + "present/").url == page
    assert "days until a recommendation" in signatory.get(page).content.decode()
    assert other.post(their_page + "views/", {"views-views": ""}).status_code == 422
    assert other.post(their_page + "views/", {"views-views": "Our views."}).url == their_page
    assert "Our views." in signatory.get(page).content.decode()
    assert dispute.number in signatory.get(OURS).content.decode()
    assert "/disputes/" in signatory.get("/o/vestbygd-kommune/participation/").content.decode()


def test_6_7_the_parties_settle_it_on_their_pages(signatory, other, ours, theirs):
    dispute = presented(ours, theirs, now())
    page, their_page = f"{OURS}{dispute.ref}/", f"{THEIRS}{dispute.ref}/"
    assert signatory.post(page + "settlement/", {"settlement-words": "We share it."}).url == page
    assert "These words are proposed:" in other.get(their_page).content.decode()
    assert other.post(their_page + "settlement/confirm/", {"words": "Other words."}).status_code == 409
    assert other.post(their_page + "settlement/confirm/", {"words": "We share it."}).url == their_page
    assert "settled between the parties" in signatory.get(page).content.decode()
    assert "We share it." not in Client().get("/disputes/").content.decode()


def test_another_organization_gets_404_and_people_without_power_only_read(ours, theirs, terms):
    dispute = presented(ours, theirs, now())
    _third, user = joined("Elsewhere", country="NL")
    stranger = signed_in(user)
    for address in (f"{OURS}{dispute.ref}/", f"/o/elsewhere/disputes/{dispute.ref}/", f"{THEIRS}{dispute.ref}/"):
        assert stranger.get(address).status_code == 404
        assert signed_in(terms[0].user).get(address).status_code == 404
    assert signed_in(ours[1]).get(f"{THEIRS}{dispute.ref}/").status_code == 404, "one party is not the other one"
    assert stranger.get(FILES).status_code == 403
    viewer = signed_in(person("vera@vestbygd.example", role="VIEWER", organization=ours[0]))
    page = f"{OURS}{dispute.ref}/"
    assert "People who sign or vote for your organisation." in viewer.get(page).content.decode()
    assert viewer.post(page + "views/", {"views-views": "x"}).status_code == 403
    assert viewer.get(OURS + "new/").status_code == 403


def test_6_7_2_the_secretariat_is_told_the_day_and_the_days_left_and_loses_no_word(secretary, ours, theirs):
    dispute = presented(ours, theirs, now())
    listed = secretary.get(FILES + "?words=lindebrugge").content.decode()
    assert "days until a recommendation" in listed
    assert "No dispute like that." in secretary.get(FILES + "?show=closed").content.decode()
    put = f"{FILES}{dispute.ref}/committee/"
    early = secretary.post(put, {"recommendation": "Name both.", "closes_on": words_of(today() + timedelta(days=9))})
    assert early.status_code == 422
    page = early.content.decode()
    assert words_of(dispute.recommend_from) in page
    assert "Name both." in page
    assert not Decision.objects.exists()


def test_6_7_2_members_read_the_file_beside_the_ballot_and_the_world_the_recommendation(secretary, ours, theirs, terms):
    dispute = presented(ours, theirs, now() - timedelta(days=200))
    put = f"{FILES}{dispute.ref}/committee/"
    address = secretary.post(
        put, {"recommendation": "Name both.", "closes_on": words_of(today() + timedelta(days=9))}
    ).url
    decision = Decision.objects.get()
    member = signed_in(terms[0].user)
    shown = member.get(address).content.decode()
    for words in ("Name both.", "Its use by others.", "We met.", "asked, none yet"):
        assert words in shown
    assert member.get(f"/committee/matters/{decision.matter.ref}/").url == f"{FILES}{dispute.ref}/"
    assert "The file" in member.get(f"{FILES}{dispute.ref}/").content.decode()
    assert secretary.post(f"/committee/decisions/{decision.ref}/cast/", {"choice": "YES"}).status_code == 403
    assert "Name both." not in Client().get("/disputes/").content.decode()
    cast_all(decision, terms, "YYYYY", at=now())
    world = Client().get("/disputes/").content.decode()
    for words in ("Name both.", dispute.number, "Vestbygd kommune", "Lindebrugge", "SC-"):
        assert words in world
    for private in ("A statement", "Its use by others.", "We met."):
        assert private not in world + Client().get("/about/governance/").content.decode()
    signatory = signed_in(ours[1])
    page = f"{OURS}{dispute.ref}/"
    assert "Choose yes or no" in signatory.post(page + "answer/", {"respond-note": "x"}).content.decode()
    assert signatory.post(page + "answer/", {"respond-accepts": "yes", "respond-note": "Fine."}).url == page
    assert "accepts it as final" in signatory.get(page).content.decode()
    assert secretary.post(f"{FILES}{dispute.ref}/close/").url == f"{FILES}{dispute.ref}/"
    assert secretary.post(f"{FILES}{dispute.ref}/close/").status_code == 409


def test_the_secretariat_records_a_settlement(secretary, ours, theirs):
    dispute = presented(ours, theirs, now())
    page = f"{FILES}{dispute.ref}/"
    assert "Write down how it is settled" in secretary.post(page + "settled/", {"words": ""}).content.decode()
    assert secretary.post(page + "settled/", {"words": "They told us."}).url == page
    assert "They told us." in secretary.get(page).content.decode()


def test_the_empty_list_of_the_world_and_the_footer_lead_there():
    page = Client().get("/disputes/").content.decode()
    assert "No dispute so far." in page
    assert 'href="/disputes/"' in page


def test_lists_ask_the_same_number_of_questions_for_one_and_for_many(
    secretary, ours, terms, django_assert_max_num_queries
):
    for number in range(6):
        presented(ours, joined(f"City {number}", country="NL"), now())
    signatory, world = signed_in(ours[1]), Client()
    with django_assert_max_num_queries(15):
        assert secretary.get(FILES).content.decode().count("days until a recommendation") == 6
    with django_assert_max_num_queries(20):
        assert signatory.get(OURS).content.decode().count("D-2") >= 6
    with django_assert_max_num_queries(8):
        world.get("/disputes/")


def test_only_presented_disputes_can_be_put(ours, theirs):
    dispute = presented(ours, theirs, now() - timedelta(days=200))
    disputes.record_settlement(staff(), dispute, "Settled.", at=now())
    with pytest.raises(Exception, match="changed meanwhile"):
        recommendations.put(HAND, dispute, "x", closes_on=today() + timedelta(days=9), at=now())
