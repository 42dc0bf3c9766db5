"""When consent is reached: integers at every edge (Pact 6.5.2), and the text that results from changes."""

from datetime import date

import pytest

from governance.rules import (
    Criterion,
    Meter,
    amendments,
    consent_reached,
    electorate_changes,
    needed,
    rounds,
    values,
)

THREE_QUARTERS = Criterion(3, 4)


def meter(consents: int, electorate: int) -> Meter:
    asked = needed(electorate, THREE_QUARTERS)
    return Meter(consents, electorate, asked, 3, 4, 0, closes_on=date(2028, 6, 30), open=True)


def test_6_5_2_at_every_edge_from_one_to_a_thousand():
    for electorate in range(1, 1001):
        edge = needed(electorate, THREE_QUARTERS)
        assert 4 * edge >= 3 * electorate > 4 * (edge - 1)
        assert consent_reached(edge, electorate, THREE_QUARTERS)
        assert not consent_reached(edge - 1, electorate, THREE_QUARTERS)
        assert meter(edge - 1, electorate).more == 1
        assert meter(edge, electorate).more == 0


@pytest.mark.parametrize(
    ("consents", "electorate", "criterion", "reached"),
    [
        (75, 100, THREE_QUARTERS, True),
        (74, 100, THREE_QUARTERS, False),
        (3, 4, THREE_QUARTERS, True),
        (0, 0, THREE_QUARTERS, False),
        (1, 1, THREE_QUARTERS, True),
        (9, 12, Criterion(1, 2, 10), False),
        (10, 12, Criterion(1, 2, 10), True),
        (7, 7, Criterion(1, 1), True),
    ],
)
def test_6_5_2_and_6_2_2_cases(consents, electorate, criterion, reached):
    assert consent_reached(consents, electorate, criterion) is reached


def test_i_2_changes_of_the_electorate():
    assert electorate_changes([1, 2, 3], [2, 3, 5, 4]) == ([4, 5], [1])


TEXT = [
    {"id": "1", "kind": "heading", "title": "1", "text": ""},
    {"id": "1.1.1", "kind": "clause", "title": "1.1.1", "text": "One."},
    {"id": "1.1.1.a", "kind": "point", "title": "a", "text": "A."},
    {"id": "1.1.2", "kind": "clause", "title": "1.1.2", "text": "Two."},
    {"id": "10.1", "kind": "clause", "title": "10.1", "text": "Ten."},
    {"id": "signature", "kind": "signature", "title": "Signed", "text": ""},
]


def test_6_5_1_clauses_are_changed_removed_and_added_in_their_place():
    changes = [
        {"clause": "1.1.1", "old": "One.", "new": "One, changed."},
        {"clause": "1.1.2", "old": "Two.", "new": ""},
        {"clause": "1.1.1.b", "old": "", "new": "B."},
        {"clause": "2.1", "old": "", "new": "New."},
    ]
    made = amendments.new_text(TEXT, changes)
    assert [one["id"] for one in made] == ["1", "1.1.1", "1.1.1.a", "1.1.1.b", "2.1", "10.1", "signature"]
    assert made[3] == {"id": "1.1.1.b", "kind": "point", "title": "b", "text": "B."}
    assert TEXT[1]["text"] == "One."


def test_6_5_1_a_change_of_words_that_are_not_there_is_refused():
    for change in ({"clause": "1.1.1", "old": "Else.", "new": "x"}, {"clause": "9.9.9", "old": "x", "new": ""}):
        with pytest.raises(ValueError, match="reads otherwise"):
            amendments.new_text(TEXT, [change])


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("1.1.3", ""), ("1.1.1.b", ""), ("1.1.1", "exists"), ("x", "like 6.5.3"), ("7.1.1", "no 7.1"), ("", "like 6.5.3")],
)
def test_6_5_1_addresses_of_new_clauses(address, sentence):
    known = [*TEXT, {"id": "1.1", "kind": "subheading", "title": "1.1", "text": ""}]
    against = amendments.against_address(address, known)
    assert (sentence in against) if sentence else against == ""


def test_6_5_2_the_hash_holds_text_values_and_day():
    base = amendments.fingerprint("a", [], [], date(2027, 9, 1))
    others = {
        amendments.fingerprint("b", [], [], date(2027, 9, 1)),
        amendments.fingerprint("a", [{"clause": "1"}], [], date(2027, 9, 1)),
        amendments.fingerprint("a", [], [{"key": "sc.max", "value": 12}], date(2027, 9, 1)),
        amendments.fingerprint("a", [], [], date(2027, 9, 2)),
    }
    assert len(others | {base}) == 5


@pytest.mark.parametrize(
    ("like", "unit", "text", "value"),
    [
        (11, "members", " 13 ", 13),
        (3000000, "users", "4,000,000", 4000000),
        ("2030-12-31", "day", "2033-12-31", "2033-12-31"),
        ([3, 4], "of all participants", "4/5", [4, 5]),
        ([3, 4], "of all participants", "80%", [80, 100]),
        ([2, 3], "a year", "2 to 4", [2, 4]),
        ([2, 3], "a year", "2–4", [2, 4]),
        ([2, 3], "a year", "4", [4, 4]),
        (["3", "4"], "years", "4 to 5", ["4", "5"]),
        (["1/3", "1/2"], "reduction", "1/3 to 2/3", ["1/3", "2/3"]),
        ("en", "language", "fr", "fr"),
    ],
)
def test_values_are_read_back_in_their_own_form(like, unit, text, value):
    assert values.read(text, like, values.form_of(like, unit)) == value


@pytest.mark.parametrize(
    ("like", "unit", "text"),
    [
        (11, "members", "0"),
        (11, "members", "-1"),
        (11, "members", "eleven"),
        (11, "members", "99999999999"),
        ("2030-12-31", "day", "31.2.2033"),
        ([3, 4], "of all participants", "5/4"),
        ([3, 4], "of all participants", "0/4"),
        ([2, 3], "a year", "3 to 2"),
        (["1/3", "1/2"], "reduction", "1/2 to 1/3"),
    ],
)
def test_what_is_no_value_gets_a_sentence(like, unit, text):
    with pytest.raises(ValueError, match=r"Enter .*like"):
        values.read(text, like, values.form_of(like, unit))


def test_everybody_has_a_fortnight():
    assert rounds.against_opening(date(2027, 3, 1), date(2027, 3, 16), THREE_QUARTERS) == []
    assert rounds.against_opening(date(2027, 3, 1), date(2027, 3, 15), THREE_QUARTERS)
    assert rounds.against_opening(date(2027, 3, 1), date(2027, 3, 16), Criterion(5, 4))
