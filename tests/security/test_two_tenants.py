"""Security A3: whatever one tenant does by legal requests, another one's rows stay as they are and show nowhere.

A machine of requests: pages and forms, own addresses and addresses aimed at the other's records, as a member of one
organization and as nobody, while the other one goes on with its own work. The history of rows tells what was written.
"""

import csv
import json
from collections import Counter

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from buyergroups.models import GroupMembership
from monitoring.models import DeviceLine, Submission
from pact.deadlines.models import Obligation
from pact.documents.models import Document
from pact.mail.models import OutboxMail
from participants.models import Organization, Participation
from tests.matrix.cast import ROLES, addresses
from tests.matrix.test_matrix import TABLE, address
from tests.security.doors import fields
from tests.security.tables import LEFT_BY_ANYBODY, columns, key, owned, rows
from tests.security.test_markers import MARK, plant

OURS, THEIRS = "Vestbygd kommune", "Vlaamse Digitale Dienstenmaatschappij"
TEXTS = ["", "0", "12", "?", "word", "2027-03-01", "CONFIRM", "YES", "x" * 200, "é\u2028<b>"]
# Steps after which the sequence would only be sent to sign in; and files that cost seconds and are looked at elsewhere.
ENDS = ("accounts:session-",)
LARGE = ("website:report-file", "website:results-file", "documents:")


def records(organization: Organization) -> dict[str, list[str]]:
    """What stands in addresses and forms for this organization, by kind."""
    mine = {"organization_id": organization.pk}
    draft = DeviceLine.objects.filter(version__sent_at=None, **mine)
    people = rows("select u.ref from accounts_user u join participants_appointment a on a.user_id = u.id "
                  "where a.organization_id = %s order by 1", [organization.pk])  # fmt: skip
    return {
        "slug": [organization.slug],
        "pk": [str(organization.pk)],
        "submission": list(Submission.objects.filter(**mine).order_by("-pk").values_list("ref", flat=True)),
        "participation": list(Participation.objects.filter(**mine).order_by("pk").values_list("ref", flat=True)),
        "membership": list(GroupMembership.objects.filter(**mine).order_by("pk").values_list("ref", flat=True)),
        "document": list(Document.objects.filter(public=False, **mine).order_by("pk").values_list("ref", flat=True)),
        "task": list(Obligation.objects.filter(**mine).order_by("pk").values_list("ref", flat=True)),
        "letter": [str(pk) for pk in OutboxMail.objects.filter(**mine).order_by("pk").values_list("pk", flat=True)],
        "line": list(draft.order_by("pk").values_list("line", flat=True)),
        "person": [ref for (ref,) in people],
    }  # fmt: skip


def table() -> dict[str, list[str]]:
    """What the member may open and may send to, and with him everybody, as the matrix has it."""
    found: dict[str, list[str]] = {"GET": [], "POST": []}
    with TABLE.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["procurer"][:3] not in ("403", "404", "405"):  # a visitor is only sent to sign in elsewhere
                found[row["method"]].append(row["page"])
    return found


class World:
    """Two tenants of the story, the doors there are, and what is counted over all sequences."""

    def __init__(self, stage, sign_in):
        year = Submission.objects.order_by("-cycle__year").values_list("cycle__year", flat=True).first()
        self.them = sign_in("delegate")
        self.ours, self.theirs = (records(Organization.objects.get(name=name)) for name in (OURS, THEIRS))
        self.their_pk = int(self.theirs["pk"][0])
        assert plant(self.their_pk) > 10
        assert MARK in self.them.get(f"/o/{self.theirs['slug'][0]}/people/").content.decode()
        self.clients = {"member": sign_in("procurer"), "nobody": Client(raise_request_exception=False)}
        known = addresses(stage)
        verdicts = table()
        self.pages = sorted({address(name, known) for name in verdicts["GET"] if not name.startswith(LARGE)})
        self.takers = sorted({address(name, known) for name in verdicts["POST"] if not name.startswith(ENDS)})
        own = [url for url in self.takers if url.startswith("/o/")]
        self.forms = {url: fields(self.clients["member"], url) for url in own}
        self.cookies = {who: client.cookies.copy() for who, client in self.clients.items()}
        self.year = year
        self.requests = self.answered = 0
        self.statuses: Counter = Counter()
        self.cells = 0

    def aimed(self, text: str) -> str:
        """The same address or value with the other one's names in the place of ours."""
        for kind, ours in self.ours.items():
            if kind in ("pk", "line") or not self.theirs[kind]:
                continue
            for number, name in enumerate(ours):
                text = text.replace(name, self.theirs[kind][min(number, len(self.theirs[kind]) - 1)])
        return text

    def values(self) -> list[str]:
        return [*TEXTS, *(names[0] for names in self.theirs.values() if names), self.their_pk]

    def standing(self) -> dict:
        """A print of every row that is theirs; rows that others may leave for them are told by their keys."""
        found = {}
        for table in sorted(owned()):
            if "organization_id" in columns(table) and table != "audit_change":
                row = f"md5(t::text) || {key(table)}" if table not in LEFT_BY_ANYBODY else f"{key(table)}::text"
                sql = f"select {row} from {table} t where organization_id = %s"
                found[table] = {one for (one,) in rows(sql, [self.their_pk])}
        return found


def machine(world: World):  # noqa: C901  the rules of one machine
    class TwoTenants(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.whole = transaction.atomic()
            self.whole.__enter__()
            caches["process"].clear()
            for who, client in world.clients.items():
                client.cookies = world.cookies[who].copy()
            self.before, self.noted = world.standing(), self.newest()

        def teardown(self):
            try:
                if self.before is not None:
                    now = world.standing()
                    for table, there in self.before.items():
                        gone = there - now[table]
                        assert not gone and (table in LEFT_BY_ANYBODY or now[table] == there), f"{table} of B changed"
            finally:
                transaction.set_rollback(True)
                self.whole.__exit__(None, None, None)

        def newest(self) -> int:
            return rows("select coalesce(max(id), 0) from audit_change")[0][0]

        def written(self) -> list:
            """What the history of rows tells about B since its own last step."""
            return rows(
                "select table_name, row_key, operation, changes from audit_change "
                "where id > %s and organization_id = %s and table_name <> 'deadlines_obligation'",
                [self.noted, world.their_pk],
            )

        def seen(self, answer, what: str) -> None:
            world.requests += 1
            world.answered += answer.status_code in (200, 302, 409, 422) and "login" not in answer.get("Location", "")
            world.statuses[what.partition(" ")[0], answer.status_code] += 1
            assert answer.status_code < 500, what
            data = b"".join(answer) if answer.streaming else answer.content
            assert MARK.encode() not in data and MARK not in str(answer.headers), f"{what} shows what is B's"
            written = self.written()
            assert not written, f"{what} wrote {written}"

        @rule(who=st.sampled_from(["member", "nobody"]), url=st.sampled_from(world.pages), aim=st.booleans())
        def looks(self, who, url, aim):
            url = world.aimed(url) if aim else url
            self.seen(world.clients[who].get(url), f"GET {url} as {who}")

        @rule(
            who=st.sampled_from(["member", "member", "nobody"]),
            url=st.sampled_from([*world.takers, *world.forms, *world.forms]),
            aim=st.booleans(),
            put=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(world.values())), max_size=4),
            more=st.dictionaries(st.sampled_from(["organization", "organization_id", "org", "group", "ref", "owner"]),
                                 st.sampled_from(world.values()), max_size=2),
        )  # fmt: skip
        def sends(self, who, url, aim, put, more):
            data = dict(world.forms.get(url, {}))
            for place, text in put:
                if data:
                    data[sorted(data)[place % len(data)]] = str(text)
            url = world.aimed(url) if aim else url
            self.seen(world.clients[who].post(url, {**data, **more}), f"POST {url} as {who}")

        @rule(aim=st.booleans(), line=st.sampled_from([*world.ours["line"][:2], *world.theirs["line"][:2], "L1"]),
              column=st.sampled_from(["new", "meets", "refurbished"]), value=st.sampled_from(TEXTS),
              version=st.integers(1, 6))  # fmt: skip
        def saves_a_cell(self, aim, line, column, value, version):
            slug = (world.theirs if aim else world.ours)["slug"][0]
            url = f"/o/{slug}/monitoring/{world.year}/devices/cell/"
            body = json.dumps({"line": line, "column": column, "value": value, "version": version})
            self.seen(world.clients["member"].post(url, body, content_type="application/json"), f"POST {url} {line}")

        @rule(number=st.integers(1, 9_999))
        def the_other_one_works(self, number):
            """B goes on: what it writes itself is the new state, and carries its marker."""
            line = DeviceLine.objects.filter(
                version__sent_at=None, organization_id=world.their_pk, condition="NEW"
            ).first()
            if line is None:
                return
            url = f"/o/{world.theirs['slug'][0]}/monitoring/{world.year}/devices/cell/"
            body = json.dumps({"line": line.line, "column": "new", "value": str(number), "version": line.revision})
            world.them.post(url, body, content_type="application/json")
            world.cells += bool(self.written())
            self.before, self.noted = world.standing(), self.newest()

    return TwoTenants


def run(stage, sign_in, examples: int, steps: int) -> World:
    world = World(stage, sign_in)
    run_state_machine_as_test(
        machine(world),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert world.answered > world.requests / 3, f"too few of them were legal: {world.statuses}"
    assert world.cells, "B did nothing, or nobody would have seen it"
    return world


def test_no_sequence_of_requests_touches_or_shows_what_is_anothers(stage, sign_in):
    assert ROLES["procurer"] != ROLES["delegate"]
    assert run(stage, sign_in, examples=10, steps=25).requests > 150


@pytest.mark.long
def test_ten_thousand_requests_in_sequences_neither(stage, sign_in):
    assert run(stage, sign_in, examples=300, steps=50).requests > 10_000
