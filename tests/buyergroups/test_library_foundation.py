"""The first drafts and the register of labels: laid once, owned by nobody, approved by nobody (3.1.2.c, 4.1)."""

import json

import pytest

from buyergroups.actions import foundation
from buyergroups.actions.foundation import DRAFTS
from buyergroups.models import Criterion, Label, LibraryItem, LibraryVersion
from buyergroups.rules.labels import label_names, label_rows, labels_for
from pact.access import scope
from tests.buyergroups.make import AT, world

pytestmark = pytest.mark.django_db


def laid():
    world()
    foundation.lay(at=AT)


def test_labels_and_drafts_are_laid_once():
    laid()
    foundation.lay(at=AT)
    with scope.as_system("test"):
        assert Label.objects.count() == len(label_rows())
        assert LibraryItem.objects.count() == 3 and Criterion.objects.count() == 42
        assert Criterion.objects.get(code="LAP-13").labels.filter(code="energy_star").exists()


def test_a_first_draft_is_for_comment_and_of_nobody():
    laid()
    with scope.as_system("test"):
        for version in LibraryVersion.objects.select_related("item"):
            assert (version.number, version.state, version.sha256, version.created_by) == (1, "CONSULTATION", "", None)
            assert version.item.working_group is None and version.decision is None
            assert (version.comments_until - AT.date()).days >= 365
            assert version.item.product_groups.exists()


@pytest.mark.parametrize("path", sorted(DRAFTS.glob("*.json")), ids=lambda path: path.stem)
def test_each_row_can_be_copied_into_a_tender(path):
    """A number that nobody decided is named a proposal; a label may show something and is never asked for by name."""
    facts = json.loads(path.read_text())
    names = {name.split()[0] for name in label_names().values()} - {
        "Supplier",
        "Another",
        "Indice",
        "Smelters",
        "EU",
        "BS",
    }
    for row in facts["rows"]:
        assert row["heading"] and row["verification"] and row["type"] in Criterion.Type
        assert row["level"] in Criterion.Level and row["theme"] in ("CIRCULAR", "FAIR", "CLIMATE")
        assert "propos" in facts["summary"]
        assert set(row["labels"]) <= set(label_names()) and bool(row["labels"]) == bool(row["label_note"])
        if row["code"] != "LAP-13":  # names the public method by which energy is measured
            assert not any(name in row["text"] for name in names)
    assert {row["level"] for row in facts["rows"]} >= {"BASELINE", "SIGNIFICANT"}


def test_tiers_and_aims_of_labels_are_read():
    laid()
    assert "epeat_gold" in dict(labels_for("smartphone")) and "bs_8887_211" not in dict(labels_for("smartphone"))
    assert "iso14001_supplier" in dict(labels_for("smartphone"))
    with scope.as_system("test"):
        gold = Label.objects.get(code="epeat_gold")
        assert str(gold) == "EPEAT gold" and "laptop" in gold.product_groups
        assert Label.objects.get(code="blue_angel_computers").fair == "partly"
        assert Label.objects.get(code="eu_energy_label_phones_tablets").circular == "yes"
