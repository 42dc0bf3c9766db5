"""One published edition in every form: page, PDF, CSV, JSON, API say the same, number by number (Pact 5.2.3)."""

import csv
import html
import io
import re
from decimal import Decimal

import pypdf
import pytest
from django.test import Client

from pact.documents import pressing
from pact.documents.models import Document
from pact.documents.setting.workshop import workshop
from reports import public
from reports.figures import tables
from reports.figures.printed import by_country, effects_in_tonnes
from website.pages.results import numbers

YEAR = 2024


@pytest.fixture(scope="module")
def card(year):
    return public.results(YEAR)


@pytest.fixture(scope="module")
def paper(card, year):
    """The words of the PDF, as a reader's search finds them."""
    report = public.ProgressReport.objects.get(slug=card.slug)
    document = Document.objects.get(ref=report.document_ref, public=True)
    with workshop() as place:
        pdf = place.set(pressing._html(document), seconds=240, tell=lambda step: None).pdf
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return plain(" ".join(pages))


@pytest.fixture(scope="module")
def page(card, year):
    """The words of the public page, without its drawings."""
    text = Client().get(f"/reports/{card.slug}/").content.decode()
    return plain(html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(svg|script|style).*?</\1>", " ", text))))


def plain(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def close(text: str) -> str:
    """Narrow columns: whether there is a space between two cells depends on how a reader measures gaps."""
    return text.replace(" ", "")


def served(card, kind):
    return Client().get(f"/reports/{card.slug}/data.{kind}")


def test_json_is_the_very_text_of_the_hash_and_csv_has_every_leaf(card):
    body = served(card, "json")
    assert public.snapshots.sha256(body.content.decode()) == card.snapshot_sha256
    rows = {row["path"]: row["value"] for row in csv.DictReader(io.StringIO(served(card, "csv").content.decode()))}
    leaves = dict(numbers(body.json()))
    assert set(rows) == set(leaves) and len(rows) > 100
    differ = [path for path, value in leaves.items() if same(value) != rows[path].lstrip("'")]
    assert not differ


def same(value) -> str:
    return "" if value is None else str(value)


def test_every_table_has_the_same_cells_on_paper_and_on_the_page(card, paper, page):
    found = tables.all_of(card.body)
    assert {"devices", "effects", "materials", "alternatives", "groups"} <= {table.code for table in found}
    for table in found:
        for row in (*table.rows, *([table.foot] if table.foot else [])):
            said = plain(" ".join(row))
            assert said in paper, f"{table.caption}: {said}"
            # The page sums up refurbished and remanufactured devices in one cell.
            shown = row if row is not table.foot or table.code != "devices" else row[-1:]
            missing = [cell for cell in shown if plain(cell) not in page]
            assert not missing, f"{table.caption}: {missing}"


def test_every_figure_has_the_same_numbers_on_paper_on_the_page_and_as_csv(card, paper, page):
    figures = public.figures(card)
    assert len(figures) >= 10
    for figure in figures:
        table = Client().get(f"/reports/{card.slug}/figures/{figure.code}.csv")
        assert table.content.decode() == figure.drawing.csv
        for row in figure.drawing.rows:
            said = plain(" ".join(row))
            assert close(said) in close(paper), f"{figure.code}: {said}"
            assert said in page, f"{figure.code}: {said}"


def test_key_figures_method_coverage_interval_and_hashes_stand_on_both(card, paper, page):
    effects = effects_in_tonnes(card.body)
    method, coverage = card.body["methodology"], card.body["coverage"]
    words = [one["value"] for one in public.headline(card)]
    words += [f"{effects['low']} and {effects['high']} t", f"{effects['median']} t CO₂e", effects["actual"]]
    words += [f"{method['name']} {method['version']}", f"{coverage['reported']} of {coverage['asked']} procuring"]
    words += [f"90% interval of the total {effects['low']}–{effects['high']} t", card.decision_number]
    for said in words:
        assert plain(said) in paper and plain(said) in page, said
    for fingerprint in (card.sha256, card.snapshot_sha256, method["sha256"]):
        assert fingerprint in page
        assert fingerprint in paper.replace(" ", "")


def test_sums_on_paper_are_the_sums_of_the_files(card):
    """The drawn tonnes are the kilograms of the file; whoever reported is named once."""
    body = served(card, "json").json()
    rows = body["devices"]["by_product"]
    assert sum(row["total"] for row in rows) == body["devices"]["total"]
    total = sum(Decimal(row["avoided_kg"]) for row in body["effects"]["by_product"])
    assert total == pytest.approx(Decimal(body["effects"]["avoided_kg"]), abs=Decimal("0.01"))
    named = [row["name"] for country in by_country(body) for row in country["rows"]]
    assert sorted(named) == sorted(row["name"] for row in body["reporters"])
