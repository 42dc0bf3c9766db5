"""The Secretariat's pipeline and the page of one application; what the committee and others see of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import Application, CriterionFinding
from tests.participants.make import AT, founder, received, text, with_committee

pytestmark = pytest.mark.django_db

LIST = "/secretariat/applications/"


def step(application, name, **more) -> str:
    return reverse(f"participants:application-{name}", kwargs={"ref": application.ref, **more})


def test_the_pipeline_shows_the_most_urgent_first_with_its_clock(secretary):
    received(AT, organization={"name": "Later"})
    received(AT - timedelta(days=20), organization={"name": "Sooner"})
    page = secretary.get(LIST).content.decode()
    assert page.index("Sooner") < page.index("Later")
    assert "days" in page


def test_drafts_are_nobodys_business(secretary):
    from tests.participants.make import draft

    draft()
    assert b"Vestbygd" not in secretary.get(LIST + "?stage=ALL").content


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=NEW", True), ("stage=DECIDED", False), ("stage=OVERDUE", None), ("q=vestb", True),
        ("q=nobody", False), ("role=COORDINATING", False), ("country=NO", True), ("country=XX", None),
        ("stage=nonsense", None), ("page=99", None),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(secretary, query, found):
    received()
    answer = secretary.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    if found is not None:
        assert (b"Vestbygd kommune" in answer.content) is found


def test_the_list_comes_as_a_file_without_formulas(secretary):
    received(organization={"name": "=HYPERLINK(1)"})
    csv = secretary.get("/secretariat/applications/file.csv")
    assert (csv.status_code, csv["Content-Disposition"]) == (200, 'attachment; filename="applications.csv"')
    assert b"'=HYPERLINK" in csv.content
    assert secretary.get("/secretariat/applications/file.xlsx").content[:2] == b"PK"
    assert secretary.get("/secretariat/applications/file.exe").status_code == 404


def test_the_pipeline_asks_no_more_for_twenty_than_for_two(secretary):
    secretary.get(LIST)  # what a process asks once
    counts = []
    for number in (2, 10):
        for place in range(number):
            received(organization={"name": f"Organisation {number} {place}"})
        with CaptureQueriesContext(connection) as asked:
            secretary.get(LIST)
        # Once a minute a session notes that it is in use: not the page's doing.
        noise = ("SAVEPOINT", 'UPDATE "django_session"')
        counts.append(sum(not any(word in one["sql"] for word in noise) for one in asked.captured_queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "path", [LIST, LIST + "new/", "/secretariat/organisations/", "/secretariat/applications/file.csv"]
)
def test_others_do_not_reach_the_secretariats_pages(visitor, manager, member, path):
    assert visitor.get(path).status_code == 302
    assert manager.get(path).status_code == 403
    assert member.get(path).status_code == 403


def test_one_application_is_there_for_secretariat_and_committee_and_for_nobody_else(
    secretary, member, manager, stranger, visitor
):
    application = received()
    page = step(application, "detail")
    assert [client.get(page).status_code for client in (secretary, member, manager, stranger, visitor)] == [
        200, 200, 404, 404, 302,
    ]  # fmt: skip


def test_the_committee_reads_and_does_not_write(member):
    application = received()
    page = member.get(step(application, "detail")).content
    assert b"Record a finding" not in page
    assert b"jonas@vestbygd.example" not in page.split(b"The application")[0]
    for name, more in (("ask", {}), ("assign", {}), ("screen", {}), ("finding", {"criterion": "A"})):
        assert member.post(step(application, name, **more), {"text": "x"}).status_code == 403


def test_steps_are_posts(secretary):
    application = received()
    for name in ("ask", "assign", "screen", "recommend", "match"):
        assert secretary.get(step(application, name)).status_code == 405


def test_findings_are_recorded_with_their_evidence(secretary):
    application = received()
    wrong = secretary.post(step(application, "finding", criterion="B"), {"B-finding": "MET", "B-evidence": ""})
    assert b"Say in a few words what this finding rests on" in wrong.content
    right = {"B-finding": "MET", "B-evidence": "Runs tenders for 3,200 users."}
    assert secretary.post(step(application, "finding", criterion="B"), right).status_code == 302
    finding = CriterionFinding.objects.get(application=application, criterion="B")
    assert (finding.finding, finding.found_by.name) == ("MET", "Sam")
    assert b"Runs tenders for 3,200 users." in secretary.get(step(application, "detail")).content


def test_a_question_goes_out_and_the_clock_goes_on(secretary):
    application = received()
    assert b"Write the question" in secretary.post(step(application, "ask"), {"text": " "}).content
    assert secretary.post(step(application, "ask"), {"text": "How many users?"}).status_code == 302
    application.refresh_from_db()
    assert application.state == "QUESTION"
    assert b"How many users?" in secretary.get(step(application, "detail")).content


def test_a_known_organisation_is_offered_and_matched(secretary):
    known = founder("Vestbygd", country="NO").organization
    application = received()
    assert b"It is this one" in secretary.get(step(application, "detail")).content
    secretary.post(step(application, "match"), {"slug": known.slug})
    application.refresh_from_db()
    assert application.organization == known
    assert secretary.post(step(application, "match"), {"slug": "no-such"}).status_code == 404


def test_the_secretariat_takes_charge_screens_and_recommends(secretary):
    application = received()
    secretary.post(step(application, "assign"))
    secretary.post(step(application, "screen"), {"screen-outcome": "DOUBT", "screen-evidence": "Owns a repair shop."})
    secretary.post(step(application, "recommend"), {"recommendation": "Admit."})
    application.refresh_from_db()
    assert (application.assigned_to.name, application.screening.outcome, application.recommendation) == (
        "Sam", "DOUBT", "Admit.",
    )  # fmt: skip


def test_what_is_closed_takes_no_more_findings(secretary):
    application = with_committee()
    from participants.actions import participations
    from tests.participants.make import HAND

    participations.admit(HAND, application, decisions={"PROCURING": (True, "SC-2027-001", "")}, at=AT)
    answer = secretary.post(
        step(application, "finding", criterion="A"), {"A-finding": "NOT_MET", "A-evidence": "Late."}
    )
    assert answer.status_code == 409


PAPER = {
    "part": "PROCURING",
    "received_on": "31 January 2026",
    "name": "Gemeente Oostmeer",
    "legal_kind": "LOCAL_GOVERNMENT",
    "country": "NL",
    "conflict": "NO",
    "signer_name": "Piet",
    "signer_title": "Mayor",
    "signed_on": "20 January 2026",
    "contact_name": "Kees",
    "contact_email": "kees@oostmeer.example",
}


def test_paper_is_entered_with_the_day_it_truly_came(secretary):
    text()
    assert secretary.post(LIST + "new/", {**PAPER, "received_on": "soon"}).status_code == 200
    answer = secretary.post(LIST + "new/", PAPER)
    assert answer.status_code == 302, answer.context["form"].errors
    application = Application.objects.get()
    assert (str(application.decide_by), application.channel) == ("2026-02-28", "PAPER")
    assert secretary.get(answer.url).status_code == 200
    assert b"cannot lie ahead" in secretary.post(LIST + "new/", {**PAPER, "received_on": "1 January 2100"}).content
