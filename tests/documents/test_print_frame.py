"""The frame of everything on paper: structure for readers who cannot see, text that can be searched, no way out."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest
from django.template import engines

from pact.documents.setting.workshop import Fault, workshop

PAGE = """{% extends "print/page.html" %}{% block content %}
<h1>{{ document.title }}</h1><p class="lead">Łódź, Αθήνα, София, Škofja Loka, Reykjavík.</p>
<h2>Devices bought</h2>
<table class="ledger"><caption>Devices by part</caption>
<thead><tr><th scope="col">Part</th><th scope="col" class="num">New</th></tr></thead>
<tbody>{% for row in facts.rows %}<tr><th scope="row">Part {{ row }}</th><td class="num">{{ row }}</td></tr>
{% endfor %}</tbody></table>
<h2>Picture</h2>
<figure><svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Seven of ten" width="100" height="20">
<title>Seven of ten</title><rect width="70" height="20" fill="#0C5A52"/></svg></figure>
<p>{{ facts.typed }}</p>
{% endblock %}"""
CARD = {"ref": "k3m9p2qr", "title": "Receipt 2026-NO-0148", "ordered_at": datetime(2027, 3, 17, 9, 12, tzinfo=UTC)}
DRESSES = [
    '<img src="file:///etc/hostname">',
    '<img src="http://127.0.0.1:9/x.png">',
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<a rel="attachment" href="file:///etc/hostname">a</a>',
    '<link rel="stylesheet" href="file:///etc/hostname">',
    '<link rel="stylesheet" href="../../../etc/hostname">',
    "<style>@import url(file:///etc/hostname);</style>",
    "<style>@font-face{font-family:x;src:url(file:///etc/hostname)}</style>",
    '<p style="background:url(file:///etc/hostname)">x</p>',
    '<p style="content:url(http://127.0.0.1:9/)">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="file:///etc/hostname#a"/></svg>',
    '<object data="file:///etc/hostname"></object>',
    '<embed src="file:///etc/hostname">',
    '<base href="file:///etc/"><img src="hostname">',
]


@pytest.fixture(scope="module")
def place():
    with workshop() as kept:
        yield kept


def _printed(place, source: str, **facts) -> bytes:
    html = engines["django"].from_string(source).render({"document": CARD, "facts": facts})
    return place.set(html, seconds=20, tell=lambda step: None).pdf


@pytest.fixture(scope="module")
def pdf(place) -> bytes:
    return _printed(place, PAGE, rows=list(range(1, 61)), typed="<script>alert(1)</script> & <b>bold</b>")


def _structure(pdf: pikepdf.Pdf) -> list[str]:
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if "/S" in node:
            found.append(str(node.S))
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting.extend(kid for kid in kids if isinstance(kid, pikepdf.Dictionary))
    return found


def test_it_is_tagged_named_and_has_a_language(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).lower().startswith("en")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert CARD["title"] in str(metadata["dc:title"])
        assert not opened.attachments and "/OpenAction" not in root


def test_headings_tables_and_pictures_are_what_they_seem(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        structure = _structure(opened)
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == [CARD["title"]]
            assert [item.title for item in outline.root[0].children] == ["Devices bought", "Picture"]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/Figure"} <= set(structure)
    assert structure.count("/TD") == 60


def test_the_text_can_be_searched_in_every_european_script(pdf):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    text = "\n".join(pages)
    for word in ("Łódź", "Αθήνα", "София", "Škofja", "Reykjavík", "Part 60"):
        assert word in text
    assert "<script>alert(1)</script> & <b>bold</b>" in text
    assert all(CARD["ref"] in page and f"/ {len(pages)}" in page for page in pages)
    assert "17 March 2027" in pages[-1]
    assert "Part" in pages[1] and "New" in pages[1], "the head of a table repeats on its next page"


def test_only_our_fonts_are_used_and_all_are_embedded(pdf):
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                names.add(str(thing.FontName).split("+")[1].rstrip(","))
    assert names and all(name.startswith(("Source-Sans", "Source-Serif")) for name in names)


@pytest.mark.parametrize("dress", DRESSES)
def test_nothing_is_ever_fetched(place, dress):
    """Even markup that a template let through by mistake reaches no file and no address (Security D2)."""
    name = Path("/etc/hostname").read_text().strip()
    pdf = _printed(place, "<html lang='en'><title>t</title><body><p>words</p>" + dress)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not opened.attachments
        assert not [page for page in opened.pages if page.get_images()]
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "words" in text and name not in text


def test_the_same_facts_give_the_same_bytes(place):
    assert _printed(place, PAGE, rows=[1], typed="x") == _printed(place, PAGE, rows=[1], typed="x")


def test_a_compositor_that_died_is_replaced(place):
    first = place._started()
    first.kill()
    first.wait()
    assert _printed(place, PAGE, rows=[1], typed="x").startswith(b"%PDF")
    assert place._process.pid != first.pid


def test_after_a_long_report_a_compositor_makes_room(place):
    before = place._started()
    _printed(place, "<html lang='en'><title>t</title>" + "<p style='break-after: page'>x</p>" * 30)
    assert before.wait(timeout=10) == 0
    assert _printed(place, PAGE, rows=[1], typed="x").startswith(b"%PDF")


def test_a_document_handed_to_a_compositor_that_is_leaving_is_printed_by_the_next(place):
    for _turn in range(3):
        place.set("<html lang='en'><title>t</title>" + "<p style='break-after: page'>x</p>" * 30, seconds=20, tell=str)
        assert _printed(place, PAGE, rows=[1], typed="x").startswith(b"%PDF")


def test_a_broken_answer_never_becomes_the_next_document(place):
    def refuse(step):
        raise RuntimeError("the database is away")

    with pytest.raises(RuntimeError):
        place.set("<html lang='en'><title>other</title><p>other", seconds=20, tell=refuse)
    text = pypdf.PdfReader(io.BytesIO(_printed(place, PAGE, rows=[1], typed="mine"))).pages[0].extract_text()
    assert "mine" in text and "other" not in text


def test_a_fault_names_its_reason(place):
    with pytest.raises(Fault, match="ended with -24") as fault:
        place.set("<html lang='en'><title>t</title>" + "<p>" * 200_000, seconds=1, tell=lambda step: None)
    assert fault.value.final
