"""What every model states, and where its references may point."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from pact.access import Tenancy

ROOT = Path(__file__).resolve().parents[2]
ORDER = ("pact", "participants", "governance", "buyergroups", "monitoring", "reports", "website")
# References that may vanish with what they describe, each with its reason.
NOT_PROTECTED = {
    "participants.Listing.organization": "a projection of the organization, rebuilt at any time",
}

# Owned and shared tables whose changes are not noted, each with its reason.
NO_HISTORY = {
    "audit_event": "the register itself: append-only and sealed",
    "audit_change": "the history itself",
    "governance_electionballot": "secret ballots: a history would tie a choice to a moment (Security C3)",
    "mail_outboxmail": "the outbox: a letter, and how far it is sent",
    "deadlines_reminderlog": "which rung of a ladder was done; the letters stand in the outbox",
    "participants_listing": "a projection of the organizations, rebuilt at any time",
    "participants_tally": "counts of the listing, rebuilt at any time",
    "monitoring_rollup": "sums of accepted lines, rebuilt at any time",
}
# Tables of the mechanism whose rows give powers or say what was published: noted as well.
ALSO_KEPT = {"accounts_user", "participants_appointment", "reports_progressreport", "reports_cyclesnapshot"}
# Columns that hold persons' data or open a door: that they change is noted, not what they say.
PRIVATE = re.compile(r"password|secret|token|email|^key$|answers|(contact|signer)_name|signer_title")
NOT_PRIVATE = {("participants_screening", "answers"), ("rulebook_ruleparameter", "key")}


def our_models():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in ORDER]


def height(model) -> int:
    return ORDER.index(model.__module__.split(".")[0]) if model.__module__.split(".")[0] in ORDER else -1


def references():
    for model in our_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and not field.auto_created:
                yield model, field


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_says_whose_its_rows_are_and_how_it_reads(model):
    assert isinstance(model.tenancy, Tenancy)
    assert model.__str__ is not models.Model.__str__
    assert not model._meta.ordering, "an order belongs to the query that needs it"


def test_foreign_keys_point_to_their_own_floor_or_below():
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model, field in references()
        if height(field.related_model) > height(model)
    ]
    assert not upward


def test_foreign_keys_protect_what_they_point_to():
    loose = [
        f"{model._meta.label}.{field.name}"
        for model, field in references()
        if field.remote_field.on_delete is not models.PROTECT
        and f"{model._meta.label}.{field.name}" not in NOT_PROTECTED
    ]
    assert not loose


@pytest.mark.django_db
def test_every_owned_table_has_the_second_line():
    """Security A5: enabled, forced, with a policy that reads and one that writes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c join pg_policies p on p.tablename = c.relname "
            "where c.relrowsecurity and c.relforcerowsecurity and p.qual is not null and p.with_check is not null"
        )
        guarded = {name for (name,) in cursor.fetchall()}
    owned = {model._meta.db_table for model in our_models() if model.tenancy is Tenancy.OWNED}
    assert owned - guarded == set()


def kept() -> dict[str, list[list[bytes]]]:
    """Table → the arguments of its triggers of history, one for each way to change a row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, t.tgargs from pg_trigger t join pg_class c on c.oid = t.tgrelid "
            "join pg_proc p on p.oid = t.tgfoid where p.proname like 'audit\\_note\\_%' and t.tgenabled = 'O'"
        )
        found: dict[str, list] = {}
        for table, arguments in cursor.fetchall():
            found.setdefault(table, []).append(bytes(arguments).decode().split("\0"))
    return found


@pytest.mark.django_db
def test_every_owned_and_shared_table_keeps_its_history():
    """Security F5: `history.keep` in a migration of its floor, or a reason above."""
    shared = {model._meta.db_table for model in our_models() if model.tenancy is not Tenancy.SYSTEM}
    whole = {table for table, triggers in kept().items() if len(triggers) == 4}
    assert (shared | ALSO_KEPT) - NO_HISTORY.keys() - whole == set()
    assert whole & NO_HISTORY.keys() == set()


@pytest.mark.django_db
def test_the_history_holds_no_persons_and_no_keys():
    told, tables = [], {model._meta.db_table: model for model in our_models()}
    for table, triggers in kept().items():
        quiet = {tuple(arguments[:2]) for arguments in triggers}
        columns = {field.column for field in tables[table]._meta.concrete_fields if PRIVATE.search(field.column)}
        for left_out, hidden in quiet:
            open_ = columns - set(left_out.strip("{}").split(",")) - set(hidden.strip("{}").split(","))
            told += [f"{table}.{name}" for name in open_ if (table, name) not in NOT_PRIVATE]
    assert told == []


@pytest.mark.django_db
def test_migrations_are_complete(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert "No changes detected" in capsys.readouterr().out
