"""Security A6, B8: what PostgreSQL itself refuses: a reference to another's row, a term twice, a second of a kind."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from tests.security.tables import columns, owned, rows

# Plain references between owned rows, each with its reason.
PLAIN = {
    "participants.Application.screening": "the Secretariat's look into an organization, before it is one",
    "participants.ApplicationRole.application": "a part: in reach exactly when its application is",
    "participants.ApplicationRole.signature": "made by the application before there is an organization",
    "participants.CriterionFinding.application": "a part: in reach exactly when its application is",
    "participants.ApplicationQuestion.application": "a part: in reach exactly when its application is",
    "participants.SigningRequest.application": "a part: in reach exactly when its application is",
    "participants.Signature.scan": "uploaded before there is an organization; passes to it on admission",
    "participants.RecordedLetter.file": "the Secretariat's evidence, served by its own page alone",
    "participants.Delegation.screening": "the Secretariat's look into the delegate, not into the one who delegates",
    "participants.Delegation.next_screening": "the same look, of a later year",
    "buyergroups.GroupMembership.next_screening": "the same look, of a later year",
    "governance.Elector.screening": "the interest of a member's organization, among the committee's own rows",
    "buyergroups.GroupMembership.screening": "the Secretariat's look into a member that is no participant",
    "buyergroups.WorkingGroupGuest.gathering": "its action invites to sessions of its own working group alone",
    "buyergroups.WorkingGroupGuest.version": "its action invites to documents of its own working group alone",
    "buyergroups.GatheringAttendance.gathering": "a part: in reach exactly when its gathering is",
    "buyergroups.GatheringAttendance.guest": "a guest of the very gathering, by the action that notes him",
    "buyergroups.SharedFile.gathering": "kept with a gathering of the same group, by the action that shares it",
    "buyergroups.SharedFile.file": "kept for the one who shares it, by the action that shares it",
    "buyergroups.LibraryVersion.file": "a part: served by the page of its version alone",
    "buyergroups.LibraryVersion.decision": "the decision it was approved by, which a trigger ties to its hash",
    "buyergroups.Criterion.version": "a part: in reach exactly when its version is",
    "buyergroups.Comment.version": "a part: in reach when its version is",
    "buyergroups.Adoption.version": "what is voted on, by the hash that the row holds",
    "buyergroups.Adoption.statement": "what is voted on, by the hash that the row holds",
    "buyergroups.AdoptionVote.adoption": "a part: in reach exactly when its vote is",
    "buyergroups.SignUp.statement": "what is signed is public, and its hash stands on the signature",
    "reports.PlanItem.moved_from": "the item of the year before, which the action takes over",
    "governance.Decision.matter": "the committee's own rows have one owner",
    "governance.Elector.decision": "the committee's own rows have one owner",
    "governance.AgendaItem.matter": "the committee's own rows have one owner",
    "governance.AgendaItem.paper": "kept for the committee, whose point it is, by the action that writes the point",
    "governance.RotationSeat.plan": "the committee's own rows have one owner",
    "governance.TerminationCase.decision": "the decision it ended by, among the committee's own rows",
    "governance.Dispute.decision": "the decision its recommendation rests on, among the committee's own rows",
    "governance.DisputeParty.dispute": "a part: in reach exactly when its dispute is",
    "governance.Vote.elector": "the committee's own rows have one owner",
    "deadlines.ReminderLog.obligation": "a person is reminded of what another workspace waits for",
    "deadlines.Obligation.replaces": "more time for the same task, given by the system",
}


def references():
    mine = set(owned().values())
    for model in mine:
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model in mine:
                yield f"{model._meta.label}.{field.name}", model, field


@pytest.mark.django_db
def test_references_between_owned_rows_carry_the_owner_or_say_why_not():
    keys = rows("select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint where contype = 'f'")
    composite = {(table, text.split("(")[1].split(",")[0]) for table, text in keys if ", " in text.split(")")[0]}
    plain = {name for name, model, field in references() if (model._meta.db_table, field.column) not in composite}
    assert plain == set(PLAIN)


def attempt(sql: str, values=()) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("set constraints all immediate")


def copied(table: str, where: str, **changes: str) -> None:
    """Write a row once more, some of its columns by other SQL."""
    names = columns_of(table)
    given = dict.fromkeys(sorted(names - {"id"})) | changes
    if "ref" in names:
        given["ref"] = "left(md5(random()::text), 12)"
    chosen = ", ".join(sql if sql is not None else f'"{name}"' for name, sql in given.items())
    into = ", ".join(f'"{name}"' for name in given)
    attempt(f"insert into {table} ({into}) select {chosen} from {table} where {where} limit 1")


def columns_of(table: str) -> set[str]:
    found = rows("select column_name from information_schema.columns where table_name = %s", [table])
    return {name for (name,) in found}


def test_a_row_never_hangs_on_a_row_of_another(stage):
    own = rows("select id, organization_id from monitoring_submission order by organization_id limit 1")[0]
    other = rows("select max(organization_id) from monitoring_submission")[0][0]
    assert other != own[1]
    for table in ("monitoring_submissionversion", "monitoring_deviceline"):
        with pytest.raises(DatabaseError, match="_of_owner"):
            copied(table, f"organization_id = {own[1]}", organization_id=str(other), **_fresh(table))
    with pytest.raises(DatabaseError, match="accepted_of_owner"):
        attempt(
            "update monitoring_submission set accepted_version_id = (select id from monitoring_submissionversion "
            "where organization_id <> %s limit 1) where id = %s",
            [own[1], own[0]],
        )
    with pytest.raises(DatabaseError, match="section_of_owner"):
        copied("reports_reportsection", "true", group_id="group_id + 1", code="'other'")


def _fresh(table: str) -> dict[str, str]:
    return {"number": "number + 50"} if table.endswith("version") else {"line": "'zz99'"}


TWICE = {
    "participants_participation": "state = 'ACTIVE'",
    "participants_delegation": "state = 'ACTIVE'",
    "buyergroups_groupmembership": "state = 'ACTIVE'",
    "governance_seatterm": "true",
    "governance_chairterm": "true",
    "governance_scopeperiod": "true",
    "governance_elector": "true",
    "monitoring_submission": "true",
    "reports_coordinatedreport": "true",
    "participants_applicationrole": "true",
    "participants_criterionfinding": "true",
}


@pytest.mark.parametrize("table", TWICE)
def test_nothing_that_there_may_be_once_is_there_twice(stage, table):
    """Terms that overlap, a second chair, a second submission of a year, a second approval: not even by raw SQL."""
    with pytest.raises(DatabaseError, match="violates"):
        copied(table, TWICE[table])


def test_a_vote_is_one_row(stage):
    assert "elector_id" in columns("governance_vote")
    with pytest.raises(DatabaseError):
        attempt("insert into governance_vote select * from governance_vote limit 1")
