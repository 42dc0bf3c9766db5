"""People with figures to report, for the benches of the grid, the import and the evening of the deadline.

Made in a process of its own by the floors' own models, imported by name: the foundation knows no floor.
"""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from pact.runner.places import CHECKOUT, Trouble

AT = datetime(2027, 2, 1, 10, tzinfo=UTC)
YEARS = (2025, 2026)
# So many lines for the first person, whose grid is measured; the others of the evening have ordinary ones.
LONG, SHORT = 200, 20
LINES = """
insert into monitoring_deviceline (version_id, organization_id, line, position, label, product_group_id, condition,
  quantity, not_known, meets_not_known, lifetime_not_known, end_of_life, acquisition, country, labels, evidence, note,
  revision, meets_revision, changed_at)
select %(version)s, %(organization)s, 'bench' || n, n, 'School ' || n, g.id, c, n %% 90 + %(more)s, false, false, false,
  '', 'BOUGHT', '', '{}', 'C', '', 1, 1, %(at)s
from generate_series(1, %(lines)s) n cross join unnest(array['NEW', 'REFURBISHED', 'REMANUFACTURED']) c
join (select id, row_number() over (order by "order") - 1 as place from governance_productgroup) g
  on g.place = (n - 1) * (select count(*) from governance_productgroup) / %(lines)s
"""


def in_django(bench, call: str, *arguments: str) -> Any:
    """What a function of the bench prints as JSON, run with the product's settings in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; from pact.runner.bench.{call}", *arguments],
        env=bench.env,
        cwd=CHECKOUT,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise Trouble(f"{call} ended with a fault; nothing was measured.")
    return json.loads(done.stdout.splitlines()[-1])


def people(bench, number: int) -> list[dict]:
    """So many people, each with an organization, a draft and figures of the year before; with their sessions."""
    return in_django(bench, "reporting import report; report()", str(number))


def report() -> None:
    import django

    django.setup()
    scope = import_module("pact.access.scope")
    with scope.as_system("bench"):
        _years()
        print(json.dumps([_person(n) for n in range(1, int(sys.argv[1]) + 1)]))


def _years() -> None:
    import_module("governance.actions.foundation").lay(at=AT)
    import_module("monitoring.actions.methodology").load(at=AT)
    models = import_module("monitoring.models")
    for year in YEARS:
        days = {"opens_on": date(year + 1, 1, 4), "due_on": date(year + 1, 3, 31)}
        days |= {"group_due_on": date(year + 1, 4, 30), "freeze_on": date(year + 1, 5, 15)}
        state = {"state": "OPEN"} if year == YEARS[-1] else {"state": "PUBLISHED", "frozen_at": AT}
        version = models.MethodologyVersion.objects.first()
        models.Cycle.objects.get_or_create(year=year, defaults={**days, **state, "methodology": version})


def _person(number: int) -> dict:
    participants = import_module("participants.models")
    ensure_user = import_module("pact.accounts.actions").ensure_user
    organization = participants.Organization.objects.get(slug=f"bench-{number}")
    user = ensure_user(f"bench{number}@participant.example", name=f"Ada {number}", at=AT)
    given = {"user": user, "organization": organization, "role": "EDITOR", "from_on": date(2022, 1, 1)}
    participants.Appointment.objects.get_or_create(**given)
    lines = LONG if number == 1 else SHORT
    for year in YEARS:
        _figures(organization, year, lines, user)
    return {"slug": organization.slug, "lines": lines, "cookies": _signed_in(user)}


def _figures(organization, year: int, lines: int, user) -> None:
    models = import_module("monitoring.models")
    cycle = models.Cycle.objects.get(year=year)
    if models.Submission.objects.filter(cycle=cycle, organization=organization).exists():
        return
    draft = year == YEARS[-1]
    one = models.Submission.objects.create(
        cycle=cycle, organization=organization, due_on=cycle.due_on, state="DRAFT", changed_at=AT
    )
    version = models.SubmissionVersion.objects.create(submission=one, organization=organization, number=1)
    _lines(version, lines, more=1 if draft else 3)
    if not draft:
        sent = {"sent_at": AT, "sent_by": user}
        models.SubmissionVersion.objects.filter(pk=version.pk).update(**sent, sha256="0" * 64)
        accepted = {"state": "FROZEN", "accepted_version": version, "accepted_at": AT, "receipt": f"{year}-{one.ref}"}
        models.Submission.objects.filter(pk=one.pk).update(**sent, **accepted)


def _lines(version, lines: int, more: int) -> None:
    from django.db import connection

    facts = {"version": version.pk, "organization": version.organization_id, "lines": lines, "more": more, "at": AT}
    with connection.cursor() as cursor:
        cursor.execute(LINES, facts)


def _signed_in(user) -> str:
    """The cookies of a session of this person, as a browser sends them."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from pact.access.stored import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={'b' * 32}"
