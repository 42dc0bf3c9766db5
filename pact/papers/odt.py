"""ODT: the same document in the open format of offices."""

import io
from typing import Any

from odf import dc, meta
from odf.element import Element
from odf.namespaces import nsdict
from odf.opendocument import OpenDocumentText
from odf.style import (
    DefaultStyle,
    Footer,
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TableRowProperties,
    TextProperties,
)
from odf.table import Table as OdfTable
from odf.table import TableCell, TableColumn, TableHeaderRows, TableRow
from odf.text import A, H, P, PageNumber, Span

from pact.papers.parts import Cell, Heading, Paper, Runs, Table, clean
from pact.sheets.sealing import same_bytes

FONT, INK, LINK = "Arial", "#13211f", "#0c5a52"
MADE_BY = "Circular & Fair ICT Pact"
# The library declares what it met so far in this process: told everything first, it always writes the same.
Element.namespaces.update({address: prefix for address, prefix in nsdict.items() if prefix != "xml"})


def write(paper: Paper) -> bytes:
    document = OpenDocumentText()
    styles = _styles(document, paper)
    document.text.addElement(P(stylename=styles["title"], text=clean(paper.title)))
    for number, block in enumerate(paper.blocks):
        if isinstance(block, Heading):
            document.text.addElement(
                H(outlinelevel=block.level, stylename=styles[f"h{block.level}"], text=clean(block.text))
            )
        elif isinstance(block, Table):
            _table(document, block, styles, f"T{number}")
        else:
            document.text.addElement(_paragraph(block.runs, styles))
    out = io.BytesIO()
    document.write(out)
    return same_bytes(out.getvalue())


def _styles(document: Any, paper: Paper) -> dict[str, Any]:
    language, country = paper.locale
    document.meta.addElement(dc.Title(text=clean(paper.title)))
    document.meta.addElement(dc.Language(text=f"{language}-{country}"))
    document.meta.addElement(meta.InitialCreator(text=clean(paper.author or MADE_BY)))
    default = DefaultStyle(family="paragraph")
    default.addElement(TextProperties(fontfamily=FONT, fontsize="10pt", color=INK, language=language, country=country))
    document.styles.addElement(default)
    made = {
        name: _look(document, name, shown, size, weight, above)
        for name, shown, size, weight, above in (
            ("title", "Title", "20pt", "bold", "0cm"),
            ("h1", "Heading 1", "14pt", "bold", "0.5cm"),
            ("h2", "Heading 2", "12pt", "bold", "0.4cm"),
            ("p", "Text body", "10pt", "normal", "0cm"),
            ("foot", "Footer", "8pt", "normal", "0cm"),
        )
    }
    for name, facts in (("bold", {"fontweight": "bold"}), ("link", {"color": LINK, "textunderlinestyle": "solid"})):
        made[name] = Style(name=name, family="text")
        made[name].addElement(TextProperties(**facts))
        document.styles.addElement(made[name])
    _page(document, paper.foot, made["foot"])
    return made | _of_tables(document)


def _look(document: Any, name: str, shown: str, size: str, weight: str, above: str) -> Any:
    style = Style(name=name, displayname=shown, family="paragraph")
    style.addElement(
        ParagraphProperties(margintop=above, marginbottom="0.15cm", keepwithnext="always" if name[0] == "h" else "auto")
    )
    style.addElement(TextProperties(fontfamily=FONT, fontsize=size, fontweight=weight))
    document.styles.addElement(style)
    return style


def _page(document: Any, foot: str, look: Any) -> None:
    layout = PageLayout(name="A4")
    layout.addElement(PageLayoutProperties(pagewidth="21cm", pageheight="29.7cm", margin="2cm"))
    document.automaticstyles.addElement(layout)
    page = MasterPage(name="Standard", pagelayoutname=layout)
    below, line = Footer(), P(stylename=look, text=f"{clean(foot)} · " if foot else "")
    line.addElement(PageNumber(selectpage="current"))
    below.addElement(line)
    page.addElement(below)
    document.masterstyles.addElement(page)


def _of_tables(document: Any) -> dict[str, Any]:
    edge = {"padding": "0.12cm", "border": "0.5pt solid #858e8a"}
    made = {}
    for name, facts in (("cell", edge), ("head", edge | {"backgroundcolor": "#efeee8"})):
        made[name] = Style(name=name, family="table-cell")
        made[name].addElement(TableCellProperties(**facts))
        document.automaticstyles.addElement(made[name])
    made["row"] = Style(name="row", family="table-row")
    made["row"].addElement(TableRowProperties(keeptogether="always"))
    document.automaticstyles.addElement(made["row"])
    return made


def _table(document: Any, block: Table, styles: dict[str, Any], name: str) -> None:
    look = Style(name=name, family="table")
    look.addElement(TableProperties(width=f"{sum(block.widths):g}cm", align="left", marginbottom="0.3cm"))
    document.automaticstyles.addElement(look)
    table = OdfTable(name=clean(block.name), stylename=look)
    for number, width in enumerate(block.widths):
        column = Style(name=f"{name}.{number}", family="table-column")
        column.addElement(TableColumnProperties(columnwidth=f"{width:g}cm"))
        document.automaticstyles.addElement(column)
        table.addElement(TableColumn(stylename=column))
    head, row = TableHeaderRows(), TableRow(stylename=styles["row"])
    for words in block.head:
        cell = TableCell(stylename=styles["head"], valuetype="string")
        cell.addElement(P(stylename=styles["p"]))
        cell.lastChild.addElement(Span(stylename=styles["bold"], text=clean(words)))
        row.addElement(cell)
    head.addElement(row)
    table.addElement(head)
    for cells in block.rows:
        table.addElement(_row(cells, styles))
    document.text.addElement(table)


def _row(cells: tuple[Cell, ...], styles: dict[str, Any]) -> Any:
    row = TableRow(stylename=styles["row"])
    for paragraphs in cells:
        cell = TableCell(stylename=styles["cell"], valuetype="string")
        for runs in paragraphs or ((),):
            cell.addElement(_paragraph(runs, styles))
        row.addElement(cell)
    return row


def _paragraph(runs: Runs, styles: dict[str, Any]) -> Any:
    made = P(stylename=styles["p"])
    for one in runs:
        if one.href:
            link = A(href=one.href, type="simple")
            link.addElement(Span(stylename=styles["link"], text=clean(one.text)))
            made.addElement(link)
        elif one.bold:
            made.addElement(Span(stylename=styles["bold"], text=clean(one.text)))
        else:
            made.addText(clean(one.text))
    return made
