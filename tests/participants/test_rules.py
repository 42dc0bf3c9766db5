"""The rules of joining, paragraph by paragraph."""

from datetime import date

import pytest

from pact.search.words import search_text
from participants import rules


@pytest.mark.parametrize(
    ("received", "by"),
    [
        (date(2027, 3, 1), date(2027, 4, 1)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2027, 12, 31), date(2028, 1, 31)),
        (date(2027, 8, 31), date(2027, 9, 30)),
    ],
)
def test_6_4_2_within_one_month_is_the_same_day_of_the_next_month_or_its_last(received, by):
    assert rules.decide_by(received) == by


CLEAR = dict.fromkeys(rules.CONFLICT_QUESTIONS, "NO")


@pytest.mark.parametrize(
    ("answers", "private", "outcome"),
    [
        (CLEAR, True, "CLEAR"),
        ({**CLEAR, "sells_ict": "YES"}, True, "CONFLICT"),
        ({**CLEAR, "makes_ict": "YES"}, True, "CONFLICT"),
        ({**CLEAR, "represents_ict": "YES"}, True, "CONFLICT"),
        ({**CLEAR, "sells_ict": "UNSURE"}, True, "DOUBT"),
        ({**CLEAR, "owned_by_ict": "YES"}, True, "DOUBT"),
        ({**CLEAR, "sells_ict": "YES"}, False, "DOUBT"),
        ({}, True, "DOUBT"),
    ],
)
def test_2_1_4_a_clear_conflict_a_doubt_and_neither(answers, private, outcome):
    assert rules.screening_outcome(answers, private=private) == outcome


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("NATIONAL_GOVERNMENT", "YES"), ("REGIONAL_GOVERNMENT", "YES"), ("LOCAL_GOVERNMENT", "YES"), ("AGENCY", "YES"),
        ("OTHER_PUBLIC", "COMMITTEE"), ("INTERNATIONAL", "COMMITTEE"), ("PRIVATE_COMPANY", "NO"), ("NON_PROFIT", "NO"),
        ("", "NO"),
    ],
)  # fmt: skip
def test_2_1_3_governments_and_agencies_may_coordinate(kind, verdict):
    assert rules.may_coordinate(kind) == verdict


def test_2_1_2_who_buys_no_ict_cannot_procure_and_a_private_body_cannot_coordinate():
    both = ["COORDINATING", "PROCURING"]
    assert rules.ways_open(both, {**CLEAR, "legal_kind": "PRIVATE_COMPANY", "buys_ict": "YES"}) == ["PROCURING"]
    assert rules.ways_open(both, {**CLEAR, "legal_kind": "AGENCY", "buys_ict": "NO"}) == ["COORDINATING"]
    assert (
        rules.ways_open(both, {**CLEAR, "legal_kind": "PRIVATE_COMPANY", "sells_ict": "YES", "buys_ict": "YES"}) == []
    )


def test_names_lose_accents_and_signs_and_keep_their_script():
    assert rules.plain("  Région  d'Île-de-France ") == "region d ile de france"
    assert rules.plain("Straße Łódź Ålesund Đà") == "strasse lodz alesund da"
    assert rules.slug_from("Universität Seefeld & Söhne") == "universitat seefeld sohne".replace(" ", "-")
    assert rules.slug_from("Υπουργείο") == "organisation"
    assert search_text("Oslo kommune", "City of Oslo") == " oslo kommune city of "


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Vestbygd kommune", "VESTBYGD", True),
        ("Ministry of Digital Affairs", "The Ministry of Digital Affairs of Norway", True),
        ("Gemeente Utrecht", "Universiteit Utrecht", True),
        ("Oslo kommune", "Bergen kommune", False),
        ("Kommune", "Gemeente", False),
    ],
)
def test_names_that_may_mean_the_same_organisation(one, other, alike):
    assert rules.names_alike(one, other) is alike


def test_both_roles_are_signed_twice_by_one_person_or_by_two():
    me = {"contact_name": "Jo", "contact_function": "CPO", "contact_email": "jo@x.example", "who": "ME"}
    both = ["COORDINATING", "PROCURING"]
    assert [signer["roles"] for signer in rules.signers(both, me)] == [both]
    other = {"who_second": "OTHER", "second_name": "Per", "second_title": "Director", "second_email": "per@x.example"}
    two = rules.signers(both, {**me, **other})
    assert [(signer["name"], signer["roles"], signer["mine"]) for signer in two] == [
        ("Jo", ["COORDINATING"], True),
        ("Per", ["PROCURING"], False),
    ]


def test_a_new_name_makes_a_signature_void_and_a_new_city_does_not():
    before = {"part": {"roles": ["PROCURING"]}, "organization": {"name": "A", "city": "X"}, "signatory": {"who": "ME"}}
    assert not rules.what_was_signed_changed(before, {**before, "organization": {"name": "A", "city": "Y"}})
    assert rules.what_was_signed_changed(before, {**before, "organization": {"name": "B", "city": "X"}})


def test_6_6_1_a_notice_takes_effect_at_any_time_but_not_before_it_was_sent():
    assert rules.leaving_day_is_possible(date(2027, 3, 1), date(2027, 3, 1))
    assert not rules.leaving_day_is_possible(date(2027, 2, 28), date(2027, 3, 1))


def test_references_count_up_within_the_year():
    assert rules.application_number(2027, 31) == "2027-031"


def test_hosts_compare_without_www_and_path():
    assert rules.host_of("https://www.Oslo.kommune.no/om") == "oslo.kommune.no" == rules.host_of("oslo.kommune.no")


@pytest.mark.parametrize(
    ("typed", "published"),
    [
        ("www.solvik.example", "https://www.solvik.example"),
        ("https://solvik.example/ict", "https://solvik.example/ict"),
        (" solvik.example/ict ", "https://solvik.example/ict"),
        ("javascript:alert(1)", ""),
        ("ftp://solvik.example", ""),
        ("", ""),
    ],
)
def test_a_website_is_published_as_an_address_that_leads_there(typed, published):
    assert rules.address_of(typed) == published
