"""Rounds of consent (Pact 6.5.2, register I-1, I-2, I-3): who is asked, what counts, and when it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from buyergroups.access import actor_for
from governance import actions
from governance.actions import closing, rounds
from governance.models import Consent, ConsentRound, RoundMember
from pact.access import CannotNow, Refused, scope
from pact.audit.models import Event
from pact.deadlines.models import Obligation
from pact.deadlines.sweeping import sweep
from pact.mail.models import OutboxMail
from participants.actions import merging, participations
from tests.governance.make import AT, HAND, committee, give, participant, person, put_to_consent, request, staff, voter
from tests.participants import make

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 4, 1, 9, tzinfo=UTC)
AFTER = datetime(2027, 6, 1, 2, tzinfo=UTC)


@pytest.fixture
def terms():
    return committee(5)


def opened(terms, *names):
    members = [participant(name) for name in names or ("Alfa", "Beta", "Gamma", "Delta")]
    amendment = request(members[0])
    put_to_consent(amendment, terms)
    return amendment, members


def counts(amendment) -> tuple[int, int, int]:
    row = ConsentRound.objects.get(pk=amendment.round_id)
    return row.consents, row.electorate, row.needed


def test_i_1_one_voice_for_each_organization_whatever_its_roles(terms):
    twice = participant("Alfa")
    make.founder("Alfa again", "COORDINATING")
    participations.found(
        HAND,
        twice,
        "COORDINATING",
        signer_name="X",
        signer_title="Y",
        signed_at=datetime(2022, 1, 1, tzinfo=UTC),
        at=AT,
    )
    amendment = request(twice)
    put_to_consent(amendment, terms)
    assert counts(amendment) == (0, 2, 2)
    assert RoundMember.objects.filter(round=amendment.round, organization=twice).count() == 1


def test_i_3_an_answer_is_changed_and_taken_back_until_the_closing(terms):
    amendment, members = opened(terms)
    give(amendment, members[0])
    assert counts(amendment) == (1, 4, 3)
    give(amendment, members[0], "REFUSE")
    assert counts(amendment) == (0, 4, 3)
    give(amendment, members[0])
    rounds.take_back(voter(members[0]), amendment.round, members[0], at=AT)
    assert counts(amendment) == (0, 4, 3)
    tasks = Obligation.objects.filter(kind="governance.answer", organization_id=members[0].pk, state="OPEN")
    assert tasks.count() == 1
    assert Event.objects.filter(verb="governance.consent.withdrawn").count() == 1


def test_6_5_2_only_people_with_voting_power_answer_and_never_the_secretariat_or_a_delegate(terms):
    amendment, (ours, other, *_rest) = opened(terms)
    editor = actor_for(person("editor@alfa.example", role="EDITOR", organization=ours), at=AT)
    both = actor_for(person("both@pact.example", role="SECRETARIAT"), at=AT)
    person("both@pact.example", role="VOTER", organization=ours)
    staff_voter = actor_for(person("both@pact.example"), at=AT)
    for actor in (editor, both, staff_voter, staff(), voter(other)):
        with pytest.raises(Refused):
            rounds.answer(actor, amendment.round, ours, "CONSENT", capacity="x", at=AT)
    signatory = actor_for(person("signs@alfa.example", role="SIGNATORY", organization=ours), at=AT)
    assert rounds.answer(signatory, amendment.round, ours, "CONSENT", capacity="Mayor", at=AT).capacity == "Mayor"


def test_6_5_2_supporters_and_others_who_take_no_part_are_not_asked(terms):
    amendment, _members = opened(terms)
    friends = make.founder("Friends", "SUPPORTER").organization
    person(f"vote@{friends.slug}.example", role="VOTER", organization=friends)
    with pytest.raises(CannotNow, match="Only those who take part"):
        give(amendment, friends)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(
            round=amendment.round, organization=friends, position="CONSENT", by_id=voter(friends).user_id,
            capacity="x", text_sha256=amendment.sha256, at=AT,
        )  # fmt: skip


def test_i_2_who_joins_is_asked_and_who_leaves_drops_out_of_both_sides(terms):
    amendment, members = opened(terms)
    for organization in members[:2]:
        give(amendment, organization)
    application = make.with_committee(at=LATER)
    participations.admit(HAND, application, decisions={"PROCURING": (True, "SC-2027-009", "")}, at=LATER)
    assert counts(amendment) == (2, 5, 4)
    newcomer = RoundMember.objects.get(round=amendment.round, organization__name="Vestbygd kommune")
    assert "joined the Pact" in newcomer.in_why
    assert OutboxMail.objects.filter(kind="governance.round_opened", organization_id=newcomer.organization_id).exists()
    leave(members[1])
    assert counts(amendment) == (1, 4, 3)
    gone = RoundMember.objects.get(round=amendment.round, organization=members[1])
    assert (gone.out_at, "left the Pact" in gone.out_why) == (LATER, True)
    assert Event.objects.filter(verb__in=("governance.round.joined", "governance.round.left")).count() == 2


def leave(organization):
    for membership in organization.participations.all():
        participations.record_notice(
            staff(), membership, "We leave.", LATER.date(), channel="POST", sent_on=LATER.date(), at=LATER
        )


def test_i_2_the_night_and_the_closing_look_again_and_the_list_is_frozen(terms):
    amendment, members = opened(terms)
    for organization in members[:3]:
        give(amendment, organization)
    late = participant("Late")  # recorded without any effect
    assert counts(amendment)[1] == 4
    actions.every_day(at=LATER)
    assert counts(amendment) == (3, 5, 4)
    closing.close_due(at=AFTER)
    row = ConsentRound.objects.get(pk=amendment.round_id)
    assert row.state == "FAILED"
    assert {line["organization"] for line in row.result["lines"]} == {"Alfa", "Beta", "Gamma", "Delta", late.name}
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentRound.objects.filter(pk=row.pk).update(consents=5)


def test_i_2_who_leaves_on_the_day_after_the_closing_day_was_part_of_it(terms):
    amendment, members = opened(terms)
    for organization in members[:3]:
        give(amendment, organization)
    midnight = datetime(2027, 5, 31, 22, 1, tzinfo=UTC)  # 00:01 on 1 June where the Secretariat is
    participations.record_notice(
        staff(), members[0].participations.get(), "We leave.", midnight.date() + timedelta(days=1), channel="POST",
        sent_on=midnight.date(), at=midnight,
    )  # fmt: skip
    participations.end_due(at=midnight)
    assert counts(amendment) == (3, 4, 3)
    closing.close_due(at=AFTER)
    assert ConsentRound.objects.get(pk=amendment.round_id).state == "REACHED"


def test_i_2_two_records_of_one_organization_have_one_voice(terms):
    amendment, members = opened(terms)
    give(amendment, members[2])
    merging.merge(staff(), members[2], members[3], at=LATER)
    assert counts(amendment) == (0, 3, 3)
    assert "merged" in RoundMember.objects.get(round=amendment.round, organization=members[2]).out_why


def test_m31_letters_go_to_those_who_have_not_answered(terms):
    amendment, members = opened(terms)
    assert OutboxMail.objects.filter(kind="governance.round_opened").count() == 4
    give(amendment, members[0])
    sweep(at=datetime(2027, 5, 17, 9, tzinfo=UTC))
    sweep(at=datetime(2027, 5, 28, 9, tzinfo=UTC))
    reminders = OutboxMail.objects.filter(kind="governance.round_reminder")
    assert reminders.count() == 6
    assert not reminders.filter(organization_id=members[0].pk).exists()
    assert "3 days left: Beta has not answered yet" in set(reminders.values_list("subject", flat=True))


def test_the_answers_of_others_are_out_of_reach(terms):
    amendment, members = opened(terms)
    give(amendment, members[0])
    for actor, seen in ((voter(members[0]), 1), (voter(members[1]), 0)):
        with scope.entered(actor):
            assert Consent.objects.visible_to(actor).count() == Consent.objects.count() == seen


def test_a_consent_is_not_deleted_and_not_given_after_the_closing(terms):
    amendment, members = opened(terms)
    give(amendment, members[0])
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("delete from governance_consent")
    with pytest.raises(CannotNow, match="closed"):
        give(amendment, members[1], at=datetime(2027, 5, 31, 22, 0, tzinfo=UTC))
    closing.close_due(at=AFTER)
    with pytest.raises(CannotNow, match="closed"):
        give(amendment, members[1], at=AFTER)
