"""The pages of an appointment (Pact 3.2.3): both sides by their forms, the Secretariat's check, who sees nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pact.clock import now, today
from participants.models import Delegation
from tests.buyergroups.appointing import NO_CONFLICT, pair, screened, signatory
from tests.buyergroups.make import buyer
from tests.governance.make import person, secretary
from tests.participants.conftest import signed_in
from tests.participants.make import organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return pair()


@pytest.fixture
def norway(cast) -> Client:
    return signed_in(cast.signing)


@pytest.fixture
def agency(cast) -> Client:
    return signed_in(cast.answering)


@pytest.fixture
def staff(db) -> Client:
    return signed_in(secretary())


def home(one) -> str:
    return f"/o/{one.slug}/delegation/"


def on(one, row: Delegation) -> str:
    return f"{home(one)}{row.ref}/"


def check(row: Delegation) -> str:
    return reverse("buyergroups:delegation-check", kwargs={"ref": row.ref})


def propose(client: Client, cast, **changes):
    given = {
        "delegate": "nordic digital agency",
        "group": "norway-group",
        "from_on": f"{today():%d %B %Y}",
        "reasons": "It supports us.",
    }
    return client.post(home(cast.norway) + "new/", {**given, **changes})


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


ANSWERS = {**NO_CONFLICT, "evidence": "Statutes read."}


def test_3_2_3_from_the_proposal_to_the_group_s_pages_and_back(cast, norway, agency, staff):
    assert "Nobody is appointed" in text(norway.get(home(cast.norway)))
    assert propose(norway, cast).url == home(cast.norway)
    row = Delegation.objects.get()
    assert "waits for the answer" in text(norway.get(home(cast.norway)))
    tasks = text(agency.get("/me/"))
    assert "carry out its coordinating role?" in tasks
    assert on(cast.agency, row) in tasks
    page = text(agency.get(on(cast.agency, row)))
    assert "It supports us." in page
    assert "no vote, no seat, no membership and no contribution" in page
    assert agency.get("/g/norway-group/").status_code == 404
    assert agency.post(on(cast.agency, row) + "accept/").status_code == 302
    assert check(row) in text(staff.get("/me/"))
    assert "To check" in text(staff.get("/secretariat/groups/delegations/"))
    assert staff.post(check(row), ANSWERS).url == check(row)
    assert "no conflict of interest" in text(staff.get(check(row)))
    assert "The system put the appointment in force" in text(norway.get(on(cast.norway, row)))
    assert agency.get("/g/norway-group/members/").status_code == 200
    assert "Nordic Digital Agency on behalf of" in text(agency.get("/g/norway-group/"))
    assert norway.post(on(cast.norway, row) + "revoke/", {"reason": "We do it ourselves."}).status_code == 302
    assert agency.get("/g/norway-group/").status_code == 404
    assert "We do it ourselves." in text(agency.get(home(cast.agency)))


def test_a_form_that_lacks_something_says_so_and_keeps_what_was_typed(cast, norway):
    organization("Nordic Data Centre", legal_kind="AGENCY")
    lacking = propose(norway, cast, delegate="Nobody here", group="", from_on="soon", reasons="")
    assert lacking.status_code == 422
    for sentence in ("We know no organisation “Nobody here”", "Enter a day", "Say in a few words why you appoint it",
                     "Choose a group or a territory (Pact 3.2.3)"):  # fmt: skip
        assert sentence in text(lacking)
    assert 'value="Nobody here"' in text(lacking)
    assert "Do you mean one of these: Nordic Digital Agency" in text(propose(norway, cast, delegate="Nordic"))
    past = propose(norway, cast, from_on="1 January 2022", until_on="31 December 2021")
    assert "Enter today or a later day." in text(past)
    early = propose(norway, cast, until_on=f"{today() - timedelta(days=1):%d %B %Y}")
    assert "Enter a day that is not before the first one" in text(early)
    assert "another organisation than your own" in text(propose(norway, cast, delegate=cast.norway.name))
    assert not Delegation.objects.exists()


def test_3_2_3_the_same_scope_twice_is_refused_at_the_form(cast, norway):
    propose(norway, cast)
    again = propose(norway, cast)
    assert (again.status_code, "same scope in these days" in text(again)) == (422, True)
    assert "It supports us." in text(again)


def test_3_2_3_one_day_is_a_period(cast, norway):
    propose(norway, cast, until_on=f"{today():%d %B %Y}")
    assert Delegation.objects.get().period.upper == today() + timedelta(days=1)


def test_3_2_3_who_coordinates_nothing_appoints_nobody(cast):
    made = buyer("Vestbygd kommune")
    client = signed_in(signatory(made))
    assert "coordinates no buyer group" in text(client.get(home(made)))
    for answer in (client.get(home(made) + "new/"), client.post(home(made) + "new/", {})):
        assert (answer.status_code, "3.2.3" in text(answer)) == (409, True)


def test_a_decline_needs_a_reason_and_ends_it(cast, agency):
    row = cast.proposed(at=now())
    answer = agency.post(on(cast.agency, row) + "decline/", {"reason": ""})
    assert (answer.status_code, "Say in a few words why" in text(answer)) == (422, True)
    assert agency.post(on(cast.agency, row) + "decline/", {"reason": "No capacity."}).status_code == 302
    row.refresh_from_db()
    assert row.state == "DECLINED"
    assert agency.post(on(cast.agency, row) + "accept/").status_code == 409


def test_it_is_given_back_by_a_button_and_without_a_reason(cast, agency):
    row = cast.in_force(at=now())
    assert agency.post(on(cast.agency, row) + "give_back/", {"reason": ""}).status_code == 302
    row.refresh_from_db()
    assert row.state == "RETURNED"


def test_out_of_reach_there_is_nothing_and_without_signing_rights_no_step(cast, norway, agency, staff):
    row = cast.proposed(at=now())
    stranger = signed_in(signatory(buyer("Elsewhere", country="NL")))
    viewer = signed_in(person("vera@agency.example", role="VIEWER", organization=cast.agency))
    for path in ("", "new/", f"{row.ref}/"):
        assert stranger.get(home(cast.norway) + path).status_code == 404
    mine = "/o/elsewhere/delegation/"
    assert [stranger.get(f"{mine}{row.ref}/").status_code, stranger.post(f"{mine}{row.ref}/accept/").status_code] == [
        404
    ] * 2
    assert viewer.get(on(cast.agency, row)).status_code == 200
    assert "Accept</button>" not in text(viewer.get(on(cast.agency, row)))
    assert viewer.post(on(cast.agency, row) + "accept/").status_code == 403
    assert norway.post(on(cast.norway, row) + "accept/").status_code == 403
    assert agency.post(on(cast.agency, row) + "revoke/", {"reason": "x"}).status_code == 403
    for step in ("fail", "begin", "expire", "nothing"):
        assert norway.post(on(cast.norway, row) + f"{step}/").status_code == 404
    assert norway.get("/secretariat/groups/delegations/").status_code == 403
    assert norway.get(check(row)).status_code == 403
    assert staff.get(on(cast.agency, row)).status_code == 200
    row.refresh_from_db()
    assert row.state == "PROPOSED"


def test_2_1_4_the_check_asks_every_question_and_a_conflict_offers_the_letter_of_support(cast, agency, staff):
    row = cast.accepted(at=now())
    lacking = staff.post(check(row), {"evidence": ""})
    assert (lacking.status_code, text(lacking).count("Choose yes, no or not sure") >= 4) == (422, True)
    cast.agency.legal_kind = "PRIVATE_COMPANY"
    cast.agency.save()
    staff.post(check(row), {**ANSWERS, "makes_ict": "YES"})
    for client, address in ((staff, check(row)), (agency, on(cast.agency, row))):
        page = text(client.get(address))
        assert "cannot carry out a coordinating role (Pact 3.2.3, 2.1.4)" in page
        assert f'href="{reverse("participants:support")}"' in page
    assert staff.post(check(row), ANSWERS).status_code == 409


def test_in_doubt_the_page_leads_to_the_decision_room(cast, staff):
    row = cast.accepted(at=now())
    staff.post(check(row), {**ANSWERS, "owned_by_ict": "UNSURE"})
    page = text(staff.get(check(row)))
    assert "in doubt: the Steering Committee decides" in page
    assert reverse("governance:decision-room") in page


def test_the_lists_cost_the_same_with_many_rows(cast, norway, staff):
    def cost(client, address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = [
        (norway, home(cast.norway)),
        (staff, "/secretariat/groups/delegations/"),
        (staff, "/secretariat/groups/"),
    ]
    row = cast.proposed(at=now(), until_on=today() + timedelta(days=1))
    few = [cost(client, address) for client, address in addresses]
    for number in range(1, 9):
        other = organization(f"Agency {number}", legal_kind="AGENCY")
        signatory(other)
        cast.proposed(
            at=now(), delegate=other, from_on=row.period.upper + timedelta(days=number),
            until_on=row.period.upper + timedelta(days=number + 1),
        )  # fmt: skip
    assert [cost(client, address) for client, address in addresses] == few


def test_a_delegate_in_force_is_named_on_the_list_of_groups(cast, staff):
    screened(cast.accepted(at=now()), now())
    assert "Nordic Digital Agency on behalf of" in text(staff.get("/secretariat/groups/"))
