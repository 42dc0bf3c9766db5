"""Joint statements of demand by HTTP: drafting, opening, signing, what the public reads (4.1, P12)."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import statements
from buyergroups.models import JointStatement, SignUp
from buyergroups.queries.gatherings import Home
from governance.models import ProductGroup
from pact.access import scope
from pact.access.actors import ANONYMOUS
from pact.clock import now, today
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import buyer, caring, coordinator, group, member, person
from tests.buyergroups.test_pages import carer, manager, text
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db
EARLY = datetime(2022, 1, 3, 9, tzinfo=UTC)
FORM = {
    "title": "Laptops that last", "kind": "INNOVATION", "product_group": "laptop", "text": "Seven years.",
    "wanted_from": "2028-01-01", "wanted_until": "31 December 2028",
}  # fmt: skip
SIGN = {"quantity": "1200", "wanted_by": "", "signer_name": "Kari", "signer_title": "Director", "agreed": "on"}


def days(more: int) -> str:
    return (today() + timedelta(days=more)).isoformat()


def url(name: str, **kwargs) -> str:
    return reverse(f"buyergroups:{name}", kwargs=kwargs)


def signer(organization) -> Client:
    return browser(person(f"sign@{organization.slug}.example", role="SIGNATORY", organization=organization))


def opened(made=None, title="Laptops that last") -> JointStatement:
    made = made or group()
    closes = today() + timedelta(days=30)
    row = statements.draft(
        caring(made), Home(group=made), at=now(), title=title, text="Seven years.", kind="INNOVATION",
        product_group=ProductGroup.objects.get(code="laptop"), wanted_from=closes,
        wanted_until=closes + timedelta(days=400), closes_on=closes,
    )  # fmt: skip
    return statements.open_for_signing(caring(made), row, closes_on=closes, at=now())


def sign(row, organization, **facts):
    return signer(organization).post(url("statement-sign", org=organization.slug, ref=row.ref), SIGN | facts)


def visit(address: str):
    with scope.entered(ANONYMOUS):
        return Client().get(address)


def test_a_coordinator_drafts_changes_and_opens():
    made, inside, outside = group(), buyer(), buyer("Bergen kommune")
    member(made, inside, EARLY)
    client, where = carer(made), {"group": made.slug}
    answer = client.post(url("statement-new", **where), FORM | {"closes_on": days(30)})
    row = JointStatement.objects.get()
    assert answer.url == url("statement-detail", **where, ref=row.ref)
    assert "Open it for signing" in text(client, answer.url) and "Put it to the vote" not in text(client, answer.url)
    change = url("statement-change", **where, ref=row.ref)
    assert client.post(change, FORM | {"closes_on": days(30), "text": "Eight years."}).status_code == 302
    seen = {manager(inside): 404, manager(outside): 404, browser(secretary()): 200, Client(): 302}
    for other, status in seen.items():
        assert other.get(answer.url).status_code == status
    assert browser(secretary()).get(change).status_code == 403
    assert client.post(url("statement-open", **where, ref=row.ref), {"closes_on": days(-1)}).status_code == 422
    assert client.post(url("statement-open", **where, ref=row.ref), {"closes_on": days(40)}).status_code == 302
    row.refresh_from_db()
    assert row.state == "OPEN" and row.text == "Eight years." and row.closes_on == today() + timedelta(days=40)
    assert manager(inside).get(answer.url).status_code == 200 and manager(inside).get(change).status_code == 403
    assert client.post(change, FORM | {"closes_on": days(30)}).status_code == 422
    assert client.post(url("statement-extend", **where, ref=row.ref), {"closes_on": days(20)}).status_code == 422
    assert client.post(url("statement-extend", **where, ref=row.ref), {"closes_on": days(50)}).status_code == 302
    assert client.post(url("statement-withdraw", **where, ref=row.ref), {"reason": ""}).status_code == 422
    assert client.post(url("statement-withdraw", **where, ref=row.ref), {"reason": "Nobody"}).status_code == 302


def test_a_working_groups_member_drafts_and_its_leaders_open():
    row = lib.working_group()
    mine = browser(lib.sits(row, buyer(), from_on=EARLY.date()))
    made = mine.post(url("statement-new", wg=row.slug), FORM | {"closes_on": days(30)}).url
    statement = JointStatement.objects.get()
    assert "Put it to the vote" not in text(mine, made)
    assert mine.get(url("statement-open", wg=row.slug, ref=statement.ref)).status_code == 403
    staff = browser(secretary())
    assert "Put it to the vote" in text(staff, made) and "Open it for signing" not in text(staff, made)
    answer = staff.post(url("statement-open", wg=row.slug, ref=statement.ref), {"closes_on": days(40)})
    assert answer.status_code == 422 and "by a vote first" in answer.content.decode()
    vote = url("statement-vote", wg=row.slug, ref=statement.ref)
    assert mine.get(vote).status_code == 403
    assert staff.post(vote, {"closes_on": days(-3)}).status_code == 422
    assert staff.post(vote, {"closes_on": days(10)}).url == made
    assert "vote open" in text(mine, made) and "Put it to the vote" not in text(staff, made)
    assert staff.get(url("statement-new", wg=row.slug)).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Name the statement"),
        ({"text": "At most € 500 each"}, "prices are never shared"),
        ({"kind": "OTHER"}, "Select a valid choice"),
        ({"product_group": ""}, "Choose the group of products"),
        ({"product_group": "tablet"}, "Select a valid choice"),
        ({"wanted_until": "2027-01-01"}, "Enter a day after the first one"),
        ({"closes_on": "2030-01-01"}, "before the devices are wanted no longer"),
    ],
)
def test_a_draft_with_mistakes_comes_back_with_what_was_typed(wrong, sentence):
    made = group()
    given = FORM | {"closes_on": days(30), "title": "Kept title"} | wrong
    answer = carer(made).post(url("statement-new", group=made.slug), given)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and not JointStatement.objects.exists()
    assert "Seven years." in page or "text" in wrong


def test_a_buyer_reads_signs_withdraws_and_signs_again():
    row, inside = opened(), buyer()
    client = signer(inside)
    listed = url("statement-signing", org=inside.slug)
    assert "Read and sign" in text(client, listed)
    page = text(client, url("statement-sign", org=inside.slug, ref=row.ref))
    assert "Seven years." in page and row.sha256 in page
    assert sign(row, inside).url == listed
    assert "signed with 1,200" in text(client, listed)
    again = sign(row, inside)
    assert again.status_code == 422 and "has signed this statement" in again.content.decode()
    gone = url("signature-withdraw", org=inside.slug, ref=row.ref)
    assert client.post(gone, {"reason": ""}).status_code == 422
    assert client.post(gone, {"reason": "Budget"}).status_code == 302
    assert client.get(gone).status_code == 404
    assert sign(row, inside, quantity="5").status_code == 302
    assert SignUp.objects.filter(organization=inside).count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quantity": ""}, "Enter a number of devices"),
        ({"quantity": "0"}, "Enter at least 1"),
        ({"quantity": "many"}, "Enter a whole number"),
        ({"quantity": "1.5"}, "Enter a whole number"),
        ({"wanted_by": "2099-01-01"}, "within the time of the statement"),
        ({"signer_title": ""}, "Enter your function"),
        ({"agreed": ""}, "Tick the box to sign"),
    ],
)
def test_a_signature_with_mistakes_is_not_given(wrong, sentence):
    row, inside = opened(), buyer()
    answer = sign(row, inside, **wrong)
    assert answer.status_code == 422 and sentence in answer.content.decode() and not SignUp.objects.exists()


def test_who_does_not_buy_is_refused_with_the_clause():
    """Register I-13: the page says why, and where it stands."""
    row, other = opened(), coordinator("Sweden").organization
    client = signer(other)
    assert "Buyers sign." in text(client, url("statement-signing", org=other.slug))
    answer = client.get(url("statement-sign", org=other.slug, ref=row.ref))
    page = answer.content.decode()
    assert answer.status_code == 403 and "supporters, guests and observers do not" in page and "4.1" in page
    assert sign(row, other).status_code == 403 and not SignUp.objects.exists()


def test_only_signatories_sign_and_nobody_for_others():
    row, inside = opened(), buyer()
    address = url("statement-sign", org=inside.slug, ref=row.ref)
    assert manager(inside).get(address).status_code == 403
    assert signer(buyer("Bergen kommune")).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    draft = JointStatement.objects.create(
        slug="draft", title="Draft", text="x", kind="CURRENT", product_group=row.product_group, group=row.group,
        wanted_from=today(), wanted_until=today(), closes_on=today(), created_at=now(),
    )  # fmt: skip
    assert signer(inside).get(url("statement-sign", org=inside.slug, ref=draft.ref)).status_code == 404


def test_the_public_reads_words_signatures_and_totals_but_no_person():
    row, inside, other = opened(), buyer(), buyer("Gemeente Lindebrugge", country="BE")
    sign(row, inside)
    sign(row, other, quantity="300", signer_name="Secret Person")
    page = visit(reverse("website:statement-list")).content.decode()
    assert "Laptops that last" in page and "1,500" in page
    page = visit(reverse("website:statement-detail", kwargs={"slug": row.slug})).content.decode()
    for shown in ("Seven years.", row.sha256, "Vestbygd kommune", "1,200", "Belgium", "as of"):
        assert shown in page
    for private in ("Secret Person", "Director", "sign@"):
        assert private not in page
    file = visit(reverse("website:statement-file", kwargs={"slug": row.slug}))
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and "Vestbygd kommune" in lines[1] and "1200" in lines[1]
    statements.close_due(at=now() + timedelta(days=31))
    page = visit(reverse("website:statement-detail", kwargs={"slug": row.slug})).content.decode()
    assert "frozen on" in page and "1,500" in page


def test_drafts_are_not_public():
    row = opened()
    JointStatement.objects.create(
        slug="draft", title="Behind doors", text="x", kind="CURRENT", product_group=row.product_group, group=row.group,
        wanted_from=today(), wanted_until=today(), closes_on=today(), created_at=now(),
    )  # fmt: skip
    assert "Behind doors" not in visit(reverse("website:statement-list")).content.decode()
    for name in ("statement-detail", "statement-file"):
        assert visit(reverse(f"website:{name}", kwargs={"slug": "draft"})).status_code == 404


def test_closing_days_are_a_calendar_whose_names_last():
    made = group()
    row = opened(made)

    def entry():
        answer = visit(reverse("website:statement-calendar"))
        assert answer["Content-Type"].startswith("text/calendar")
        (found,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        return found

    first = entry()
    assert first.decoded("DTSTART") == row.closes_on
    assert first.decoded("DTEND") == row.closes_on + timedelta(days=1)
    statements.extend(caring(made), row, closes_on=row.closes_on + timedelta(days=7), at=now())
    second = entry()
    assert second["UID"] == first["UID"] and second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("DTSTART") == row.closes_on + timedelta(days=7)


def _questions(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_number_of_questions_does_not_grow_with_the_rows():
    made, inside = group(), buyer()
    row = opened(made)
    sign(row, inside)
    client, buying = carer(made), signer(inside)
    pages = [
        (client, url("statement-list", group=made.slug)),
        (client, url("statement-detail", group=made.slug, ref=row.ref)),
        (buying, url("statement-signing", org=inside.slug)),
        (Client(), reverse("website:statement-list") + "?fresh=1"),
    ]
    before = [_questions(*page) for page in pages]
    for number in range(3):
        sign(row, buyer(f"Bergen {number}"))
        sign(opened(made, title=f"Another {number}"), inside)
    assert [_questions(*page) for page in pages] == before
