"""DOCX, without macros, with real headings, table heads and language."""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pact.papers.parts import Heading, Paper, Runs, Table, clean
from pact.sheets.sealing import same_bytes

FONT = "Arial"
INK, LINK = RGBColor(0x13, 0x21, 0x1F), RGBColor(0x0C, 0x5A, 0x52)
SIZES = {"Normal": 10, "Title": 20, "Heading 1": 14, "Heading 2": 12}
THEN = datetime(2000, 1, 1, tzinfo=UTC)  # a document made again is the same, byte for byte


def write(paper: Paper) -> bytes:
    document = Document()
    _set_up(document, paper)
    document.add_paragraph(clean(paper.title), style="Title")
    for block in paper.blocks:
        if isinstance(block, Heading):
            document.add_heading(clean(block.text), level=block.level)
        elif isinstance(block, Table):
            _table(document, block)
        else:
            _fill(document.add_paragraph(), block.runs)
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


def _set_up(document: Any, paper: Paper) -> None:
    language = "-".join(paper.locale)
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    facts = document.core_properties
    facts.title, facts.author, facts.language, facts.comments = paper.title, paper.author, language, ""
    facts.last_modified_by, facts.created, facts.modified, facts.revision = "", THEN, THEN, 1
    _foot(section.footer.paragraphs[0], paper.foot)


def _foot(paragraph: Any, words: str) -> None:
    paragraph.add_run(f"{clean(words)} · " if words else "").font.size = Pt(8)
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), clean(block.name))
    table._tblPr.append(title)
    table._tblPr.find(qn("w:tblLook")).addprevious(_margins())  # the format wants its parts in order
    head = table.rows[0]
    _mark(head, "w:tblHeader")
    for cell, words in zip(head.cells, block.head, strict=True):
        cell.paragraphs[0].add_run(clean(words)).bold = True
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EFEEE8")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    for row in block.rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for cell, paragraphs in zip(added.cells, row, strict=True):
            for number, runs in enumerate(paragraphs):
                _fill(cell.add_paragraph() if number else cell.paragraphs[0], runs)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    document.add_paragraph()


def _margins() -> Any:
    """Air around the words of a cell, in twentieths of a point."""
    room = OxmlElement("w:tblCellMar")
    for side, width in (("top", "60"), ("left", "100"), ("bottom", "60"), ("right", "100")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    return room


def _mark(row: Any, what: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _fill(paragraph: Any, runs: Runs) -> None:
    for one in runs:
        if one.href:
            _link(paragraph, one.text, one.href)
        else:
            paragraph.add_run(clean(one.text)).bold = one.bold or None


def _link(paragraph: Any, text: str, href: str) -> None:
    target = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(clean(text))
    run.font.color.rgb, run.font.underline = LINK, True
    link.append(run._r)
    paragraph._p.append(link)
