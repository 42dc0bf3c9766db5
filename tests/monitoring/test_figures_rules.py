"""The checks, each with its clause; no database."""

import pytest

from monitoring.rules import (
    Answer,
    Cells,
    Limits,
    Total,
    add,
    cell_value,
    findings_of_all,
    findings_of_line,
    timeliness,
)
from monitoring.rules.cells import kept_value
from monitoring.rules.checks import lifetime_below_baseline, total_zero_with_lines
from pact.sheets.numbers import Unclear

LIMITS = Limits()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", Answer()),
        ("  ", Answer()),
        ("0", Answer(0)),
        ("?", Answer(None, True)),
        ("not known", Answer(None, True)),
        ("Not Known", Answer(None, True)),
        ("1 240", Answer(1240)),
        ("1.240", Answer(1240)),
        ("1,240", Answer(1240)),
        ("1'240", Answer(1240)),
        ("٣٢", Answer(32)),
    ],
)
def test_empty_zero_and_not_known_are_three_answers(text, answer):
    assert cell_value(text) == answer


@pytest.mark.parametrize("text", ["12k", "1.5", "-3", "n/a", "99999999999"])
def test_what_is_no_whole_number_is_asked_about(text):
    assert isinstance(cell_value(text), Unclear)


def cells(was=None, lifetimes=None, **now):
    answers = {name: Answer(None, True) if value == "?" else Answer(value) for name, value in now.items()}
    return Cells("l1", answers, was or {}, lifetimes or {})


def codes(findings):
    return [finding.code for finding in findings]


def test_more_that_meet_the_criteria_than_new_is_an_error():
    found = findings_of_line(cells(new=10, meets=11), LIMITS)
    assert [(one.code, one.severity, one.column) for one in found] == [("meets_criteria_within_new", "error", "meets")]
    assert not findings_of_line(cells(new=10, meets=10), LIMITS)
    assert not findings_of_line(cells(new="?", meets=11), LIMITS)
    alone = findings_of_line(cells(new=None, meets=11), LIMITS)
    assert [(one.code, one.severity, one.column) for one in alone] == [("meets_criteria_within_new", "error", "meets")]
    assert not findings_of_line(cells(new=None, meets=0), LIMITS)


@pytest.mark.parametrize("text", ["12k", "1.5", "-3", "99999999999", "+5x\u200b"])
def test_a_text_is_kept_with_its_reason_and_blocks(text):
    answer = kept_value(text)
    assert answer.given and answer.open and answer.value is None and answer.text in text
    (found,) = findings_of_line(Cells("l1", {"new": answer, "meets": Answer(5)}), LIMITS)
    assert (found.code, found.severity, found.column) == ("unreadable", "error", "new")
    assert found.sentence == cell_value(text).sentence
    assert add([Answer(3), answer]) == Total(3, True)
    assert not findings_of_line(cells(new=10, meets="?"), LIMITS)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (46, 412, "Nine times last year’s figure (46)."),
        (46, 138, None),
        (46, 139, "Three times last year’s figure (46)."),
        (5, 25, None),
        (5, 26, "Five times last year’s figure (5)."),
        (0, 21, "Last year’s figure was 0."),
        (0, 20, None),
        (900, 299, "Less than a third of last year’s figure (900)."),
        (900, 300, None),
        (30, 9, "Less than a third of last year’s figure (30)."),
        (10, 900, "90 times last year’s figure (10)."),
        (None, 900, None),
    ],
)
def test_a_jump_is_more_than_threefold_and_more_than_twenty_devices(was, now, sentence):
    found = [one for one in findings_of_line(cells({"new": was}, new=now), LIMITS)]
    assert [one.sentence for one in found] == ([sentence] if sentence else [])


def test_the_first_used_devices_are_noticed():
    assert codes(findings_of_line(cells({"refurbished": 0, "remanufactured": 0}, refurbished=5), LIMITS)) == [
        "first_used_devices"
    ]
    assert not findings_of_line(cells({"refurbished": 2}, refurbished=5), LIMITS)
    assert not findings_of_line(cells({}, refurbished=5), LIMITS)


def test_a_lifetime_below_three_years_wants_a_word_for_devices_that_count_as_circular():
    short = {"new": Answer(24), "refurbished": Answer(36)}
    found = lifetime_below_baseline(cells(lifetimes=short, new=10, meets=10, refurbished=3), LIMITS)
    assert [(one.column, one.clause) for one in found] == [("new", "3.1.2.b")]
    assert not lifetime_below_baseline(cells(lifetimes=short, new=10, meets=0), LIMITS)


def test_lines_that_add_up_to_nothing_are_asked_about():
    assert codes(total_zero_with_lines([cells(new=0, refurbished=0)])) == ["total_zero_with_lines"]
    assert not total_zero_with_lines([cells(new=0, refurbished="?")])
    assert not total_zero_with_lines([cells(new=0, refurbished=1)])


def test_a_report_without_a_single_answer_cannot_be_sent():
    assert codes(findings_of_all([cells(new=None)], LIMITS)) == ["nothing_filled_in"]
    assert not findings_of_all([cells(new="?")], LIMITS)


def test_a_total_with_an_unknown_part_is_at_least():
    assert add([Answer(890), Answer(95), Answer(None, True)]) == Total(985, True)
    assert add([Answer(), Answer()]) == Total(None, False)
    assert add([Answer(None, True)]) == Total(None, True)


def test_the_day_of_the_organization_decides_what_is_on_time():
    from datetime import date

    assert timeliness(date(2027, 3, 31), date(2027, 3, 31), date(2027, 3, 31)) == "ON_TIME"
    assert timeliness(date(2027, 4, 1), date(2027, 3, 31), date(2027, 3, 31)) == "LATE"
    assert timeliness(date(2027, 4, 10), date(2027, 4, 14), date(2027, 3, 31)) == "EXTENDED"
