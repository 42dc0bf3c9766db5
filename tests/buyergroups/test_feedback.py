"""How versions did in the field: told by organizations, summed up by groups (Pact 3.3.2.c, 3.2.1.d)."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from buyergroups import rules
from buyergroups.actions import feedback as actions
from buyergroups.models import Feedback, FeedbackSummary
from buyergroups.queries import feedback as queries
from pact.access import CannotNow, Refused
from pact.audit.models import Change, Event
from pact.clock import now, today
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import buyer, caring, group, manager, member, person
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db


def managing(organization) -> Client:
    return browser(person(f"manager@{organization.slug}.example"))


def told(organization, version, used="YES", **words):
    return actions.give(manager(organization), organization, version, used=used, at=now(), **words)


@pytest.mark.parametrize(("used", "words", "gap"), [("YES", "", False), ("PILOT", "", False), ("NO", "", True),
    ("PARTLY", " ", True), ("NO", "Too dear.", False)])  # fmt: skip
def test_3_3_2_c_what_was_not_used_needs_a_word_of_why(used, words, gap):
    assert rules.feedback_gap(used, words) is gap


def test_3_2_1_d_a_report_takes_what_was_summed_up_since_the_one_before():
    assert rules.summed_up_for(2026) == (date(2026, 5, 1), date(2027, 4, 30))


def test_an_organization_tells_and_changes_what_it_told():
    version, buys = lib.version(lib.item()), buyer()
    client, path = managing(buys), f"/o/{buys.slug}/library/laptop-criteria/1/"
    assert "Tell how it did" in client.get(f"/o/{buys.slug}/library/").content.decode()
    assert client.post(path, {"used": "YES", "market_answer": "Four offers."}).status_code == 302
    assert "Four offers." in client.get(path).content.decode()
    assert client.post(path, {"used": "PARTLY", "problem": "Two rows were misread."}).status_code == 302
    row = Feedback.objects.get(version=version, organization=buys)
    assert (row.used, row.market_answer, row.problem) == ("PARTLY", "", "Two rows were misread.")
    verbs = list(Event.objects.filter(subject_ref=row.ref).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["buyergroups.feedback.given", "buyergroups.feedback.changed"]
    assert Change.objects.filter(table_name="buyergroups_feedback").count() >= 2
    public = Client().get("/library/laptop-criteria/").content.decode()
    assert "1 used it in part" in public and "As told by 1 organisation" in public


@pytest.mark.parametrize(("typed", "sentence"), [({"problem": "x"}, "Choose an answer"),
    ({"used": "MAYBE"}, "Choose an answer"), ({"used": "NO"}, "Say in a few words why"),
    ({"used": "YES", "tender": "99"}, "Choose a tender")])  # fmt: skip
def test_wrong_answers_come_back_with_a_sentence(typed, sentence):
    lib.version(lib.item())
    buys = buyer()
    answer = managing(buys).post(f"/o/{buys.slug}/library/laptop-criteria/1/", typed)
    assert answer.status_code == 422 and sentence in answer.content.decode() and not Feedback.objects.exists()


def test_nobody_tells_it_for_another_organization_nor_of_a_draft():
    version, buys, other = lib.version(lib.item()), buyer(), buyer("Bergen kommune")
    lib.version(lib.item("draft"), "CONSULTATION")
    path = f"/o/{buys.slug}/library/laptop-criteria/1/"
    assert managing(other).get(path).status_code == 404 and Client().get(path).status_code == 302
    assert browser(secretary()).post(path, {"used": "YES"}).status_code == 403
    assert managing(buys).get(f"/o/{buys.slug}/library/draft/1/").status_code == 404
    with pytest.raises(Refused):
        actions.give(manager(other), buys, version, used="YES", at=now())
    with pytest.raises(CannotNow):
        told(buys, queries.LibraryVersion.objects.get(item__slug="draft"))
    assert not Feedback.objects.exists()


def test_the_coordinator_sums_up_what_members_said():
    made, inside, outside = group(), buyer(), buyer("Bergen kommune")
    member(made, inside, now())
    version = lib.version(lib.item())
    told(inside, version, market_answer="Six offers.")
    told(outside, version, market_answer="No answer at all.")
    care = browser(person(f"care@{made.coordination.organization.slug}.example"))
    page = care.get(f"/g/{made.slug}/feedback/").content.decode()
    assert "Six offers." in page and "No answer at all." not in page and "not summed up yet" in page
    path = f"/g/{made.slug}/feedback/{version.ref}/"
    assert care.post(path, {"text": ""}).status_code == 422
    assert care.post(path, {"text": "Works, but explain LAP-02."}).status_code == 302
    assert "Works, but explain LAP-02." in managing(inside).get(f"/g/{made.slug}/feedback/").content.decode()
    assert managing(inside).post(path, {"text": "Mine."}).status_code == 403
    assert managing(outside).get(f"/g/{made.slug}/feedback/").status_code == 404
    assert care.get(f"/g/{made.slug}/feedback/nothing/").status_code == 404
    told(inside, version, used="PARTLY", problem="Later we saw a problem.")
    assert "new feedback since the summary" in care.get(f"/g/{made.slug}/feedback/").content.decode()


def test_the_report_of_a_group_takes_the_summaries_of_its_year():
    made, version = group(), lib.version(lib.item())
    member(made, buyer(), now())
    actions.sum_up(caring(made), made, version, text="All well.", at=lib.AT)
    year = lib.AT.year if lib.AT.month > 4 else lib.AT.year - 1
    assert [row.text for row in queries.summaries_of(made, year)] == ["All well."]
    assert queries.summaries_of(made, year + 1) == [] and queries.summaries_of(made, year - 1) == []
    with pytest.raises(CannotNow):
        actions.sum_up(caring(made), made, version, text=" ", at=now())
    assert FeedbackSummary.objects.count() == 1


def test_the_working_group_sees_all_that_was_said_of_a_version():
    version = lib.version(lib.item())
    told(buyer(), version)
    told(buyer("Bergen kommune"), version, used="NO", problem="Too late.")
    assert {row.used for row in queries.feedback_on(version)} == {"YES", "NO"}
    assert queries.summaries_on(version) == []


def test_lists_ask_as_often_for_many_as_for_few():
    made, buys = group(), buyer()
    member(made, buys, now())
    told(buys, lib.version(lib.item()))
    client = managing(buys)
    paths = (f"/o/{buys.slug}/library/", f"/g/{made.slug}/feedback/")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    asked()
    few = asked()
    for n in range(5):
        told(buys, lib.version(lib.item(f"more-{n}")))
    assert asked() == few and len(queries.of_group(made, today())) == 6
