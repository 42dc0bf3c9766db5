"""Rules of buyer groups, case by case."""

import pytest

from buyergroups import rules


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
