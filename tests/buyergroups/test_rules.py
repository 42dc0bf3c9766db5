"""Rules of buyer groups, case by case."""

from datetime import date

import pytest

from buyergroups import rules
from buyergroups.rules import Statement


@pytest.mark.parametrize(
    ("codes", "lineage", "covered"),
    [
        (("NO",), ("NO",), True),  # 3.3.1: the country itself
        (("BE",), ("BE", "BE-VLG"), True),  # a region lies in its country
        (("BE-VLG",), ("BE",), False),  # a country does not lie in its region
        (("NO", "SE", "DK"), ("SE", "SE-AB"), True),
        (("NO",), (), False),  # a world body lies nowhere
        ((), ("NO",), False),
    ],
)
def test_3_3_1_a_group_is_there_for_its_area_and_what_lies_in_it(codes, lineage, covered):
    assert rules.covers(codes, lineage) is covered


@pytest.mark.parametrize(
    ("lineage", "country", "found"),
    [(("BE", "BE-VLG"), "BE", ["BE", "BE-VLG"]), ((), "NO", ["NO"]), ((), "", [])],
)
def test_without_a_territory_the_country_tells_where_somebody_is(lineage, country, found):
    assert rules.lineage_of(lineage, country) == found


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
