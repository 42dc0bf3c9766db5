"""Security F7: what is over is removed at night, once, counted without names; the public page shows the same table."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from buyergroups.access import actor_for
from pact.audit.models import Event
from pact.clock import now
from pact.mail.models import OutboxMail
from pact.persons import purging
from pact.persons.retention import table
from participants.actions import applications, invitations, participations, retention
from participants.models import Application, Invitation, Signature, SigningRequest
from tests.participants.conftest import person
from tests.participants.make import AT, HAND, draft, founder, received, signed

pytestmark = pytest.mark.django_db


def after(months: int):
    return AT + timedelta(days=31 * months)


def test_the_public_page_shows_the_table_that_the_night_acts_on(visitor):
    page = visitor.get("/privacy/").content.decode()
    for kind in table():
        assert str(kind.what) in page
        assert kind.period in page
    assert "12 months after the last change" in page
    assert "While the organisation takes part or supports, and 5 years after" in page


def test_a_draft_is_announced_a_month_before_it_is_emptied_and_never_emptied_unannounced():
    application = draft()
    assert retention.tell_drafts(at=after(10)) == 0
    assert "participants.drafts" not in purging.purge(at=after(14)), "nobody was told"
    late = after(14)
    assert [retention.tell_drafts(at=late), retention.tell_drafts(at=late)] == [1, 0]
    letter = OutboxMail.objects.get(kind="participants.draft_ends")
    assert letter.to == "jonas@vestbygd.example"
    assert "participants.drafts" not in purging.purge(at=late + timedelta(days=27))
    assert purging.purge(at=late + timedelta(days=29))["participants.drafts"] == 1
    application.refresh_from_db()
    assert (application.answers, application.contact_email) == ({"part": application.answers["part"]}, "")


def test_whoever_goes_on_keeps_his_draft_and_whoever_asked_to_keep_it_is_told():
    application = draft(signatory={"contact_email": ""})
    applications.keep(application, "KIM@vestbygd.example", at=AT)
    retention.tell_drafts(at=after(12))
    assert OutboxMail.objects.get(kind="participants.draft_ends").to == "kim@vestbygd.example"
    applications.save_step(application, "reach", {"devices": "10"}, at=after(12))
    assert "participants.drafts" not in purging.purge(at=after(14))
    application.refresh_from_db()
    assert application.answers["signatory"]["contact_name"] == "Jonas Meertens"


def test_an_emptied_draft_opens_and_can_be_filled_again(visitor):
    application = signed(draft())
    retention.tell_drafts(at=after(12))
    purging.purge(at=after(14))
    assert visitor.get(f"/join/{application.key}/signatory/").status_code == 200
    assert not application.roles.filter(signature__isnull=False).exists()
    signature = Signature.objects.get()
    assert (signature.signer_name, signature.signer_email, signature.evidence) == ("Former signatory", "", {})
    assert signature.text_sha256
    assert SigningRequest.objects.get().email == ""


def test_what_was_withdrawn_keeps_the_organisation_and_loses_who_wrote_it():
    application = applications.withdraw(HAND, received(), at=AT)
    assert "participants.applications" not in purging.purge(at=after(23))
    assert purging.purge(at=after(25))["participants.applications"] == 1
    row = Application.objects.get(pk=application.pk)
    assert (row.contact_name, row.contact_email, row.organization_name) == ("", "", "Vestbygd kommune")
    assert "signatory" not in row.answers
    assert "reach" in row.answers


def test_p18_a_signature_is_evidence_for_five_years_after_the_last_role():
    participations.give_notice(HAND, founder(), "We leave.", AT.date(), at=AT)
    participations.end_due(at=AT)
    assert "participants.signatures" not in purging.purge(at=after(58))
    assert purging.purge(at=after(62))["participants.signatures"] == 1
    row = Signature.objects.get()
    assert (row.signer_name, row.signer_title, row.organization_name) == ("Former signatory", "", "Vestbygd kommune")


def test_letters_and_invitations_lose_their_words_and_the_night_repeats_nothing(vestbygd):
    manager = person("ingrid@vestbygd.example", vestbygd, "MANAGER")
    invitations.invite(actor_for(manager, at=AT), vestbygd, email="per@v.example", name="Per", roles=["EDITOR"], at=AT)
    late = after(26)
    done = purging.purge(at=late)
    assert done["participants.invitations"] == 1
    row = Invitation.objects.get()
    assert (row.email, row.name, row.roles) == ("", "", ["EDITOR"])
    OutboxMail.objects.update(state="SENT", sent_at=AT)
    assert purging.purge(at=late)["mail.letters"] >= 1
    assert set(OutboxMail.objects.values_list("to", "text")) == {("", "")}
    assert purging.purge(at=late) == {}
    event = Event.objects.filter(verb="persons.data.purged").latest("at")
    assert set(event.facts) == {"kind", "rows"}


def test_a_session_that_is_over_goes_with_its_place_whatever_the_clock_of_the_demo_says(manager):
    assert manager.get("/accounts/sessions/").status_code == 200
    assert "accounts.sessions" not in purging.purge(at=now() + timedelta(days=400))
    Session.objects.update(expire_date=timezone.now() - timedelta(days=2))
    UserSession.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert {"accounts.sessions": 1, "accounts.places": 1}.items() <= purging.purge(at=now()).items()
