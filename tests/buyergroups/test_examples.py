"""Good examples: written by an organization, looked at by who cares for its group, then public (Pact 3.3.2.b)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from buyergroups import rules
from buyergroups.actions import examples as actions
from buyergroups.models import GoodExample
from governance.models import ProductGroup
from pact.access import CannotNow, Refused, scope
from pact.clock import now
from pact.deadlines.models import Obligation
from pact.mail.models import OutboxMail
from tests.buyergroups import make_library as lib
from tests.buyergroups.make import HAND, buyer, caring, group, manager, member, person
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db
WORDS = {"title": "Laptops that stay six years", "what": "We bought repairable laptops.", "how": "With clause LAP-01.",
         "who": "Procurement and IT.", "outcome": "412 laptops in use.", "lessons": "Ask for spare parts early.",
         "language": "nb"}  # fmt: skip


def managing(organization) -> Client:
    return browser(person(f"manager@{organization.slug}.example"))


def care_of(made) -> Client:
    return browser(person(f"care@{made.coordination.organization.slug}.example"))


def written(organization, **words) -> GoodExample:
    return actions.write(manager(organization), organization, at=now(), **(WORDS | words))


def sent(organization, **words) -> GoodExample:
    return actions.send(manager(organization), written(organization, **words), at=now())


def state(example: GoodExample) -> str:
    with scope.as_system("test"):
        return GoodExample.objects.get(pk=example.pk).state


def in_group():
    made, buys = group(), buyer()
    member(made, buys, now())
    return made, buys


def test_3_3_2_b_the_pattern_is_complete_before_it_is_sent():
    assert rules.example_gaps(WORDS) == [] and rules.example_gaps(WORDS | {"who": " "}) == ["who"]
    row = written(buyer(), lessons="")
    with pytest.raises(CannotNow):
        actions.send(manager(row.organization), row, at=now())


def test_written_sent_looked_at_and_public():
    made, buys = in_group()
    version = lib.version(lib.item())
    client, mine = managing(buys), f"/o/{buys.slug}/examples/"
    tied = {"versions": [version.pk], "product_groups": [ProductGroup.objects.get(code="laptop").pk]}
    answer = client.post(f"{mine}new/", WORDS | tied)
    assert answer.status_code == 302
    assert client.post(answer["Location"], WORDS | tied | {"outcome": "420 laptops."}).status_code == 302
    assert client.post(answer["Location"] + "send/").status_code == 302
    with scope.as_system("test"):
        row = GoodExample.objects.get()
        assert (row.state, row.group_id) == ("CHECKED", made.pk)
    assert Obligation.objects.filter(subject_ref=row.ref, group_id=made.pk, state="OPEN").count() == 1
    assert OutboxMail.objects.filter(kind="buyergroups.example_to_check").exists()
    assert Client().get(f"/examples/{row.slug}/").status_code == 404
    care, path = care_of(made), f"/g/{made.slug}/examples/{row.ref}/"
    assert "420 laptops." in care.get(path).content.decode()
    assert care.post(path, {"publish": "yes"}).status_code == 302
    assert not Obligation.objects.filter(subject_ref=row.ref, state="OPEN").exists()
    page = Client().get(f"/examples/{row.slug}/").content.decode()
    assert '<h1 lang="nb">Laptops that stay six years</h1>' in page and "/library/laptop-criteria/v/1/" in page
    assert f"/examples/{row.slug}/" in Client().get("/library/laptop-criteria/").content.decode()
    assert f"/examples/{row.slug}/" in Client().get(f"/participants/{buys.slug}/").content.decode()
    assert OutboxMail.objects.filter(kind="buyergroups.example_news").exists()


def test_sent_back_with_a_remark_and_sent_again():
    made, buys = in_group()
    row = sent(buys)
    care, path = care_of(made), f"/g/{made.slug}/examples/{row.ref}/"
    assert care.post(path, {"remark": " "}).status_code == 422
    assert care.post(path, {"remark": "How many laptops?"}).status_code == 302
    assert state(row) == "DRAFT"
    page = managing(buys).get(f"/o/{buys.slug}/examples/{row.ref}/").content.decode()
    assert "How many laptops?" in page
    assert Obligation.objects.filter(subject_ref=row.ref, organization_id=buys.pk, state="OPEN").count() == 1
    with scope.as_system("test"):
        row.refresh_from_db()
    actions.send(manager(buys), row, at=now())
    assert not Obligation.objects.filter(kind="buyergroups.correct_example", state="OPEN").exists()
    assert Obligation.objects.filter(kind="buyergroups.check_example", state="OPEN").count() == 1


def test_what_was_sent_is_not_changed_any_more():
    made, buys = in_group()
    row = sent(buys)
    with pytest.raises(CannotNow):
        actions.change(manager(buys), row, at=now(), **WORDS)
    answer = managing(buys).post(f"/o/{buys.slug}/examples/{row.ref}/", WORDS)
    assert answer.status_code == 409
    with pytest.raises(Refused):
        actions.publish(manager(buys), row, at=now())
    with pytest.raises(Refused):
        actions.change(caring(made), row, at=now(), **WORDS)


def test_withdrawn_it_is_on_no_public_page():
    made, buys = in_group()
    row = sent(buys)
    actions.publish(caring(made), row, at=now())
    assert Client().get(f"/examples/{row.slug}/").status_code == 200
    assert managing(buys).post(f"/o/{buys.slug}/examples/{row.ref}/withdraw/").status_code == 302
    assert Client().get(f"/examples/{row.slug}/").status_code == 404
    assert "No example has been published yet." in Client().get("/examples/").content.decode()
    with pytest.raises(CannotNow):
        actions.withdraw(manager(buys), row, at=now())


def test_without_a_group_the_secretariat_looks():
    lib.world()
    row = sent(buyer("Lonely Office", country="PL"))
    staff = browser(secretary())
    assert row.title in staff.get("/secretariat/examples/").content.decode()
    assert staff.post(f"/secretariat/examples/{row.ref}/", {"publish": "yes"}).status_code == 302
    assert state(row) == "PUBLIC"
    assert managing(row.organization).get(f"/secretariat/examples/{row.ref}/").status_code in (403, 404)
    assert managing(row.organization).get("/secretariat/examples/").status_code == 403


def test_drafts_are_seen_by_their_organization_alone():
    made, buys = in_group()
    row, other = written(buys), buyer("Bergen kommune")
    assert managing(other).get(f"/o/{buys.slug}/examples/{row.ref}/").status_code == 404
    assert managing(other).get(f"/o/{other.slug}/examples/{row.ref}/").status_code == 404
    assert care_of(made).get(f"/g/{made.slug}/examples/{row.ref}/").status_code == 404
    waiting = sent(buys, title="Another one")
    assert managing(other).get(f"/g/{made.slug}/examples/{waiting.ref}/").status_code == 404
    assert managing(buys).get(f"/g/{made.slug}/examples/{waiting.ref}/").status_code in (403, 404)
    with scope.entered(manager(other)):
        assert not GoodExample.objects.exists()


@pytest.mark.parametrize(("change", "sentence"), [({"title": ""}, "Give it a title"), ({"language": "xx"}, "xx"),
    ({"versions": "99999"}, "99999"), ({"title": "t" * 161}, "160")])  # fmt: skip
def test_wrong_input_comes_back_with_a_sentence(change, sentence):
    buys = buyer()
    answer = managing(buys).post(f"/o/{buys.slug}/examples/new/", WORDS | change)
    assert answer.status_code == 422 and sentence in answer.content.decode()


@pytest.mark.parametrize(("asked", "found"), [("", True), ("q=lap", True), ("q=SPARE", True), ("q=zzz", False),
    ("country=NO", True), ("country=SE", True), ("group=laptop", True), ("item=laptop-criteria", True),
    ("item=other", True), ("page=9", True)])  # fmt: skip
def test_the_public_list_is_filtered_by_the_address(asked, found):
    buys, version = buyer(), lib.version(lib.item())
    row = actions.write(manager(buys), buys, at=now(), versions=[version],
        product_groups=ProductGroup.objects.filter(code="laptop"), **WORDS)  # fmt: skip
    row = actions.send(manager(buys), row, at=now())
    actions.publish(HAND, row, at=now())
    assert (f"/examples/{row.slug}/" in Client().get(f"/examples/?{asked}").content.decode()) is found


def test_lists_ask_as_often_for_many_as_for_few():
    made, buys = in_group()
    actions.publish(caring(made), sent(buys), at=now())
    care = care_of(made)
    paths = ("/examples/", "/examples/?q=laptops", f"/g/{made.slug}/examples/")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                assert care.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    asked()
    few = asked()
    for n in range(4):
        actions.publish(caring(made), sent(buys, title=f"Laptops {n}"), at=now())
    assert asked() == few
