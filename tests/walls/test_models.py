"""What every model states, and where its references may point."""

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


@pytest.mark.django_db
def test_migrations_are_complete(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert "No changes detected" in capsys.readouterr().out
