"""The life of a version of the library: draft, comments, vote, committee, publication (4.1, 4.2, 4.4, 4.6, 5.1.2)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from buyergroups.access import actor_for
from buyergroups.actions import approvals, comments, drafts, library, versions
from buyergroups.models import Adoption, Comment, Criterion, Label, LibraryItem, LibraryVersion
from buyergroups.queries import versions as queries
from governance.actions import decisions
from governance.models import Matter, ProductGroup
from pact.access import CannotNow, Refused, scope
from pact.access.actors import ANONYMOUS
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import AT, HAND, buyer, world
from tests.governance.make import cast_all, committee, staff

pytestmark = pytest.mark.django_db
UNTIL = AT.date() + timedelta(days=14)
WORDS = {
    "heading": "Battery", "text": "It can be replaced.", "type": "REQUIREMENT", "level": "BASELINE",
    "theme": "CIRCULAR", "verification": "Instructions.", "weight_hint": "", "label_note": "",
}  # fmt: skip


@pytest.fixture
def group():
    return lib.working_group()


@pytest.fixture
def member(group):
    return actor_for(lib.sits(group, buyer("Vestbygd kommune")), at=AT)


def started(actor, group, kind="CRITERIA", title="Laptop criteria"):
    world()
    laptop = list(ProductGroup.objects.filter(code="laptop"))
    facts = {"kind": kind, "language": "en", "product_groups": laptop, "themes": ["CIRCULAR"]}
    return library.start(actor, group, title=title, **facts, at=AT)


def complete(actor, version):
    drafts.add_row(actor, version, code="LAP-01", labels=[], **WORDS, at=AT)
    drafts.write(actor, version, summary="What it is for.", changes="New rows.", at=AT)
    version.refresh_from_db()


def voted(version, state="ADOPTED", at=AT):
    """A closed vote of the working group on the words as they are."""
    version.refresh_from_db()
    with scope.as_system("test"):
        adoption = Adoption.objects.create(
            working_group=version.item.working_group, version=version, sha256=queries.sha256_of_version(version),
            question="Adopt it?", state=state, opened_at=at, closes_at=at, closed_at=at,
        )  # fmt: skip
        versions.adopted(adoption, actor=HAND, at=at)
        version.refresh_from_db()
    return adoption


def adopted(group, kind="CRITERIA"):
    version = started(HAND, group, kind)
    complete(HAND, version)
    voted(version)
    return version


def decided(version, choices: str, reasons=""):
    terms = committee(5)
    approvals.put(HAND, version, at=AT)
    matter = Matter.objects.get(subject_ref=version.ref)
    decision = decisions.open_vote(HAND, matter, question=matter.title, closes_at=AT + timedelta(days=9), at=AT)
    with scope.as_system("test"):
        decision = cast_all(decision, terms, choices)
        decision.refresh_from_db()
        if decision.state == "OPEN":
            decisions.close(HAND, decision, reasons=reasons, public_text="", at=AT + timedelta(days=10))
    version.refresh_from_db()
    return decision


def test_a_member_begins_and_writes_a_draft(group, member):
    with scope.entered(member):
        version = started(member, group)
        row = drafts.add_row(member, version, code="LAP-01", labels=[], **WORDS, at=AT)
        second = drafts.add_row(member, version, code="LAP-02", labels=[], **{**WORDS, "heading": "Repair"}, at=AT)
        drafts.change_row(member, row, code="LAP-01", labels=[], **{**WORDS, "text": "New words."}, at=AT)
        drafts.move_row(member, second, -1, at=AT)
        assert [one.code for one in queries.rows_of(version)] == ["LAP-02", "LAP-01"]
        drafts.remove_row(member, second, at=AT)
        assert queries.rows_of(version).get().text == "New words."


def test_who_is_not_in_the_group_writes_nothing(group):
    stranger = actor_for(lib.sits(lib.working_group("Phones"), buyer("Other town")), at=AT)
    version = started(HAND, group)
    with pytest.raises(Refused):
        drafts.add_row(stranger, version, code="LAP-01", labels=[], **WORDS, at=AT)
    with pytest.raises(Refused):
        started(stranger, group, title="Another")
    with pytest.raises(Refused):
        started(stranger, None, title="Of the Secretariat")


def test_a_code_stands_once_and_a_free_one_is_named(group, member):
    version = started(member, group)
    drafts.add_row(member, version, code="LAP-01", labels=[], **WORDS, at=AT)
    with pytest.raises(CannotNow, match="LAP-02 is free"):
        drafts.add_row(member, version, code="lap-01", labels=[], **WORDS, at=AT)


def test_a_file_brings_all_rows_and_changes_known_ones(group, member):
    world()
    Label.objects.create(code="tco", name="TCO", owner="x", kind="ecolabel", type_one="yes")
    version = started(member, group)
    drafts.add_row(member, version, code="LAP-01", labels=[], **WORDS, at=AT)
    rows = [
        {"code": "LAP-01", "labels": ["tco"], **WORDS, "text": "From the file."},
        {"code": "LAP-02", "labels": [], **WORDS},
    ]
    assert drafts.import_rows(member, version, rows, at=AT) == 2
    found = list(queries.rows_of(version))
    assert [row.code for row in found] == ["LAP-01", "LAP-02"]
    assert found[0].text == "From the file." and [one.code for one in found[0].labels.all()] == ["tco"]


def test_nobody_is_asked_about_an_incomplete_draft(group, member):
    version = started(member, group)
    with pytest.raises(CannotNow) as refused:
        versions.open_consultation(HAND, version, until=UNTIL, at=AT)
    assert len(refused.value.sentences) == 2


def test_a_consultation_lasts_a_fortnight_and_everybody_is_told_once(group, member):
    version = started(member, group)
    complete(member, version)
    with pytest.raises(CannotNow, match="two weeks"):
        versions.open_consultation(HAND, version, until=UNTIL - timedelta(days=1), at=AT)
    with pytest.raises(Refused):
        versions.open_consultation(member, version, until=UNTIL, at=AT)
    versions.open_consultation(HAND, version, until=UNTIL, at=AT)
    told = OutboxMail.objects.filter(kind="buyergroups.consultation_opened")
    assert told.count() == told.values("to").distinct().count() == 1
    with pytest.raises(CannotNow, match="open for comments"):
        drafts.add_row(member, version, code="LAP-09", labels=[], **WORDS, at=AT)
    with pytest.raises(CannotNow, match="Others may comment until"):
        versions.revise(HAND, version, at=AT)
    versions.revise(HAND, version, at=AT + timedelta(days=16))
    assert version.state == "DRAFT" and version.comments_until is None


def test_nobody_votes_while_others_may_still_comment(group, member):
    version = started(member, group)
    complete(member, version)
    versions.open_consultation(HAND, version, until=UNTIL, at=AT)
    pytest.importorskip("buyergroups.actions.adoptions")
    with pytest.raises(CannotNow, match="Vote after that day"):
        versions.put_to_vote(HAND, version, closes_on=UNTIL, at=AT)
    vote = versions.put_to_vote(HAND, version, closes_on=date(2090, 1, 1), at=AT + timedelta(days=16))
    assert vote.sha256 == queries.sha256_of_version(version) and vote.version_id == version.pk


def test_only_a_working_group_votes(group):
    pytest.importorskip("buyergroups.actions.adoptions")
    version = started(HAND, None, title="Of the Secretariat")
    with pytest.raises(CannotNow, match="Only a working group"):
        versions.put_to_vote(HAND, version, closes_on=UNTIL, at=AT)


def test_a_first_draft_is_taken_up_at_any_time(group):
    version = lib.version(lib.item(), "CONSULTATION")
    library.hand_to(staff(), version.item, group, at=AT)
    version.refresh_from_db()
    versions.revise(HAND, version, at=AT)
    assert version.state == "DRAFT"
    with pytest.raises(CannotNow, match="has it already"):
        library.hand_to(staff(), version.item, group, at=AT)


def test_a_comment_of_somebody_signed_in_is_shown_and_a_visitors_waits(group, member):
    version = started(HAND, group)
    complete(HAND, version)
    versions.open_consultation(HAND, version, until=UNTIL, at=AT)
    with scope.entered(member):
        mine = comments.comment(member, version, criterion_code="LAP-01", text="Test it.", at=AT)
    visitor = {"name": "Eva", "email": "eva@maker.example", "organization_name": "Maker", "text": "Too hard."}
    with scope.entered(ANONYMOUS):
        theirs = comments.comment(ANONYMOUS, version, **visitor, at=AT)
        assert not Comment.objects.filter(pk=theirs.pk).exists()
    assert (mine.state, mine.organization_name, theirs.state) == ("SHOWN", "Vestbygd kommune", "WAITING")
    assert Obligation.objects.filter(kind="buyergroups.look_at_comments", met_at=None).exists()
    with scope.entered(member):
        comments.show(member, theirs, at=AT)
        comments.answer(member, theirs, answer="Softened.", at=AT)
    with scope.entered(ANONYMOUS):
        seen = Comment.objects.visible_to(ANONYMOUS).get(pk=theirs.pk)
        assert seen.answer == "Softened."
    assert not Obligation.objects.filter(kind="buyergroups.look_at_comments", met_at=None).exists()


def test_nobody_comments_after_the_last_day_or_on_a_row_that_is_gone(group, member):
    version = started(HAND, group)
    complete(HAND, version)
    with pytest.raises(CannotNow, match="not in the draft"):
        comments.comment(member, version, criterion_code="LAP-77", text="?", at=AT)
    with pytest.raises(Refused):
        comments.comment(ANONYMOUS, version, name="Eva", email="e@x.example", text="?", at=AT)
    versions.open_consultation(HAND, version, until=UNTIL, at=AT)
    with pytest.raises(CannotNow, match="time for comments"):
        comments.comment(member, version, text="Late.", at=AT + timedelta(days=15))


def test_a_flood_of_one_address_is_stopped(group):
    version = started(HAND, group)
    complete(HAND, version)
    versions.open_consultation(HAND, version, until=UNTIL, at=AT)
    for _number in range(comments.MOST_A_DAY):
        comments.comment(ANONYMOUS, version, name="E", email="e@x.example", text="Again.", at=AT)
    with pytest.raises(CannotNow, match="tomorrow"):
        comments.comment(ANONYMOUS, version, name="E", email="E@x.example", text="Again.", at=AT)


def test_a_draft_rests_while_its_vote_is_open(group, member):
    version = started(member, group)
    complete(member, version)
    with scope.as_system("test"):
        Adoption.objects.create(
            working_group=group, version=version, sha256=queries.sha256_of_version(version), question="?",
            opened_at=AT, closes_at=AT,
        )  # fmt: skip
    with scope.entered(member):
        with pytest.raises(CannotNow, match="voting on these words"):
            drafts.write(member, version, summary="Other", changes="", at=AT)
        with pytest.raises(CannotNow, match="is voted on"):
            library.change(
                member, version.item, title="Other", kind="CRITERIA", language="en", themes=[], product_groups=[], at=AT
            )
    with pytest.raises(CannotNow, match="voting on these words"):
        versions.open_consultation(HAND, version, until=UNTIL, at=AT)


def test_a_version_is_adopted_on_exactly_the_words_that_were_voted_on(group):
    version = adopted(group)
    assert version.state == "ADOPTED" and version.sha256 == queries.sha256_of_version(version)
    assert Obligation.objects.filter(kind="buyergroups.put_version", met_at=None).exists()
    with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        Criterion.objects.filter(version=version).update(text="Other")
    other = started(HAND, group, title="Phone criteria")
    complete(HAND, other)
    with scope.as_system("test"):
        adoption = Adoption.objects.create(
            working_group=group, version=other, sha256="b" * 64, question="?", state="ADOPTED", opened_at=AT,
            closes_at=AT, closed_at=AT,
        )  # fmt: skip
        with pytest.raises(CannotNow, match="not what is written here"):
            versions.adopted(adoption, actor=HAND, at=AT)


def test_a_vote_against_leaves_the_draft(group):
    version = started(HAND, group)
    complete(HAND, version)
    voted(version, "REJECTED")
    assert version.state == "DRAFT" and version.sha256 == ""


def test_the_hash_is_of_everything_that_counts(group, member):
    version = started(member, group)
    complete(member, version)
    hashes = {queries.sha256_of_version(version)}
    row = version.criteria.get()
    label = Label.objects.create(code="tco", name="TCO", owner="x", kind="ecolabel", type_one="yes")
    for change in ({"text": "Other."}, {"verification": "Other."}, {"weight_hint": "5 %"}, {"level": "AMBITIOUS"}):
        drafts.change_row(member, row, code="LAP-01", labels=[], **{**WORDS, **change}, at=AT)
        hashes.add(queries.sha256_of_version(version))
    drafts.change_row(member, row, code="LAP-01", labels=[label], **WORDS, at=AT)
    hashes.add(queries.sha256_of_version(version))
    drafts.write(member, version, summary="Another summary.", changes="New rows.", at=AT)
    version.refresh_from_db()
    hashes.add(queries.sha256_of_version(version))
    assert len(hashes) == 7


def test_the_committee_approves_this_very_hash_and_the_secretariat_publishes(group):
    version = adopted(group)
    with pytest.raises(CannotNow, match="approves this kind first"):
        versions.publish(HAND, version, at=AT)
    decision = decided(version, "YYYYY")
    assert version.state == "APPROVED" and version.decision == decision and decision.subject_sha256 == version.sha256
    versions.publish(staff(), version, at=AT)
    assert version.state == "PUBLISHED"
    assert not Obligation.objects.filter(kind="buyergroups.publish_version", met_at=None).exists()


def test_what_the_committee_returns_is_a_draft_again_with_its_reasons(group, member):
    version = adopted(group)
    decided(version, "NNNNN", reasons="Say how the battery is tested.")
    assert (version.state, version.sha256, version.returned_reason) == ("DRAFT", "", "Say how the battery is tested.")
    assert OutboxMail.objects.filter(kind="buyergroups.version_returned", to=member.email).exists()
    drafts.write(member, version, summary="Better.", changes="", at=AT)
    voted(version)
    assert version.state == "ADOPTED" and version.returned_reason == ""


def test_another_kind_needs_no_committee(group):
    version = started(HAND, group, "OTHER")
    complete(HAND, version)
    voted(version)
    with pytest.raises(CannotNow, match="needs no decision"):
        approvals.put(HAND, version, at=AT)
    versions.publish(HAND, version, at=AT)
    assert version.state == "PUBLISHED"


def test_only_an_adopted_version_is_put_and_only_once(group):
    version = started(HAND, group)
    complete(HAND, version)
    with pytest.raises(CannotNow, match="adopts a version first"):
        approvals.put(HAND, version, at=AT)
    voted(version)
    approvals.put(HAND, version, at=AT)
    with pytest.raises(CannotNow, match="already before"):
        approvals.put(HAND, version, at=AT)
    with pytest.raises(CannotNow, match="before the Steering Committee"):
        versions.withdraw(HAND, version, reason="Wrong.", at=AT)


def test_the_next_version_copies_the_rows_and_replaces_the_last_one(group, member):
    first = lib.version(lib.item(group=group), "PUBLISHED")
    second = library.begin_version(member, first.item, at=AT)
    assert second.number == 2 and [row.code for row in queries.rows_of(second)] == ["LAP-01", "LAP-02"]
    with pytest.raises(CannotNow, match="in work already"):
        library.begin_version(member, first.item, at=AT)
    drafts.write(member, second, summary="Newer.", changes="", at=AT)
    with pytest.raises(CannotNow, match="what changed"):
        versions.open_consultation(HAND, second, until=UNTIL, at=AT)
    drafts.write(member, second, summary="Newer.", changes="Longer updates.", at=AT)
    voted(second)
    decided(second, "YYYYY")
    versions.publish(HAND, second, at=AT)
    first.refresh_from_db()
    assert (first.state, second.state) == ("SUPERSEDED", "PUBLISHED") and first.superseded_at == AT
    with pytest.raises(CannotNow, match="stay as they are"):
        library.change(
            member, first.item, title="Other", kind="CRITERIA", language="en", themes=[], product_groups=[], at=AT
        )


def test_a_version_is_withdrawn_with_a_reason(group):
    version = lib.version(lib.item(group=group), "PUBLISHED")
    versions.withdraw(staff(), version, reason="A wrong number in LAP-02.", at=AT)
    assert version.state == "WITHDRAWN" and version.withdrawn_reason
    assert library.begin_version(HAND, version.item, at=AT).number == 2


def test_after_the_last_day_somebody_is_to_go_on(group):
    version = lib.version(lib.item(group=group), "CONSULTATION")
    LibraryVersion.objects.filter(pk=version.pk).update(comments_until=date(2020, 1, 1))
    assert versions.ask_to_go_on(at=AT) == 1 and versions.ask_to_go_on(at=AT) == 1
    assert Obligation.objects.filter(kind="buyergroups.end_consultation", met_at=None).count() == 1
    assert LibraryItem.objects.count() == 1
