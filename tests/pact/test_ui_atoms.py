"""Atoms: numbers, days, clocks, states, bars, addresses."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from pact.ui import figures, icons, statuses

NOON = datetime(2027, 3, 17, 12, 0, tzinfo=UTC)


def drawn(text: str, **facts) -> str:
    return Template(text).render(Context(facts))


def test_empty_nought_and_not_known_are_three_values():
    assert drawn("{% figure n %}", n=None) == ""
    assert drawn("{% figure n %}", n=0) == "0"
    assert "not known" in drawn("{% figure n True %}", n=None)


def test_a_total_with_an_unknown_part_reads_at_least_and_says_it_aloud():
    told = drawn("{% figure n True %}", n=3367)
    assert "≥" in told
    assert "at least 3,367" in told


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{% number 1240000 %}", "1,240,000"),
        ("{% percent 0.142 1 %}", "14.2%"),
        ("{% percent 0.5 %}", "50%"),
        ("{% euro 15000 %}", "€15,000"),
    ],
)
def test_numbers_are_grouped_and_carry_their_unit(tag, words):
    assert drawn(tag) == words


def test_a_missing_number_is_never_drawn_as_nought():
    assert drawn("{% number n %}{% percent n %}{% euro n %}{% day n %}{% moment n %}", n=None) == ""


def test_days_are_words_and_machines_get_the_iso_day():
    assert drawn("{% day d %}", d=date(2027, 3, 31)) == '<time datetime="2027-03-31">31 March 2027</time>'
    assert "31 Mar 2027" in drawn("{% day d short=True %}", d=date(2027, 3, 31))


def test_a_moment_names_its_zone():
    assert "17 March 2027, 13:00 CET" in drawn("{% moment m %}", m=NOON)


@pytest.mark.parametrize(
    ("deadline", "words", "urgency"),
    [
        (date(2027, 4, 9), "23 days left", "ok"),
        (date(2027, 3, 22), "5 days left", "soon"),
        (date(2027, 3, 18), "1 day left", "soon"),
        (date(2027, 3, 17), "today", "soon"),
        (date(2027, 3, 16), "1 day over", "late"),
        (date(2026, 3, 17), "365 days over", "late"),
        (None, "no deadline", "ok"),
    ],
)
def test_a_clock_says_days_left_today_or_days_over(deadline, words, urgency):
    told = figures.clock(deadline, NOON)
    assert (told.words, told.urgency) == (words, urgency)


def test_the_bar_of_a_clock_shows_how_much_of_the_time_is_used():
    assert figures.clock(date(2027, 4, 1), date(2027, 3, 17), date(2027, 3, 1)).used == 516
    assert figures.clock(date(2027, 3, 17), date(2027, 3, 20), date(2027, 3, 1)).used == 1000


def test_a_clock_that_began_on_its_last_day_does_not_divide_by_nought():
    assert figures.clock(date(2027, 3, 18), date(2027, 3, 17), date(2027, 3, 18)).used == 1000


def test_a_state_is_a_shape_and_a_word():
    told = drawn('{% status "DRAFT" %}')
    assert "st-open" in told
    assert told.endswith("draft</span>")


def test_a_state_takes_the_word_of_its_model():
    assert drawn('{% status "ODD_STATE" "being weighed" %}').endswith("being weighed</span>")


@pytest.mark.parametrize("code", ["ODD_STATE", "open", ""])
def test_a_state_or_shape_without_a_word_is_a_mistake(code):
    with pytest.raises(ValueError, match=r"word|label"):
        statuses.shape_and_word(code)


def test_words_of_people_are_escaped_everywhere():
    bad = "<script>alert(1)</script>"
    for tag in ('{% status "DRAFT" bad %}', '{% tag "X" bad %}', "{% meter 0.5 bad %}", "{% bar3 1 1 1 bad %}"):
        assert "<script>" not in drawn(tag, bad=bad)


def test_an_unknown_icon_raises_and_names_the_known_ones():
    with pytest.raises(KeyError, match="no icon"):
        icons.icon("nonsense")


def test_no_drawing_carries_a_style():
    drawings = [icons.icon(name) for name in icons.names()] + [icons.mark()]
    drawings += [statuses.drawing(shape) for shape in statuses.SHAPES]
    assert not [drawing for drawing in drawings if "style" in drawing or "<script" in drawing]


@pytest.mark.parametrize("share", [Decimal("0.658"), 0.658, 1.7, -0.2])
def test_a_bar_stays_inside_its_box(share):
    width = int(drawn("{% meter s 'x' %}", s=share).split('fill="#0B5147" width="')[1].split('"')[0])
    assert 0 <= width <= 1000


def test_a_bar_of_nothing_is_empty_not_broken():
    assert 'aria-label="0 submitted, 0 draft, 0 not begun"' in drawn("{% bar3 0 0 0 %}")


def test_sorting_turns_round_and_forgets_the_page():
    request = RequestFactory().get("/x/?sort=name&page=3&country=BE")
    told = drawn('{% sort_head "name" "Name" %}', request=request)
    assert 'aria-sort="ascending"' in told
    assert "sort=-name" in told
    assert "country=BE" in told
    assert "page" not in told


def test_the_pages_of_a_list_keep_its_filters():
    request = RequestFactory().get("/x/?q=%C5%82%C3%B3d%C5%BA&page=1")
    assert drawn("{% page_url 2 %}", request=request) == "?q=%C5%82%C3%B3d%C5%BA&amp;page=2"
