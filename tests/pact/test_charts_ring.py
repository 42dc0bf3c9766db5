import re
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pact import charts
from pact.charts import Chart, Series, Stroke
from pact.charts.paint import PALETTE, ROLES
from pact.charts.rings import bundled

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
YEARS = [2021] * 14 + [2022] * 29 + [2023] * 38 + [2024] * 41 + [2025] * 34 + [2026] * 24 + [2027] * 4
STROKES = [Stroke(year, n < 7 or n % 17 == 0) for n, year in enumerate(YEARS)]


def ring(strokes=STROKES, **options):
    return charts.ring(
        strokes, title=f"{len(strokes)} participants in 14 countries", below="in 14 countries", **options
    )


def spokes(svg: str, role: str) -> int:
    return sum(e.get("d").count("M") for e in ET.fromstring(svg).iter("path") if e.get("class") == role)


def test_one_stroke_for_each_participant_and_long_ones_coordinate():
    drawing = ring()
    longer = sum(s.long for s in STROKES)
    assert spokes(drawing.svg, "rc") == longer
    assert spokes(drawing.svg, "rp") == 184 - longer
    assert drawing.source == "One stroke for each participant, in order of joining."
    assert ">184<" in drawing.svg and ">your place<" in drawing.svg and ">in 14 countries<" in drawing.svg


def test_coordinating_strokes_are_longer():
    lengths = {}
    for path in ET.fromstring(ring().svg).iter("path"):
        x1, y1, x2, y2 = map(float, re.findall(r"-?[\d.]+", path.get("d"))[:4])
        lengths[path.get("class")] = ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
    assert lengths["rp"] == pytest.approx(26, abs=0.2) and lengths["rc"] == pytest.approx(46, abs=0.2)


def test_years_are_ticked_and_their_numbers_keep_apart():
    svg = ET.fromstring(ring().svg)
    years = [(float(t.get("x")), float(t.get("y"))) for t in svg.iter("text") if t.get("class") == "rt"]
    assert spokes(ring().svg, "ry") == 7
    for n, (x, y) in enumerate(years):
        assert all(((x - a) ** 2 + (y - b) ** 2) ** 0.5 > 26 for a, b in years[n + 1 :])


def test_above_240_one_stroke_stands_for_several_and_the_caption_says_so():
    many = [Stroke(2021 + n // 200, n % 10 == 0) for n in range(1000)]
    drawn, each = bundled(many)
    assert each == 5 and len(drawn) <= 240
    assert sum(s.long for s in drawn) / len(drawn) == pytest.approx(0.1, abs=0.02)
    drawing = ring(many)
    assert drawing.source == "One stroke for every 5 participants, in order of joining."
    assert ">1,000<" in drawing.svg
    assert sum(row[3] for row in drawing.records) == 1000


def test_the_table_counts_by_year_and_kind():
    drawing = ring()
    assert drawing.head == ("Year", "Procuring", "Coordinating", "Joined", "In all")
    assert drawing.rows[0] == ("2021", "7", "7", "14", "14")
    assert drawing.records[-1][-1] == 184


@pytest.mark.parametrize("count", [0, 1, 2, 11, 240, 241, 5000])
def test_any_number_of_participants_makes_a_ring(count):
    strokes = [Stroke(2021 + n % 6) for n in sorted(range(count), key=lambda n: n % 6)]
    svg = ET.fromstring(ring(strokes).svg)
    assert svg.get("role") == "img" and svg[0].text and svg[1].text


def test_words_are_escaped_and_the_policy_holds():
    svg = charts.ring(STROKES, title="<script>", noun="<b>", below="a & b", place='"x"').svg
    ET.fromstring(svg)
    for forbidden in ("<script", "<b>", "style=", 'fill="#'):
        assert forbidden not in svg


def test_the_mark_has_eleven_of_twelve_strokes():
    for medium in ("screen", "paper"):
        svg = ET.fromstring(charts.mark(medium))
        assert len(list(svg.iter("line"))) == 11 and svg.get("aria-hidden") == "true"
    assert 'stroke="#B8602F"' in charts.mark("paper") and "class" not in charts.mark("paper")


def test_a_meter_says_its_words_and_stays_within_its_bar():
    svg = ET.fromstring(charts.meter(30, 20, label='a "b" <c>', aim=10))
    assert svg.get("aria-label") == 'a "b" <c>'
    assert svg[1].get("width") == "1000" and svg[2].get("x1") == "500"
    assert ET.fromstring(charts.meter(None, 0, label="x"))[1].get("width") == "0"
    assert 'class="' not in charts.meter(1, 2, label="x", aim=1, medium="paper").replace('class="meter"', "")


def test_paper_uses_the_light_colours_of_the_tokens():
    tokens = (CSS / "tokens.css").read_text()
    light = tokens[: tokens.index("prefers-color-scheme: dark")]
    raw = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6}|var\(--[\w-]+\))", light))
    for name, colour in PALETTE.items():
        value = raw[name]
        while value.startswith("var("):
            value = raw[value[6:-1]]
        assert value.upper() == colour.upper(), name


def test_every_role_has_its_rule_on_screen():
    css = (CSS / "charts.css").read_text()
    paper_only = {"halo", "glow"}
    for role in ROLES.keys() - paper_only:
        assert re.search(rf"\.{role}\b[^{{}}]*{{", css), role
    assert "#" not in re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def test_a_chart_takes_about_two_milliseconds():
    years = [str(y) for y in range(2016, 2028)]
    chart = Chart("T", years, [Series(f"Group {n}", [n * k for k in range(12)]) for n in range(6)], unit="%")
    charts.lines(chart), charts.stacked_area(chart)
    took = []
    for _attempt in range(20):
        start = time.thread_time()
        charts.lines(chart, width=640)
        charts.stacked_area(chart, width=640)
        took.append((time.thread_time() - start) / 2)
    assert min(took) < 0.004
