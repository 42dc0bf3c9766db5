"""Meetings, events and files by HTTP: who gets in, what comes back, what wrong input says."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import gatherings
from buyergroups.models import Gathering, SharedFile
from buyergroups.queries.gatherings import Home
from pact.access import scope
from pact.access.actors import ANONYMOUS
from pact.clock import now
from pact.files.models import StoredFile
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import buyer, caring, group, member
from tests.buyergroups.test_gatherings_actions import staff
from tests.buyergroups.test_pages import carer, manager, text
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "MEETING", "title": "Spring meeting", "begins": "10:00", "ends": "12:00", "zone": "Europe/Oslo",
    "place": "Oslo", "link": "https://meet.example/secret", "agenda": "Opening", "public": "on",
}  # fmt: skip
EARLY = datetime(2022, 1, 3, 9, tzinfo=UTC)
PLACES = ("gathering-list", "gathering-new")


def soon(days=30) -> str:
    return (now() + timedelta(days=days)).date().isoformat()


def url(name: str, **kwargs) -> str:
    return reverse(f"buyergroups:{name}", kwargs=kwargs)


def planned(home: Home, by, *, hours=480, **facts) -> Gathering:
    begins = now() + timedelta(hours=hours)
    return gatherings.arrange(
        by, home, at=min(now(), begins - timedelta(days=3)),
        **{
            "kind": "MEETING", "title": "Spring meeting", "starts_at": begins, "ends_at": begins + timedelta(hours=2),
            "zone": "Europe/Oslo", "place": "Oslo", "link": "https://meet.example/secret", "agenda": "Opening",
            "public": True, **facts,
        },
    )  # fmt: skip


def csv(name="prices.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"model;lifetime\nA;5\n", "text/csv")


def test_meetings_of_a_group_are_for_those_in_it_and_arranged_by_its_coordinator():
    made, inside, outside = group(), buyer(), buyer("Bergen kommune")
    member(made, inside, EARLY)
    seen = {carer(made): (200, 200), manager(inside): (200, 403), browser(secretary()): (200, 403)}
    seen |= {manager(outside): (404, 404), Client(): (302, 302)}
    for client, expected in seen.items():
        assert tuple(client.get(url(name, group=made.slug)).status_code for name in PLACES) == expected


def test_events_of_the_pact_are_the_secretariats():
    made = group()
    assert browser(secretary()).get(url("gathering-list")).status_code == 200
    assert carer(made).get(url("gathering-list")).status_code == 403
    assert Client().get(url("gathering-list")).status_code == 302


def test_a_working_group_meets_at_its_own_address():
    row = lib.working_group()
    user = lib.sits(row, buyer(), from_on=EARLY.date())
    outside = manager(buyer("Bergen kommune"))
    answer = browser(secretary()).post(url("gathering-new", wg=row.slug), FORM | {"day": soon(), "kind": "DIALOGUE"})
    made = Gathering.objects.get()
    assert answer.url == url("gathering-detail", wg=row.slug, ref=made.ref) and made.working_group == row
    assert browser(user).get(answer.url).status_code == 200
    assert browser(user).get(url("gathering-new", wg=row.slug)).status_code == 403
    assert outside.get(answer.url).status_code == 404
    assert browser(user).get(url("gathering-detail", group="norway-group", ref=made.ref)).status_code == 404


def test_arranging_changing_and_the_steps():
    made = group()
    client = carer(made)
    answer = client.post(url("gathering-new", group=made.slug), FORM | {"day": soon()})
    row = Gathering.objects.get()
    assert answer.status_code == 302 and row.title == "Spring meeting" and row.attendance.exists()
    change = url("gathering-change", group=made.slug, ref=row.ref)
    assert "Spring meeting" in text(client, change)
    assert client.post(change, FORM | {"day": soon(40), "place": "Bergen"}).status_code == 302
    row.refresh_from_db()
    assert row.place == "Bergen" and row.sequence == 1
    step = url("gathering-step", group=made.slug, ref=row.ref, step="hold")
    assert client.post(step).status_code == 409 and client.get(step).status_code == 405
    assert client.post(step.replace("hold", "burn")).status_code == 404
    assert client.post(step.replace("hold", "cancel")).status_code == 302
    assert client.post(change, FORM | {"day": soon(50)}).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Name the meeting"),
        ({"day": "31 February 2027"}, "Enter a day, like 31 March 2027"),
        ({"day": "1 January 2020"}, "still to come"),
        ({"begins": "ten"}, "Enter a time, like 10:00"),
        ({"ends": "09:00"}, "Enter a time after the beginning"),
        ({"place": "", "link": ""}, "Enter a place, or a link to join online"),
        ({"link": "javascript:alert(1)"}, "Enter a web address"),
        ({"zone": "Mars/Base"}, "Select a valid choice"),
        ({"kind": "DIALOGUE"}, "Select a valid choice"),
    ],
)
def test_wrong_input_comes_back_with_what_was_typed(wrong, sentence):
    made = group()
    answer = carer(made).post(url("gathering-new", group=made.slug), FORM | {"day": soon(), "agenda": "Kept"} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and "Kept" in page and not Gathering.objects.exists()


def test_who_is_invited_answers_on_his_own_page():
    made, inside = group(), buyer()
    member(made, inside, EARLY)
    row = planned(Home(group=made), caring(made))
    client = manager(inside)
    assert "Say whether you come" in text(client, url("gathering-mine"))
    visit = url("gathering-visit", ref=row.ref)
    assert "I come" in text(client, visit)
    assert client.post(url("gathering-answer", ref=row.ref), {"coming": "yes"}).url == visit
    assert "You said that you come" in text(client, visit)
    entry = icalendar.Calendar.from_ical(client.get(url("gathering-entry", ref=row.ref)).content)
    assert "meet.example" in entry.walk("VEVENT")[0]["LOCATION"]
    other = manager(buyer("Bergen kommune"))
    assert other.get(visit).status_code == 404
    assert other.post(url("gathering-answer", ref=row.ref), {"coming": "yes"}).status_code == 404


def test_attendance_and_notes_are_written_by_who_arranged():
    made, inside = group(), buyer()
    member(made, inside, EARLY)
    row = planned(Home(group=made), caring(made), hours=-3)
    client, where = carer(made), {"group": made.slug, "ref": row.ref}
    mine = row.attendance.get(user__email=f"manager@{inside.slug}.example")
    given = {"present": [mine.pk], "others": f"Kari Nordmann, {inside.name}"}
    assert client.post(url("gathering-attendance", **where), given).status_code == 302
    assert row.attendance.filter(state="ATTENDED", organization=inside).count() == 2
    long = client.post(url("gathering-attendance", **where), {"others": "x" * 121})
    assert long.status_code == 422 and "Shorten each name" in long.content.decode()
    client.post(url("gathering-step", **where, step="hold"))
    assert client.post(url("gathering-notes", **where), {"notes": "We agreed.", "outcomes": "One"}).status_code == 302
    assert "public domain" in text(client, url("gathering-detail", **where))
    assert client.post(url("gathering-step", **where, step="publish")).status_code == 302
    assert client.post(url("gathering-notes", **where), {"notes": "Other"}).status_code == 422
    assert manager(inside).get(url("gathering-notes", **where)).status_code == 403


def _visit(address: str):
    with scope.entered(ANONYMOUS):
        return Client().get(address)


def test_the_public_reads_day_and_place_and_notes_once_published_but_no_person_and_no_link():
    made, inside = group(), buyer()
    member(made, inside, EARLY)
    row = planned(Home(group=made), caring(made), hours=-3)
    planned(Home(group=made), caring(made), public=False, title="Behind doors")
    page = _visit(reverse("website:event-list")).content.decode()
    assert "Spring meeting" in page and "Behind doors" not in page
    address = reverse("website:event-detail", kwargs={"ref": row.ref})
    gatherings.hold(caring(made), row, at=now())
    gatherings.note(caring(made), row, notes="We agreed.", outcomes="One tender", at=now())
    before = _visit(address).content.decode()
    gatherings.publish_notes(caring(made), row, at=now())
    after = _visit(address).content.decode()
    assert "We agreed." not in before and "We agreed." in after and "One tender" in after
    for private in ("meet.example", "Manager", "Opening"):
        assert private not in after
    hidden = Gathering.objects.get(public=False)
    assert _visit(reverse("website:event-detail", kwargs={"ref": hidden.ref})).status_code == 404
    assert _visit(reverse("website:event-entry", kwargs={"ref": hidden.ref})).status_code == 404


def test_the_public_calendar_is_valid_and_its_names_last():
    made = group()
    row = planned(Home(group=made), caring(made))
    planned(Home(group=made), caring(made), public=False)
    planned(Home(), staff(), kind="TRAINING", title="Training for buyers")

    def feed():
        answer = _visit(reverse("website:event-calendar"))
        assert answer["Content-Type"].startswith("text/calendar")
        calendar = icalendar.Calendar.from_ical(answer.content)
        return {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}

    first = feed()
    assert set(first) == {"Spring meeting", "Training for buyers"}
    assert all(one.get("DTSTAMP") and one.get("DTEND") for one in first.values())
    gatherings.cancel(caring(made), row, at=now())
    second = feed()
    assert second["Spring meeting"]["UID"] == first["Spring meeting"]["UID"]
    assert second["Spring meeting"]["STATUS"] == "CANCELLED" and second["Spring meeting"]["SEQUENCE"] == 1


def test_a_dialogue_session_tells_who_was_at_the_table_by_organization():
    """P13: notes and outcomes of the dialogue are public."""
    row = lib.working_group()
    lib.sits(row, buyer(), from_on=EARLY.date())
    met = planned(Home(working_group=row), staff(), kind="DIALOGUE", hours=-3)
    met.attendance.update(state="ATTENDED")
    gatherings.hold(staff(), met, at=now())
    gatherings.note(staff(), met, notes="They told.", outcomes="", at=now())
    gatherings.publish_notes(staff(), met, at=now())
    page = _visit(reverse("website:event-detail", kwargs={"ref": met.ref})).content.decode()
    assert "Organisations at the table" in page and "Vestbygd kommune" in page


def test_a_file_is_shared_read_and_taken_back():
    made, inside, outside = group(), buyer(), manager(buyer("Bergen kommune"))
    member(made, inside, EARLY)
    met = planned(Home(group=made), caring(made))
    client, reader = carer(made), manager(inside)
    given = {"file": csv(), "title": "Lifetimes", "gathering": met.ref}
    assert client.post(url("file-new", group=made.slug), given).status_code == 302
    shared = SharedFile.objects.get()
    address = url("file-download", group=made.slug, ref=shared.ref)
    assert "Lifetimes" in text(reader, url("file-list", group=made.slug))
    assert "Lifetimes" in text(reader, url("gathering-detail", group=made.slug, ref=met.ref))
    answer = reader.get(address)
    assert b"".join(answer.streaming_content) == b"model;lifetime\nA;5\n"
    assert "attachment" in answer["Content-Disposition"] and "sandbox" in answer["Content-Security-Policy"]
    assert outside.get(address).status_code == 404
    assert reader.get(url("file-new", group=made.slug)).status_code == 403
    remove = url("file-remove", group=made.slug, ref=shared.ref)
    assert reader.post(remove).status_code == 403
    assert client.post(remove).status_code == 302 and not StoredFile.objects.exists()
    assert reader.get(address).status_code == 404


def test_members_of_a_working_group_share_and_take_back_their_own():
    row = lib.working_group()
    mine, other = (
        browser(lib.sits(row, buyer(), from_on=EARLY.date())),
        browser(lib.sits(row, buyer("Bergen kommune"), from_on=EARLY.date())),
    )
    assert mine.post(url("file-new", wg=row.slug), {"file": csv()}).status_code == 302
    shared = SharedFile.objects.get()
    assert shared.title == "prices.csv"
    download = other.get(url("file-download", wg=row.slug, ref=shared.ref))
    assert download.status_code == 200 and download.getvalue()
    remove = url("file-remove", wg=row.slug, ref=shared.ref)
    assert other.post(remove).status_code == 403 and mine.post(remove).status_code == 302


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("a.pdf", b"MZ\x00\x01binary"), "This file is not"),
        (SimpleUploadedFile("a.csv", b"  "), "empty"),
        (SimpleUploadedFile("a.csv", b"<html><script>x</script>"), "This file is not"),
    ],
)
def test_what_is_no_table_and_no_pdf_is_refused(upload, sentence):
    made = group()
    upload.seek(0)
    answer = carer(made).post(url("file-new", group=made.slug), {"file": upload, "title": "Kept"})
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and "Kept" in page and not SharedFile.objects.exists()


def _questions(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_number_of_questions_does_not_grow_with_the_rows():
    made, inside = group(), buyer()
    member(made, inside, EARLY)
    client = carer(made)
    where = {"group": made.slug}

    def one_more():
        met = planned(Home(group=made), caring(made))
        client.post(url("file-new", **where), {"file": csv(), "gathering": met.ref})

    one_more()
    pages = [
        url("gathering-list", **where),
        url("file-list", **where),
        url("gathering-mine"),
        url("group-detail", **where),
    ]
    before = [_questions(client, page) for page in pages]
    for _ in range(4):
        one_more()
    assert [_questions(client, page) for page in pages] == before
