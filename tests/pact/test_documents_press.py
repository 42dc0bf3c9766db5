"""The press: a row is the queue; facts before pages; a killed worker loses nothing; limits hold."""

import hashlib
import io
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.template.loaders.locmem import Loader
from django.utils import timezone
from django.utils.translation import gettext_lazy

from pact.access import Actor, CannotNow, GroupHat, Hat, scope
from pact.audit.models import Event
from pact.documents import Kind, actions, facts, order, press, pressing, publish
from pact.documents.models import Document
from pact.jobs import claims

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)
STAFF = Actor(user_id=None, name="system:tests", system="tests", secretariat=True)
RECEIPT = """{% extends "print/page.html" %}{% block content %}
<h1>{{ document.title }}</h1>
<p>{{ facts.who }} sent {{ facts.count }} on {{ facts.on|date:"j F Y" }}: {{ facts.euro }} {{ more }}</p>
{% endblock %}"""
ENDLESS = """{% extends "print/page.html" %}{% block content %}
<table>{% for row in facts.rows %}<tr>{% for cell in facts.rows %}<td>x{% endfor %}</tr>
{% endfor %}</table>{% endblock %}"""
TEMPLATES = {
    "print/tests/receipt.html": RECEIPT,
    "print/tests/endless.html": ENDLESS,
    "print/tests/bad.html": "{% if %}",
}


def _title(given):
    return f"Receipt of {given['who']}"


KIND = Kind("tests.receipt", "print/tests/receipt.html", _title, context=lambda given: {"more": given["count"] + 1})
LONG = Kind("tests.endless", "print/tests/endless.html", lambda given: "Endless", seconds=3)
BAD = Kind("tests.bad", "print/tests/bad.html", lambda given: "Bad")
FACTS = {"who": "Škola <img src=file:///etc/passwd>", "count": 7, "on": date(2027, 3, 1), "euro": Decimal("1240.50")}


@pytest.fixture(autouse=True)
def _places(monkeypatch, settings, tmp_path):
    """Templates in memory, and a store of this test's own."""
    from django.template import engines

    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "template_loaders", [Loader(engine, TEMPLATES), *engine.template_loaders])


def _ordered(kind=KIND, given=FACTS, **more) -> Document:
    return order(kind, given, actor=STAFF, at=AT, **more)


def test_facts_come_back_as_what_they_were():
    given = {"a": [1, "ö", None, True, 1.5], "on": date(2027, 3, 1), "at": AT, "euro": Decimal("1.20"), "d": {"x": "y"}}
    assert facts.unpacked(facts.packed(given)) == given
    assert facts.sha256_of(facts.packed(given)) == facts.sha256_of(facts.packed(dict(reversed(given.items()))))


def test_translations_are_stored_in_the_language_they_are_read():
    assert facts.packed({"x": gettext_lazy("Laptop")}) == {"x": "Laptop"}


@pytest.mark.parametrize("bad", [{"x": object()}, {"$day": "x"}, {1: 2}, {"x": float("nan")}, {"x": {1, 2}}])
def test_only_plain_values_are_facts(bad):
    with pytest.raises(TypeError):
        facts.packed(bad)


@pytest.mark.django_db
def test_a_document_is_a_row_with_its_facts_before_any_worker_hears_of_it(
    django_capture_on_commit_callbacks, monkeypatch
):
    woken = []
    monkeypatch.setattr(actions, "wake", woken.append)
    with django_capture_on_commit_callbacks(execute=True):
        document = _ordered()
        assert woken == []
    assert woken == ["pact.documents.tasks.press"]
    assert (document.state, document.title) == ("QUEUED", "Receipt of Škola <img src=file:///etc/passwd>")
    assert document.facts["on"] == {"$day": "2027-03-01"}
    assert document.facts_sha256 == hashlib.sha256(facts.canonical(document.facts)).hexdigest()


@pytest.mark.django_db
def test_the_press_prints_what_waits_and_only_once():
    document = _ordered()
    assert press(at=AT + timedelta(minutes=1)) == 1
    assert press(at=AT + timedelta(minutes=2)) == 0
    document.refresh_from_db()
    assert (document.state, document.progress, document.attempts) == ("READY", 100, 1)
    assert document.ready_at == AT + timedelta(minutes=1)
    with default_storage.open(document.path) as file:
        data = file.read()
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.size, document.pages) == (len(data), 1)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == document.title
        assert pdf.Root.MarkInfo.Marked and not pdf.attachments
    verbs = Event.objects.filter(subject_ref=document.ref).values_list("verb", flat=True)
    assert set(verbs) == {"documents.document.ordered", "documents.document.made"}


@pytest.mark.django_db
def test_changed_facts_are_not_printed():
    document = _ordered()
    Document.objects.filter(pk=document.pk).update(facts={**document.facts, "count": 8})
    assert press(at=AT) == 0
    document.refresh_from_db()
    assert document.state == "QUEUED" and "not those that were ordered" in document.failure


@pytest.mark.django_db
def test_the_claim_of_a_silent_worker_is_taken_up_again():
    document = _ordered()
    Document.objects.filter(pk=document.pk).update(state="MAKING", attempts=1, claimed_at=timezone.now())
    assert press(at=AT) == 0
    Document.objects.filter(pk=document.pk).update(claimed_at=timezone.now() - timedelta(minutes=2))
    assert press(at=AT) == 1
    document.refresh_from_db()
    assert (document.state, document.attempts) == ("READY", 2)


@pytest.mark.django_db
def test_a_worker_that_lost_its_claim_changes_nothing():
    document = _ordered()
    ours = pressing._claim([])
    Document.objects.filter(pk=document.pk).update(attempts=ours.attempts + 1)
    assert not pressing._shelve(ours, pressing.Printed(b"%PDF-late", 1), AT)
    document.refresh_from_db()
    assert (document.state, document.sha256) == ("MAKING", "")
    assert default_storage.listdir("documents")[1] == []


@pytest.mark.django_db
def test_what_cannot_be_drawn_is_tried_three_times_and_then_told():
    document, good = _ordered(BAD), _ordered()
    assert [press(at=AT) for _try in range(4)] == [1, 0, 0, 0]
    document.refresh_from_db()
    good.refresh_from_db()
    assert (document.state, document.attempts, good.state) == ("FAILED", 3, "READY")
    assert "TemplateSyntaxError" in document.failure
    assert Event.objects.filter(verb="documents.document.failed", subject_ref=document.ref).count() == 1


@pytest.mark.django_db
@pytest.mark.slow
def test_a_layout_without_end_is_stopped_and_the_next_document_is_printed():
    bomb, good = _ordered(LONG, {"rows": list(range(900))}), _ordered()
    assert press(at=AT) == 1
    bomb.refresh_from_db()
    good.refresh_from_db()
    assert (bomb.state, good.state) == ("FAILED", "READY")


@pytest.mark.django_db
def test_progress_is_kept_to_the_claim_and_never_falls():
    steps = ["Step 1 - Fetching and parsing HTML", "Step 5 - Creating layout - Page 3", "Step 6 - Creating PDF"]
    numbers = [pressing._progress(step, 4)[0] for step in steps]
    assert numbers == sorted(numbers) and numbers[-1] < 100
    assert pressing._progress("Step 5 - Creating layout - Page 400", 4)[0] <= 75
    document = _ordered()
    claim = pressing._claim([])
    assert claims.write(claim, pressing.HAND, progress=40, progress_text="Setting page 3")
    document.refresh_from_db()
    assert (document.state, document.progress, document.progress_text) == ("MAKING", 40, "Setting page 3")


@pytest.mark.django_db
def test_only_a_printed_document_can_be_published():
    document = _ordered()
    with pytest.raises(CannotNow):
        publish(STAFF, document, at=AT)
    press(at=AT)
    publish(STAFF, document, at=AT)
    document.refresh_from_db()
    assert document.public
    assert Event.objects.filter(verb="documents.document.published", facts__sha256=document.sha256).count() == 1


@pytest.mark.django_db
def test_documents_are_seen_by_their_owners_only_in_queries_and_in_the_database():
    ours = _ordered(organization_id=11, group_id=21)
    other = _ordered(organization_id=12, group_id=22)
    shared = _ordered(public=True)
    pack = _ordered(for_committee=True)
    cases = [
        (Actor(user_id=1, organizations=(Hat(11, "a", "A", frozenset({"EDITOR"})),)), {ours, shared}),
        (Actor(user_id=2, groups=(GroupHat(22, "g", "G"),)), {other, shared}),
        (Actor(user_id=3, groups=(GroupHat(22, "g", "G", coordinates=False),)), {shared}),
        (Actor(user_id=4, committee=True), {shared, pack}),
        (Actor(), {shared}),
    ]
    for actor, expected in cases:
        with scope.entered(actor):
            assert set(Document.objects.all()) == expected
            assert set(Document.objects.visible_to(actor)) == expected
    assert Document.objects.visible_to(STAFF).count() == 4


@pytest.mark.django_db
def test_a_ready_document_without_file_is_refused_by_the_database():
    document = _ordered()
    with pytest.raises(Exception, match="documents_ready_has_file"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state="READY")
    assert connection.is_usable()


@pytest.mark.django_db
def test_a_step_of_one_may_print_for_another():
    """The committee decides, and the letter belongs to the organization; the committee itself cannot read it."""
    member = Actor(user_id=None, system="", name="visitor", committee=True, doors=frozenset({"k3m9"}))
    with scope.entered(member):
        document = order(KIND, FACTS, actor=member, at=AT, organization_id=11)
        assert not Document.objects.filter(pk=document.pk).exists()
    assert press(at=AT) == 1


def test_no_web_worker_loads_what_prints_and_writes_workbooks():
    code = (
        "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "import pact.sheets; print(sorted({'weasyprint', 'openpyxl', 'pikepdf'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
