"""G7: slices of what was accepted, from sums that are kept, while the lines behind them grow tenfold; and their drift.

The lines are written by SQL with the rules of the database at rest: reading is measured, not writing.
"""

import json
import statistics
from importlib import import_module

from . import crowd
from .measure import Result, _seconds, ratio
from .reporting import AT, YEARS, in_django, people

# Lines of each organization in a year; organizations follow from the number of lines.
EACH = 1_000
ORGANIZATIONS = """
with made as (
  insert into monitoring_submission (ref, cycle_id, organization_id, state, due_on, nil, nil_reason, timeliness,
    receipt, sent_at, first_sent_at, accepted_at, devices_incomplete, counted_country)
  select 'roll' || o.id, c.id, o.id, 'SENT', c.due_on, false, '', 'ON_TIME', 'roll-' || o.id, %(at)s, %(at)s, %(at)s,
    false, o.country
  from (select id, country from participants_organization where slug like 'bench-%%'
        and substr(slug, 7)::int between %(first)s and %(last)s) o, monitoring_cycle c where c.year = %(year)s
  returning id, organization_id)
insert into monitoring_submissionversion (submission_id, organization_id, number, nil, sent_at, sha256)
select id, organization_id, 1, false, %(at)s, '' from made
"""
LINES = """
insert into monitoring_deviceline (version_id, organization_id, line, position, label, product_group_id, condition,
  quantity, not_known, meets_not_known, lifetime_not_known, end_of_life, acquisition, country, labels, evidence, note,
  revision, meets_revision, changed_at)
select v.id, v.organization_id, 'roll' || n, n, 'Line ' || n, g.id, (array['NEW', 'REFURBISHED', 'REMANUFACTURED'])
  [1 + n %% 3], n %% 90, false, false, false, '', 'BOUGHT', '', '{}', 'C', '', 1, 1, %(at)s
from monitoring_submission s join monitoring_submissionversion v on v.submission_id = s.id
cross join generate_series(1, %(each)s) n
join (select id, row_number() over (order by "order") - 1 as place from governance_productgroup) g
  on g.place = n / 3 %% (select count(*) from governance_productgroup)
where s.ref like 'roll%%' and s.accepted_version_id is null
"""
ACCEPTED = """
update monitoring_submission s set state = 'ACCEPTED', accepted_version_id = v.id
from monitoring_submissionversion v where v.submission_id = s.id and s.ref like 'roll%%' and s.state = 'SENT'
"""
GONE = (
    "update monitoring_submission set accepted_version_id = null, state = 'SENT' where ref like 'roll%'",
    "delete from monitoring_deviceline where line like 'roll%'",
    "delete from monitoring_submissionversion v using monitoring_submission s"
    " where v.submission_id = s.id and s.ref like 'roll%'",
    "delete from monitoring_submission where ref like 'roll%'",
)


def rollups(bench) -> None:
    most = bench.options.rollup_lines
    crowd.resize(bench.line, max(bench.options.organizations, most // EACH + 1_000))
    people(bench, 1)
    few = _costs(bench, most // 10)
    many = _costs(bench, most)
    growth = f"{most // 10:,} → {most:,} lines"
    bench.results += [
        ratio("G7", f"a slice, {growth}, processor time of its query", many["slice"], few["slice"], 1.25),
        Result("G7", f"a slice at {most:,} lines, SQL", statistics.median(many["slice"]) * 1000, 2, unit="ms"),
        Result("G7", f"the same counted from the lines, at {most:,} lines", many["counted"] * 1000, 1e9, unit="ms"),
        Result("G7", f"sums that differ from a count of {most:,} lines", many["drift"], 0, unit=""),
        Result("G7", "accepting a report of 1,000 lines, its sums", many["accept"] * 1000, 1e9, unit="ms"),
    ]
    _write(bench, *GONE)


def _costs(bench, lines: int) -> dict:
    _write(bench, *GONE)
    facts = {"at": AT, "year": YEARS[-1], "each": EACH, "first": 501, "last": 500 + lines // EACH}
    _write(bench, ORGANIZATIONS, LINES, ACCEPTED, facts=facts)
    with bench.line.cursor() as cursor:
        cursor.execute("vacuum analyze monitoring_deviceline, monitoring_submission")
    return in_django(bench, "rollups import report; report()")


def _write(bench, *statements: str, facts: dict | None = None) -> None:
    with bench.line.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        for sql in statements:
            cursor.execute(sql, facts)
        cursor.execute("set session_replication_role = default")


def report() -> None:
    import django

    django.setup()
    from django.db import connection

    from pact.access.scope import as_system

    models = import_module("monitoring.models")
    actions, queries = import_module("monitoring.actions.rollups"), import_module("monitoring.queries.rollups")
    actions.rebuild(at=AT)
    with as_system("bench") as hand:
        backend = connection.connection.info.backend_pid
        cycle = models.Cycle.objects.get(year=YEARS[-1])
        _spent(backend, lambda: queries.totals(hand, cycle), 20)
        slices = [_spent(backend, lambda: queries.totals(hand, cycle), 50) for _ in range(5)]
        one = models.Submission.objects.filter(ref__startswith="roll").first()
        around = _spent(backend, lambda: (actions.take_out(one), actions.add(one)), 3) / 2
        counted = _spent(backend, queries.every_drift, 1)
        drift = queries.every_drift()
    print(json.dumps({"slice": slices, "counted": counted, "drift": drift, "accept": around}))


def _spent(backend: int, call, times: int) -> float:
    """Processor seconds of the database for a call."""
    before = _seconds(backend)
    for _ in range(times):
        call()
    return (_seconds(backend) - before) / times
