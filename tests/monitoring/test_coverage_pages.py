"""The recipient's pages: coverage, chase, review; the Secretariat's cycle."""

import pytest

from monitoring.actions import lines, submissions
from monitoring.models import Cycle
from monitoring.queries.lines import lines_of
from pact.access import scope
from pact.mail.models import OutboxMail

pytestmark = pytest.mark.django_db
GROUP = "/g/norway/monitoring/2026/"


@pytest.fixture
def sent(cast, submission):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
        line = lines_of(cast.ingrid, submission)[0].line
        lines.save_cell(cast.ingrid, submission, line=line, column="new", text="640", revision=1, at=cast.at)
        submissions.send(cast.ingrid, submission, at=cast.at)
    return submission


def test_the_coordinator_sees_who_has_reported(cast, sent, as_user):
    client = as_user(cast.people["coordinator"])
    html = client.get(GROUP).content.decode()
    assert "Vestbygd kommune" in html and "Nordby kommune" in html and "Remind 1" in html
    assert client.get("/g/norway/monitoring/").status_code == 200
    assert client.get("/g/norway/monitoring/1999/").status_code == 404


def test_a_member_does_not_see_the_others(cast, sent, as_user):
    client = as_user(cast.people["stranger"])
    assert client.get(GROUP).status_code == 403
    assert client.get(f"{GROUP}{sent.ref}/").status_code == 404
    assert as_user(cast.people["gerda"]).get(GROUP).status_code == 404


def test_a_draft_shows_its_state_and_no_figure(cast, submission, as_user):
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, submission, at=cast.at)
        line = lines_of(cast.ingrid, submission)[0].line
        lines.save_cell(cast.ingrid, submission, line=line, column="new", text="98765", revision=1, at=cast.at)
    client = as_user(cast.people["coordinator"])
    assert "98,765" not in client.get(GROUP).content.decode()
    page = client.get(f"{GROUP}{submission.ref}/").content.decode()
    assert "Nothing was sent yet" in page and "98,765" not in page and "98765" not in page
    staff = as_user(cast.people["secretary"]).get(f"/secretariat/monitoring/2026/direct/{submission.ref}/")
    assert "98,765" not in staff.content.decode()


def test_a_reminder_is_shown_before_it_leaves(cast, sent, cycle, as_user):
    client = as_user(cast.people["coordinator"])
    other = cycle.submissions.get(organization=cast.nordby)
    assert "Nordby kommune" in client.get(f"{GROUP}remind/").content.decode()
    facts = {"members": [other.ref], "words": "Please send them this week."}
    preview = client.post(f"{GROUP}remind/", facts).content.decode()
    assert "Please send your figures for 2026: Nordby kommune" in preview
    assert not OutboxMail.objects.filter(kind="monitoring.chased").exists()
    assert client.post(f"{GROUP}remind/", {**facts, "sure": "1"})["Location"] == GROUP
    assert OutboxMail.objects.filter(kind="monitoring.chased").count() == 1
    assert client.post(f"{GROUP}remind/", {"words": "x"}).status_code == 422
    assert client.post(f"{GROUP}remind/", {**facts, "members": [sent.ref]}).status_code == 422


def test_accepting_over_the_page(cast, sent, as_user):
    client = as_user(cast.people["coordinator"])
    page = client.get(f"{GROUP}{sent.ref}/").content.decode()
    assert "640" in page and "Accept the figures" in page
    assert client.post(f"{GROUP}{sent.ref}/accept/")["Location"] == GROUP
    assert "640" in client.get(GROUP).content.decode()
    assert client.post(f"{GROUP}{sent.ref}/accept/").status_code == 409


def test_sending_back_needs_a_remark_and_the_correction_is_compared(cast, sent, as_user):
    client = as_user(cast.people["coordinator"])
    assert client.post(f"{GROUP}{sent.ref}/send-back/", {"notes": " "}).status_code == 422
    notes = {"notes": "Check the laptops.\n\nAnd the phones."}
    assert client.post(f"{GROUP}{sent.ref}/send-back/", notes)["Location"] == GROUP
    assert OutboxMail.objects.filter(kind="monitoring.returned", subject__contains="2 remarks").count() == 2
    sent.refresh_from_db()
    with scope.entered(cast.ingrid):
        submissions.begin(cast.ingrid, sent, at=cast.at)
        line = lines_of(cast.ingrid, sent)[0]
        lines.save_cell(
            cast.ingrid, sent, line=line.line, column="new", text="650", revision=line.revisions["new"], at=cast.at
        )
        submissions.send(cast.ingrid, sent, at=cast.at)
    page = as_user(cast.people["coordinator"]).get(f"{GROUP}{sent.ref}/").content.decode()
    assert "What changed" in page and "650" in page
    own = as_user(cast.people["ingrid"]).get("/o/vestbygd/monitoring/2026/")
    assert own.status_code == 200


def test_the_secretariat_plans_opens_and_freezes(cast, sent, as_user):
    client = as_user(cast.people["secretary"])
    assert client.get("/secretariat/monitoring/").status_code == 200
    days = {"year": "2027", "opens_on": "1 January 2028", "due_on": "31.3.2028", "group_due_on": "2028-04-30"}
    assert client.post("/secretariat/monitoring/", days).status_code == 422
    wrong = {**days, "freeze_on": "1 April 2028"}
    assert client.post("/secretariat/monitoring/", wrong).status_code == 422
    assert client.post("/secretariat/monitoring/", {**days, "freeze_on": "15 May 2028"}).status_code == 302
    assert Cycle.objects.get(year=2027).state == "PLANNED"
    page = client.get("/secretariat/monitoring/2026/").content.decode()
    assert "Norway group" in page and "Gemeinde Alleinig" in page
    assert client.get("/secretariat/monitoring/2026/freeze/").status_code == 200
    client.post("/secretariat/monitoring/2026/freeze/")
    assert Cycle.objects.get(year=2026).state == "COMPILING"
    assert client.post("/secretariat/monitoring/2026/freeze/").status_code == 409
    client.post("/secretariat/monitoring/2027/open/")
    assert Cycle.objects.get(year=2027).submissions.count() == 3


def test_only_the_secretariat_enters_its_pages(cast, cycle, as_user):
    for name in ("ingrid", "coordinator"):
        client = as_user(cast.people[name])
        assert client.get("/secretariat/monitoring/").status_code == 403
        assert client.post("/secretariat/monitoring/2026/freeze/").status_code == 403
        assert client.get("/secretariat/monitoring/2026/remind/").status_code == 403
