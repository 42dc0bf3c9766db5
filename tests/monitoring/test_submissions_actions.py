"""The life of a submission, through its actions."""

import pytest

from monitoring.actions import cycles, explanations, lines, submissions
from monitoring.models import DeviceLine, Submission, SubmissionVersion
from monitoring.queries.checking import receipt_facts
from monitoring.queries.lines import lines_of, sums
from monitoring.queries.submissions import own_submissions, received_submissions
from pact.access import CannotNow, Refused, scope
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail

pytestmark = pytest.mark.django_db


def fill(cast, submission, **cells):
    """Begin, and write these cells into the first line."""
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
        line = lines_of(cast.ingrid, submission)[0].line
        for column, text in cells.items():
            lines.save_cell(cast.ingrid, submission, line=line, column=column, text=text, revision=1, at=cast.at)
    return line


def send(cast, submission, **cells):
    fill(cast, submission, **(cells or {"new": "12"}))
    with scope.entered(cast.ingrid):
        return submissions.send(cast.ingrid, submission, at=cast.at)


def test_everybody_who_procures_is_asked_once(cast, cycle):
    assert {row.organization.slug: row.group_id for row in cycle.submissions.all()} == {
        "vestbygd": cast.group.pk,
        "nordby": cast.group.pk,
        "alone": None,
    }
    letters = OutboxMail.objects.filter(kind="monitoring.figures_open")
    assert letters.count() == 4
    assert cycles.ensure_submissions(cast.hand, at=cast.at) == 0
    assert Obligation.objects.filter(kind="monitoring.figures_due").count() == 3
    due = Obligation.objects.get(kind="monitoring.figures_due", organization_id=cast.vestbygd.pk).due_at
    assert due.isoformat() == "2027-03-31T21:59:59.999000+00:00"


def test_a_draft_begins_with_a_line_for_each_product_group_in_scope(cast, submission):
    fill(cast, submission)
    found = lines_of(cast.ingrid, submission)
    assert [(line.group, line.label) for line in found] == [
        ("laptop", "All departments"),
        ("smartphone", "All departments"),
    ]


def test_a_stale_save_is_a_conflict_and_overwrites_nothing(cast, submission):
    line = fill(cast, submission, new="640")
    with scope.entered(cast.olav):
        stale = lines.save_cell(cast.olav, submission, line=line, column="new", text="700", revision=1, at=cast.at)
        assert isinstance(stale, lines.Conflict)
        assert (stale.version, stale.answer.value, stale.by, stale.at) == (2, 640, "Ingrid Halvorsen", cast.at)
        other = lines.save_cell(cast.olav, submission, line=line, column="meets", text="600", revision=1, at=cast.at)
        assert isinstance(other, lines.Saved), "the cell beside it has its own version"
        same = lines.save_cell(cast.olav, submission, line=line, column="new", text="640", revision=1, at=cast.at)
        assert (same.version, same.changed) == (2, False)
    assert lines_of(cast.ingrid, submission)[0].answers["new"].value == 640


def test_the_coordinator_sees_that_a_draft_is_there_but_never_its_lines(cast, submission):
    fill(cast, submission, new="640")
    with scope.entered(cast.coordinator):
        found = received_submissions(cast.coordinator).get(ref=submission.ref)
        assert found.state == "DRAFT"
        assert lines_of(cast.coordinator, found) == []
        assert not DeviceLine.objects.exists(), "the database's own line holds as well"
    with scope.entered(cast.stranger):
        assert not own_submissions(cast.stranger).filter(ref=submission.ref).exists()
        assert not Submission.objects.filter(ref=submission.ref).exists()


def test_sending_makes_a_receipt_and_asks_the_coordinator(cast, submission, django_capture_on_commit_callbacks):
    send(cast, submission, new="12", refurbished="?")
    submission.refresh_from_db()
    assert (submission.state, submission.receipt, submission.timeliness) == ("SENT", "2026-NO-0001", "ON_TIME")
    assert (submission.devices, submission.devices_incomplete) == (12, True)
    states = dict(Obligation.objects.filter(subject_ref=submission.ref).values_list("kind", "state"))
    assert states == {"monitoring.figures_due": "MET", "monitoring.review_waiting": "OPEN"}
    assert OutboxMail.objects.filter(kind="monitoring.received").count() == 2
    with scope.entered(cast.coordinator):
        assert lines_of(cast.coordinator, submission, sent=True)[0].answers["new"].value == 12


def test_what_was_sent_is_never_changed(cast, submission):
    send(cast, submission)
    with scope.entered(cast.ingrid), pytest.raises(CannotNow):
        line = lines_of(cast.ingrid, submission, sent=True)[0].line
        lines.save_cell(cast.ingrid, submission, line=line, column="new", text="1", revision=2, at=cast.at)
    with pytest.raises(Exception, match="never changed"), scope.entered(cast.hand):
        SubmissionVersion.objects.update(number=9)


def test_an_error_blocks_and_a_warning_wants_a_word(cast, submission):
    line = fill(cast, submission, new="10", meets="11")
    with scope.entered(cast.ingrid):
        with pytest.raises(CannotNow, match="only 10 are new"):
            submissions.send(cast.ingrid, submission, at=cast.at)
        lines.save_cell(cast.ingrid, submission, line=line, column="meets", text="10", revision=2, at=cast.at)
        submissions.send(cast.ingrid, submission, at=cast.at)


def test_a_reader_cannot_edit(cast, submission):
    with scope.entered(cast.reader), pytest.raises(Refused):
        submissions.begin(cast.reader, submission, at=cast.at)


def test_a_nil_report_counts_as_reported(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.send_nil(cast.ingrid, submission, "We bought nothing this year.", at=cast.at)
    submission.refresh_from_db()
    assert (submission.state, submission.nil, submission.devices) == ("SENT", True, 0)


def test_taken_back_corrected_and_sent_again_keeps_its_receipt(cast, submission):
    send(cast, submission)
    with scope.entered(cast.ingrid):
        submissions.recall(cast.ingrid, submission, at=cast.at)
        line = lines_of(cast.ingrid, submission)[0]
        saved = lines.save_cell(
            cast.ingrid, submission, line=line.line, column="new", text="13", revision=line.revisions["new"], at=cast.at
        )
        assert saved.answer.value == 13
        submissions.send(cast.ingrid, submission, at=cast.at)
    submission.refresh_from_db()
    assert submission.receipt == "2026-NO-0001"
    assert list(submission.versions.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Obligation.objects.get(kind="monitoring.review_waiting").state == "OPEN"


def test_the_sender_does_not_accept_and_the_coordinator_does(cast, submission):
    send(cast, submission)
    with scope.entered(cast.ingrid), pytest.raises(Refused):
        submissions.accept(cast.ingrid, submission, at=cast.at)
    with scope.entered(cast.coordinator):
        submissions.accept(cast.coordinator, submission, at=cast.at)
    submission.refresh_from_db()
    assert (submission.state, submission.accepted_version.number) == ("ACCEPTED", 1)
    assert Obligation.objects.get(kind="monitoring.review_waiting").state == "MET"


def test_what_came_back_is_not_sent_again_unchanged(cast, submission):
    send(cast, submission)
    with scope.entered(cast.coordinator):
        submissions.send_back(cast.coordinator, submission, ["Check the laptops."], at=cast.at)
    assert OutboxMail.objects.filter(kind="monitoring.returned").count() == 2
    assert Obligation.objects.get(kind="monitoring.figures_due", organization_id=cast.vestbygd.pk).state == "OPEN"
    submission.refresh_from_db()
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
        with pytest.raises(CannotNow, match="Nothing has changed"):
            submissions.send(cast.ingrid, submission, at=cast.at)
        line = lines_of(cast.ingrid, submission)[0].line
        explanations.explain(
            cast.ingrid, submission, line=line, column="new", rule="note", reason="OTHER", words="Right.", at=cast.at
        )
        submissions.send(cast.ingrid, submission, at=cast.at)


def test_the_secretariat_receives_what_has_no_coordinator(cast, cycle):
    own = cycle.submissions.select_related("cycle", "organization").get(organization=cast.alone)
    with scope.entered(cast.gerda):
        submissions.begin(cast.gerda, own, at=cast.at)
        line = lines_of(cast.gerda, own)[0].line
        lines.save_cell(cast.gerda, own, line=line, column="new", text="3", revision=1, at=cast.at)
        submissions.send(cast.gerda, own, at=cast.at)
    own.refresh_from_db()
    assert own.receipt == "2026-AT-0001"
    with scope.entered(cast.secretary):
        submissions.accept(cast.secretary, own, at=cast.at)


def test_the_secretariat_steps_in_when_nobody_coordinates_any_more(cast, submission):
    send(cast, submission)
    with scope.entered(cast.secretary), pytest.raises(Refused):
        submissions.accept(cast.secretary, submission, at=cast.at)
    type(cast.group).objects.filter(pk=cast.group.pk).update(
        coordination=None, state="DORMANT", state_reason="Nobody meets"
    )
    submission = Submission.objects.get(pk=submission.pk)
    with scope.entered(cast.secretary):
        submissions.accept(cast.secretary, submission, at=cast.at)
    assert submission.state == "ACCEPTED"


def test_the_freeze_makes_accepted_figures_final(cast, cycle, submission):
    send(cast, submission)
    with scope.entered(cast.coordinator):
        submissions.accept(cast.coordinator, submission, at=cast.at)
    with scope.entered(cast.secretary):
        cycles.freeze(cast.secretary, cycle, at=cast.at)
    submission.refresh_from_db()
    assert (cycle.state, submission.state) == ("COMPILING", "FROZEN")
    other = Submission.objects.select_related("cycle", "organization").get(organization=cast.nordby)
    with scope.entered(cast.stranger), pytest.raises(CannotNow, match="frozen"):
        submissions.begin(cast.stranger, other, at=cast.at)


def test_a_line_that_was_removed_says_so_and_its_total_goes(cast, submission):
    line = fill(cast, submission, new="12")
    with scope.entered(cast.ingrid):
        lines.remove_line(cast.ingrid, submission, line, at=cast.at)
        with pytest.raises(CannotNow, match="removed this line"):
            lines.save_cell(cast.ingrid, submission, line=line, column="new", text="1", revision=2, at=cast.at)
        assert sums(lines_of(cast.ingrid, submission))["all"].value is None


def test_last_years_lines_come_without_their_figures(cast, cycle, submission):
    send(cast, submission)
    with scope.entered(cast.coordinator):
        submissions.accept(cast.coordinator, submission, at=cast.at)
    later = cast.at.replace(year=2028)
    days = {"opens_on": cycle.opens_on, "due_on": cycle.due_on, "group_due_on": cycle.group_due_on}
    days = {name: day.replace(year=2028) for name, day in {**days, "freeze_on": cycle.freeze_on}.items()}
    cycles.plan(cast.hand, 2027, at=later, **days)
    cycles.open_due(cast.hand, at=later)
    cycles.ensure_submissions(cast.hand, at=later)
    rows = Submission.objects.select_related("cycle", "organization")
    next_one = rows.get(organization=cast.vestbygd, cycle__year=2027)
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, next_one, at=later)
        lines.add_line(cast.ingrid, next_one, _laptops(), "Schools", at=later)
        assert lines.start_from_last_year(cast.ingrid, next_one, at=later) == 2
        found = lines_of(cast.ingrid, next_one)
        assert [(line.label, line.was.get("new"), line.answers["new"].value) for line in found] == [
            ("All departments", 12, None),
            ("All departments", None, None),
        ]


def _laptops():
    from governance.models import ProductGroup

    return ProductGroup.objects.get(code="laptop")


def test_reminders_go_to_the_silent_only(cast, cycle, submission):
    send(cast, submission)
    rows = list(cycle.submissions.select_related("organization", "cycle", "group").filter(group=cast.group))
    with scope.entered(cast.coordinator):
        assert submissions.remind(cast.coordinator, cast.group, cycle, rows, "Please send them.", at=cast.at) == 1
    letter = OutboxMail.objects.get(kind="monitoring.chased")
    assert (letter.to, "Please send them." in letter.text) == ("nils@nordby.example", True)
    with scope.entered(cast.stranger), pytest.raises(Refused):
        submissions.remind(cast.stranger, cast.group, cycle, rows, "x", at=cast.at)


def test_coordinators_hear_on_mondays_who_is_missing(cast, cycle):
    submissions.tell_coverage(at=cast.at)
    submissions.tell_coverage(at=cast.at)
    letter = OutboxMail.objects.get(kind="monitoring.coverage")
    assert letter.subject.startswith("0 of 2 members have sent")
    assert "Nordby kommune" in letter.text


def test_a_receipt_of_very_many_lines_prints_them_by_device_type(cast, submission):
    send(cast, submission, new="640")
    with scope.entered(cast.ingrid):
        each, by_type = receipt_facts(cast.ingrid, submission), receipt_facts(cast.ingrid, submission, most=1)
    assert [row["label"] for row in each["lines"]] == ["All departments"] * 2
    first = by_type["lines"][0]
    assert (first["type"], first["label"], first["cells"]["new"]) == ("Laptops", "1 line", "640")
    assert by_type["all"] == each["all"] == "640"
