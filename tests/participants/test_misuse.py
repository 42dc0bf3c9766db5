"""Reports of misuse (Pact 2.2.2 c): by participants, settled by the Secretariat; nobody else learns who reported."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from governance.actions import misuse as governance
from governance.models import TerminationCase
from pact.access import CannotNow, Refused, scope
from pact.access.actors import Actor, Hat
from pact.audit.models import Event
from pact.deadlines.days import day_in
from pact.deadlines.models import Obligation
from pact.files.models import StoredFile
from pact.mail.models import OutboxMail
from participants import queries
from participants.actions import misuse, participations, supporters
from participants.models import MisuseReport
from tests.participants.conftest import person, signed_in
from tests.participants.make import AT, HAND, founder, organization

pytestmark = pytest.mark.django_db
DAY = AT.date()
PDF = (Path(__file__).parents[2] / "participants/data/demo/signed-paper.pdf").read_bytes()
LIST = "/o/vestbygd-kommune/misuse/"
NEW = LIST + "new/?supporter=green-loop"
FORM = {"what": "A price list to all members.", "place": "The mailing list", "happened_on": "1 February 2024"}


@pytest.fixture
def seller(db):
    return founder("Green Loop", "SUPPORTER", legal_kind="PRIVATE_COMPANY", country="GB").organization


@pytest.fixture
def sellers(seller):
    return signed_in(person("gwen@greenloop.example", seller, "MANAGER", "SIGNATORY"))


@pytest.fixture
def reporter(vestbygd) -> Actor:
    return acting(person("ole@vestbygd.example", vestbygd, "VIEWER"), vestbygd)


def acting(user, organization) -> Actor:
    hat = Hat(organization.pk, organization.slug, organization.name, frozenset({"VIEWER"}))
    return Actor(user_id=user.pk, name=user.name, organizations=(hat,))


@pytest.fixture
def report(reporter, vestbygd, seller) -> MisuseReport:
    facts = {"what": "A price list.", "place": "The mailing list", "happened_on": DAY, "on": DAY, "at": AT}
    with scope.entered(reporter):
        return misuse.report_misuse(reporter, vestbygd, seller, **facts)


@pytest.fixture
def staff(db) -> Actor:
    return Actor(user_id=person("sara@pact.example", None, "SECRETARIAT").pk, name="Sara", secretariat=True)


def letters(kind: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind=f"participants.{kind}").order_by("to"))


def pdf(data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("list.pdf", data, content_type="application/pdf")


# Reporting


def test_2_2_2_c_a_participant_reports_and_follows_what_came_of_it(viewer, secretary, vestbygd, seller):
    assert viewer.get("/misuse/new/?supporter=green-loop").url == NEW
    assert "Report misuse by Green Loop" in viewer.get(NEW).content.decode()
    assert viewer.post(NEW, {**FORM, "scan": pdf()}).url == LIST
    row = MisuseReport.objects.get()
    assert (row.organization, row.supporter, row.reporter.email) == (vestbygd, seller, "vera@vestbygd.example")
    assert row.file.organization_id == vestbygd.pk
    page = viewer.get(f"{LIST}{row.ref}/").content.decode()
    assert "A price list to all members." in page
    for address in (f"{LIST}{row.ref}/file/", f"/secretariat/supporters/misuse/{row.ref}/file/"):
        client = viewer if address.startswith("/o/") else secretary
        assert b"".join(client.get(address).streaming_content) == PDF
    (receipt,) = letters("misuse_received")
    assert receipt.to == "vera@vestbygd.example"
    task = Obligation.objects.get(kind="participants.misuse_due")
    zone = settings.SECRETARIAT_TIME_ZONE
    assert (day_in(task.due_at, zone) - day_in(row.reported_at, zone)).days == 14


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what": ""}, "Write what happened"),
        ({"place": ""}, "Write where it happened"),
        ({"happened_on": "1 January 2100"}, "Enter today or an earlier day"),
        ({"happened_on": "lately"}, "Enter a day, like 31 March 2027"),
        ({"scan": pdf(b"no evidence")}, "not a PDF"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(viewer, seller, wrong, sentence):
    page = viewer.post(NEW, {**FORM, **wrong}).content.decode()
    assert sentence in page
    assert "The mailing list" in page or "place" in wrong
    assert not MisuseReport.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_organisation_that_is_no_supporter_is_refused_at_the_field(viewer, vestbygd, seller):
    organization("Passer-by")
    for slug in ("passer-by", "vestbygd-kommune", "no-such-place"):
        page = viewer.get(f"{LIST}new/?supporter={slug}").content.decode()
        assert "This organisation is no supporter of the Pact (2.2.2 c)" in page
        assert viewer.post(f"{LIST}new/?supporter={slug}", FORM).status_code == 200
    assert not MisuseReport.objects.exists()


def test_what_is_agreed_is_said_on_the_form_and_blocks_nothing(viewer, seller):
    facts = {"from_on": DAY.replace(year=2021), "until_on": DAY.replace(year=2099), "agreed_by": None, "at": AT}
    supporters.agree_exception(HAND, seller, scope="A table at the market day.", **facts)
    page = viewer.get(NEW).content.decode()
    assert "This is agreed until 1 March 2099:" in page
    assert "A table at the market day." in page
    assert viewer.post(NEW, FORM).status_code == 302


def test_only_who_acts_for_a_participant_reports(sellers, secretary, visitor, stranger, seller, vestbygd):
    assert visitor.get("/misuse/new/").status_code == 302
    assert "You act for no participant" in sellers.get("/misuse/new/?supporter=green-loop").content.decode()
    assert sellers.get("/o/green-loop/misuse/new/").status_code == 409
    assert secretary.get(NEW).status_code == 403
    assert stranger.get(NEW).status_code == 404
    assert stranger.get("/misuse/new/").url.startswith("/o/elsewhere/misuse/new/")


def test_whoever_acts_for_two_participants_chooses(vestbygd, seller):
    user = person("two@vestbygd.example", vestbygd, "VIEWER")
    person("two@vestbygd.example", founder("Elsewhere", country="NL").organization, "VIEWER")
    page = signed_in(user).get("/misuse/new/?supporter=green-loop").content.decode()
    assert NEW in page
    assert "/o/elsewhere/misuse/new/?supporter=green-loop" in page


def test_the_action_holds_the_same_rules(reporter, vestbygd, seller):
    facts = {"what": "x", "place": "y", "happened_on": DAY, "on": DAY, "at": AT}
    with pytest.raises(CannotNow, match="is no supporter"):
        misuse.report_misuse(reporter, vestbygd, organization("Passer-by"), **facts)
    with pytest.raises(CannotNow, match="today or an earlier day"):
        misuse.report_misuse(reporter, vestbygd, seller, **{**facts, "happened_on": DAY + timedelta(days=1)})
    with pytest.raises(Refused):
        misuse.report_misuse(Actor(user_id=reporter.user_id), vestbygd, seller, **facts)
    own = acting(person("gwen@greenloop.example", seller, "VIEWER"), seller)
    with pytest.raises(CannotNow, match="Participants report"):
        misuse.report_misuse(own, seller, seller, **facts)


# Who learns of it


def test_the_supporter_never_sees_a_report_nor_who_sent_it(report, reporter, staff, sellers, stranger, member, seller):
    misuse.look(staff, report, at=AT)
    misuse.remind(staff, report, "We wrote to them.", "A price list was sent.", on=DAY, at=AT)
    pages = (
        f"/o/green-loop/misuse/{report.ref}/",
        f"{LIST}{report.ref}/",
        f"/secretariat/supporters/misuse/{report.ref}/",
    )
    for client in (sellers, stranger):
        assert {client.get(page).status_code for page in pages} <= {403, 404}
    assert member.get(pages[2]).status_code == 404, "not the committee either"
    own = acting(person("gwen@greenloop.example", seller, "VIEWER"), seller)
    with scope.entered(own):
        for table in ("misusereport", "recordedletter"):
            with connection.cursor() as cursor:
                cursor.execute(f"select count(*) from participants_{table}")
                assert cursor.fetchone() == (0,)
        assert not queries.misuse_reports(own).exists()
        told = " ".join(f"{row.subject} {row.text} {row.html}" for row in OutboxMail.objects.all())
        told += " ".join(f"{row.verb} {row.actor_id} {row.facts}" for row in Event.objects.visible_to(own))
    assert "A price list was sent." in told
    for word in ("Vestbygd", "vestbygd", "Ole", "ole@"):
        assert word not in told
    assert str(reporter.user_id) not in [str(row.actor_id) for row in Event.objects.visible_to(own)]


def test_a_file_of_another_organisation_is_no_evidence_not_even_by_raw_sql(report, seller):
    from pact.files import store

    stored = store(pdf(), purpose="x", actor=HAND, at=AT, allow=("pdf",), organization_id=seller.pk)
    with pytest.raises(DatabaseError, match="misuse_file_of_owner"), transaction.atomic():
        MisuseReport.objects.create(
            organization=report.organization, reporter=report.reporter, supporter=seller, what="x", place="y",
            happened_on=DAY, reported_at=AT, file=stored,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


# Settling


def test_no_misuse_the_reporter_reads_why_and_the_supporter_hears_nothing(secretary, report):
    page = f"/secretariat/supporters/misuse/{report.ref}/"
    assert "Ole" in secretary.get(page).content.decode()
    assert secretary.post(page + "settle/", {"outcome": "NO_MISUSE", "answer": "x"}).status_code == 422
    assert secretary.post(page + "look/").url == page
    assert "being looked at" in secretary.get(page).content.decode()
    assert b"what came of it" in secretary.post(page + "settle/", {"outcome": "NO_MISUSE", "answer": ""}).content
    assert secretary.post(page + "settle/", {"outcome": "NO_MISUSE", "answer": "It was agreed."}).url == page
    report.refresh_from_db()
    assert (report.state, report.outcome) == ("SETTLED", "NO_MISUSE")
    (letter,) = letters("misuse_settled")
    assert "found no misuse" in letter.text
    assert "It was agreed." in letter.text
    assert letters("undertaking_reminder") == []
    assert Obligation.objects.get(kind="participants.misuse_due").state == "MET"
    assert secretary.post(page + "look/").status_code == 409


def test_2_2_2_c_a_reminder_quotes_the_undertaking_to_those_who_sign_and_manage(secretary, sellers, report, seller):
    page = f"/secretariat/supporters/misuse/{report.ref}/"
    secretary.post(page + "look/")
    form = {"outcome": "REMINDED", "answer": "We wrote to them.", "told": ""}
    assert b"Write what the supporter reads" in secretary.post(page + "settle/", form).content
    assert secretary.post(page + "settle/", {**form, "told": "A price list was sent."}).url == page
    (letter,) = letters("undertaking_reminder")
    assert letter.to == "gwen@greenloop.example"
    assert "We refrain from using the Pact network for marketing and sales purposes" in letter.text
    event = Event.objects.get(verb="participants.support.reminded")
    assert (event.organization_id, event.clause) == (seller.pk, "2.2.2.c")


def test_6_6_2_opens_a_case_about_ending_the_support_that_does_not_say_who_reported(secretary, member, report, seller):
    page = f"/secretariat/supporters/misuse/{report.ref}/"
    put = page + "committee/"
    form = {"facts": "Price lists, the second time.", "answer": "We opened a case."}
    assert secretary.post(put, form).status_code == 409
    secretary.post(page + "look/")
    assert b"Write down the facts of the case" in secretary.post(put, {"facts": ""}).content
    opened = secretary.post(put, form).url
    case = TerminationCase.objects.get()
    assert opened == f"/secretariat/terminations/{case.ref}/"
    assert (case.grounds, case.state, case.organization) == ("INTEGRITY", "OPENED", seller)
    report.refresh_from_db()
    assert (report.outcome, report.matter_ref) == ("COMMITTEE", case.ref)
    assert member.get(opened).status_code == 404, "not before the notice"
    assert "Vestbygd" not in f"{case.facts} {case.origin}"
    assert member.get(put).status_code == 404
    assert "We opened a case." in letters("misuse_settled")[0].text


def test_about_one_that_supports_no_more_it_can_only_be_found_no_misuse(staff, report, seller):
    misuse.look(staff, report, at=AT)
    letter = seller.support_letters.get()
    participations.give_notice(HAND, letter, "We stop.", DAY, at=AT)
    with pytest.raises(CannotNow, match="supports the Pact no more"):
        misuse.remind(staff, report, "x", "y", on=DAY, at=AT)
    with pytest.raises(CannotNow, match="those who take part or support"):
        governance.open_case(staff, report, facts="x", answer="y", at=AT)
    assert not TerminationCase.objects.exists()
    assert misuse.dismiss(staff, report, "It left.", at=AT).state == "SETTLED"


def test_only_the_secretariat_settles_and_each_step_once(staff, report, reporter):
    with pytest.raises(Refused):
        misuse.look(reporter, report, at=AT)
    with pytest.raises(CannotNow, match="changed meanwhile"):
        misuse.dismiss(staff, report, "x", at=AT)
    misuse.look(staff, report, at=AT)
    with pytest.raises(CannotNow, match="what came of it"):
        misuse.dismiss(staff, report, " ", at=AT)
    misuse.dismiss(staff, report, "x", at=AT)
    with pytest.raises(CannotNow, match="changed meanwhile"):
        misuse.remind(staff, report, "x", "y", on=DAY, at=AT)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("set what = 'nothing'", "never changed"),
        ("set supporter_id = organization_id", "never changed"),
        ("set state = 'SETTLED'", "participants_misuse_state"),
        ("set state = 'SETTLED', looked_at = now(), settled_at = now(), outcome = 'COMMITTEE'", "misuse_matter"),
    ],
)
def test_what_was_reported_never_changes_and_a_state_has_its_dates(report, change, said):
    with pytest.raises(DatabaseError, match=said), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update participants_misusereport {change}")


def test_what_is_settled_is_final(staff, report):
    misuse.look(staff, report, at=AT)
    misuse.dismiss(staff, report, "x", at=AT)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update participants_misusereport set answer = 'y'")
