"""Files written by the database: as ours would be, read as far as somebody wants, and honest about a fault."""

import json

import pytest
from django.db import connection, transaction
from psycopg2 import errors

from pact.sheets import Column, write_csv
from pact.sheets.copying import copied_csv, copied_json, neutral_sql

HOSTILE = (
    "=cmd|' /C calc'!A0", "Île-Verte, = 1+1", "-12", " +1", "a;=b", 'say "=now"', "＝1", "a|@b", "tab\t=1",
    "Plain name", "Åland; and others", "'=1", "Община Варна", "a=b", "x, y-z", "\u00a0=1", "",
)  # fmt: skip


@pytest.mark.django_db
def test_the_database_writes_cells_as_we_do():
    select = f"SELECT {neutral_sql('given')} FROM unnest(%s) WITH ORDINALITY AS one (given, place) ORDER BY place"
    ours = write_csv([{"given": text} for text in HOSTILE], [Column("given", "Name")])
    assert b"".join(copied_csv(select, [list(HOSTILE)], b"Name\r\n")).splitlines() == [
        line or b'""' for line in ours.splitlines()
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 5000])
def test_json_is_whole_whatever_the_number_of_rows(number):
    select = "SELECT json_build_object('n', n, 'text', E'a\\n\"b\\\\') FROM generate_series(1, %s) n"
    told = json.loads(b"".join(copied_json(select, [number], "rows")))["rows"]
    assert [row["n"] for row in told] == list(range(1, number + 1))
    assert {row["text"] for row in told} <= {'a\n"b\\'}


@pytest.mark.django_db
def test_who_stops_reading_stops_the_database_and_the_connection_stays_good():
    with pytest.raises(StopIteration), transaction.atomic():
        blocks = copied_csv("SELECT repeat('x', 1000) FROM generate_series(1, 10000000)", [], b"head\r\n")
        assert next(blocks) == b"head\r\n"
        assert next(blocks).startswith(b"xxx")
        blocks.close()
        next(blocks)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_a_fault_of_the_database_ends_the_file_with_the_fault():
    with pytest.raises(errors.DivisionByZero), transaction.atomic():
        list(copied_csv("SELECT 1 / (n - 3) FROM generate_series(1, 5) n", [], b""))
