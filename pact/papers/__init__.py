"""Text documents that people go on writing in: described once, written as DOCX and as ODT."""

from pact.papers.parts import Heading, Paper, Paragraph, Run, Table, lines

__all__ = ["TYPES", "Heading", "Paper", "Paragraph", "Run", "Table", "lines", "written"]

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}

# What writes documents is loaded when it is first called, as in `pact.sheets`.


def written(kind: str, paper: Paper) -> bytes:
    """The document as one of the kinds of `TYPES`; the same description gives the same bytes."""
    from pact.papers import odt, word

    return {"docx": word.write, "odt": odt.write}[kind](paper)
