"""The first committee (Pact 5.1.4): coordinating organisations in the order of signature, and nobody passed over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from governance.actions import constitution, foundation, seats
from governance.models import SeatDecline, SeatTerm
from governance.queries.constitution import constitution as standing
from governance.queries.seats import ever_constituted
from pact.access import CannotNow, Refused
from pact.clock import today
from pact.mail.models import OutboxMail
from tests.governance.make import AT, HAND, person, secretary, staff
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
DAY = AT.date()


@pytest.fixture
def founders():
    """Seven coordinating organisations that signed a minute apart, the later names first, and one that only buys."""
    foundation.lay(at=AT)
    names = [f"Ministry {letter}" for letter in "GFEDCBA"]
    signed = [datetime(2021, 6, 14, 9, minute, tzinfo=UTC) for minute in range(7)]
    make.founder("Buyer", "PROCURING", joined=datetime(2021, 6, 14, 8, tzinfo=UTC))
    rows = [
        make.founder(name, "COORDINATING", legal_kind="NATIONAL_GOVERNMENT", joined=moment)
        for name, moment in zip(names, signed, strict=True)
    ]
    return [row.organization for row in rows]


def accept(organization, actor=HAND, from_on=DAY, **facts):
    user = person(f"sits@{organization.slug}.example", name=f"Member of {organization.name}")
    return constitution.accept(actor, organization, user=user, from_on=from_on, at=AT, **facts)


def test_5_1_4_seats_go_in_the_order_of_the_moment_of_signature(founders):
    order = [row.organization.name for row in standing(HAND, DAY).rows]
    assert order == [organization.name for organization in founders]
    terms = [accept(organization) for organization in founders[:3]]
    assert [(term.seat_no, term.joining_rank) for term in terms] == [(1, 1), (2, 2), (3, 3)]


def test_5_1_4_nobody_is_passed_over_without_a_recorded_refusal(founders):
    accept(founders[0])
    with pytest.raises(CannotNow, match=r"Ministry F signed before Ministry E.*5\.1\.4"):
        accept(founders[2])
    constitution.decline(HAND, founders[1], declined_on=DAY, note="No time", at=AT)
    assert accept(founders[2]).joining_rank == 3
    late = accept(founders[1])
    assert (late.seat_no, late.joining_rank) == (3, 2)


def test_5_1_4_only_coordinating_organisations_sit_in_the_first_committee(founders):
    buyer = make.organization("Town")
    with pytest.raises(CannotNow, match=r"no coordinating organisation.*5\.1\.4.*I-9"):
        accept(buyer)
    with pytest.raises(CannotNow, match=r"order of joining.*5\.1\.4"):
        seats.fill(
            HAND, seat_no=1, organization=buyer, user=person("x@town.example"), from_on=DAY,
            until_on=DAY + timedelta(days=300), at=AT,
        )  # fmt: skip


def test_5_1_3_it_is_constituted_when_five_sit(founders):
    for organization in founders[:4]:
        accept(organization)
    assert not ever_constituted(DAY)
    assert standing(HAND, DAY).needed == 1
    accept(founders[4])
    assert ever_constituted(DAY)
    assert standing(HAND, DAY).needed == 0


def test_5_1_4_all_of_the_first_committee_end_together(founders):
    first = accept(founders[0])
    later = accept(founders[1], from_on=DAY + timedelta(days=100))
    assert first.period.upper == later.period.upper == date(2029, 3, 1)
    with pytest.raises(CannotNow, match="time of the first committee is over"):
        accept(founders[2], from_on=date(2029, 3, 1))


def test_a_refusal_is_recorded_once_and_not_ahead_of_time(founders):
    constitution.decline(HAND, founders[0], declined_on=DAY, note="", at=AT)
    with pytest.raises(CannotNow, match="recorded already"):
        constitution.decline(HAND, founders[0], declined_on=DAY, note="", at=AT)
    with pytest.raises(CannotNow, match="earlier day"):
        constitution.decline(HAND, founders[1], declined_on=DAY + timedelta(days=1), note="", at=AT)
    accept(founders[1])
    with pytest.raises(CannotNow, match="has a seat"):
        constitution.decline(HAND, founders[1], declined_on=DAY, note="", at=AT)
    assert SeatDecline.objects.count() == 1


def test_only_the_secretariat_forms_the_committee(founders):
    somebody = person("boss@ministry.example", role="MANAGER", organization=founders[0])
    actor = make_actor(somebody)
    for act in (
        lambda: accept(founders[0], actor),
        lambda: constitution.invite(actor, founders[0], at=AT),
        lambda: constitution.decline(actor, founders[0], declined_on=DAY, note="", at=AT),
    ):
        with pytest.raises(Refused):
            act()


def make_actor(user):
    from buyergroups.access import actor_for

    return actor_for(user, at=AT)


def test_who_is_asked_gets_a_letter_and_its_answer_is_waited_for(founders):
    person("boss@ministry.example", role="MANAGER", organization=founders[0])
    constitution.invite(staff(), founders[0], at=AT)
    letter = OutboxMail.objects.get(kind="governance.seat_offered")
    assert "A seat in the Steering Committee for Ministry G" in letter.subject
    assert standing(HAND, DAY).rows[0].asked
    accept(founders[0])
    assert not standing(HAND, DAY).rows[0].asked


def test_the_page_leads_from_asking_to_the_seat(founders):
    client = browser(secretary())
    page = client.get(reverse("governance:constitution")).content.decode()
    assert page.index("Ministry G") < page.index("Ministry F") < page.index("Ministry A")
    first = founders[0].slug
    assert client.post(reverse("governance:constitution-invite", args=[first])).status_code == 302
    accepted = reverse("governance:constitution-accept", args=[first])
    typed = {"name": "Ann Berg", "email": "", "from_on": f"{today():%Y-%m-%d}"}
    answer = client.post(accepted, typed)
    assert answer.status_code == 422
    assert "Enter the e-mail address of this person" in answer.content.decode()
    assert "Ann Berg" in answer.content.decode()
    assert client.post(accepted, {**typed, "email": "ann@berg.example"}).status_code == 302
    assert SeatTerm.objects.get().user.name == "Ann Berg"
    second = reverse("governance:constitution-accept", args=[founders[2].slug])
    answer = client.post(second, {**typed, "email": "bo@berg.example"})
    assert answer.status_code == 422
    assert "signed before" in answer.content.decode()
    declined = reverse("governance:constitution-decline", args=[founders[1].slug])
    assert client.post(declined, {"declined_on": "never"}).status_code == 422
    assert client.post(declined, {"declined_on": f"{today():%Y-%m-%d}", "note": "Busy"}).status_code == 302
    assert "declined" in client.get(reverse("governance:constitution")).content.decode()


def test_the_page_is_the_secretariats(founders):
    member = person("boss@ministry.example", role="MANAGER", organization=founders[0])
    assert browser(member).get(reverse("governance:constitution")).status_code == 403
