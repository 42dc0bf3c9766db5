"""Spans: bars in time with their table, on screen in two forms and on paper in one."""

from datetime import date

from pact import charts

WORDS = {"firm": "out", "loose": "expected", "late": "passed"}


def drawn(*lines: charts.Span, **facts) -> charts.Drawing:
    return charts.spans(
        "Tenders", lines, head=("Tender", "Notice"), words=WORDS, mark_words="award", today=date(2027, 3, 17), **facts
    )


def test_each_row_has_its_bar_and_its_words():
    drawing = drawn(
        charts.Span("Laptops <b>", date(2027, 5, 1), date(2027, 5, 31), mark=date(2027, 9, 1), told=("May 2027",)),
        charts.Span("Phones", date(2026, 10, 1), date(2026, 12, 31), "late", told=("quarter 4 of 2026",)),
        charts.Span("Out", date(2027, 2, 3), date(2027, 2, 3), "firm", told=("3 February 2027",)),
    )
    assert drawing.svg.count("<svg") == 2 and "<b>" not in drawing.svg and "Laptops &lt;b&gt;" in drawing.svg
    assert drawing.rows[1] == ("Phones", "quarter 4 of 2026") and drawing.head == ("Tender", "Notice")
    for words in (*WORDS.values(), "award", "today", "Jan 2027"):
        assert f">{words}</text>" in drawing.svg
    assert "October 2026" in drawing.description and "May 2027" in drawing.description


def test_what_is_not_drawn_is_not_in_the_key():
    drawing = drawn(charts.Span("Laptops", date(2027, 5, 1), date(2027, 5, 31), told=("May 2027",)), medium="paper")
    assert drawing.svg.count("<svg") == 1
    assert "passed" not in drawing.svg and "award" not in drawing.svg


def test_nothing_is_said_as_such():
    assert "No figures yet." in drawn().svg
