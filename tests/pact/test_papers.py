"""Documents that people go on writing in: the same words give the same bytes, in both formats."""

import io
import zipfile

import pytest

from pact.papers import TYPES, Heading, Paper, Paragraph, Run, Table, lines, written

ADDRESS = "https://pact.example/library/laptops/v/1/#LAP-01"


def paper(language: str = "el", text: str = "First line\n\nsecond line") -> Paper:
    cite = ((Run("Cited as "), Run(ADDRESS, href=ADDRESS)),)
    row = (lines("LAP-01", bold=True), lines(text), cite)
    table = Table("Requirements", ("Code", "Clause", "Cited as"), (row,), (2, 10, 5))
    return Paper(
        "Ρήτρες & <clauses>", language, (Paragraph((Run("Intro"),)), Heading("Requirements"), table), foot="Foot"
    )


def parts(kind: str, made: Paper) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(written(kind, made)))
    assert archive.testzip() is None
    return {name: archive.read(name).decode(errors="ignore") for name in archive.namelist()}


@pytest.mark.parametrize("kind", TYPES)
def test_the_same_words_give_the_same_bytes(kind):
    first = written(kind, paper())
    written(kind, paper("de", "other"))
    assert written(kind, paper()) == first != written(kind, paper("de"))


@pytest.mark.parametrize(("kind", "member"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_words_are_kept_and_never_markup(kind, member):
    body = parts(kind, paper(text="<b>bold</b> & \x07\x00control"))[member]
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; control" in body and "Ρήτρες &amp; &lt;clauses&gt;" in body
    assert "First" not in body and "LAP-01" in body


def test_a_word_document_has_heading_table_head_link_and_language():
    made = parts("docx", paper())
    body = made["word/document.xml"]
    assert 'w:val="Heading1"' in body and body.count("<w:tblHeader/>") == 1 and "<w:cantSplit/>" in body
    assert body.index("<w:tblCellMar>") < body.index("<w:tblLook") < body.index("<w:tblCaption")
    assert ADDRESS in made["word/_rels/document.xml.rels"] and 'w:lang w:val="el-GR"' in made["word/styles.xml"]
    assert not any("vba" in name.lower() for name in made)


def test_an_open_document_has_heading_table_head_link_and_language():
    made = parts("odt", paper())
    body = made["content.xml"]
    assert "<text:h " in body and body.count("<table:table-header-rows>") == 1 and f'xlink:href="{ADDRESS}"' in body
    assert next(iter(made)) == "mimetype" and made["mimetype"] == TYPES["odt"]
    assert 'fo:language="el"' in made["styles.xml"] and 'fo:country="GR"' in made["styles.xml"]


@pytest.mark.parametrize(("code", "locale"), [("en", ("en", "GB")), ("nl", ("nl", "NL")), ("pt-br", ("pt", "BR")),
    ("nb", ("nb", "NO"))])  # fmt: skip
def test_spelling_checkers_are_told_language_and_country(code, locale):
    assert paper(code).locale == locale


def test_nothing_typed_is_no_paragraph():
    assert lines("") == () and lines(" \n ") == () and len(lines("a\n\nb")) == 2
