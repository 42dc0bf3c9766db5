"""An organisation's own pages: who reaches them, who may do what, inviting, ending, leaving."""

import re
from datetime import timedelta

import pytest
from django.template.loader import get_template
from django.urls import reverse

from pact.clock import now
from pact.deadlines import Kind
from pact.documents.facts import unpacked
from pact.documents.models import Document
from pact.mail.models import OutboxMail
from participants import public
from participants.actions import appointments, invitations, participations
from participants.models import Application, Appointment, Invitation, Participation, TerminationNotice
from tests.participants.conftest import person, signed_in
from tests.participants.make import AT, HAND, founder

pytestmark = pytest.mark.django_db
O = "/o/vestbygd-kommune/"  # noqa: E741
PAGES = ["", "people/", "participation/"]


@pytest.mark.parametrize("path", [*PAGES, "profile/", "people/invite/"])
def test_another_tenants_pages_are_not_there(stranger, visitor, vestbygd, path):
    assert stranger.get(O + path).status_code == 404
    assert stranger.get("/o/no-such-place/" + path).status_code == 404
    assert visitor.get(O + path).status_code == 302


@pytest.mark.parametrize("path", PAGES)
def test_its_own_people_and_the_secretariat_look(manager, viewer, secretary, path):
    assert [client.get(O + path).status_code for client in (manager, viewer, secretary)] == [200, 200, 200]


def test_the_overview_shows_what_is_due_here(manager, vestbygd):
    due = Kind("tests.overview_due", "Send the figures", action="Fill in")
    day = now() + timedelta(days=30)
    due.set(about=vestbygd, at=AT, due_at=day, organization_id=vestbygd.pk, url_name="participants:join")
    page = manager.get(O).content.decode()
    assert "Send the figures" in page
    assert "days left" in page
    assert "Coming up" not in page


def test_the_overview_parts_what_needs_somebody_from_what_comes_up_as_the_tasks_page_does(manager, vestbygd):
    """2.1.4: the confirmation of next year is not "to do" a year ahead."""
    far = Kind("tests.overview_far", "Confirm again", clause="2.1.4")
    day = now() + timedelta(days=351)
    far.set(about=vestbygd, at=AT, due_at=day, organization_id=vestbygd.pk, url_name="participants:join")
    for address in (O, "/me/"):
        page = manager.get(address).content.decode()
        assert "351 days left" not in page
        assert page.index('id="coming-up') < page.index("Confirm again</a>")
    assert "Nothing needs you here." in manager.get(O).content.decode()


def test_a_viewer_looks_and_changes_nothing(viewer):
    for path in ("profile/", "people/invite/"):
        assert viewer.get(O + path).status_code == 403
        answer = viewer.post(O + path, {"name": "X"})
        assert answer.status_code == 403
        assert "Why: An organisation" in answer.content.decode()


def test_the_profile_is_public_the_moment_it_is_saved(manager):
    facts = {"name": "Vestbygd kommune", "city": "Vestbygd", "website": "vestbygd.example"}
    assert b"Enter the address" in manager.post(O + "profile/", {**facts, "website": "no web"}).content
    assert manager.post(O + "profile/", facts).status_code == 302
    profile = public.participant("vestbygd-kommune")
    assert (profile.city, profile.website) == ("Vestbygd", "https://vestbygd.example")


INVITE = {"name": "Per", "email": "per@vestbygd.example", "roles": ["EDITOR", "SIGNATORY"]}


def invited(manager) -> str:
    assert manager.post(O + "people/invite/", INVITE).status_code == 302
    letter = OutboxMail.objects.filter(kind="participants.invitation").latest("created_at")
    return re.search(r"/invitation/\w+/", letter.text)[0]


def test_an_invitation_is_spent_by_its_button_and_not_by_opening_it(manager, visitor, vestbygd):
    page = invited(manager)
    for _ in range(3):
        assert b"edit figures" in visitor.get(page).content
        assert visitor.head(page).status_code == 200
    assert not Appointment.objects.filter(user__email="per@vestbygd.example").exists()
    assert visitor.post(page).url == f"/accounts/login/?next=%2Fo%2F{vestbygd.slug}%2F"
    powers = Appointment.objects.filter(user__email="per@vestbygd.example").values_list("role", flat=True)
    assert sorted(powers) == ["EDITOR", "SIGNATORY"]
    assert b"was accepted" in visitor.get(page).content
    visitor.post(page)
    assert Appointment.objects.filter(user__email="per@vestbygd.example").count() == 2


def test_the_token_is_kept_as_a_hash_and_ends_after_fourteen_days(manager, visitor, vestbygd):
    token = invited(manager).split("/")[2]
    row = Invitation.objects.get()
    assert token not in row.token_hash
    assert row.expires_at - row.invited_at == timedelta(days=14)
    with pytest.raises(Exception, match="14 days"):
        invitations.accept(row, at=row.expires_at)
    Invitation.objects.update(expires_at=row.invited_at)
    assert b"is older than 14 days" in visitor.get(f"/invitation/{token}/").content
    visitor.post(f"/invitation/{token}/")
    assert not Appointment.objects.filter(user__email="per@vestbygd.example").exists()


def test_a_withdrawn_invitation_opens_nothing(manager, visitor, stranger, vestbygd):
    page = invited(manager)
    row = Invitation.objects.get()
    revoke = reverse("participants:invitation-revoke", kwargs={"org": vestbygd.slug, "ref": row.ref})
    assert stranger.post(revoke).status_code == 404
    assert manager.post(revoke).status_code == 302
    assert b"was withdrawn" in visitor.post(page).content
    assert visitor.get("/invitation/" + "x" * 52 + "/").status_code == 404


def test_an_invitation_names_what_it_lacks(manager):
    answer = manager.post(O + "people/invite/", {"name": "", "email": "per"})
    for sentence in (b"Enter the name of the person", b"Enter an e-mail address", b"Choose at least one thing"):
        assert sentence in answer.content
    forged = manager.post(O + "people/invite/", {**INVITE, "roles": ["SECRETARIAT"]})
    assert forged.status_code == 200
    assert not Invitation.objects.exists()


def test_the_last_manager_cannot_leave_without_a_successor(manager, vestbygd):
    ingrid = Appointment.objects.filter(organization=vestbygd, role="MANAGER").get().user
    end = O + f"people/{ingrid.ref}/end/"
    assert manager.get(end).status_code == 200
    answer = manager.post(end)
    assert (answer.status_code, b"Name a successor first" in answer.content) == (409, True)
    person("per@vestbygd.example", vestbygd, "MANAGER", "SIGNATORY")
    assert manager.post(end).status_code == 302
    assert manager.get(O).status_code == 404


def test_nobody_of_another_organisation_is_ended_here(manager, stranger):
    from pact.accounts.models import User

    other = User.objects.get(email="stan@elsewhere.example")
    assert manager.post(O + f"people/{other.ref}/end/").status_code == 404


NOTICE = {"text": "We leave <script>alert(1)</script>.", "effective_on": "1 January 2100"}


def leave_page(vestbygd) -> str:
    row = Participation.objects.get(organization=vestbygd)
    return O + f"participation/{row.ref}/leave/"


def test_6_6_1_the_notice_is_shown_before_it_is_published(manager, vestbygd):
    page = leave_page(vestbygd)
    preview = manager.post(page, NOTICE)
    assert b"As it will be published" in preview.content
    assert b"&lt;script&gt;" in preview.content
    assert not TerminationNotice.objects.exists()
    assert manager.post(page, {**NOTICE, "sure": "yes"}).status_code == 302
    (notice,) = public.notices()
    assert (notice.role, notice.slug) == ("PROCURING", "vestbygd-kommune")
    assert public.participants().items[0].name == "Vestbygd kommune"
    assert OutboxMail.objects.filter(kind="participants.notice_received").count() == 1
    assert manager.post(page, {**NOTICE, "sure": "yes"}).status_code == 404


def test_a_notice_for_yesterday_and_one_without_words_are_asked_for_again(manager, vestbygd):
    answer = manager.post(leave_page(vestbygd), {"text": "", "effective_on": "1 January 2022", "sure": "yes"})
    assert b"Write the notice" in answer.content
    assert b"Enter today or a later day" in answer.content


def test_only_those_who_sign_give_notice(viewer, vestbygd):
    assert viewer.get(leave_page(vestbygd)).status_code == 403


def test_on_the_day_itself_the_role_ends_and_the_list_follows():
    row = founder("Vestbygd kommune")
    participations.give_notice(HAND, row, "We leave.", AT.date() + timedelta(days=10), at=AT)
    for days, state in ((9, "ENDING"), (10, "ENDED"), (11, "ENDED")):
        participations.end_due(at=AT + timedelta(days=days))
        row.refresh_from_db()
        assert (row.state, row.end_kind) == (state, "LEFT")
    assert public.participants().items == ()
    assert public.former().items[0].ended_on == AT.date() + timedelta(days=10)
    assert public.participant("vestbygd-kommune").active is False


def test_the_other_role_is_asked_for_by_an_application_that_knows_who_asks(manager, viewer, visitor, vestbygd):
    ask = O + "participation/ask/{}/"
    assert b"Apply as coordinating" in manager.get(O + "participation/").content
    assert viewer.post(ask.format("COORDINATING")).status_code == 403
    assert manager.post(ask.format("PROCURING")).status_code == 409
    assert manager.post(ask.format("CHAIR")).status_code == 404
    answer = manager.post(ask.format("COORDINATING"))
    application = Application.objects.get()
    assert (application.organization, application.answers["organization"]["name"]) == (vestbygd, "Vestbygd kommune")
    assert visitor.get(answer.url).status_code == 200


def test_p18_the_signed_text_is_printed_with_its_six_fields(manager, stranger, vestbygd):
    row = Participation.objects.get(organization=vestbygd)
    printing = O + f"participation/{row.ref}/print/"
    assert stranger.post(printing).status_code == 404
    assert manager.get(printing).status_code == 405
    assert manager.post(printing).status_code == 302
    (document,) = Document.objects.all()
    kept = unpacked(document.facts)
    assert {"organization", "name", "function", "role", "signed_on", "sha256"} <= set(kept)
    page = get_template("print/participants/signed_text.html").render({"facts": kept, "document": document})
    assert "Ingrid Solheim" in page
    assert row.text.sha256 in page


def test_the_secretariats_records_open_and_search(secretary, vestbygd):
    for path in ("", "?q=vest", "?only=SUPPORTER", "?only=nonsense", "vestbygd-kommune/", "file.csv", "file.xlsx"):
        assert secretary.get("/secretariat/organisations/" + path).status_code == 200
    assert b"Vestbygd" in secretary.get("/secretariat/organisations/?q=VESTB").content
    assert b"No organisation matches" in secretary.get("/secretariat/organisations/?q=zzz").content


def test_a_power_that_ended_opens_nothing(vestbygd):
    user = person("olga@vestbygd.example", vestbygd, "VIEWER")
    client = signed_in(user)
    assert client.get(O).status_code == 200
    for power in Appointment.objects.filter(user=user):
        appointments.end(HAND, power, on=AT.date().replace(year=2026), at=AT)
    assert client.get(O).status_code == 404
