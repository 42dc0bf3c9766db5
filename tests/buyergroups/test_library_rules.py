"""Rules of the library, clause by clause."""

from datetime import date

import pytest

from buyergroups import rules

DAY = date(2027, 3, 1)
WHOLE = {"has_file": False, "number": 1, "changes": ""}


@pytest.mark.parametrize(
    ("kind", "needed"),
    [("CRITERIA", True), ("GUIDELINE", True), ("TOOL", True), ("CONTRACT_CLAUSES", True), ("FACTOR_SET", True),
     ("INDICATOR_SET", True), ("OTHER", False)],
)  # fmt: skip
def test_5_1_2_the_committee_approves_all_kinds_but_other(kind, needed):
    assert rules.needs_committee(kind) is needed


@pytest.mark.parametrize(("until", "problem"), [(date(2027, 3, 15), False), (date(2027, 3, 14), True), (DAY, True)])
def test_4_4_others_have_two_weeks_to_comment(until, problem):
    assert bool(rules.comments_until_problem(until, DAY)) is problem


@pytest.mark.parametrize(
    ("state", "until", "takes"),
    [("DRAFT", None, True), ("CONSULTATION", DAY, True), ("CONSULTATION", date(2027, 2, 28), False),
     ("ADOPTED", None, False), ("PUBLISHED", DAY, False), ("WITHDRAWN", None, False)],
)  # fmt: skip
def test_4_4_until_when_a_draft_takes_comments(state, until, takes):
    assert rules.takes_comments(state, until, DAY) is takes


@pytest.mark.parametrize(
    ("until", "laid", "may"),
    [(DAY, False, False), (date(2027, 2, 28), False, True), (DAY, True, True), (None, False, True)],
)
def test_4_4_a_draft_is_revised_when_the_time_is_over(until, laid, may):
    assert rules.may_be_revised(until, DAY, laid=laid) is may


@pytest.mark.parametrize(
    ("kind", "summary", "rows", "more", "count"),
    [("CRITERIA", "For buyers.", 1, {}, 0), ("CRITERIA", " ", 0, {}, 2), ("CRITERIA", "X", 0, {"has_file": True}, 1),
     ("TOOL", "X", 0, {"has_file": True}, 0), ("TOOL", "X", 0, {}, 1), ("TOOL", "X", 1, {"number": 2}, 1),
     ("TOOL", "X", 1, {"number": 2, "changes": "More."}, 0)],
)  # fmt: skip
def test_4_6_what_is_missing_in_a_draft(kind, summary, rows, more, count):
    assert len(rules.gaps(kind, summary, rows, **{**WHOLE, **more})) == count


@pytest.mark.parametrize(
    ("codes", "title", "free"),
    [(["LAP-01", "LAP-18"], "Laptops", "LAP-19"), ([], "Baseline criteria", "BC-01"), ([], "1 2", "ROW-01"),
     (["A9"], "x", "A10")],
)  # fmt: skip
def test_4_6_the_next_code_looks_like_the_others(codes, title, free):
    assert rules.next_code(codes, title) == free and rules.is_code(free)


@pytest.mark.parametrize(
    ("text", "good"), [("LAP-01", True), ("new", False), ("file", False), ("a/1", False), ("1", True)]
)
def test_4_6_a_code_can_stand_in_an_address(text, good):
    assert rules.is_code(text) is good
