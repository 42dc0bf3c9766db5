"""Why a report is one document: what merging does to a tagged file, and what ours keeps however long it is."""

import io

import pikepdf
import pypdf
import pytest

from pact.documents.setting.workshop import workshop

PAGE = """<html lang="en"><head><title>Report</title><link rel="stylesheet" href="/static/css/print.css"></head><body>
<ol><li><a href="#end">To the end</a></li></ol>%s<h2 id="end">End</h2><p>Last words.</p></body></html>"""
CHAPTER = (
    "<h1>Chapter</h1><p>Words.</p><table class='ledger'><tr><th scope='col'>A</th></tr><tr><td>1</td></tr></table>"
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    with workshop() as place:
        return place.set(PAGE % (CHAPTER * 30), seconds=60, tell=lambda step: None).pdf


def elements(root) -> list[pikepdf.Dictionary]:
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        found += [node] if "/S" in node else []
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return found


def test_merging_with_pypdf_would_lose_the_structure(pdf):
    """Should this fail one day, chapters may be printed apart, in two processes, and kept by their content."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for _part in range(2):
        writer.append(io.BytesIO(pdf))
    writer.write(out)
    with pikepdf.open(io.BytesIO(pdf)) as whole, pikepdf.open(out) as merged:
        assert elements(whole.Root.StructTreeRoot) and whole.Root.MarkInfo.Marked and "/Lang" in whole.Root
        assert len(merged.pages) == 2 * len(whole.pages)
        assert not {"/StructTreeRoot", "/MarkInfo", "/Lang"} & set(merged.Root.keys())


def test_every_page_is_tied_to_the_structure_and_every_link_leads_somewhere(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        keys = {int(number) for number in numbers[::2]}
        assert len(opened.pages) > 5
        assert all(int(page.obj.StructParents) in keys for page in opened.pages)
        assert all(str(page.obj.Tabs) == "/S" for page in opened.pages if "/Annots" in page.obj)
        links = [note for page in opened.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Link"]
        names = opened.Root.Names.Dests.Names
        known = {str(name) for name in list(names)[::2]}
        assert links and all(str(link.get("/Dest", "")) in known for link in links)
        figures = [one for one in elements(root) if one.S == "/Figure"]
        assert all(str(one.get("/Alt", "")) for one in figures)
