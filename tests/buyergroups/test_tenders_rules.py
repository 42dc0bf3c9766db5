"""The rules of the tender calendar: times as people write them, no prices (6.3.2), what a notice needs, the rounds."""

from datetime import date

import pytest

from buyergroups import rules
from buyergroups.rules import mentions_price, read_expected

MAY = (date(2027, 5, 1), date(2027, 5, 31), "MONTH")
SECOND = (date(2027, 4, 1), date(2027, 6, 30), "QUARTER")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, MAY) for text in ("May 2027", "may 2027", "5/2027", "05-2027", "2027-05", "2027/5", " May, 2027 ")),
        *((text, SECOND) for text in ("Q2 2027", "2027-Q2", "2027Q2", "q2/2027", "second quarter of 2027")),
        ("Sept 2027", (date(2027, 9, 1), date(2027, 9, 30), "MONTH")),
        ("December 2027", (date(2027, 12, 1), date(2027, 12, 31), "MONTH")),
        ("February 2028", (date(2028, 2, 1), date(2028, 2, 29), "MONTH")),
        ("Q4 2027", (date(2027, 10, 1), date(2027, 12, 31), "QUARTER")),
        ("last quarter 2027", (date(2027, 10, 1), date(2027, 12, 31), "QUARTER")),
    ],
)
def test_a_month_or_quarter_is_read(text, expected):
    found = read_expected(text)
    assert (found.first, found.last, found.kind) == expected
    assert read_expected(rules.typed(found)) == read_expected(rules.written(found)) == found


@pytest.mark.parametrize(
    "text", ["", "soon", "2027", "Q5 2027", "13/2027", "2027-00", "Mayor 2027", "May 1827", "ma 2027"]
)
def test_anything_else_is_not(text):
    with pytest.raises(ValueError):
        read_expected(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about € 450 each", "€ 450"),
        ("1200€", "1200€"),
        ("EUR 1.200,50 per laptop", "EUR 1.200,50"),
        ("600EUR", "600EUR"),
        ("NOK 500 000 in all", "NOK 500 000"),
        ("kr 4 500", "kr 4 500"),
        ("12 kr per device", "12 kr"),
        ("$5m", "$5m"),
        ("£300", "£300"),
        ("5 million euro", "5 million euro"),
        ("5 Mio. Euro", "5 Mio. Euro"),
        ("CHF 10k", "CHF 10k"),
        ("2.000,-", "2.000,-"),
        ("unit price of 450", "unit price of 450"),
        ("price: 399 per device", "price: 399"),
        ("price per unit 700", "price per unit 700"),
        ("a budget of 900000", "budget of 900000"),
        ("estimated value 2 million", "estimated value 2 million"),
        ("between 300 and 400 euros", "400 euros"),
        ("500 dollars", "500 dollars"),
    ],
)
def test_an_amount_of_money_is_found(text, found):
    assert mentions_price(text) == found
    assert "6.3.2" in rules.no_prices(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "500 laptops",
        "4,000 smartphones for 24 months",
        "a framework over 4 years with 3 lots",
        "price counts for 40 %",
        "price 40%, quality 60%",
        "price 40 points, quality 60 points",
        "the budget year 2027",
        "budget 2027",
        "We publish no prices.",
        "what it costs over its life counts, not the lowest price",
        "the contract value is published with the award",
        "CPV 30213100-6",
        "Q2 2027, see EUR-Lex",
        "TED 123456-2027",
        "128 GB, 14 inch, 5G",
        "ISO 14024 and TCO Certified 10",
        "Kroningsplein 12",
        "tender 2027/118 of the Euroregion",
        "costs of 5 laptops a month are compared",
        "1.3 kg and 300 cd/m²",
    ],
)
def test_other_numbers_are_no_price(text):
    assert mentions_price(text) == ""


def test_a_long_text_of_digits_is_read_quickly():
    assert mentions_price("1 " * 5000) == ""


def test_a_time_lies_ahead_or_has_passed():
    last = date(2027, 3, 31)
    assert rules.is_planned(last, date(2027, 3, 30))
    assert not rules.is_planned(last, last)
    assert not rules.has_passed("ANNOUNCED", last, last)
    assert rules.has_passed("ANNOUNCED", last, date(2027, 4, 1))
    assert rules.has_passed("POSTPONED", last, date(2027, 4, 1))
    assert not rules.has_passed("PUBLISHED", last, date(2027, 4, 1))


@pytest.mark.parametrize(
    ("day", "begun", "ends"),
    [
        (date(2027, 3, 1), date(2027, 3, 1), date(2027, 3, 31)),
        (date(2027, 9, 30), date(2027, 9, 1), date(2027, 9, 30)),
        (date(2027, 4, 1), None, None),
        (date(2027, 2, 28), None, None),
    ],
)
def test_twice_a_year_it_is_asked(day, begun, ends):
    assert rules.round_begun(day) == begun
    assert begun is None or rules.round_ends(begun) == ends


def test_what_a_notice_needs():
    day = date(2027, 5, 3)
    assert rules.publish_problems(True, True, day, day) == []
    fields = [field for field, _ in rules.publish_problems(False, False, None, day)]
    assert fields == ["notice_url", "on", ""]
    assert rules.publish_problems(True, True, date(2027, 5, 4), day)[0][0] == "on"
