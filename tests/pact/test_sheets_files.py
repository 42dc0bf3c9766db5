"""Table files there and back: template, reading, marking, export."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from pact.sheets import (
    NOT_KNOWN,
    Column,
    Sheet,
    count,
    day,
    decimal,
    read,
    template_xlsx,
    text,
    with_errors_marked,
    write_csv,
    write_xlsx,
)

PRODUCTS = (("LAPTOP", "Laptop"), ("SMARTPHONE", "Smartphone"))
LINES = Sheet(
    "device-lines",
    title="Device lines",
    version="2026-1",
    columns=(
        Column("product", "Product", "Laptop or smartphone", choices=PRODUCTS, required=True),
        Column("place", "Where used", "Part of your organisation", parse=text(20)),
        Column("new", "New", "All new devices bought in the year", parse=count(), width=10),
        Column("bought_on", "Bought on", parse=day),
        Column("price", "Price", parse=decimal()),
    ),
)
ROW = {
    "_id": "k3m9",
    "product": "LAPTOP",
    "place": "Skóla",
    "new": 1240,
    "bought_on": date(2026, 3, 1),
    "price": Decimal("1240.50"),
}


def _values(data):
    understood = read(data, LINES)
    return understood, [row.values for row in understood.rows]


def test_a_template_comes_back_as_it_went_out():
    understood, values = _values(template_xlsx(LINES, [ROW, {**ROW, "_id": "p2", "new": NOT_KNOWN, "price": None}]))
    assert understood.ok
    assert understood.template_version == "device-lines 2026-1"
    assert [row.id for row in understood.rows] == ["k3m9", "p2"]
    assert values[0] == {key: value for key, value in ROW.items() if key != "_id"}
    assert values[1]["new"] is NOT_KNOWN and values[1]["price"] is None


def test_the_template_guards_what_is_not_to_be_changed():
    book = load_workbook(io.BytesIO(template_xlsx(LINES, [ROW], notes=["Figures of 2026."])))
    page = book["Device lines"]
    assert page.protection.sheet
    assert page.column_dimensions["A"].hidden
    assert page["A3"].value == "_id" and page["A3"].protection.locked
    assert not page["B4"].protection.locked and not page["F150"].protection.locked
    assert book["_choices"].sheet_state == "veryHidden"
    [rule] = page.data_validations.dataValidation
    assert rule.formula1 == "_choices!$B$1:$B$2"
    assert [cell.value for cell in book["_choices"]["B"]] == ["Laptop", "Smartphone"]


CSVS = [
    ('Product,Where used,New\nLaptop,Ä,"1,240"\n'.encode(), ",", "UTF-8"),
    ("Product;Where used;New\r\nLaptop;Ä;1.240\r\n".encode("utf-8-sig"), ";", "UTF-8"),
    ("Product\tWhere used\tNew\nLaptop\tÄ\t1 240\n".encode("utf-16"), "\t", "UTF-16"),
    ("Product\tWhere used\tNew\nLaptop\tÄ\t1 240\n".encode("utf-16-le"), "\t", "UTF-16"),
    ("Product;Where used;New\nLaptop;Ä;1'240\n".encode("cp1252"), ";", "Windows-1252"),
    ("sep=;\r\nproduct;place;new\r\nlaptop;Ä;1240\r\n".encode(), ";", "UTF-8"),
    ("Figures of 2026\n\nPRODUCT *;where  used;New\nLaptop;Ä;1240\n".encode(), ";", "UTF-8"),
]


@pytest.mark.parametrize(("data", "delimiter", "encoding"), CSVS)
def test_csv_is_read_whatever_an_office_writes(data, delimiter, encoding):
    understood, values = _values(data)
    assert understood.ok
    assert (understood.delimiter, understood.encoding) == (delimiter, encoding)
    assert values == [{"product": "LAPTOP", "place": "Ä", "new": 1240}]
    assert understood.missing == ["Bought on", "Price"]


def test_a_problem_names_row_and_column():
    understood, values = _values(b"Product;New;Price\nLaptop;n/a;12,345\n\nTablet;1.5;1.240,50\n")
    assert [(p.row, p.column, p.code) for p in understood.problems] == [
        (2, "New", "not-a-number"),
        (4, "Product", "not-in-list"),
        (4, "New", "not-whole"),
    ]
    assert understood.problems[0].sentence == 'Row 2, column New: "n/a" is not a number. Use ? if you do not know.'
    assert values == [{"product": "LAPTOP", "price": Decimal("12345")}, {"price": Decimal("1240.50")}]
    assert understood.rows[1].cells["new"].raw == "1.5"


def test_days_are_read_in_words_and_figures_and_never_guessed():
    data = b"Product;Bought on\nLaptop;31.3.2027\nLaptop;31 March 2027\nLaptop;2027-03-31\nLaptop;3/4/2027\n"
    understood, values = _values(data)
    assert [row.get("bought_on") for row in values] == [date(2027, 3, 31)] * 3 + [None]
    assert [p.code for p in understood.problems] == ["not-a-day"]


def test_a_missing_column_and_a_double_one_are_told():
    understood = read(b"New;New;Mine\n5;6;x\n", LINES)
    assert [p.code for p in understood.problems] == ["double-column", "missing-column"]
    assert understood.unknown == ["Mine"]
    assert understood.rows[0].extra == {"Mine": "x"}


def test_the_corrected_file_holds_what_was_typed_and_what_to_correct():
    understood = read(b"Product;New;Mine\nTablet;n/a;own note\nLaptop;5;\n", LINES)
    marked = with_errors_marked(understood, LINES)
    again = read(marked, LINES)
    assert [row.cells["new"].raw for row in again.rows] == ["n/a", "5"]
    assert [p.code for p in again.problems] == [p.code for p in understood.problems]
    assert again.rows[0].extra == {"Mine": "own note"}
    page = load_workbook(io.BytesIO(marked))["Device lines"]
    assert page["G3"].value == "What to correct"
    assert page["G4"].value.splitlines()[1] == '"n/a" is not a number. Use ? if you do not know.'


def test_the_sheet_with_the_right_heads_is_found_by_itself():
    book = Workbook()
    book.active.append(["Notes", "of nobody"])
    page = book.create_sheet("Blad 2")
    page.append(["Product", "New"])
    page.append(["Laptop", 12])
    out = io.BytesIO()
    book.save(out)
    understood, values = _values(out.getvalue())
    assert understood.sheet == "Blad 2"
    assert values == [{"product": "LAPTOP", "new": 12}]


SPELLS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a,=1",
    "a;=1",
    'a"=1',
    "\uff1d1+1",
    " =1",
    "a\n=1",
    "'=1",
    "|=1",
]


@pytest.mark.parametrize("spell", SPELLS)
def test_no_file_of_ours_computes(spell):
    row = {**ROW, "place": spell}
    for excel in (False, True):
        data = write_csv([row], LINES.columns, for_excel=excel).decode("utf-8-sig")
        for mark in ",;\t":
            cells = [part.strip("\"' ") for line in data.splitlines() for part in line.split(mark)]
            starts = [part.lstrip('" ') for line in data.splitlines() for part in line.split(mark)]
            assert cells and not [s for s in starts if s[:1] in ("=", "+", "-", "@", "\uff1d")]
    book = load_workbook(io.BytesIO(write_xlsx([row], LINES.columns, title="A/b")))
    assert not [c for line in book.active for c in line if c.data_type == "f" or str(c.value)[:1] in "=+-@"]


@pytest.mark.parametrize("spell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_what_was_made_harmless_is_read_as_it_was(spell):
    for data in (write_csv([{**ROW, "place": spell}], LINES.columns), template_xlsx(LINES, [{**ROW, "place": spell}])):
        _understood, values = _values(data)
        assert values[0]["place"] == spell


def test_exports_are_typed():
    page = load_workbook(io.BytesIO(write_xlsx([ROW], LINES.columns, title="Lines"))).active
    assert [type(cell.value).__name__ for cell in page[2]] == ["str", "str", "int", "datetime", "float"]
    assert write_csv([ROW], LINES.columns).splitlines()[1] == "Laptop,Skóla,1240,2026-03-01,1240.50".encode()
    assert write_csv([ROW], LINES.columns, for_excel=True).splitlines()[1].endswith(b";1240,50")
