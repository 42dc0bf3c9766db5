"""The first steps of a newcomer (Pact 6.3.1): listed, taken, put aside, nudged about, seen by the Secretariat."""

from datetime import timedelta

import pytest

from pact.access import CannotNow
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from participants import queries
from participants.access import actor_for
from participants.actions import every_day, onboarding, organizations, participations
from participants.models import OnboardingItem
from participants.queries.onboarding import COLLEAGUE, PROFILE
from tests.participants.conftest import person, signed_in
from tests.participants.make import AT, HAND, founder, with_committee

pytestmark = pytest.mark.django_db
YES = (True, "SC-2027-014", "")
WHOLE = {"city": "Vestbygd", "website": "https://v.example", "contact_function": "Procurement", "name_en": "Vestbygd"}


@pytest.fixture
def newcomer():
    (made,) = participations.admit(HAND, with_committee(), decisions={"PROCURING": YES}, at=AT)
    return made.organization


def waiting(organization) -> set[str]:
    return set(OnboardingItem.objects.waiting().filter(organization=organization).values_list("code", flat=True))


def nudges() -> list:
    return list(OutboxMail.objects.filter(kind="participants.first_steps").order_by("created_at"))


def test_6_3_1_the_list_comes_with_the_admission_and_each_step_ticks_itself_off(newcomer):
    assert waiting(newcomer) == {
        "participants.profile", "participants.colleague", "buyergroups.join", "monitoring.look", "monitoring.send",
    }  # fmt: skip
    organizations.describe(HAND, newcomer, at=AT)
    assert "participants.profile" not in waiting(newcomer)
    assert Event.objects.get(verb="participants.first_steps.done").clause == "6.3.1"
    assert Event.objects.filter(verb="participants.first_steps.listed").exists()


def test_a_coordinating_organization_has_a_list_of_its_own_and_both_roles_share_what_is_the_same():
    both = {"PROCURING": YES, "COORDINATING": YES}
    made = participations.admit(HAND, with_committee(roles=tuple(both)), decisions=both, at=AT)[0].organization
    codes = list(OnboardingItem.objects.filter(organization=made).values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 8
    assert {"buyergroups.coordinate", "buyergroups.users", "reports.report", "buyergroups.join"} <= set(codes)


def test_the_letter_of_welcome_names_three_things_to_do_first(newcomer):
    text = OutboxMail.objects.filter(kind="participants.welcome").first().text
    assert text.count("\n- ") == 3
    assert "Check your public profile" in text


def test_6_3_1_letters_on_the_thirtieth_and_ninetieth_day_name_what_is_open(newcomer):
    person("ingrid@vestbygd.example", newcomer, "MANAGER")
    sweep(at=AT + timedelta(days=29))
    assert not nudges()
    sweep(at=AT + timedelta(days=30, hours=12))
    sweep(at=AT + timedelta(days=31))
    (first,) = nudges()
    assert "Invite a colleague" in first.text
    organizations.describe(HAND, newcomer, at=AT + timedelta(days=40))
    sweep(at=AT + timedelta(days=90, hours=12))
    assert "public profile" not in nudges()[1].text
    sweep(at=AT + timedelta(days=200))
    assert len(nudges()) == 2


def test_who_has_nothing_open_gets_no_letter_and_the_list_is_gone(newcomer):
    for code in waiting(newcomer):
        onboarding.done(HAND, newcomer, code, at=AT)
    sweep(at=AT + timedelta(days=31))
    assert not nudges()
    assert not queries.first_steps(HAND, newcomer, AT.date()).waiting
    assert Obligation.objects.get(kind="participants.begin").state == "MET"


def test_a_step_is_put_aside_only_with_a_reason_and_doing_it_later_counts(newcomer):
    with pytest.raises(CannotNow, match="few words"):
        onboarding.put_aside(_editor(newcomer), newcomer, COLLEAGUE.code, " ", at=AT)
    onboarding.put_aside(_editor(newcomer), newcomer, COLLEAGUE.code, "We are two already.", at=AT)
    row = OnboardingItem.objects.get(organization=newcomer, code=COLLEAGUE.code)
    assert (row.done_at, row.skipped_reason) == (None, "We are two already.")
    assert Event.objects.filter(verb="participants.first_steps.aside", clause="6.3.1").exists()
    onboarding.done(HAND, newcomer, COLLEAGUE.code, at=AT)
    row.refresh_from_db()
    assert (row.done_at, row.skipped_reason) == (AT, "")


def _editor(organization):
    return actor_for(person("erik@vestbygd.example", organization, "EDITOR"), at=AT)


def test_nightly_who_has_no_list_gets_one_with_what_is_true_already_done_from_the_start():
    old = founder("Elling kommune", **WHOLE, contact_email="ict@elling.example", contact_public=True).organization
    every_day(HAND, at=AT)
    every_day(HAND, at=AT)
    row = OnboardingItem.objects.get(organization=old, code=PROFILE.code)
    assert (row.done_at, OnboardingItem.objects.filter(organization=old).count()) == (AT, 5)
    person("one@elling.example", old, "EDITOR")
    person("two@elling.example", old, "MANAGER")
    every_day(HAND, at=AT)
    assert COLLEAGUE.code not in waiting(old)


def test_6_6_1_who_left_has_nothing_more_to_begin():
    membership = founder()
    every_day(HAND, at=AT)
    participations.give_notice(HAND, membership, "We leave.", AT.date(), at=AT)
    every_day(HAND, at=AT + timedelta(days=1))
    assert not waiting(membership.organization)
    sweep(at=AT + timedelta(days=40))
    assert not nudges()


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_overview_greets_the_newcomer_with_the_list_and_its_progress(newcomer):
    editor = signed_in(person("erik@vestbygd.example", newcomer, "EDITOR"))
    page = editor.get(f"/o/{newcomer.slug}/").content.decode()
    assert "Your first steps" in page
    assert "1 of 5 done" in page or "0 of 5 done" in page
    organizations.describe(HAND, newcomer, at=AT)
    assert "<details><summary>" in editor.get(f"/o/{newcomer.slug}/").content.decode()
    for code in waiting(newcomer):
        onboarding.done(HAND, newcomer, code, at=AT)
    assert "Your first steps" not in editor.get(f"/o/{newcomer.slug}/").content.decode()


def test_putting_aside_asks_for_a_reason_at_the_field(newcomer):
    editor = signed_in(person("erik@vestbygd.example", newcomer, "EDITOR"))
    address = f"/o/{newcomer.slug}/first-steps/{PROFILE.code}/"
    refused = editor.post(address, {"reason": ""})
    assert (refused.status_code, "Say in a few words" in refused.content.decode()) == (422, True)
    assert editor.post(address, {"reason": "In summer"}).status_code == 302
    assert editor.get(address).status_code == 404
    viewer = signed_in(person("vera@vestbygd.example", newcomer, "VIEWER"))
    assert viewer.post(f"/o/{newcomer.slug}/first-steps/{COLLEAGUE.code}/", {"reason": "No"}).status_code == 403


def test_the_secretariat_sees_who_is_beginning_and_what_is_open(secretary, newcomer):
    onboarding.put_aside(_editor(newcomer), newcomer, PROFILE.code, "Our site moves in May.", at=AT)
    page = secretary.get("/secretariat/onboarding/").content.decode()
    assert "Vestbygd kommune" in page
    assert "1 of 5" in page
    assert "Our site moves in May." in page
    assert "Invite a colleague" in page


def test_with_nobody_beginning_the_table_says_so(secretary):
    assert "Everybody has begun" in secretary.get("/secretariat/onboarding/").content.decode()


def test_another_organization_s_steps_are_out_of_reach(stranger, newcomer):
    assert stranger.get(f"/o/{newcomer.slug}/first-steps/{PROFILE.code}/").status_code == 404
