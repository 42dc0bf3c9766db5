"""Counts as people write them: one table of texts and what they mean."""

import pytest

from pact.sheets.numbers import BLANK, MAXIMUM, NOT_KNOWN, Unclear, parse_count, show_count

READ = [
    ("1240", 1240),
    ("1 240", 1240),
    ("1.240", 1240),
    ("1,240", 1240),
    ("1'240", 1240),
    ("1\u2019240", 1240),
    ("1\u00a0240", 1240),
    ("1\u202f240\u2009500", 1240500),
    ("1.240.500", 1240500),
    ("1,24,000", 124000),
    ("1,240.00", 1240),
    ("1.240,00", 1240),
    ("1240.0", 1240),
    ("١٢٤٠", 1240),
    ("१२४०", 1240),
    ("１２４０", 1240),
    ("  7 \u200b", 7),
    ("+5", 5),
    ("-0", 0),
    ("0", 0),
    ("007", 7),
    ("10000000", MAXIMUM),
    (12, 12),
    (12.0, 12),
    ("", BLANK),
    ("  \u00a0", BLANK),
    (None, BLANK),
    ("?", NOT_KNOWN),
    ("？", NOT_KNOWN),
    (" ? ", NOT_KNOWN),
]
UNCLEAR = [
    ("1.5", "not-whole"),
    ("1,5", "not-whole"),
    ("0.500", "not-whole"),
    ("1240.000", "not-whole"),
    (1.5, "not-whole"),
    ("-5", "below-zero"),
    ("\u22125", "below-zero"),
    (-0.5, "below-zero"),
    ("10000001", "too-large"),
    ("9" * 5000, "too-large"),
    ("n/a", "not-a-number"),
    ("12 laptops", "not-a-number"),
    ("12 34", "not-a-number"),
    ("1..240", "not-a-number"),
    ("10\u00b2", "not-a-number"),
    ("\u00bd", "not-a-number"),
    ("1e3", "not-a-number"),
    ("-", "not-a-number"),
    ("=1+1", "not-a-number"),
    ("\ud800\x00", "not-a-number"),
    (float("nan"), "not-a-number"),
    (True, "not-a-number"),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_a_count_is_read_as_it_was_meant(text, value):
    assert parse_count(text) == value


@pytest.mark.parametrize(("text", "code"), UNCLEAR)
def test_what_is_not_a_count_is_asked_about(text, code):
    answer = parse_count(text)
    assert isinstance(answer, Unclear)
    assert answer.code == code
    assert len(answer.sentence) < 160
    answer.sentence.encode()


def test_the_sentence_says_what_to_do():
    assert parse_count("n/a").sentence == '"n/a" is not a number. Use ? if you do not know.'


@pytest.mark.parametrize("value", [0, 7, 1240, BLANK, NOT_KNOWN])
def test_what_is_shown_is_read_again(value):
    assert parse_count(show_count(value)) == value
