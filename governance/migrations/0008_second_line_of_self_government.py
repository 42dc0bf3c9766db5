"""The second line of what the Pact decides about itself: reach of rows, what is final, and what waits (5.1, 6.2 to 6.7)."""

from django.db import migrations

from pact.access import rls
from pact.access.rls import guard, refuse
from pact.audit import history

COMMITTEE = ("governance_attendance", "governance_rotationplan", "governance_rotationseat")
OWN = ("governance_consent", "governance_terminationcase", "governance_hearing")
KEPT = (
    *("amendment", "attendance", "agendaitem", "candidate", "consent", "consentround", "dispute", "disputeparty"),
    *("election", "electionvoter", "extension", "hearing", "meeting", "minutes", "rotationplan"),
    *("rotationseat", "roundmember", "seatdecline", "terminationcase"),
)
HIDDEN = {"attendance": ("guest",)}


def published(table: str, condition: str) -> tuple[str, str]:
    """The committee's rows, of which everybody may see those that the condition names."""
    open_ = f"create policy {table}_public on {table} for select using ({condition});"
    return (
        rls.protect(table, committee=True) + open_,
        f"drop policy if exists {table}_public on {table};" + rls.unprotect(table),
    )


_PARTIES = rls._ARRAY.format("org_ids").removeprefix("any(").removesuffix(")")
_DISPUTE = f"{rls.reach(committee=True)} or party_ids && {_PARTIES}"
_PARTY = "exists (select 1 from governance_dispute d where d.id = dispute_id)"


_RULE = "select value into {name} from rulebook_ruleparameter where key = '{key}' and valid @> {day};"
GUARDS = [
    guard(
        "governance_decision",
        "governance_decision_final",
        "update or delete",
        refuse("old.state in ('ADOPTED', 'REJECTED', 'LAPSED')", "a decision is undone only by a new decision (5.1)"),
    ),
    guard(
        "governance_vote",
        "governance_vote_while_open",
        "insert or update or delete",
        refuse(
            "(select d.state from governance_decision d join governance_elector e on e.decision_id = d.id"
            " where e.id = case when tg_op = 'DELETE' then old.elector_id else new.elector_id end) <> 'OPEN'",
            "this vote is closed (5.1)",
        ),
    ),
    guard(
        "governance_seatterm",
        "governance_term_in_rule_book",
        "insert or update",
        "  " + _RULE.format(name="longest", key="sc.term", day="lower(new.period)") + "\n"
        + refuse(
            "upper(new.period) is null or upper(new.period) > "
            "lower(new.period) + make_interval(months => coalesce((longest #>> '{}')::integer, 0))",
            "a term is longer than the rule book of that day lets it be (5.1.4)",
        ),
        "declare longest jsonb;",
    ),
    guard(
        "governance_chairterm",
        "governance_chair_in_seat",
        "insert or update",
        refuse(
            "not (select s.period from governance_seatterm s where s.id = new.seat_term_id) @> new.period"
            " and not isempty(new.period)",
            "the chair ends with the seat (5.1.3)",
        ),
    ),
    guard(
        "governance_meeting",
        "governance_meeting_in_rule_book",
        "insert or update",
        "  " + _RULE.format(name="range", key="sc.meetings", day="(new.starts_at at time zone new.zone)::date") + "\n"
        + refuse(
            "new.ordinal is not null and (new.ordinal < 1 or new.ordinal > coalesce((range ->> 1)::integer, 0))",
            "the rule book has not so many ordinary meetings in a year (5.1.5)",
        )
        + "\n"
        + refuse(
            "new.year <> extract(year from new.starts_at at time zone new.zone)", "a meeting belongs to its own year"
        ),
        "declare range jsonb;",
    ),
    guard(
        "governance_consentround",
        "governance_round_final",
        "update or delete",
        refuse("old.state <> 'OPEN'", "a round of consent that is closed stays as it is (6.5.2)"),
    ),
    guard(
        "governance_consent",
        "governance_consent_while_open",
        "insert or update or delete",
        refuse("tg_op = 'DELETE'", "a consent is withdrawn, not deleted (6.5.2)")
        + "\n"
        + refuse(
            "not exists (select 1 from governance_consentround r join governance_roundmember m on m.round_id = r.id"
            " where r.id = new.round_id and r.state = 'OPEN' and r.text_sha256 = new.text_sha256"
            " and m.organization_id = new.organization_id and m.out_at is null)",
            "consent is given in an open round, to its own text, by those who are asked (6.5.2)",
        ),
    ),
    guard(
        "governance_amendment",
        "governance_amendment_final",
        "update or delete",
        refuse(
            "old.state in ('DECLINED', 'ADOPTED', 'FAILED', 'WITHDRAWN')", "an amendment that is answered stays as it is"
        )
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and (new.sha256, new.changes, new.rule_changes, new.in_force_from) is distinct from"
            " (old.sha256, old.changes, old.rule_changes, old.in_force_from)",
            "the text of an amendment is written once (6.5.1)",
        ),
    ),
    guard(
        "governance_electionballot",
        "governance_ballot_while_open",
        "insert or update or delete",
        refuse(
            "not exists (select 1 from governance_election e"
            " where e.id = case when tg_op = 'DELETE' then old.election_id else new.election_id end"
            " and e.state = 'VOTING'"
            " and e.round_no = case when tg_op = 'DELETE' then old.round_no else new.round_no end)",
            "this round of the election is closed (5.1.3)",
        ),
    ),
    guard(
        "governance_terminationcase",
        "governance_heard_before",
        "insert or update",
        refuse(
            "new.state in ('HEARD', 'WITH_COMMITTEE', 'ENDED') and not exists (select 1 from governance_hearing h"
            " where h.case_id = new.id and h.outcome in ('HELD', 'DECLINED', 'UNANSWERED'))",
            "a participation is ended only after a hearing (6.6.2)",
        ),
    ),
    guard(
        "governance_dispute",
        "governance_views_before",
        "insert or update",
        refuse(
            "new.state = 'RECOMMENDED' and exists (select 1 from governance_disputeparty p"
            " where p.dispute_id = new.id and p.asked_at is null)",
            "every party is asked for its views before a recommendation (6.7.2)",
        )
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and old.presented_at is not null"
            " and (new.presented_at, new.recommend_from) is distinct from (old.presented_at, old.recommend_from)",
            "the six months are counted once (6.7.2)",
        ),
    ),
    guard(
        "governance_minutes",
        "governance_minutes_final",
        "update or delete",
        refuse("old.published_at is not null", "published minutes stay as they are"),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_self_government"), ("rulebook", "0003_changed_by"), ("audit", "0003_history")]

    operations = [
        *(migrations.RunSQL(rls.protect(table, committee=True), rls.unprotect(table)) for table in COMMITTEE),
        *(
            migrations.RunSQL(rls.protect(table, organization="organization_id", committee=True), rls.unprotect(table))
            for table in OWN
        ),
        # Nobody but the hand that counts: not even the committee.
        migrations.RunSQL(rls.protect("governance_electionballot"), rls.unprotect("governance_electionballot")),
        migrations.RunSQL(*published("governance_agendaitem", "public")),
        migrations.RunSQL(*published("governance_minutes", "published_at is not null")),
        migrations.RunSQL(*rls.guarded("governance_dispute", _DISPUTE)),
        migrations.RunSQL(*rls.guarded("governance_disputeparty", _PARTY)),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
        *(
            migrations.RunSQL(
                history.keep(f"governance_{table}", hidden=HIDDEN.get(table, ())), history.drop(f"governance_{table}")
            )
            for table in KEPT
        ),
    ]
