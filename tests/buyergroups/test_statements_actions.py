"""Joint statements of demand: drafting, vote, opening, signing, closing (4.1, 6.3.2, P12; register I-13, I-14)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups import rules
from buyergroups.access import actor_for
from buyergroups.actions import adoptions, sign_ups, statements
from buyergroups.models import Adoption, GroupMembership, JointStatement, SignUp
from buyergroups.queries.gatherings import Home
from governance.models import ProductGroup
from pact.access import CannotNow, Refused, scope
from pact.access.actors import ANONYMOUS
from pact.audit.models import Event
from pact.mail.models import OutboxMail
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import AT, DAY, HAND, buyer, caring, coordinator, group, member, person
from tests.governance.make import secretary
from tests.participants import make

pytestmark = pytest.mark.django_db
CLOSES = DAY + timedelta(days=30)
LATER = AT + timedelta(days=31)
QUANTITY = {"quantity": 120, "wanted_by": None, "signer_name": "Kari", "signer_title": "Head of IT"}


def given(**facts) -> dict:
    return {
        "title": "Laptops that last seven years", "text": "Spare parts for seven years.", "kind": "INNOVATION",
        "product_group": ProductGroup.objects.get(code="laptop"), "wanted_from": date(2028, 1, 1),
        "wanted_until": date(2028, 12, 31), "closes_on": CLOSES, **facts,
    }  # fmt: skip


def opened(made=None, **facts) -> JointStatement:
    made = made or group()
    row = statements.draft(caring(made), Home(group=made), at=AT, **given(**facts))
    return statements.open_for_signing(caring(made), row, closes_on=CLOSES, at=AT)


def signer(organization):
    return actor_for(person(f"sign@{organization.slug}.example", role="SIGNATORY", organization=organization), at=AT)


def signed(statement, organization, quantity=120, at=AT, **facts) -> SignUp:
    who = signer(organization)
    with scope.entered(who):
        return sign_ups.sign(who, statement, organization, at=at, **{**QUANTITY, "quantity": quantity, **facts})


def refused_by_the_database(act):
    with pytest.raises(IntegrityError), transaction.atomic(), scope.as_system("test"):
        act()


@pytest.mark.parametrize(
    ("roles", "kinds", "buys"),
    [
        (["PROCURING"], [], True),
        (["COORDINATING"], [], False),
        (["COORDINATING", "PROCURING"], [], True),
        ([], ["MEMBER"], True),
        ([], ["OBSERVER"], False),
        ([], [], False),
    ],
)
def test_who_buys(roles, kinds, buys):
    """Register I-13."""
    assert rules.buys(roles, kinds) is buys


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("at most € 500 each", True),
        ("EUR 1.200", True),
        ("700 euros", True),
        ("12,000 kroner", True),
        ("3 million EUR", True),
        ("$400", True),
        ("1200 laptops with 16 GB, 7 years", False),
        ("Euro NCAP 5 stars, Europe 2030", False),
        ("14 inch, 60 W", False),
    ],
)
def test_prices_stay_out(text, named):
    """6.3.2: nothing that could distort competition is shared."""
    assert bool(rules.mentions_price(text)) is named


def test_totals_count_devices_signatories_and_countries():
    found = rules.totals([rules.Signed("NO", 100), rules.Signed("NL", 50), rules.Signed("NO", 1)])
    assert found == {"quantity": 151, "signatories": 3, "countries": 2, "by_country": {"NL": 50, "NO": 101}}
    assert rules.totals([])["quantity"] == 0


@pytest.mark.parametrize(("today", "signs", "due"), [(-1, True, False), (0, True, False), (1, False, True)])
def test_signing_ends_with_the_closing_day(today, signs, due):
    day = CLOSES + timedelta(days=today)
    assert rules.may_still_sign(CLOSES, day) is signs and rules.is_closing_due(CLOSES, day) is due


@pytest.mark.parametrize(("after", "today", "faults"), [(5, 0, 0), (0, 0, 1), (-3, -9, 1), (5, 1, 1)])
def test_the_closing_day_moves_later_and_only_before_it_has_passed(after, today, faults):
    moved, day = CLOSES + timedelta(days=after), CLOSES + timedelta(days=today)
    assert len(rules.faults_of_closing(CLOSES, moved, day)) == faults


def test_the_hash_is_of_exactly_these_words():
    made = group()
    row = statements.draft(caring(made), Home(group=made), at=AT, **given())
    before = statements.hash_of(row)
    assert before == statements.hash_of(JointStatement.objects.get(pk=row.pk)) and len(before) == 64
    for name, value in {"title": "Other", "text": "Other", "kind": "CURRENT", "wanted_from": date(2028, 1, 2)}.items():
        changed = JointStatement.objects.get(pk=row.pk)
        setattr(changed, name, value)
        assert statements.hash_of(changed) != before


def test_a_coordinator_drafts_and_opens_without_the_committee():
    """Register I-14; every procuring participant hears of it once."""
    made, inside = group(), buyer()
    row = opened(made)
    assert row.state == "OPEN" and row.sha256 == statements.hash_of(row) and row.opened_at == AT
    letters = OutboxMail.objects.filter(kind="buyergroups.statement_opened")
    assert letters.filter(to=f"manager@{inside.slug}.example").count() == 1
    with pytest.raises(CannotNow):
        statements.open_for_signing(caring(made), row, closes_on=CLOSES, at=AT)
    with pytest.raises(CannotNow, match="stay as they are"):
        statements.change(caring(made), row, at=AT, **given(text="Other"))
    assert Event.objects.filter(verb="buyergroups.statement.opened", clause="4.1").count() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"text": "Not more than € 500"},
        {"wanted_until": date(2027, 1, 1)},
        {"closes_on": date(2029, 1, 1)},
    ],
)
def test_a_draft_with_faults_is_refused(facts):
    made = group()
    with pytest.raises(CannotNow):
        statements.draft(caring(made), Home(group=made), at=AT, **given(**facts))


def test_two_statements_of_one_title_have_two_addresses():
    made = group()
    slugs = [statements.draft(caring(made), Home(group=made), at=AT, **given()).slug for _ in range(2)]
    assert slugs == ["laptops-that-last-seven-years", "laptops-that-last-seven-years-2"]


def test_others_neither_draft_nor_open():
    made, inside = group(), buyer()
    member(made, inside)
    row = statements.draft(caring(made), Home(group=made), at=AT, **given())
    staff = actor_for(secretary(), at=AT)
    for actor in (signer(inside), staff, caring(group("Sweden group", ("SE",)))):
        with pytest.raises(Refused):
            statements.draft(actor, Home(group=made), at=AT, **given())
        with pytest.raises(Refused):
            statements.open_for_signing(actor, row, closes_on=CLOSES, at=AT)


def _voted(row, row_group, state="ADOPTED", sha="") -> Adoption:
    return Adoption.objects.create(
        working_group=row_group, statement=row, sha256=sha or statements.hash_of(row), question="?", opened_at=AT,
        closes_at=AT, state=state, closed_at=AT,
    )  # fmt: skip


def _of_working_group():
    made = lib.working_group()
    who = actor_for(lib.sits(made, buyer()), at=AT)
    return made, statements.draft(who, Home(working_group=made), at=AT, **given())


def test_a_working_group_adopts_by_vote_before_it_is_opened():
    made, row = _of_working_group()
    staff = actor_for(secretary(), at=AT)
    with pytest.raises(CannotNow, match="by a vote"):
        statements.open_for_signing(staff, row, closes_on=CLOSES, at=AT)
    statements.adopted(_voted(row, made), actor=HAND, at=AT)
    row.refresh_from_db()
    assert row.state == "ADOPTED" and row.sha256 == statements.hash_of(row)
    assert statements.open_for_signing(staff, row, closes_on=CLOSES, at=AT).state == "OPEN"


def test_the_vote_of_the_members_adopts_exactly_the_words_that_were_voted_on():
    made, row = _of_working_group()
    staff = actor_for(secretary(), at=AT)
    who = actor_for(person(f"sits@{buyer_slug(made)}.example"), at=AT)
    with pytest.raises(Refused):
        statements.put_to_vote(who, row, closes_on=CLOSES, at=AT)
    vote = statements.put_to_vote(staff, row, closes_on=CLOSES, at=AT)
    assert vote.sha256 == statements.hash_of(row)
    with pytest.raises(CannotNow, match="votes on these words"):
        statements.change(who, row, at=AT, **given(text="Other"))
    adoptions.cast(who, vote, "YES", "", at=AT)
    adoptions.close(staff, vote, at=AT)
    row.refresh_from_db()
    assert row.state == "ADOPTED" and row.sha256 == vote.sha256


def test_a_rejected_statement_stays_a_draft_and_other_words_are_not_adopted():
    made, row = _of_working_group()
    statements.adopted(_voted(row, made, "REJECTED"), actor=HAND, at=AT)
    row.refresh_from_db()
    assert row.state == "DRAFT" and Event.objects.filter(verb="buyergroups.statement.rejected").exists()
    with pytest.raises(CannotNow, match="not those that were voted on"):
        statements.adopted(_voted(row, made, sha="f" * 64), actor=HAND, at=AT)
    with pytest.raises(Refused):
        statements.adopted(_voted(row, made), actor=actor_for(secretary(), at=AT), at=AT)


def test_the_words_stay_while_the_working_group_votes():
    made, row = _of_working_group()
    Adoption.objects.create(
        working_group=made, statement=row, sha256="a" * 64, question="?", opened_at=AT, closes_at=AT
    )
    who = actor_for(person(f"sits@{buyer_slug(made)}.example"), at=AT)
    with pytest.raises(CannotNow, match="votes on these words"):
        statements.change(who, row, at=AT, **given(text="Other"))


def buyer_slug(made) -> str:
    return made.members.get().organization.slug


def test_a_buyer_signs_and_has_a_receipt():
    row, inside = opened(), buyer()
    made = signed(row, inside, 1200)
    assert made.text_sha256 == row.sha256 and made.quantity == 1200
    letter = OutboxMail.objects.get(kind="buyergroups.statement_signed")
    assert "1200" in letter.text and row.sha256 in letter.text
    with pytest.raises(CannotNow, match="has signed"):
        signed(row, inside, 5)
    assert Event.objects.filter(verb="buyergroups.statement.signed", organization_id=inside.pk).count() == 1


def _outside(kind: str):
    made = group("Sweden group", ("SE",))
    organization = make.organization("Repair Institute", country="SE")
    row = GroupMembership.objects.create(
        group=made, organization=organization, kind=kind, basis="PARTICIPANT", state="ACTIVE", asked_at=AT,
        period=DateRange(DAY, None), primary=False,
    )  # fmt: skip
    return row.organization


def test_who_does_not_buy_signs_nothing_by_action_and_by_the_database():
    """Register I-13: no coordinators without procuring, observers, supporters."""
    row = opened()
    for organization in (
        coordinator("Sweden").organization, _outside("OBSERVER"), make.organization("Repair Alliance"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="supporters, guests and observers"):
            signed(row, organization)
        refused_by_the_database(
            lambda of=organization: SignUp.objects.create(
                statement=row,
                organization=of,
                quantity=1,
                signer_name="x",
                signer_title="x",
                text_sha256=row.sha256,
                signed_at=AT,
                signed_by=person("x@x.example"),
            )
        )


def test_only_a_person_with_signing_rights_signs():
    row, inside = opened(), buyer()
    who = actor_for(person("edit@v.example", role="EDITOR", organization=inside), at=AT)
    with pytest.raises(Refused):
        sign_ups.sign(who, row, inside, at=AT, **QUANTITY)
    with pytest.raises(Refused):
        sign_ups.sign(signer(buyer("Bergen kommune")), row, inside, at=AT, **QUANTITY)


@pytest.mark.parametrize("facts", [{"quantity": 0}, {"quantity": -3}, {"wanted_by": date(2031, 1, 1)}])
def test_wrong_numbers_and_days_are_refused(facts):
    with pytest.raises(CannotNow):
        signed(opened(), buyer(), **facts)


def test_withdrawing_needs_a_reason_and_signing_again_is_a_new_row():
    row, inside = opened(), buyer()
    first, who = signed(row, inside, 10), signer(inside)
    with pytest.raises(CannotNow, match="why"):
        sign_ups.withdraw(who, first, reason=" ", at=AT)
    with scope.entered(who):
        sign_ups.withdraw(who, first, reason="Budget", at=AT)
        with pytest.raises(CannotNow, match="already"):
            sign_ups.withdraw(who, first, reason="Budget", at=AT)
    signed(row, inside, 20)
    assert sorted(row.sign_ups.values_list("quantity", flat=True)) == [10, 20]
    with scope.entered(ANONYMOUS):
        assert list(SignUp.objects.values_list("quantity", flat=True)) == [20]
    refused_by_the_database(lambda: SignUp.objects.filter(pk=first.pk).update(withdrawn_at=None))


def test_the_night_freezes_the_totals_once_and_nothing_changes_afterwards():
    row = opened()
    signed(row, buyer(), 100)
    late, gone = buyer("Bergen kommune"), buyer("Oslo kommune")
    sign_ups.withdraw(signer(gone), signed(row, gone, 7), reason="Budget", at=AT)
    last = AT + timedelta(days=30)
    assert statements.close_due(at=last) == 0
    signed(row, late, 50, at=last)
    with pytest.raises(CannotNow, match="closed"):
        signed(row, gone, at=LATER)
    assert statements.close_due(at=LATER) == 1 and statements.close_due(at=LATER) == 0
    row.refresh_from_db()
    assert row.state == "CLOSED" and row.totals["quantity"] == 150 and row.totals["signatories"] == 2
    with pytest.raises(CannotNow):
        sign_ups.withdraw(signer(late), SignUp.objects.get(organization=late), reason="x", at=LATER)
    for change in (
        lambda: JointStatement.objects.filter(pk=row.pk).update(totals={"quantity": 1}),
        lambda: JointStatement.objects.filter(pk=row.pk).update(text="Other"),
        lambda: JointStatement.objects.filter(pk=row.pk).update(closes_on=LATER.date()),
        lambda: SignUp.objects.filter(organization=late).update(withdrawn_at=LATER),
        lambda: SignUp.objects.filter(organization=late).update(quantity=1),
        lambda: SignUp.objects.filter(organization=late).delete(),
    ):
        refused_by_the_database(change)


def test_a_signer_of_a_closed_statement_can_be_erased():
    row = opened()
    made = signed(row, buyer())
    statements.close_due(at=LATER)
    with scope.as_system("test"):
        SignUp.objects.filter(pk=made.pk).update(signer_name="person 12", signer_title="")
    made.refresh_from_db()
    assert made.signer_name == "person 12"


def test_more_time_before_the_closing_day_has_passed():
    made = group()
    row = opened(made)
    later = CLOSES + timedelta(days=10)
    with pytest.raises(CannotNow, match="cut short"):
        statements.extend(caring(made), row, closes_on=DAY + timedelta(days=2), at=AT)
    assert statements.extend(caring(made), row, closes_on=later, at=AT).closes_on == later
    with pytest.raises(CannotNow, match="has passed"):
        statements.extend(caring(made), row, closes_on=later + timedelta(days=9), at=AT + timedelta(days=50))
    statements.close_due(at=AT + timedelta(days=50))
    with pytest.raises(CannotNow, match="stays"):
        statements.extend(caring(made), row, closes_on=later + timedelta(days=9), at=AT + timedelta(days=50))


def test_what_nobody_signed_can_be_withdrawn_and_what_was_signed_stays():
    made = group()
    row, other = opened(made), opened(made, title="Phones that last")
    signed(other, buyer())
    assert statements.withdraw(caring(made), row, reason="No interest", at=AT).state == "WITHDRAWN"
    for reason in ("", "No interest"):
        with pytest.raises(CannotNow):
            statements.withdraw(caring(made), other, reason=reason, at=AT)


def test_a_draft_is_seen_by_its_own_people_only():
    made = group()
    row = statements.draft(caring(made), Home(group=made), at=AT, **given())
    outside = signer(buyer("Bergen kommune"))
    with scope.entered(outside):
        assert not JointStatement.objects.exists()
    with scope.entered(caring(made)):
        assert JointStatement.objects.get() == row
