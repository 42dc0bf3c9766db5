"""Rules of the ledger of users served, case by case (Pact 3.2.1.c, I-17)."""

from datetime import date

import pytest

from buyergroups import rules
from buyergroups.rules import Block, InGroup, Said, Statement

JAN, FEB, MAR, APR = (date(2027, month, 1) for month in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("laptops", "phones", "total", "fits"),
    [
        (None, None, 10, True),
        (10, None, 10, True),
        (11, None, 10, False),  # I-17: users in all at least those of either
        (None, 11, 10, False),
        (6, 4, 10, True),  # nobody has both
        (6, 4, 6, True),  # everybody with a phone has a laptop
        (6, 4, 11, False),  # I-17: at most both together
        (0, 0, 0, True),
    ],
)
def test_i_17_one_person_with_laptop_and_phone_is_one_user(laptops, phones, total, fits):
    assert (rules.users_problems(laptops, phones, total) == []) is fits


@pytest.mark.parametrize(("as_of", "stale"), [(date(2026, 3, 1), False), (date(2026, 2, 28), True)])
def test_3_2_1_c_a_figure_older_than_twelve_months_is_not_current(as_of, stale):
    assert rules.is_stale(as_of, date(2027, 3, 1)) is stale


@pytest.mark.parametrize(
    ("today", "by"),
    [
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 9, 30)),
        (date(2027, 10, 1), date(2028, 3, 31)),
    ],
)
def test_3_2_1_c_coordinators_confirm_twice_a_year(today, by):
    assert rules.confirm_by(today) == by


@pytest.mark.parametrize(("today", "asked"), [(date(2027, 2, 28), False), (date(2027, 3, 1), True)])
def test_they_are_asked_thirty_days_before(today, asked):
    assert rules.is_asked_to_confirm(today) is asked


def test_3_2_1_c_each_organization_counts_once_with_three_subtotals():
    statements = [
        Statement(1, 100, None, "PARTICIPANT"),
        Statement(1, 100, None, "PARTICIPANT"),  # in two groups
        Statement(2, 40, None, "MEMBER"),
        Statement(3, 5, None, "OBSERVER"),
        Statement(4, 70, 1, "PARTICIPANT"),  # counted at the central body
    ]
    assert rules.count_users(statements) == rules.Counted(145, 100, 40, 5, 3)


def test_nobody_is_nobody():
    assert rules.count_users([]) == rules.Counted(0, 0, 0, 0, 0)


def test_only_a_block_of_whom_nobody_is_counted_elsewhere_counts():
    blocks = [Block(7, "MEMBER", 12, 8400, True), Block(7, "OBSERVER", 3, 90, False), Block(8, "OBSERVER", 2, 10, True)]
    counted = rules.count_users([Statement(1, 100, None, "PARTICIPANT")], blocks)
    assert counted == rules.Counted(8510, 100, 8400, 10, 1, 8410, 14)


@pytest.mark.parametrize(
    ("organizations", "users", "fits"), [(12, 8400, True), (12, 0, True), (0, 0, True), (0, 5, False)]
)
def test_nobody_in_a_block_serves_nobody(organizations, users, fits):
    assert (rules.block_problems(organizations, users) == []) is fits


@pytest.mark.parametrize(
    ("said", "new", "answer"),
    [
        ([], Said(1, FEB, 2), ""),
        ([Said(2, JAN, None)], Said(1, FEB, 2), ""),
        ([Said(2, JAN, 3)], Said(1, FEB, 2), "VIA"),  # a chain: 1 by 2 by 3
        ([Said(2, JAN, 3), Said(2, FEB, None)], Said(1, FEB, 2), ""),  # 2 counts itself again by then
        ([Said(2, MAR, 3)], Said(1, FEB, 2), "VIA"),  # later on, while it still holds
        ([Said(2, MAR, 3), Said(1, MAR, None)], Said(1, FEB, 2), ""),  # it holds until then only
        ([Said(3, JAN, 1)], Said(1, FEB, 2), "COUNTS"),  # 3 by 1 by 2
        ([Said(2, JAN, 1)], Said(1, FEB, 2), "VIA"),  # a circle: 2 by 1 by 2
        ([Said(3, MAR, 1)], Said(1, FEB, 2), "COUNTS"),
        ([Said(3, JAN, 1), Said(3, FEB, None)], Said(1, FEB, 2), ""),
        ([Said(1, FEB, 3), Said(3, JAN, None)], Said(1, FEB, 2), ""),  # a correction of the same day
        ([Said(3, JAN, 1)], Said(1, FEB, None), ""),  # who counts others counts itself
    ],
)
def test_3_2_1_c_no_chains_and_no_circles(said, new, answer):
    assert rules.chained(said, new) == answer


def test_3_2_1_c_how_overlapping_groups_add_up_by_hand():
    """Norway: A 3200, B 500, C 40 → 3740. Nordic: A 3200, D 800, 12 others 8400 → 12400. Third: A 3200, B 500, E 5 →
    3705. Sums 19845; A stands there three times, B twice: less 2 × 3200 + 500 = 6900; F is in none: more 70."""
    statements = [
        Statement(1, 3200, None, "PARTICIPANT"),
        Statement(2, 500, None, "PARTICIPANT"),
        Statement(3, 40, None, "MEMBER"),
        Statement(4, 800, None, "PARTICIPANT"),
        Statement(5, 5, None, "OBSERVER"),
        Statement(6, 70, None, "PARTICIPANT"),
        Statement(7, 999, 1, "PARTICIPANT"),  # in the figure of A
    ]
    groups = {1: [10, 20, 30], 2: [10, 30], 3: [10], 4: [20], 5: [30], 7: [10]}
    blocks = [Block(20, "MEMBER", 12, 8400, True), Block(30, "MEMBER", 4, 77, False)]
    added = rules.add_up(statements, groups, blocks)
    assert added.by_group == {10: 3740, 20: 12400, 30: 3705}
    assert (added.groups, added.too_often, added.without_group, added.total) == (19845, 6900, 70, 13015)
    assert [(one.organization_id, one.too_often) for one in added.overlaps] == [(1, 6400), (2, 500)]
    assert added.total == rules.count_users(statements, blocks).total


def test_3_2_1_c_a_group_tells_its_coverage_with_its_number():
    old, new = date(2025, 12, 1), date(2027, 2, 1)
    rows = [
        InGroup(7, "PARTICIPANT", 100, None, new),
        InGroup(7, "PARTICIPANT", 50, None, old),
        InGroup(7, "MEMBER", 7, 1, new),
        InGroup(7, "OBSERVER"),
    ]
    blocks = [Block(7, "MEMBER", 12, 8400, True, new), Block(7, "OBSERVER", 2, 9, False, old)]
    found = rules.group_users(rows, blocks, MAR)[7]
    assert (found.total, found.participants, found.members, found.observers) == (8550, 150, 8400, 0)
    assert (found.organizations, found.stated, found.stale, found.missing, found.elsewhere) == (4, 3, 1, 1, 1)
    assert (found.stale_blocks, found.open, found.unnamed, found.unnamed_organizations) == (1, 3, 8400, 12)
    assert (found.first_as_of, found.last_as_of) == (old, new)
    assert rules.group_users([], [], MAR) == {}


@pytest.mark.parametrize(
    ("kind", "basis", "standing"),
    [
        ("MEMBER", "PARTICIPANT", "PARTICIPANT"),
        ("MEMBER", "NON_PARTICIPANT", "MEMBER"),
        ("OBSERVER", "PARTICIPANT", "OBSERVER"),
        ("OBSERVER", "NON_PARTICIPANT", "OBSERVER"),
    ],
)
def test_standing_in_a_group(kind, basis, standing):
    assert rules.standing_in_group(kind, basis) == standing
