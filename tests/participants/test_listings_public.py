"""The public list: who is on it, how it is paged, filtered and counted, and that it never drifts."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants import public
from participants.actions import listings, organizations, participations
from participants.models import Listing, Tally
from tests.participants.make import AT, HAND, founder, organization, text, with_committee

pytestmark = pytest.mark.django_db


def names(page) -> list[str]:
    return [card.name for card in page.items]


def test_a_founding_signer_is_on_the_list_with_role_and_day():
    founder("Vestbygd kommune")
    (card,) = public.participants().items
    assert (card.slug, card.roles, card.since, card.country_name) == (
        "vestbygd-kommune", ("PROCURING",), date(2021, 6, 14), "Norway",
    )  # fmt: skip


def test_i_8_the_list_tells_founding_signers_from_those_who_were_admitted():
    founder("Alfa")
    application = with_committee()
    participations.admit(HAND, application, decisions={"PROCURING": (True, "SC-2027-001", "")}, at=AT)
    assert [(card.name, card.founding) for card in public.participants().items] == [
        ("Alfa", True), ("Vestbygd kommune", False),
    ]  # fmt: skip
    assert listings.drift() == []


def test_an_organization_without_a_role_is_not_on_the_list():
    organization("Somebody else")
    assert public.participants().items == ()
    assert public.participant("somebody-else") is None


def test_both_roles_are_two_participations_and_one_row():
    first = founder("Oslo", "COORDINATING")
    participations.found(
        HAND, first.organization, "PROCURING", signer_name="A", signer_title="B",
        signed_at=datetime(2022, 1, 1, tzinfo=UTC), at=AT,
    )  # fmt: skip
    (card,) = public.participants().items
    assert card.roles == ("COORDINATING", "PROCURING")
    counted = public.facets()
    assert (counted.total, counted.both_roles) == (1, 1)
    assert [(facet.code, facet.n) for facet in counted.roles] == [("COORDINATING", 1), ("PROCURING", 1)]


def test_pages_follow_each_other_forwards_and_backwards_without_gap_or_repeat():
    for number in range(7):
        founder(f"Kommune {number}")
    first = public.participants(size=3)
    second = public.participants(after=first.after, size=3)
    third = public.participants(after=second.after, size=3)
    assert names(first) + names(second) + names(third) == [f"Kommune {number}" for number in range(7)]
    assert (first.before, third.after) == (None, None)
    back = public.participants(before=third.before, size=3)
    assert names(back) == names(second)
    assert public.participants(before=back.before, size=3).before is None


def test_a_damaged_cursor_begins_at_the_beginning():
    founder()
    for damaged in ("x", "****", "MTph", "a" * 700, "MDph", "MTIzAA"):
        assert names(public.participants(after=damaged)) in (["Vestbygd kommune"], [])
        public.participants(public.Filters(newest_first=True), after=damaged)


def test_a_name_is_found_without_its_accents_and_by_the_beginning_of_a_word():
    founder("Région Île-Verte", country="FR")
    founder("Fjordfylke", name_en="Fjord County")
    for wanted, found in (("ile verte", "Région Île-Verte"), ("VERTE", "Région Île-Verte"), ("county", "Fjordfylke")):
        assert names(public.participants(public.Filters(q=wanted))) == [found]
    assert names(public.participants(public.Filters(q="rte"))) == []
    assert names(public.participants(public.Filters(q="100%_"))) == []


def test_filters_narrow_the_list_and_their_counts_are_known():
    founder("A", country="NO")
    founder("B", country="NL", legal_kind="AGENCY")
    founder("C", "COORDINATING", country="NL", legal_kind="AGENCY")
    for filters, found in (
        (public.Filters(country="NL"), ["B", "C"]),
        (public.Filters(role="COORDINATING"), ["C"]),
        (public.Filters(kind="LOCAL_GOVERNMENT"), ["A"]),
        (public.Filters(role="NONSENSE"), []),
        (public.Filters(), ["A", "B", "C"]),
    ):
        assert names(public.participants(filters)) == found
        assert public.facets().found(filters) == len(found)
    assert public.facets().found(public.Filters(country="NL", role="PROCURING")) is None
    assert public.counts_by_country() == {"NL": 2, "NO": 1}


def test_the_list_and_its_facets_cost_one_query_each():
    for number in range(30):
        founder(f"K{number}")
    with CaptureQueriesContext(connection) as asked:
        public.participants(public.Filters(q="k", country="NO"), size=25)
        public.facets()
    assert len(asked) == 2


def test_what_floors_above_note_shows_on_the_card_and_in_the_group_filter():
    made = founder().organization
    listings.note(
        made, groups=[{"slug": "norway", "name": "Norway"}], users_served=3200, users_served_on=date(2027, 1, 1),
        latest_year=2026, latest_devices=400, latest_state="ACCEPTED",
    )  # fmt: skip
    (card,) = public.participants(public.Filters(group="norway")).items
    assert (card.groups[0].name, card.users_served, card.latest_year) == ("Norway", 3200, 2026)
    assert public.facets().groups[0] == public.Facet("norway", "Norway", 1)
    listings.note(made, groups=[])
    assert public.facets().groups == ()


def test_the_ring_has_a_stroke_for_each_in_joining_order():
    founder("Late", joined=datetime(2024, 1, 1, tzinfo=UTC))
    founder("Early", "COORDINATING", joined=datetime(2021, 6, 14, tzinfo=UTC))
    assert public.ring() == [public.RingStroke(2021, True), public.RingStroke(2024, False)]


def test_renaming_moves_the_row_and_drift_is_found_and_mended():
    made = founder("Alfa").organization
    organizations.describe(HAND, made, name="Ømega", at=AT)
    assert names(public.participants(public.Filters(q="omega"))) == ["Ømega"]
    assert listings.drift() == []
    Listing.objects.update(name="Wrong")
    Tally.objects.update(n=9)
    assert len(listings.drift()) >= 2
    listings.rebuild()
    assert listings.drift() == []


def test_the_text_of_the_pact_is_whole_and_hashed():
    text()
    card = public.pact_text()
    assert (card.version, card.valid_from, len(card.sha256)) == (1, date(2021, 6, 14), 64)
    ids = [clause.id for clause in card.clauses]
    assert len(ids) == len(set(ids))
    assert {"1.1.1", "2.1.4", "2.2.2.c", "3.1.1.f", "3.1.2.d", "4.6", "5.3.4", "6.4.2.c", "6.7.2", "signature"} <= set(
        ids
    )
    assert public.pact_text(7) is None


def test_the_command_compares_and_mends():
    founder()
    call_command("relist", "--check")
    Tally.objects.update(n=9)
    with pytest.raises(CommandError, match="differences"):
        call_command("relist", "--check")
    call_command("relist")
    call_command("relist", "--check")
