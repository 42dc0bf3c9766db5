"""Files that mean harm or were badly made: one sentence each, never an exception (Security D3)."""

import io
import random
import zipfile

import pytest

from pact.sheets import Column, Limits, Sheet, count, read, template_xlsx, text

LINES = Sheet(
    "lines",
    title="Lines",
    version="1",
    columns=(Column("place", "Where used", parse=text(80)), Column("new", "New", parse=count())),
)
GOOD = template_xlsx(LINES, [{"place": "Schools", "new": 5}, {"place": "Town hall", "new": 7}], room=3)


def _changed(change, name="xl/worksheets/sheet1.xml", **more) -> bytes:
    """The good workbook with one part changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data) if member == name else data)
        for member, data in more.items():
            new.writestr(member, data)
    return out.getvalue()


def _with_cell(xml: bytes) -> bytes:
    def change(data):
        return data.replace(b"</sheetData>", xml + b"</sheetData>")

    return _changed(change)


def _doctype(data: bytes) -> bytes:
    body = data.partition(b"?>")[2] if data.startswith(b"<?xml") else data
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + body


def _doctype_16(data: bytes) -> bytes:
    return _doctype(data).decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")


def _many() -> bytes:
    return _changed(lambda data: data, **{f"xl/media/{n}.png": b"x" for n in range(250)})


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FILES = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\n ", "empty"),
    "only heads": (b"Where used;New\n", "empty"),
    "prose": (b"Dear all, the figures follow.", "no-heads"),
    "zip header only": (b"PK\x03\x04zzzzzzz", "damaged"),
    "cut": (GOOD[: len(GOOD) // 2], "damaged"),
    "pdf": (b"%PDF-1.7\n", "not-a-table"),
    "picture": (b"\x89PNG\r\n\x1a\n123", "not-a-table"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old-excel"),
    "binary": (bytes(range(256)) * 8, "not-a-table"),
    "doctype": (_changed(_doctype), "doctype"),
    "doctype in utf-16": (_changed(_doctype_16), "doctype"),
    "doctype in the styles": (_changed(_doctype, "xl/styles.xml"), "doctype"),
    "doctype in a picture": (_changed(lambda d: d, **{"xl/media/a.svg": _doctype(b"<svg/>")}), "doctype"),
    "not xml": (_changed(lambda data: b"hello"), "damaged"),
    "a cell at the end of the world": (_with_cell(FAR), "too-many-rows"),
    "the last column": (_with_cell(b'<row r="90"><c r="XFD90"><v>1</v></c></row>'), "too-many-columns"),
    "another dress": (_with_cell(b"<row r = '1048576'><c  r='&#65;1048576'><v>1</v></c></row>"), "too-many-rows"),
    "a worksheet elsewhere": (
        _changed(lambda d: d.replace(b"worksheets/sheet1.xml", b"media/x.dat"), "xl/_rels/workbook.xml.rels"),
        "damaged",
    ),
    "bomb": (_changed(lambda d: d, **{"xl/bomb.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}), "too-large-inside"),
    "many parts": (_many(), "too-many-parts"),
    "macros": (_changed(lambda d: d, **{"xl/vbaProject.bin": b"x"}), "macros"),
    "not a workbook": (_changed(lambda d: d).replace(b"xl/workbook.xml", b"xl/workbonk.xml"), "not-a-workbook"),
    "too big": (b"a" * 5_000_001, "too-large"),
    "long": (b"Where used;New\n" + b"x;1\n" * 5_100, "too-many-rows"),
    "wide": (b"Where used;New" + b";1" * 100 + b"\n", "too-many-columns"),
    "one endless cell": (b'Where used;New\n"' + b"x" * 200_000, "damaged"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_one_sentence(name):
    data, code = FILES[name]
    understood = read(data, LINES)
    assert [problem.code for problem in understood.problems] == [code]
    assert understood.problems[0].sentence.endswith((".",))
    assert understood.rows == []


def test_a_stray_format_far_away_harms_nobody():
    understood = read(_with_cell(b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'), LINES)
    assert [row.values["new"] for row in understood.rows] == [5, 7]


def test_formulas_are_read_by_their_last_value_and_errors_are_asked_about():
    understood = read(_with_cell(b'<row r="90"><c r="B90" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'), LINES)
    assert len(understood.rows) in (2, 3)


def test_limits_can_be_set_for_work_in_the_background():
    data = b"Where used;New\n" + b"x;1\n" * 6_000
    assert len(read(data, LINES, Limits(size=5_000_000, rows=10_000, columns=60)).rows) == 6_000


def test_ten_thousand_cells_and_files_of_noise_never_raise():
    noise = random.Random(7)
    for number in range(400):
        data = bytearray(GOOD if number % 2 else b"Where used;New\nSchools;5\nTown;1'240\n")
        for _change in range(noise.randint(1, 12)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        understood = read(bytes(data), LINES)
        assert understood.rows or understood.problems
