"""Security D4: no file that goes out computes."""

import csv
import io
import re
import zipfile

import pytest
from django.core.cache import caches
from django.db import connection

from pact.access.checks import patterns
from tests.matrix.cast import addresses
from tests.security.test_foreign_ids import both

TEXTS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example")',
    " =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "a,=1+1",
    "a;=1+1",
    "a\t=1+1",
    '"=1+1',
    "'=1+1",
    "a|=1+1",
    "=cmd|' /C calc'!A0",
    "x;@x",
    'a",=1',
]
# What each reader takes for the end of a cell, and the signs after which it computes.
COMPUTES = re.compile(r"^[\s\u00a0]*[=+@＝＋＠]|^[\s\u00a0]*[-－](?!\d+(\.\d+)?$)")
PLACES = [("participants_organization", "name"), ("participants_listing", "name"), ("buyergroups_buyergroup", "name")]


def cells(text: str):
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter):
            yield from row


def exports(stage) -> list[tuple[str, str]]:
    known, found = addresses(stage), []
    for route, name, _entry in patterns():
        if "<slug:kind>" in route.split("/")[-1] or route.endswith((".csv", ".xlsx")):
            url = both(name, re.findall(r"<(?:\w+:)?(\w+)>", route), known)[0]
            found += [(name, url), (name, url[: -len("csv")] + "xlsx")] if url.endswith("csv") else [(name, url)]
    assert len({name for name, _ in found}) >= 6
    return found


@pytest.mark.parametrize("shift", [0, 7, 14])
def test_no_cell_of_any_export_computes(stage, sign_in, shift):
    """Every row bears another of the texts; a few shifts, and each of them stood in a file."""
    files = exports(stage)
    _plant(shift)
    caches["process"].clear()
    places = {
        "secretariat": "secretariat",
        "committee": "committee",
        "o": "procurer",
        "g": "coordinator",
        "wg": "coordinator",
    }
    seen, told = 0, b""
    for name, url in files:
        role = "visitor" if name.startswith("website:") else places.get(url.split("/")[1], "secretariat")
        answer = sign_in(role).get(url)
        if answer.status_code == 404:
            continue
        assert answer.status_code == 200, url
        data = b"".join(answer) if answer.streaming else answer.content
        seen, told = seen + 1, told + data
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                sheets = [book.read(part).decode() for part in book.namelist() if "worksheets/sheet" in part]
            assert not [sheet for sheet in sheets if "<f>" in sheet or "<f " in sheet], url
        elif not url.endswith("json"):
            assert not [cell for cell in cells(data.decode()) if COMPUTES.match(cell)], url
    assert seen >= 5
    assert b"1+1" in told


def _plant(shift: int) -> None:
    turn = "(%s::text[])[1 + (row_number + %s) %% %s]"
    with connection.cursor() as cursor:
        for table, column in PLACES:
            cursor.execute(
                f"update {table} t set {column} = left({turn}, 60) from "
                f"(select ctid, row_number() over () from {table}) n where t.ctid = n.ctid",
                [TEXTS, shift, len(TEXTS)],
            )
        cursor.execute(
            f"update monitoring_deviceline l set label = left({turn}, 40) || l.line "
            "from monitoring_submissionversion v, (select id, row_number() over () from monitoring_deviceline) n "
            "where v.id = l.version_id and v.sent_at is null and n.id = l.id",
            [TEXTS, shift, len(TEXTS)],
        )
