import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from django.utils import translation

from pact import charts
from pact.charts import Chart, Series
from pact.charts.effects import spans
from pact.charts.words import measure
from tests.pact.chart_cases import (
    BULLET,
    CAUSES,
    DRAWN,
    GERMAN,
    GREEK,
    HOSTILE,
    PARTS,
    ROWS,
    SHARES,
    SWINGS,
    USERS,
    YEARS,
)  # fmt: skip

KINDS = pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())


def tree(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def forms(drawing) -> list[ET.Element]:
    """The SVG elements of a drawing: one, or the wide and the narrow form."""
    root = tree(drawing.svg)
    return [root] if root.tag == "svg" else list(root)


def boxes(svg: ET.Element) -> list[tuple[str, float, float, float, float]]:
    found = []
    for text in svg.iter("text"):
        wide, x, y = measure(text.text or "") / 1.07, float(text.get("x")), float(text.get("y"))
        left = x - wide * {None: 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
        if "rotate" in (text.get("transform") or ""):
            found.append((text.text, x - 10, y - wide, x, y))
        else:
            found.append((text.text, left, y - 9.5, left + wide, y + 1))
    return found


@KINDS
@pytest.mark.parametrize("width", [640, 300, 600])
def test_no_text_lies_on_another_or_leaves_the_sheet(draw, width):
    svg = forms(draw(width=width))[0]
    placed = boxes(svg)
    for a, b in combinations(placed, 2):
        apart = a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5 or a[4] <= b[2] or b[4] <= a[2]
        assert apart, (a, b)
    height = float(svg.get("viewBox").split()[3])
    for words, left, top, right, bottom in placed:
        assert left >= -1 and right <= width + 1 and top >= -1 and bottom <= height + 1, words


@KINDS
def test_every_form_has_a_role_a_title_and_a_description(draw):
    drawing = draw()
    seen = set()
    for svg in forms(drawing):
        assert svg.get("role") == "img"
        title, desc = svg[0], svg[1]
        assert (title.tag, desc.tag) == ("title", "desc")
        assert title.text and desc.text
        assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        seen |= {e.get("id") for e in svg.iter() if e.get("id")}
    ids = re.findall(r'\bid="([^"]+)"', drawing.svg)
    assert len(ids) == len(set(ids)) == len(seen)
    assert drawing.description


@KINDS
def test_the_screen_form_keeps_a_strict_content_security_policy(draw):
    svg = draw().svg
    for forbidden in ("style=", "<script", "<style", "onload", "http", 'fill="#', 'stroke="#'):
        assert forbidden not in svg


@KINDS
def test_the_paper_form_carries_its_colours_itself(draw):
    drawing = draw(medium="paper")
    svg = forms(drawing)[0]
    shapes = [e for e in svg.iter() if e.tag in ("rect", "line", "path", "circle", "text")]
    assert all(e.get("class") is None for e in shapes)
    assert all(e.get("fill") or e.get("stroke") for e in shapes)
    assert "var(" not in drawing.svg and svg.get("width")
    assert (
        svg[0].text == f"{drawing.heading}. {drawing.description}"
    )  # the alternative text of a PDF is the title alone


@KINDS
def test_the_same_numbers_give_the_same_drawing(draw):
    assert draw().svg == draw().svg
    assert draw(medium="paper").svg == draw(medium="paper").svg


@KINDS
def test_every_drawing_has_its_numbers_as_table_and_csv(draw):
    drawing = draw()
    assert all(len(row) == len(drawing.head) for row in drawing.rows)
    assert len(drawing.csv.splitlines()) == len(drawing.rows) + 1


def test_names_from_people_are_escaped():
    chart = Chart(
        HOSTILE, [HOSTILE, "b"], [Series(HOSTILE, [1, 2]), Series("b", [2, 3])], unit=HOSTILE, coverage=HOSTILE
    )
    for draw in (charts.bars, charts.lines, charts.stacked_bars, charts.share_bar, charts.dots):
        svg = draw(chart).svg
        assert "<script" not in svg and "' onload" not in svg
        tree(svg)
    panels = charts.small_multiples([chart], title=HOSTILE)
    assert "<script" not in panels.svg


@pytest.mark.parametrize("language", ["de", "el", "fr"])
def test_another_language_keeps_texts_apart(language):
    with translation.override(language):
        for draw in DRAWN.values():
            placed = boxes(forms(draw(width=300))[0])
            for a, b in combinations(placed, 2):
                assert a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5 or a[4] <= b[2] or b[4] <= a[2], (a, b)


def test_a_formula_in_a_name_does_not_run_in_a_spreadsheet():
    chart = Chart("T", ["=1+1", "@x", " +2"], [Series("-a", [1, -2, 3.5])])
    assert charts.bars(chart).csv == "Category,'-a\r\n'=1+1,1\r\n'@x,-2\r\n' +2,3.5\r\n"


def rects(svg: ET.Element, role: str) -> list[ET.Element]:
    return [e for e in svg.iter("rect") if e.get("class") == role]


def test_lying_bars_begin_at_zero_and_grow_with_their_number():
    chart = Chart("T", ["a", "b", "c"], [Series("", [100, 50, 25])])
    found = rects(forms(charts.bars(chart, width=640))[0], "f1")
    assert len({r.get("x") for r in found}) == 1
    a, b, c = (float(r.get("width")) for r in found)
    assert a == pytest.approx(2 * b, abs=0.2) and b == pytest.approx(2 * c, abs=0.2)


def test_upright_bars_stand_on_the_zero_line_even_when_all_numbers_are_large():
    chart = Chart("T", YEARS, [Series("", [1000, 1010, 1020, 1005, 1001])])
    svg = forms(charts.bars(chart, upright=True, width=640))[0]
    zero = next(float(e.get("y1")) for e in svg.iter("line") if e.get("class") == "ax")
    for bar in rects(svg, "f1"):
        assert float(bar.get("y")) + float(bar.get("height")) == pytest.approx(zero, abs=0.15)


def test_the_parts_of_a_stack_add_up_to_its_total():
    chart = Chart("T", ["a"], [Series("x", [30]), Series("y", [50]), Series("z", [20])], target=100)
    svg = forms(charts.stacked_bars(chart, upright=False, width=640))[0]
    parts = [r for r in svg.iter("rect") if r.get("height") == "20" and r.get("class")]
    ends = [float(r.get("x")) + float(r.get("width")) for r in parts]
    starts = [float(r.get("x")) for r in parts]
    whole = ends[-1] - starts[0]
    shares = [(e - s) / whole for s, e in zip(starts, ends, strict=True)]
    assert shares == pytest.approx([0.3, 0.5, 0.2], abs=0.01)


def test_a_total_with_an_unknown_part_says_at_least():
    assert "≥ 460" in charts.stacked_bars(PARTS).svg
    assert "≥ 460" in charts.stacked_bars(PARTS, upright=False).svg


def test_shares_are_written_beside_the_numbers():
    chart = Chart("T", ["Laptops"], [Series("Reuse", [30]), Series("Recycling", [70])], unit="devices")
    drawing = charts.share_bar(chart)
    assert drawing.head == ("Category", "Reuse", "Reuse, share", "Recycling", "Recycling, share")
    assert drawing.rows == (("Laptops", "30", "30.0%", "70", "70.0%"),)
    assert drawing.records == (("Laptops", 30, 30.0, 70, 70.0),)


def test_a_missing_number_is_a_gap_with_a_word_and_never_zero():
    svg = charts.lines(SHARES, width=640).svg
    assert "not known" in svg
    line = [e.get("d") for e in tree(svg).iter("path") if e.get("class") == "l2"]
    assert len(line) == 1 and line[0].count("L") == 1
    assert charts.lines(SHARES).rows[1][4] == "not known"
    assert charts.lines(SHARES).records[1][4] is None


def test_estimates_are_hatched_and_marked_in_the_table():
    drawing = charts.stacked_bars(PARTS)
    assert "<pattern" in drawing.svg and "estimate" in drawing.svg
    assert drawing.rows[2][3] == "40 (estimate)"


def test_more_than_six_parts_are_folded_in_the_drawing_and_kept_in_the_table():
    chart = Chart("T", YEARS, [Series(f"Group {n}", [n, n, n, n, n]) for n in range(1, 11)])
    drawing = charts.stacked_area(chart)
    assert "5 others" in drawing.svg and "Group 10" in drawing.svg
    assert len(drawing.head) == 11


def test_a_waterfall_ends_where_its_steps_lead():
    assert spans([814, -180, 12, None, 646], {0, 4}) == [(0, 814), (814, 634), (634, 646), None, (0, 646)]
    assert "−180" in charts.waterfall(CAUSES, totals=(0, 4)).svg


def test_a_tornado_sorts_by_swing_in_drawing_and_table():
    assert [row[0] for row in charts.tornado(SWINGS, base=265).rows] == [
        "Baseline lifetime", "Embodied carbon", "Displacement of new devices by refurbished ones",
    ]  # fmt: skip


def test_a_bullet_says_result_interval_reference_and_aim():
    drawing = charts.bullet(BULLET, [(320.7, 427.6), None], "one third to one half less")
    assert "421 (350–500)" in drawing.svg and "reference 641" in drawing.svg
    assert drawing.head[-2:] == ("one third to one half less, low", "one third to one half less, high")
    assert drawing.records[1][-1] is None
    with pytest.raises(ValueError, match="two series"):
        charts.bullet(SHARES)


def test_long_names_are_shortened_only_with_their_full_words_beside():
    svg = charts.bars(ROWS, width=640).svg
    assert f"<title>{GREEK}</title>" in svg
    assert GERMAN[:20] in svg


def test_numbers_follow_the_language_and_csv_does_not():
    with translation.override("de"):
        assert charts.bars(USERS).rows[0][1] == "50.000"
        assert charts.bars(Chart("T", ["a"], [Series("", [1234.5])], digits=1)).csv.endswith("a,1234.5\r\n")


def test_values_must_match_the_categories():
    with pytest.raises(ValueError, match="2 values for 5 categories"):
        Chart("T", YEARS, [Series("a", [1, 2])])


def test_numbers_that_are_none_are_not_known():
    drawing = charts.bars(Chart("T", ["a", "b"], [Series("", [float("nan"), float("inf")])]))
    assert "No figures yet." in drawing.svg
    assert [row[1] for row in drawing.rows] == ["not known", "not known"]


def test_a_chart_is_described_by_its_numbers_unless_it_has_words_of_its_own():
    assert "Smartphones: 2022 4.0%, 2023 not known" in charts.lines(SHARES).description
    assert charts.lines(SHARES).description.endswith("148 of 173 organisations.")
    assert charts.lines(Chart("T", ["a"], [Series("", [1])], description="Up.")).description == "Up."
