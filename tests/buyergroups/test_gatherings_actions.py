"""Meetings, sessions and events: inviting, answering, moving, holding, notes (3.2.1.b, 4.4, P11, P13)."""

from datetime import timedelta

import icalendar
import pytest
from django.db import IntegrityError, transaction

from buyergroups import rules
from buyergroups.access import actor_for
from buyergroups.actions import attendance, gatherings
from buyergroups.models import Gathering, GatheringAttendance, GuestDoor, WorkingGroupGuest
from buyergroups.queries import gatherings as queries
from buyergroups.queries.gatherings import Home
from pact.access import CannotNow, Refused, scope
from pact.access.actors import ANONYMOUS
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import AT, buyer, caring, group, manager, member, person
from tests.governance.make import secretary

pytestmark = pytest.mark.django_db
SOON = AT + timedelta(days=20)
AFTER = SOON + timedelta(hours=3)


def given(**facts) -> dict:
    return {
        "kind": "MEETING", "title": "Spring meeting", "starts_at": SOON, "ends_at": SOON + timedelta(hours=2),
        "zone": "Europe/Oslo", "place": "Oslo", "link": "https://meet.example/n", "agenda": "Opening", "public": True,
        **facts,
    }  # fmt: skip


def arranged(made, **facts) -> Gathering:
    return gatherings.arrange(caring(made), Home(group=made), at=AT, **given(**facts))


def staff():
    return actor_for(secretary(), at=AT)


def entry(letter: OutboxMail) -> icalendar.Event:
    return icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")[0]


@pytest.mark.parametrize(("starts", "ends", "faults"), [(1, 2, 0), (2, 1, 1), (1, 1, 1), (-1, 1, 1), (-1, -2, 2)])
def test_a_meeting_ends_after_it_begins_and_is_still_to_come(starts, ends, faults):
    begins, stops = AT + timedelta(hours=starts), AT + timedelta(hours=ends)
    assert len(rules.faults_of_time(begins, stops, AT)) == faults


@pytest.mark.parametrize(
    ("public", "held", "notes", "published", "faults"),
    [
        (True, True, "Said.", False, 0),
        (False, True, "Said.", False, 1),
        (True, False, "Said.", False, 1),
        (True, True, " ", False, 1),
        (True, True, "Said.", True, 1),
        (False, False, "", False, 3),
    ],
)
def test_notes_are_published_of_a_public_meeting_that_was_held(public, held, notes, published, faults):
    """6.1.3: what is published is in the public domain."""
    found = rules.in_the_way_of_notes(public=public, held=held, notes=notes, published=published)
    assert len(found) == faults


def test_people_of_the_group_are_invited_with_an_entry_for_their_calendars():
    made, inside, outside = group(), buyer(), buyer("Bergen kommune")
    member(made, inside)
    met = arranged(made)
    asked = set(met.attendance.values_list("user__email", flat=True))
    assert f"manager@{inside.slug}.example" in asked and f"manager@{outside.slug}.example" not in asked
    letter = OutboxMail.objects.get(to=f"manager@{inside.slug}.example", kind="buyergroups.gathering_invited")
    assert "METHOD:PUBLISH" in letter.calendar and entry(letter)["SEQUENCE"] == 0
    assert entry(letter).decoded("DTSTART") == SOON
    assert Event.objects.filter(verb="buyergroups.gathering.arranged", clause="3.2.1.b").count() == 1


def test_another_place_raises_the_sequence_and_another_word_does_not():
    made = group()
    member(made, buyer())
    met = arranged(made)
    changed = gatherings.change(caring(made), met, at=AT, **given(agenda="Opening\nTenders"))
    assert changed.sequence == 0 and not OutboxMail.objects.filter(kind="buyergroups.gathering_changed")
    moved = gatherings.change(caring(made), met, at=AT, **given(place="Bergen"))
    letters = list(OutboxMail.objects.filter(kind="buyergroups.gathering_changed"))
    assert moved.sequence == 1 and len(letters) == met.attendance.count()
    first = OutboxMail.objects.filter(kind="buyergroups.gathering_invited").first()
    assert entry(letters[0])["SEQUENCE"] == 1 and entry(letters[0])["UID"] == entry(first)["UID"]


def test_a_cancelled_meeting_takes_itself_out_of_calendars():
    made = group()
    met = gatherings.cancel(caring(made), arranged(made), at=AT)
    letter = OutboxMail.objects.filter(kind="buyergroups.gathering_cancelled").first()
    assert met.state == "CANCELLED" and "METHOD:CANCEL" in letter.calendar and entry(letter)["STATUS"] == "CANCELLED"
    with pytest.raises(CannotNow, match="not changed"):
        gatherings.change(caring(made), met, at=AT, **given(place="Bergen"))
    with pytest.raises(CannotNow):
        gatherings.note(caring(made), met, notes="x", outcomes="", at=AFTER)


def test_only_who_cares_for_the_group_arranges():
    made, inside = group(), buyer()
    member(made, inside)
    for actor in (manager(inside), staff(), caring(group("Sweden group", ("SE",)))):
        with pytest.raises(Refused):
            gatherings.arrange(actor, Home(group=made), at=AT, **given())


def test_inviting_again_reaches_only_who_is_new():
    made = group()
    met = arranged(made)
    before = met.attendance.count()
    member(made, buyer())
    assert gatherings.invite(caring(made), met, at=AT) == 1
    assert gatherings.invite(caring(made), met, at=AT) == 0
    assert met.attendance.count() == before + 1


def test_everybody_answers_for_himself_and_may_change_his_mind():
    made, inside = group(), buyer()
    member(made, inside)
    met = arranged(made)
    who = manager(inside)
    with scope.entered(who):
        assert attendance.answer(who, met, coming=True, at=AT).state == "COMING"
        assert attendance.answer(who, met, coming=False, at=AT).state == "NOT_COMING"
    with pytest.raises(Refused):
        attendance.answer(manager(buyer("Bergen kommune")), met, coming=True, at=AT)
    with pytest.raises(CannotNow):
        attendance.answer(who, met, coming=True, at=AFTER)


def test_who_joined_after_the_invitation_answers_as_well():
    made, late = group(), buyer()
    met = arranged(made)
    member(made, late)
    who = manager(late)
    with scope.entered(who):
        row = attendance.answer(who, met, coming=True, at=AT)
    assert row.organization_id == late.pk and met.attendance.filter(user=who.user_id).count() == 1


def test_who_was_there_is_counted_by_organization_and_year():
    """3.1.1.c, as an aggregate: names without an organization count for nobody."""
    made, inside = group(), buyer()
    member(made, inside)
    met = arranged(made)
    mine = met.attendance.get(user=manager(inside).user_id)
    attendance.attend(caring(made), met, [mine.pk], [("Kari", inside.name), ("Ola", "Nobody Ltd")], at=AFTER)
    attendance.attend(caring(made), met, [mine.pk], [("Kari", inside.name), ("Ola", "Nobody Ltd")], at=AFTER)
    assert met.attendance.filter(user=None).count() == 2
    assert met.attendance.filter(state="ABSENT").exists()
    assert queries.every_attendance_of(SOON.year) == {inside.pk: 2}
    assert queries.every_attendance_of(SOON.year + 1) == {}
    with pytest.raises(CannotNow):
        attendance.attend(caring(made), met, [], at=AT)


def test_what_has_passed_is_on_the_tasks_of_who_cares_for_the_group_until_it_is_recorded():
    made = group()
    met = arranged(made)
    gatherings.ask_to_record(at=AT)
    assert not Obligation.objects.filter(kind="buyergroups.record_meeting").exists()
    for _ in range(2):
        gatherings.ask_to_record(at=AFTER)
    asked = Obligation.objects.get(kind="buyergroups.record_meeting")
    assert (asked.group_id, asked.workspace) == (made.pk, "GROUP")
    with scope.entered(caring(made)):
        gatherings.hold(caring(made), met, at=AFTER)
    asked.refresh_from_db()
    assert asked.met_at == AFTER


def test_what_nobody_coordinates_is_recorded_by_the_secretariat():
    gatherings.arrange(staff(), Home(), at=AT, **given(kind="TRAINING"))
    gatherings.ask_to_record(at=AFTER)
    assert Obligation.objects.get(kind="buyergroups.record_meeting").workspace == "SECRETARIAT"


def test_notes_are_published_once_and_stay():
    made = group()
    met = arranged(made)
    with pytest.raises(CannotNow, match="not begun"):
        gatherings.hold(caring(made), met, at=AT)
    gatherings.hold(caring(made), met, at=AFTER)
    gatherings.note(caring(made), met, notes="We agreed.", outcomes="A tender", at=AFTER)
    published = gatherings.publish_notes(caring(made), met, at=AFTER)
    assert published.notes_published_at == AFTER
    for again in (gatherings.publish_notes, lambda *a, at: gatherings.note(*a, notes="x", outcomes="", at=at)):
        with pytest.raises(CannotNow, match="stay as they are"):
            again(caring(made), met, at=AFTER)


def test_the_database_holds_that_only_notes_of_public_meetings_are_published():
    met = arranged(group(), public=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=met.pk).update(notes="x", notes_published_at=AFTER)


def test_what_is_not_public_is_seen_by_its_own_people_only():
    made, inside, outside = group(), buyer(), buyer("Bergen kommune")
    member(made, inside)
    hidden, shown = arranged(made, public=False), arranged(made, title="Open day")
    for actor, seen in ((manager(inside), {hidden, shown}), (manager(outside), {shown}), (ANONYMOUS, {shown})):
        with scope.entered(actor):
            assert set(Gathering.objects.all()) == seen
    assert set(queries.gatherings(manager(outside))) == set()
    with scope.entered(manager(outside)):
        assert not GatheringAttendance.objects.exists()


def _guest(row, met, user, until) -> WorkingGroupGuest:
    guest = WorkingGroupGuest.objects.create(
        working_group=row, gathering=met, name="Ada", email=user.email, organization_name="Repair Alliance",
        purpose="Their view", until=until, state="ACCEPTED", user=user, token_hash="t", invited_at=AT,
    )  # fmt: skip
    GuestDoor.objects.create(guest=guest, user=user, working_group=row, door=met.ref, until=until)
    return guest


def test_a_guest_reaches_one_session_says_that_he_comes_and_edits_nothing():
    """4.4: invited to one session until a day."""
    row = lib.working_group()
    lib.sits(row, buyer())
    home = Home(working_group=row)
    met = gatherings.arrange(staff(), home, at=AT, **given(kind="DIALOGUE", public=False))
    other = gatherings.arrange(staff(), home, at=AT, **given(public=False))
    user = person("guest@alliance.example")
    guest = _guest(row, met, user, SOON.date())
    who = actor_for(user, at=AT)
    with scope.entered(who):
        assert list(queries.gatherings(who)) == [met] and list(Gathering.objects.all()) == [met]
        came = attendance.answer(who, met, coming=True, at=AT)
        for act in (gatherings.invite, gatherings.cancel):
            # Refused, or not even found where a row would be changed: the database lets a guest read and no more.
            with pytest.raises((Refused, Gathering.DoesNotExist)), transaction.atomic():
                act(who, met, at=AT)
        with pytest.raises(Refused):
            attendance.answer(who, other, coming=True, at=AT)
    assert came.guest_id == guest.pk and came.organization_id is None
    later = actor_for(user, at=SOON + timedelta(days=2))
    assert list(queries.gatherings(later)) == []


def test_members_read_and_the_secretariat_arranges_for_a_working_group():
    row = lib.working_group()
    user = lib.sits(row, buyer())
    who = actor_for(user, at=AT)
    with pytest.raises(Refused):
        gatherings.arrange(who, Home(working_group=row), at=AT, **given())
    met = gatherings.arrange(staff(), Home(working_group=row), at=AT, **given(public=False))
    assert list(queries.gatherings(who)) == [met] and met.attendance.get().user_id == user.pk


def test_an_event_of_the_pact_is_public_and_invites_when_asked():
    inside = buyer()
    met = gatherings.arrange(staff(), Home(), at=AT, **given(kind="TRAINING", public=False))
    assert met.public and not met.attendance.exists()
    assert gatherings.invite(staff(), met, at=AT) >= 1
    who = manager(inside)
    with scope.entered(who):
        assert list(queries.invitations(who)) == [met]
        assert attendance.answer(who, met, coming=True, at=AT).state == "COMING"
    with pytest.raises(Refused):
        gatherings.arrange(who, Home(), at=AT, **given())


def test_the_next_meeting_of_a_group():
    made = group()
    assert queries.next_gathering(made, AT) is None
    later = SOON + timedelta(days=30)
    arranged(made, starts_at=later, ends_at=later + timedelta(hours=1))
    first = arranged(made)
    assert queries.next_gathering(made, AT) == first
    gatherings.cancel(caring(made), first, at=AT)
    assert queries.next_gathering(made, AT).starts_at == later
