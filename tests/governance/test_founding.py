"""Founding signers (register I-8): recorded by the Secretariat until the first committee is constituted (6.4.2)."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from governance import rules
from governance.actions import foundation, founding
from pact.access import CannotNow, Refused
from pact.clock import now
from pact.mail.models import OutboxMail
from participants import public
from participants.actions import entering, merging
from participants.actions.founding import Block
from participants.models import Appointment, OnboardingItem, Organization, Participation, Screening, Signature
from tests.governance.make import AT, HAND, committee, person, seated, secretary, staff
from tests.governance.test_decisions_pages import browser
from tests.participants import make

pytestmark = pytest.mark.django_db
PAPER = (Path(__file__).resolve().parents[2] / "participants/data/demo/signed-paper.pdf").read_bytes()
FACTS = {
    "name": "Vestbygd kommune",
    "name_en": "",
    "legal_kind": "LOCAL_GOVERNMENT",
    "country": "NO",
    "city": "Vestbygd",
}
NO_CONFLICT = dict.fromkeys(("makes_ict", "sells_ict", "owned_by_ict", "represents_ict"), "NO")


@pytest.fixture(autouse=True)
def ground():
    foundation.lay(at=AT)
    make.text()


def block(role="PROCURING", signed_on=date(2021, 6, 14), **facts):
    given = {"signer_name": "Ingrid Solheim", "signer_title": "Director", "signer_email": "ingrid@vestbygd.example"}
    paper = SimpleUploadedFile("paper.pdf", PAPER, "application/pdf")
    return Block(role=role, signed_on=signed_on, scan=paper, **{**given, **facts})


def recorded(role="PROCURING", *, conflict=NO_CONFLICT, facts=FACTS, **more):
    return founding.record(staff(), facts, block(role, **more), conflict=conflict, evidence="Public body.", at=AT)


def test_i_8_a_founding_signer_is_public_at_once_with_paper_account_and_first_steps():
    made = recorded()
    role = public.participant("vestbygd-kommune").roles[0]
    assert (role.founding, role.decision_number, role.since) == (True, "", date(2021, 6, 14))
    signature = Signature.objects.get()
    assert (signature.signer_name, signature.signer_title, signature.role) == (
        "Ingrid Solheim",
        "Director",
        "PROCURING",
    )
    assert signature.scan.organization_id == made.organization_id
    assert (made.screening.outcome, made.screening.organization) == ("CLEAR", made.organization)
    powers = Appointment.objects.filter(organization=made.organization).values_list("role", flat=True)
    assert set(powers) == {"EDITOR", "MANAGER", "SIGNATORY"}
    assert OnboardingItem.objects.filter(organization=made.organization).exists()
    letter = OutboxMail.objects.get(kind="participants.welcome")
    assert (letter.to, "founding signer of the Pact" in letter.text) == ("ingrid@vestbygd.example", True)


def test_a_founder_named_like_a_merged_record_is_the_one_that_stays():
    country = FACTS["country"]
    gone, stays = (
        make.organization(FACTS["name"], country=country),
        make.organization("The record that stays", country=country),
    )
    merging.merge(HAND, gone, stays, at=AT)
    assert recorded().organization == stays


def test_both_roles_are_two_signatures_of_one_organization():
    first, second = recorded("PROCURING"), recorded("COORDINATING")
    assert first.organization == second.organization
    assert (Organization.objects.count(), Signature.objects.count()) == (1, 2)


def test_a_second_open_role_is_refused_in_words_and_by_the_database():
    made = recorded()
    with pytest.raises(CannotNow, match="has this role already"):
        recorded()
    with pytest.raises(IntegrityError), transaction.atomic():
        entering.found(
            HAND, made.organization, "PROCURING", signer_name="A", signer_title="B",
            signed_at=datetime(2022, 1, 1, tzinfo=UTC), at=AT,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "sentence"), [("YES", "conflict of interest cannot take part"), ("UNSURE", "In doubt")]
)
def test_2_1_4_with_a_conflict_or_in_doubt_nobody_is_entered(answer, sentence):
    facts = {**FACTS, "legal_kind": "PRIVATE_COMPANY"}
    with pytest.raises(CannotNow, match=sentence):
        recorded(conflict={**NO_CONFLICT, "sells_ict": answer}, facts=facts)
    assert not Organization.objects.exists()
    assert not Screening.objects.exists()


def test_2_1_3_only_governments_and_agencies_coordinate():
    with pytest.raises(CannotNow, match=r"2\.1\.3"):
        recorded("COORDINATING", facts={**FACTS, "legal_kind": "PRIVATE_COMPANY"})


def test_6_2_1_no_signature_before_the_pact_and_none_ahead():
    for day in (date(2021, 6, 13), date(2027, 3, 2)):
        with pytest.raises(CannotNow, match=r"6\.2\.1"):
            recorded(signed_on=day)


def test_6_4_2_once_a_committee_was_constituted_the_time_is_over():
    committee(4)
    recorded()
    seated(5, make.organization("Ministry 5", legal_kind="NATIONAL_GOVERNMENT"))
    with pytest.raises(CannotNow, match=r"6\.4\.2.*I-8"):
        recorded("COORDINATING")
    assert Participation.objects.filter(founding=True).count() == 1


TERMS = [
    (date(2021, 9, 1), date(2023, 9, 1)),
    (date(2022, 1, 1), date(2022, 6, 1)),
    (date(2022, 3, 1), date(2023, 1, 1)),
]


@pytest.mark.parametrize(
    ("fewest", "today", "reached"),
    [
        (3, date(2022, 3, 1), True),
        (3, date(2022, 2, 28), False),
        (3, date(2030, 1, 1), True),
        (4, date(2030, 1, 1), False),
        (1, date(2021, 8, 31), False),
    ],
)
def test_i_8_a_committee_was_constituted_on_the_day_its_fifth_seat_was_filled(fewest, today, reached):
    assert rules.ever_reached(TERMS, fewest, today) is reached


def test_only_the_secretariat_records_founders():
    nobody = person("maria@elsewhere.example")
    with pytest.raises(Refused):
        founding.record(
            make.Actor(user_id=nobody.pk), FACTS, block(), conflict=NO_CONFLICT, evidence="Seen.", at=AT
        )  # fmt: skip
    assert browser(nobody).get(reverse("governance:founder-list")).status_code == 403


# --- pages ------------------------------------------------------------------------------------------------------------


def typed(**changes):
    paper = SimpleUploadedFile("paper.pdf", PAPER, "application/pdf")
    given = {
        **FACTS, **NO_CONFLICT, "role": "PROCURING", "signer_name": "Ingrid Solheim", "signer_title": "Director",
        "signer_email": "ingrid@vestbygd.example", "signed_on": "14 June 2021", "scan": paper, "evidence": "Seen.",
    }  # fmt: skip
    return {**given, **changes}


def test_the_secretariat_records_one_by_the_page_and_finds_it_in_the_list():
    client = browser(secretary())
    assert "Begin with the first signed paper" in client.get(reverse("governance:founder-list")).content.decode()
    answer = client.post(reverse("governance:founder-new"), typed(), follow=True)
    assert "Vestbygd kommune is on the public list now" in answer.content.decode()
    assert "Ingrid Solheim" in answer.content.decode()
    profile = client.get("/participants/vestbygd-kommune/").content.decode()
    assert "Founding signer" in profile


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"signed_on": "13 June 2021"}, "The Pact came into effect on 14 June 2021 (6.2.1)"),
        ({"scan": ""}, "Choose the scan"),
        ({"signer_title": ""}, "Enter the function of the person who signed"),
        ({"country": ""}, "only an international organisation has none"),
        ({"legal_kind": "PRIVATE_COMPANY", "sells_ict": "YES"}, "It can support the Pact (2.2)"),
    ],
)
def test_what_is_missing_or_not_possible_is_said_and_nothing_typed_is_lost(changes, sentence):
    answer = browser(secretary()).post(reverse("governance:founder-new"), typed(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Ingrid Solheim"' in page
    assert not Participation.objects.exists()


def test_when_the_time_is_over_the_page_says_so_and_the_server_refuses():
    committee(5)
    assert now().date() >= date(2026, 9, 1)
    client = browser(secretary())
    listed = client.get(reverse("governance:founder-list")).content.decode()
    assert "The time of founding is over." in listed
    assert reverse("governance:founder-new") not in listed
    answer = client.post(reverse("governance:founder-new"), typed())
    assert (answer.status_code, "register I-8" in answer.content.decode()) == (422, True)
