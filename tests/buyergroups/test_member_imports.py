"""Members and observers from a table file (3.3.3, 2.1.4): understood row by row, taken over whole or not at all."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buyergroups.actions import admissions, member_imports
from buyergroups.models import GroupMembership, MemberImport, UsersServed
from buyergroups.queries.member_imports import compared
from buyergroups.sheets import members as sheets
from governance.models import Matter
from pact.access import CannotNow, Refused
from pact.audit.models import Event
from pact.sheets import read, write_csv
from participants.models import Organization
from tests.buyergroups.make import AT, DAY, buyer, caring, group, manager, member, person
from tests.governance.make import secretary
from tests.governance.test_decisions_pages import browser

pytestmark = pytest.mark.django_db
CLEAR = {"makes_ict": "NO", "sells_ict": "NO", "owned_by_ict": "NO", "represents_ict": "NO"}
ROW = {
    **{"name": "Repair Institute", "country": "NL", "legal_kind": "NON_PROFIT", "kind": "OBSERVER"},
    **{"evidence": "Website", "users_total": 1200, "as_of": "2026-01-31", **CLEAR},
}
DOUBT = {**ROW, "name": "In Doubt", "owned_by_ict": "UNSURE", "users_total": None, "as_of": None}
CONFLICT = {**ROW, "name": "Sells Laptops", "sells_ict": "YES", "legal_kind": "PRIVATE_COMPANY"}


def table(*rows) -> bytes:
    return write_csv(rows, sheets.members_sheet().columns)


def upload(made, *rows, content: bytes = b"") -> MemberImport:
    data, problems, facts = sheets.understood(ContentFile(content or table(*rows), name="members.csv"))
    return member_imports.upload(caring(made), made, data, problems, at=AT, **facts)


def whats(kept) -> list[str]:
    return [line.what for line in compared(kept, DAY).lines]


def test_a_list_is_shown_first_and_then_taken_over_by_the_actions_of_every_day():
    made = group()
    member_row = {**ROW, "name": "Third Town", "legal_kind": "LOCAL_GOVERNMENT", "kind": "MEMBER", "users_total": 300}
    kept = upload(made, ROW, member_row, DOUBT)
    assert whats(kept) == ["NEW", "NEW", "DOUBT"]
    assert not Organization.objects.filter(name="Repair Institute").exists()
    done = member_imports.apply(caring(made), kept, at=AT)
    assert done == {"admitted": 2, "doubt": 1, "users": 2}
    kinds = dict(GroupMembership.objects.filter(group=made, state="ACTIVE").values_list("organization__name", "kind"))
    assert kinds == {"Repair Institute": "OBSERVER", "Third Town": "MEMBER"}
    assert GroupMembership.objects.get(state="INVITED").organization.name == "In Doubt"
    assert Matter.objects.filter(kind="GROUP_DOUBT").count() == 1
    assert UsersServed.objects.get(organization__name="Third Town").users_total == 300
    assert Event.objects.filter(verb="buyergroups.members.taken_over", group_id=made.pk).exists()
    with pytest.raises(CannotNow, match="changed meanwhile"):
        member_imports.apply(caring(made), kept, at=AT)


def test_the_same_file_twice_changes_nothing():
    made = group()
    member_imports.apply(caring(made), upload(made, ROW, DOUBT), at=AT)
    before = (GroupMembership.objects.count(), UsersServed.objects.count(), Organization.objects.count())
    again = upload(made, ROW, DOUBT)
    assert whats(again) == ["KNOWN", "WAITS"]
    assert not compared(again, DAY).ready
    with pytest.raises(CannotNow, match="cannot be taken over"):
        member_imports.apply(caring(made), again, at=AT)
    assert (GroupMembership.objects.count(), UsersServed.objects.count(), Organization.objects.count()) == before
    newer = upload(made, {**ROW, "users_total": 1300}, DOUBT)
    assert whats(newer) == ["USERS", "WAITS"]
    assert member_imports.apply(caring(made), newer, at=AT) == {"admitted": 0, "doubt": 0, "users": 1}


def test_one_conflict_holds_back_the_whole_list_and_enters_nobody():
    made = group()
    kept = upload(made, ROW, CONFLICT)
    assert whats(kept) == ["NEW", "CONFLICT"]
    with pytest.raises(CannotNow):
        member_imports.apply(caring(made), kept, at=AT)
    assert not GroupMembership.objects.exists()
    assert not Organization.objects.filter(name__in=("Repair Institute", "Sells Laptops")).exists()


WRONG = [
    ({"country": "Atlantis"}, "not in the list"),
    ({"name": ""}, "Fill this in"),
    ({"makes_ict": "perhaps"}, "not in the list"),
    ({"users_total": "many"}, "many"),
    ({"as_of": ""}, "Enter the day"),
    ({"as_of": "2031-01-01"}, "in the future"),
    ({"as_of": "3/4/2026"}, "not a date"),
]


@pytest.mark.parametrize("wrong, sentence", WRONG)
def test_what_cannot_be_read_is_said_at_its_row(wrong, sentence):
    kept = upload(group(), {**ROW, **wrong})
    (line,) = compared(kept, DAY).lines
    assert line.what == "WRONG"
    assert any(sentence in said for _key, said in line.problems)


def test_all_problems_are_said_at_once_and_stand_in_the_marked_file():
    made = group()
    taking_part = buyer("Vestbygd kommune")
    rows = [{**ROW, **wrong, "name": wrong.get("name", f"Body {n}")} for n, (wrong, _said) in enumerate(WRONG)]
    rows += [
        {**ROW, "name": taking_part.name, "country": "NO"},
        {**ROW, "name": "Twice"},
        {**ROW, "name": "Twice"},
        CONFLICT,
    ]
    kept = upload(made, *rows)
    found = compared(kept, DAY)
    assert found.counts == {"NEW": 1, "DOUBT": 0, "USERS": 0, "KNOWN": 0, "WAITS": 0, "CONFLICT": 1, "WRONG": 9}
    marked = read(sheets.marked(kept, found.lines), sheets.members_sheet())
    assert len(marked.rows) == len(rows)
    client = browser(person(f"care@{made.coordination.organization.slug}.example"))
    page = client.get(reverse("buyergroups:member-import-detail", kwargs={"group": made.slug, "ref": kept.ref}))
    for words in (
        "It takes part in the Pact",
        "It stands in row",
        "conflict of interest",
        "10 rows have to be corrected",
    ):
        assert words in page.content.decode()
    answer = client.get(reverse("buyergroups:member-import-marked", kwargs={"group": made.slug, "ref": kept.ref}))
    assert answer.content[:2] == b"PK" and "to-correct.xlsx" in answer["Content-Disposition"]


def test_other_kinds_and_decisions_are_not_changed_by_a_list():
    made = group()
    admissions.screen_and_admit(
        caring(made), made, kind="MEMBER", name="Repair Institute", country="NL", legal_kind="NON_PROFIT",
        answers=CLEAR, evidence="x", at=AT,
    )  # fmt: skip
    (line,) = compared(upload(made, ROW), DAY).lines
    assert line.what == "WRONG" and "in the group as member already" in line.problems[0][1]


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a;b;c\r\n1;2;3\r\n"])
def test_a_file_that_is_no_list_is_refused_in_words(content):
    made = group()
    client = browser(person(f"care@{made.coordination.organization.slug}.example"))
    file = SimpleUploadedFile("list.csv", content, content_type="text/csv")
    answer = client.post(reverse("buyergroups:member-import", kwargs={"group": made.slug}), {"file": file}, follow=True)
    assert answer.status_code in (200, 422)
    assert not GroupMembership.objects.exists()
    if MemberImport.objects.exists():
        assert not compared(MemberImport.objects.get(), DAY).ready
        assert "cannot read this file" in answer.content.decode()


def test_by_pages_from_the_template_to_the_members():
    made = group()
    client = browser(person(f"care@{made.coordination.organization.slug}.example"))
    for kind in ("csv", "xlsx"):
        answer = client.get(reverse("buyergroups:member-template", kwargs={"group": made.slug, "kind": kind}))
        assert answer.status_code == 200 and f".{kind}" in answer["Content-Disposition"]
    assert (
        client.get(reverse("buyergroups:member-template", kwargs={"group": made.slug, "kind": "pdf"})).status_code
        == 404
    )
    address = reverse("buyergroups:member-import", kwargs={"group": made.slug})
    assert client.post(address, {}).status_code == 422
    file = SimpleUploadedFile("members.csv", table(ROW), content_type="text/csv")
    answer = client.post(address, {"file": file}, follow=True)
    assert "new: is admitted" in answer.content.decode()
    kept = MemberImport.objects.get()
    assert "A list waits for you" in client.get(address).content.decode()
    other = browser(person(f"care@{group('Belgium group', ('BE',)).coordination.organization.slug}.example"))
    kwargs = {"group": made.slug, "ref": kept.ref}
    for step in ("detail", "marked"):
        assert other.get(reverse(f"buyergroups:member-import-{step}", kwargs=kwargs)).status_code == 404
    assert other.post(reverse("buyergroups:member-import-apply", kwargs=kwargs)).status_code == 404
    answer = client.post(reverse("buyergroups:member-import-apply", kwargs=kwargs), follow=True)
    assert "Repair Institute" in answer.content.decode()
    file = SimpleUploadedFile("members.csv", table(ROW), content_type="text/csv")
    answer = client.post(address, {"file": file}, follow=True)
    assert "There is nothing to take over" in answer.content.decode()
    again = MemberImport.objects.get(state="PREVIEW")
    client.post(reverse("buyergroups:member-import-drop", kwargs={"group": made.slug, "ref": again.ref}))
    again.refresh_from_db()
    assert again.state == "DROPPED"


def test_members_and_the_secretariat_send_no_lists():
    made, inside = group(), buyer()
    member(made, inside)
    address = reverse("buyergroups:member-import", kwargs={"group": made.slug})
    assert browser(secretary()).get(address).status_code == 403
    with pytest.raises(Refused):
        member_imports.upload(manager(inside), made, [], [], name="x", sha256="y", at=AT)


def test_questions_to_the_database_do_not_grow_with_the_rows():
    made = group()
    few = upload(made, ROW)
    many = upload(made, *({**ROW, "name": f"Body {n}"} for n in range(40)))
    with CaptureQueriesContext(
        connection,
    ) as first:
        compared(few, DAY)
    with CaptureQueriesContext(connection) as second:
        compared(many, DAY)
    assert len(first) == len(second)
