import gzip
import json
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.conf import settings

from pact import charts
from pact.charts.maps import atlas

COUNTS = {
    "NL": 41, "BE": 33, "DE": 27, "NO": 18, "CH": 16, "AT": 12, "GB": 11, "CA": 9, "AU": 4, "DK": 5, "SE": 4, "FR": 2,
    "IE": 1, "LU": 1, "MT": 2, "SG": 3, "LI": 1, "FJ": 1,
}  # fmt: skip


def world(**options):
    options = {"title": "Participants by country", "href": lambda code: f"?country={code}&all=1", **options}
    return charts.world_map(COUNTS, **options)


def europe(**options):
    return charts.europe_map(COUNTS, title="Europe, enlarged", steps=charts.steps_for(COUNTS.values()), **options)


def test_on_a_page_maps_weigh_little_and_their_shapes_are_fetched_once():
    both = (world().svg + europe().svg).encode()
    assert len(gzip.compress(both, 9)) <= 2_500
    assert sum(len(gzip.compress(shapes(name), 9)) for name in ("world", "europe")) <= 25_000


def shapes(name: str) -> bytes:
    return (settings.BASE_DIR / "static" / "img" / f"{name}.svg").read_bytes()


@pytest.mark.parametrize("name", ["world", "europe"])
def test_the_file_of_shapes_holds_the_same_lines_as_the_data(name):
    (land,) = ET.fromstring(shapes(name))
    assert land.get("id") == "land"
    assert {path.get("id"): path.get("d") for path in land} == atlas(name)["land"]


def test_on_screen_every_shape_is_one_of_the_file():
    for drawing, name in ((world(), "world"), (europe(), "europe")):
        named = [use.get("href").split("#") for use in ET.fromstring(drawing.svg).iter("use")]
        assert named[0] == [f"/static/img/{name}.svg", "land"]
        assert {file for file, _code in named} == {f"/static/img/{name}.svg"}
        assert {code for _file, code in named[1:]} == set(COUNTS) & set(atlas(name)["land"])


def test_each_country_with_participants_is_one_link_with_words_in_the_world_view():
    svg = ET.fromstring(world().svg)
    assert svg.get("role") == "group" and svg.get("aria-label") == "Participants by country"
    links = list(svg.iter("a"))
    assert len(links) == len(COUNTS)
    assert sorted(a.get("href") for a in links)[0] == "?country=AT&all=1"
    words = [a.get("aria-label") for a in links]
    assert "Netherlands: 41" in words and words.index("Belgium: 33") < words.index("Netherlands: 41")


def test_europe_is_a_picture_with_words_and_without_links():
    svg = ET.fromstring(europe().svg)
    assert svg.get("role") == "img" and not list(svg.iter("a"))
    title, desc = svg[0], svg[1]
    assert title.text == "Europe, enlarged" and "Malta: 2" in desc.text
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


@pytest.mark.parametrize("code", ["MT", "SG", "LU", "LI", "MC", "SM", "VA", "AD", "BH", "MU", "FJ", "TV", "GP"])
def test_small_states_are_there(code):
    drawing = charts.world_map({code: 1}, title="T", href=lambda c: c)
    assert not drawing.unplaced
    assert f'<a href="{code}"' in drawing.svg


def test_small_states_are_circles_and_large_ones_are_not():
    assert len(list(ET.fromstring(charts.europe_map({"MT": 1, "LI": 1}, title="T").svg).iter("circle"))) == 2
    assert not list(ET.fromstring(charts.europe_map({"FR": 1, "DE": 1}, title="T").svg).iter("circle"))


def test_every_country_of_the_list_has_a_place_or_is_named_as_unplaced():
    from django_countries import countries

    codes = [code for code, _name in countries]
    drawing = charts.world_map(dict.fromkeys(codes, 1), title="T")
    assert set(drawing.unplaced) <= {"AQ", "BV", "SJ", "UM"}
    assert charts.world_map({"XX": 2}, title="T").unplaced == ("XX",)


def test_no_ring_runs_across_the_whole_world():
    for name in ("world", "europe"):
        data = atlas(name)
        for code, d in data["land"].items():
            for ring in points(d):
                steps = [abs(a[0] - b[0]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
                assert max(steps) < data["width"] * 0.75, code


def points(d: str) -> list[list[tuple[float, float]]]:
    rings = []
    for ring in d.split("z")[:-1]:
        start, _, rest = ring[1:].partition("l")
        x, y = map(float, start.split())
        steps = [float(n) for n in re.findall(r"-?\d*\.?\d+", rest)]
        shape = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            shape.append((x, y))
        rings.append(shape)
    return rings


def on_europe(lon: float, lat: float) -> tuple[float, float]:
    """Lambert azimuthal equal-area around 53.5° N 11° E, reckoned anew."""
    a, b, c = math.radians(lon - 11), math.radians(lat), math.radians(53.5)
    k = math.sqrt(2 / (1 + math.sin(c) * math.sin(b) + math.cos(c) * math.cos(b) * math.cos(a)))
    x = k * math.cos(b) * math.sin(a)
    y = k * (math.cos(c) * math.sin(b) - math.sin(c) * math.cos(b) * math.cos(a))
    return 202 + 575 * x, 186 - 575 * y


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("NL", 5.4, 52.1), ("PT", -8, 40), ("NO", 9, 61), ("GR", 22, 39.5), ("CY", 33.2, 35.05), ("CY", 33.6, 35.28),
        ("UA", 34.1, 44.95), ("XK", 20.9, 42.6), ("LU", 6.1, 49.7), ("PL", 19, 52), ("IE", -8, 53),
    ],
)  # fmt: skip
def test_places_lie_in_their_country(code, lon, lat):
    x, y = on_europe(lon, lat)
    crossings = 0
    for ring in points(atlas("europe")["land"][code]):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    assert crossings % 2 == 1


def test_the_files_name_their_licence_and_have_the_same_shape():
    folder = Path(charts.__file__).parent / "data"
    for name, size in (("world", (670, 350)), ("europe", (420, 370))):
        data = json.loads((folder / f"{name}.json").read_text())
        assert (data["width"], data["height"]) == size
        assert set(data) == {"licence", "width", "height", "land", "places"}
    assert "public domain" in (folder / "LICENCE.txt").read_text()


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        ([], (1, 2, 3, 4, 5)),
        ([3], (1, 2, 3, 4, 5)),
        ([41, 33, 1], (1, 4, 10, 20, 30)),
        ([60], (1, 5, 15, 30, 50)),
        ([4000], (1, 50, 200, 500, 1000)),
    ],
)
def test_steps_come_from_fixed_ladders(counts, steps):
    assert charts.steps_for(counts) == steps


def test_the_key_says_each_step_and_none_yet():
    assert world().legend == (
        ("k-s1", "1–3"), ("k-s2", "4–9"), ("k-s3", "10–19"), ("k-s4", "20–29"), ("k-s5", "30 or more"),
        ("k-s0", "None yet"),
    )  # fmt: skip
    assert charts.legend_of((1, 20, 40, 60, 80), "%")[0] == ("k-s1", "1% to under 20%")


def test_classes_follow_the_counts():
    svg = world().svg
    assert len(re.findall(r'class="[sc]5"', svg)) == 2  # NL, BE
    assert len(re.findall(r'class="[sc]4"', svg)) == 1  # DE
    empty = charts.world_map({"NL": 0, "BE": None}, title="T").svg
    assert not re.findall(r'class="[sc]\d"', empty)


def test_the_table_lists_the_largest_count_first():
    drawing = world()
    assert drawing.head == ("Country", "Count")
    assert drawing.rows[:2] == (("Netherlands", "41"), ("Belgium", "33"))
    assert drawing.csv.splitlines()[1] == "NL,41"


def test_names_and_links_are_escaped_and_the_policy_holds():
    drawing = world(name=lambda c: f"<b onload='x'>{c}\"", href=lambda c: f'/x"><script>{c}')
    for svg in (drawing.svg, europe(name=lambda c: f"<i>{c}").svg, world().svg):
        ET.fromstring(svg)
        for forbidden in ("<script", "<b ", "<i>", "style=", "http", 'fill="#'):
            assert forbidden not in svg


def test_paper_carries_its_colours_and_its_label_edges():
    for drawing in (world(medium="paper"), europe(medium="paper")):
        svg = ET.fromstring(drawing.svg)
        shapes = [e for e in svg.iter() if e.tag in ("path", "circle", "text")]
        assert all(e.get("fill") and not e.get("class") for e in shapes)
        assert svg.get("width") and svg.get("role") == "img"


def test_labels_do_not_lie_on_each_other():
    codes = dict.fromkeys(atlas("europe")["places"], 27)
    svg = ET.fromstring(charts.europe_map(codes, title="T").svg)
    places = [(float(t.get("x")), float(t.get("y"))) for t in svg.iter("text")]
    assert len(places) > 30
    for n, (x, y) in enumerate(places):
        assert all(abs(x - a) > 11 or abs(y - b) > 9 for a, b in places[n + 1 :])


def test_the_same_counts_give_the_same_map():
    assert world().svg == world().svg
    assert str(charts.BOUNDARIES) == "Boundaries imply no opinion of the Pact or the United Nations."
