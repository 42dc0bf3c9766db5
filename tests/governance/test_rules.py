"""How the committee decides, case by case."""

from datetime import date

import pytest

from governance import rules
from governance.rules import Tally


@pytest.mark.parametrize(
    ("electors", "yes", "no", "abstain", "result"),
    [
        (5, 3, 0, 0, "ADOPTED"),  # I-7: three of five took part
        (5, 2, 0, 0, "LAPSED"),  # I-7: two of five is no quorum, whatever they say
        (6, 3, 0, 0, "LAPSED"),  # I-7: more than half, so three of six is not enough
        (6, 4, 0, 0, "ADOPTED"),
        (6, 2, 2, 0, "REJECTED"),  # I-7: a tie does not carry, nobody has a casting vote
        (7, 1, 0, 3, "ADOPTED"),  # abstaining makes the quorum, not the majority
        (7, 0, 0, 7, "REJECTED"),
        (11, 5, 5, 1, "REJECTED"),
        (11, 6, 5, 0, "ADOPTED"),
        (1, 1, 0, 0, "ADOPTED"),
        (0, 0, 0, 0, "LAPSED"),  # everybody recused
        (11, 0, 0, 0, "LAPSED"),  # 6.4.2: never adopted by silence
    ],
)
def test_i_7_the_outcome_of_a_vote(electors, yes, no, abstain, result):
    assert rules.outcome(Tally(electors, yes, no, abstain)) == result


@pytest.mark.parametrize("electors", range(12))
def test_i_7_no_vote_carries_without_more_than_half_taking_part_and_more_yes_than_no(electors):
    for yes in range(electors + 1):
        for no in range(electors + 1 - yes):
            for abstain in range(electors + 1 - yes - no):
                tally = Tally(electors, yes, no, abstain)
                wanted = (yes + no + abstain) > electors / 2 and yes > no
                assert rules.carries(tally) == wanted == (rules.outcome(tally) == "ADOPTED")


@pytest.mark.parametrize(
    ("electors", "cast", "needs"), [(5, 0, 3), (5, 2, 1), (5, 3, 0), (6, 3, 1), (11, 5, 1), (11, 11, 0)]
)
def test_i_7_how_many_votes_the_quorum_still_needs(electors, cast, needs):
    assert rules.needs_for_quorum(Tally(electors, cast, 0, 0)) == needs


@pytest.mark.parametrize(("seats", "may"), [(0, False), (4, False), (5, True), (11, True)])
def test_5_1_3_and_i_11_nothing_closes_below_five_seats(seats, may):
    assert rules.may_close(seats, 5) is may


@pytest.mark.parametrize(
    ("elector", "parent", "subject", "subject_parent", "recused"),
    [
        (1, None, 1, None, True),  # its own case
        (1, 2, 2, None, True),  # a part decides on the whole
        (1, None, 2, 1, True),  # the whole decides on its part
        (1, 9, 2, 9, True),  # two parts of one
        (1, None, 2, None, False),
        (1, 3, 2, 4, False),
        (1, None, None, None, False),  # not about an organization
    ],
)
def test_recusals_are_proposed_from_organization_and_parent_links(elector, parent, subject, subject_parent, recused):
    assert bool(rules.recusal(elector, parent, subject, subject_parent)) is recused


@pytest.mark.parametrize(
    ("kind", "result", "published"),
    [
        ("APPLICATION", "ADOPTED", True),
        ("APPLICATION", "REJECTED", False),  # a refusal is not published by name
        ("PROGRESS_REPORT", "REJECTED", True),
        ("PROGRESS_REPORT", "LAPSED", False),
    ],
)
def test_6_1_3_decisions_are_published_refused_applications_are_not(kind, result, published):
    assert rules.is_published(kind, result) is published


def test_numbers_of_decisions():
    assert [rules.number(2027, 1), rules.number(2027, 14), rules.number(2027, 1000)] == [
        "SC-2027-001",
        "SC-2027-014",
        "SC-2027-1000",
    ]


@pytest.mark.parametrize(("until", "soon"), [(date(2027, 5, 30), True), (date(2027, 5, 31), False)])
def test_5_1_4_a_term_is_marked_ninety_days_before_its_end(until, soon):
    assert rules.ends_soon(until, date(2027, 3, 1)) is soon


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("A question.", "Makes ICT: no", "A holding."), "A question.\nMakes ICT: no\nA holding."),
        (("A  holding", "Makes ICT: no", "A holding."), "A  holding\nMakes ICT: no"),
        (("A holding sells.", "A holding."), "A holding sells.\nA holding."),
        (("a holding.", "A holding! 4.5 per cent."), "A holding! 4.5 per cent."),
        (("A holding. Four per cent.", "Makes ICT: no", "a holding."), "A holding. Four per cent.\nMakes ICT: no"),
        (("Same.", "Same."), "Same."),
        (("Words.", "", " "), "Words."),
    ],
)
def test_2_1_4_the_committee_reads_everything_once(parts, told):
    assert rules.said_once(*parts) == told
