"""“I am leaving”: what goes to whom, that nothing is ever without an owner, and what others see of it (6.6.1, P16)."""

import re
from datetime import date

import pytest

from pact.access import Actor, CannotNow, Hat
from pact.accounts.models import User
from pact.audit.models import Event
from pact.clock import today
from pact.deadlines import Kind
from pact.mail.models import OutboxMail
from participants.actions import appointments, leaving
from participants.models import Appointment, Invitation
from tests.participants.conftest import person, signed_in
from tests.participants.make import AT, founder

pytestmark = pytest.mark.django_db
PAGE = "/o/vestbygd-kommune/people/leaving/"
NEW = {"invite_name": "Nora Dahl", "invite_email": "nora@vestbygd.example", "invite_function": "Buyer"}


@pytest.fixture
def per(vestbygd):
    return person("per@vestbygd.example", vestbygd, "EDITOR")


def powers(organization, email: str) -> list[str]:
    rows = Appointment.objects.in_force(today())
    return sorted(rows.filter(organization=organization, user__email=email).values_list("role", flat=True))


def letters(kind: str) -> dict[str, str]:
    return {letter.to: letter.text for letter in OutboxMail.objects.filter(kind=kind)}


def test_another_tenants_page_is_not_there(stranger, visitor, secretary, vestbygd):
    assert stranger.get(PAGE).status_code == 404
    assert stranger.post(PAGE, {"sure": "yes"}).status_code == 404
    assert visitor.get(PAGE).status_code == 302
    assert secretary.get(PAGE).status_code == 403, "the Secretariat has no powers here to give on"


def test_powers_go_to_a_colleague_in_one_step_after_a_look(manager, vestbygd, per):
    due = Kind("tests.leaving_due", "Sign the figures", roles=("MANAGER",))
    due.set(about=vestbygd, at=AT, organization_id=vestbygd.pk, url_name="participants:join")
    given = {"to_MANAGER": per.ref, "to_SIGNATORY": per.ref}
    look = manager.post(PAGE, given)
    assert b"This is what happens" in look.content
    assert b"Sign the figures" in look.content
    assert powers(vestbygd, "per@vestbygd.example") == ["EDITOR"], "looking changes nothing"
    assert manager.post(PAGE, {**given, "sure": "yes"}).url == "/me/"
    assert powers(vestbygd, "per@vestbygd.example") == ["EDITOR", "MANAGER", "SIGNATORY"]
    assert powers(vestbygd, "ingrid@vestbygd.example") == []
    assert manager.get(PAGE).status_code == 404
    letter = letters("participants.handed_over")
    assert list(letter) == ["per@vestbygd.example"]
    assert "- manage people" in letter["per@vestbygd.example"]
    assert "Sign the figures" in signed_in(per).get("/me/").content.decode(), "the open task went with the power"
    event = Event.objects.get(verb="participants.organization.handed_over")
    assert event.facts["given"] == {"MANAGER": per.pk, "SIGNATORY": per.pk}


def test_6_6_1_the_last_manager_and_signatory_need_a_successor(manager, vestbygd, per):
    """The choice "nobody" is not there for them, and the action refuses it too."""
    assert b"This needs a successor" in manager.get(PAGE).content
    answer = manager.post(PAGE, {"to_MANAGER": "END", "to_SIGNATORY": per.ref, "sure": "yes"})
    assert b"Choose who takes this over: Manage people" in answer.content
    ingrid = User.objects.get(email="ingrid@vestbygd.example")
    hat = Hat(vestbygd.pk, vestbygd.slug, vestbygd.name, frozenset({"MANAGER", "SIGNATORY"}))
    actor = Actor(user_id=ingrid.pk, name=ingrid.name, email=ingrid.email, organizations=(hat,))
    with pytest.raises(CannotNow, match="Name a successor first"):
        leaving.hand_over(actor, vestbygd, {"MANAGER": "", "SIGNATORY": per.ref}, on=AT.date(), at=AT)
    with pytest.raises(CannotNow, match="changed meanwhile"):
        leaving.hand_over(actor, vestbygd, {"SIGNATORY": per.ref}, on=AT.date(), at=AT)
    assert powers(vestbygd, "ingrid@vestbygd.example") == ["MANAGER", "SIGNATORY"]
    assert powers(vestbygd, "per@vestbygd.example") == ["EDITOR"], "all of it or nothing"


def test_what_goes_to_an_invited_person_stays_until_it_is_accepted(manager, visitor, vestbygd, per):
    given = {"to_MANAGER": "INVITE", "to_SIGNATORY": per.ref, **NEW, "sure": "yes"}
    assert manager.post(PAGE, given).url == "/o/vestbygd-kommune/people/"
    assert powers(vestbygd, "ingrid@vestbygd.example") == ["MANAGER"]
    assert Invitation.objects.get().roles == ["MANAGER"]
    page = re.search(r"/invitation/\w+/", letters("participants.invitation")["nora@vestbygd.example"])[0]
    visitor.get(page)
    assert powers(vestbygd, "ingrid@vestbygd.example") == ["MANAGER"], "opening has no effect"
    visitor.post(page)
    assert powers(vestbygd, "nora@vestbygd.example") == ["MANAGER"]
    assert powers(vestbygd, "ingrid@vestbygd.example") == []


def test_a_withdrawn_invitation_ends_nobodys_power(manager, vestbygd, per):
    manager.post(PAGE, {"to_MANAGER": "INVITE", "to_SIGNATORY": per.ref, **NEW, "sure": "yes"})
    ref = Invitation.objects.get().ref
    assert manager.post(f"/o/vestbygd-kommune/invitations/{ref}/revoke/").status_code == 302
    assert powers(vestbygd, "ingrid@vestbygd.example") == ["MANAGER"]


def test_bad_input_is_said_at_the_field_and_nothing_typed_is_lost(manager, vestbygd, per):
    given = {"to_MANAGER": "INVITE", "to_SIGNATORY": "", "invite_name": "Nora Dahl", "invite_email": "nora"}
    page = manager.post(PAGE, given).content.decode()
    assert "Choose who takes this over: Sign for the organisation" in page
    assert "Enter an e-mail address, like" in page
    assert 'value="Nora Dahl"' in page
    here = manager.post(PAGE, {**given, "invite_email": "per@vestbygd.example"}).content.decode()
    assert "This person is here already" in here
    empty = manager.post(PAGE, {"to_MANAGER": "INVITE", "to_SIGNATORY": per.ref}).content.decode()
    assert "Enter the name of the person you invite" in empty
    forged = manager.post(PAGE, {"to_MANAGER": "x" * 300, "to_SIGNATORY": "\x00", "sure": "yes"})
    assert forged.status_code == 200
    assert powers(vestbygd, "ingrid@vestbygd.example") == ["MANAGER", "SIGNATORY"]


def test_who_does_not_manage_people_invites_nobody_but_may_leave(vestbygd, per, manager):
    editor = signed_in(per)
    assert b"Somebody I invite" not in editor.get(PAGE).content
    assert b"Choose who takes this over" in editor.post(PAGE, {"to_EDITOR": "INVITE", **NEW, "sure": "yes"}).content
    assert editor.post(PAGE, {"to_EDITOR": "END", "sure": "yes"}).url == "/me/"
    assert powers(vestbygd, "per@vestbygd.example") == []
    assert "ingrid@vestbygd.example" in letters("participants.handed_over"), "who manages people hears of it"


def test_nobody_of_elsewhere_and_nobody_shut_out_takes_over(manager, stranger, vestbygd, per):
    stan = User.objects.get(email="stan@elsewhere.example")
    given = {"to_MANAGER": stan.ref, "to_SIGNATORY": per.ref, "sure": "yes"}
    assert b"Choose who takes this over: Manage people" in manager.post(PAGE, given).content
    per.is_active = False
    per.save()
    answer = manager.post(PAGE, {"to_MANAGER": per.ref, "to_SIGNATORY": per.ref, "sure": "yes"})
    assert b"Choose who takes this over: Manage people" in answer.content
    assert powers(vestbygd, "ingrid@vestbygd.example") == ["MANAGER", "SIGNATORY"]


def test_a_seat_is_not_given_on(vestbygd, per):
    """A seat ends by its term: the page says so and leaves it alone."""
    maria = person("maria@vestbygd.example", vestbygd, "EDITOR", "COMMITTEE")
    page = signed_in(maria).get(PAGE).content
    assert b"Your seat stays." in page
    signed_in(maria).post(PAGE, {"to_EDITOR": per.ref, "sure": "yes"})
    assert powers(vestbygd, "maria@vestbygd.example") == ["COMMITTEE"]


def test_two_organisations_are_left_apart(manager, vestbygd, per):
    other = founder("Nordfjell kommune").organization
    ingrid = User.objects.get(email="ingrid@vestbygd.example")
    appointments.appoint(Actor.hand("test"), ingrid, other, "MANAGER", from_on=date(2021, 6, 14), source="test", at=AT)
    manager.post(PAGE, {"to_MANAGER": per.ref, "to_SIGNATORY": per.ref, "sure": "yes"})
    assert powers(other, "ingrid@vestbygd.example") == ["MANAGER"]
