"""The tasks page: what needs me, what I wait for, what comes up; and when reminders leave."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from pact.access import Actor, GroupHat, Hat
from pact.accounts.actions import ensure_user
from pact.audit.models import Event
from pact.clock import now
from pact.deadlines import Kind, end_of_day, ladders, queries
from pact.deadlines.ahead import ahead
from pact.deadlines.models import ReminderRule
from pact.mail import LetterKind

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)
FIGURES = Kind("tests.desk_figures", "Figures", clause="3.1.2", roles=("EDITOR",), action="Fill in")
PLAN = Kind("tests.desk_plan", "Plan", shows_from=30)
LETTER = LetterKind("tests.desk_letter", "Reminder", why="You may.", template="tests/none")
REMINDED = Kind("tests.desk_reminded", "Reminded", ladder=(-7, 0, 1), letter=lambda *_: None, wakes=lambda _: [])
NAGGING = Kind("tests.desk_nagging", "Late", ladder=(1,), letter=lambda *_: None, wakes=lambda _: [], letters_only=True)

pytestmark = pytest.mark.django_db


def actor_for(user, *, at, session):
    """Ann edits the figures of organization 5; Sec is the Secretariat."""
    if user.name == "Sec":
        return Actor(user_id=user.pk, name=user.name, secretariat=True, second_factor=True)
    hats = (Hat(5, "vestbygd", "Vestbygd kommune", frozenset({"EDITOR"})),)
    return Actor(user_id=user.pk, name=user.name, email=user.email, organizations=hats, second_factor=True)


@pytest.fixture(autouse=True)
def _actors(settings):
    settings.ACTOR_FOR = f"{__name__}.actor_for"


@pytest.fixture
def signed_in():
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(ensure_user(f"{name.lower()}@example.org", name=name, at=AT))
        return client

    return sign_in


def editor(*roles: str, **fields) -> Actor:
    return Actor(user_id=1, organizations=(Hat(5, "v", "Vestbygd kommune", frozenset(roles)),), **fields)


def put(kind=FIGURES, ref="a", due=date(2027, 3, 31), **fields):
    due_at = end_of_day(due, "Europe/Amsterdam") if due else None
    owner = fields or {"organization_id": 5}
    kind.set(
        about=("tests.s", ref), due_at=due_at, title=f"{kind.title} {ref}", at=AT, url_name="deadlines:desk", **owner
    )


def titles(items):
    return [item.title for item in items]


def test_who_may_act_has_it_before_him_and_his_colleague_waits_for_it():
    put()
    mine, his = queries.desk(editor("EDITOR"), AT), queries.desk(editor("VIEWER"), AT)
    assert (titles(mine.needs_you), titles(mine.waiting)) == (["Figures a"], [])
    assert (titles(his.needs_you), titles(his.waiting)) == ([], ["Figures a"])
    (item,) = mine.needs_you
    assert (item.url, item.action, item.why) == ("/me/", "Fill in", "Vestbygd kommune · Pact 3.1.2")
    assert his.waiting[0].url == "", "a page that is not his is not linked"


def test_nobody_else_sees_it():
    put()
    stranger = Actor(user_id=2, organizations=(Hat(6, "o", "Other", frozenset({"EDITOR"})),))
    assert queries.desk(stranger, AT) == queries.Desk()


def test_sorted_by_time_left_and_without_a_day_last():
    put(ref="later", due=date(2027, 4, 30))
    put(ref="none", due=None)
    put(ref="over", due=date(2027, 3, 1))
    put(ref="soon")
    assert titles(queries.desk(editor("EDITOR"), AT).needs_you) == [
        "Figures over",
        "Figures soon",
        "Figures later",
        "Figures none",
    ]


def test_what_is_far_off_comes_up():
    put(PLAN, due=date(2027, 11, 1))
    desk = queries.desk(editor("EDITOR"), AT)
    assert (titles(desk.needs_you), titles(desk.coming_up)) == ([], ["Plan a"])
    desk = queries.desk(editor("EDITOR"), AT + timedelta(days=210))
    assert titles(desk.needs_you) == ["Plan a"]


def test_every_hat_on_one_list():
    put(ref="org")
    put(ref="group", group_id=8)
    put(ref="member group", group_id=9)
    put(ref="committee", workspace="COMMITTEE")
    put(ref="secretariat", workspace="SECRETARIAT")
    put(ref="about us", workspace="COMMITTEE", organization_id=5)
    groups = (GroupHat(8, "g", "Norway"), GroupHat(9, "h", "Denmark", coordinates=False))
    desk = queries.desk(editor("EDITOR", groups=groups), AT)
    assert sorted(titles(desk.needs_you)) == ["Figures group", "Figures org"]
    assert titles(desk.waiting) == ["Figures about us"]
    desk = queries.desk(editor("EDITOR", committee=True), AT)
    assert sorted(titles(desk.needs_you)) == ["Figures about us", "Figures committee", "Figures org"]
    desk = queries.desk(Actor(user_id=3, secretariat=True), AT)
    assert (titles(desk.needs_you), sorted(titles(desk.waiting))) == (
        ["Figures secretariat"],
        ["Figures about us", "Figures committee"],
    )


def test_done_lately_says_what_was_late():
    put(ref="in time")
    put(ref="late", due=date(2027, 3, 1))
    put(ref="long ago", due=date(2027, 1, 1))
    for ref, days in (("in time", 0), ("late", 0), ("long ago", -40)):
        FIGURES.meet(("tests.s", ref), AT + timedelta(days=days))
    desk = queries.desk(editor("EDITOR"), AT + timedelta(days=1))
    assert {item.title: item.late for item in desk.done_lately} == {"Figures in time": False, "Figures late": True}


def test_a_long_list_costs_no_more_questions(django_assert_num_queries):
    for number in range(60):
        put(ref=str(number))
    with django_assert_num_queries(2):
        assert len(queries.desk(editor("EDITOR"), AT).needs_you) == 60


def test_what_only_writes_letters_stands_on_no_desk():
    put(NAGGING, ref="late")
    assert queries.desk(editor("EDITOR"), AT) == queries.Desk()


def test_ahead_are_the_days_of_others_and_the_letters_before_them(django_assert_num_queries):
    staff = Actor(user_id=3, secretariat=True)
    for number in range(40):
        put(REMINDED, ref=str(number))
    put(ref="done")
    FIGURES.meet(("tests.s", "done"), AT)
    put(ref="ours", workspace="SECRETARIAT")
    put(ref="far", due=date(2027, 9, 1))
    with django_assert_num_queries(3):
        found = ahead(staff, AT)
    assert [(one.day, one.open, one.rung) for one in found] == [
        (date(2027, 3, 24), 40, -7),
        (date(2027, 3, 31), 40, None),
        (date(2027, 4, 1), 40, 1),
    ]
    assert ahead(editor("VIEWER"), AT) == found and ahead(Actor(user_id=9), AT) == []


def test_the_page_with_nothing_and_with_something(signed_in):
    client = signed_in("Ann")
    assert "Nothing needs you." in client.get("/me/").content.decode()
    put(ref="<b>odd</b>", due=None)
    put(ref="far", due=now().date() + timedelta(days=300))
    html = client.get("/me/").content.decode()
    assert "Figures &lt;b&gt;odd&lt;/b&gt;" in html
    assert "Coming up" in html
    assert "%%UNDEFINED" not in html


def test_a_visitor_is_asked_to_sign_in():
    response = Client().get("/me/")
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_the_secretariat_changes_the_days_of_reminders(signed_in):
    client = signed_in("Sec")
    assert "7 days before, on the day, 1 day after" in client.get("/secretariat/deadlines/").content.decode()
    address = f"/secretariat/deadlines/{REMINDED.code}/"
    assert 'value="-7 0 1"' in client.get(address).content.decode()
    assert client.post(address, {"rungs": "-14, −7; +3"}).status_code == 302
    active = ReminderRule.objects.filter(kind=REMINDED.code, active=True).order_by("offset_days")
    assert list(active.values_list("offset_days", flat=True)) == [-14, -7, 3]
    assert Event.objects.filter(verb__startswith="deadlines.rung").count() == 4
    assert client.post(address, {"rungs": ""}).status_code == 302
    assert "never" in client.get("/secretariat/deadlines/").content.decode()


@pytest.mark.parametrize("typed", ["soon", "-7 x", "1.5", "9999", "-401", "²", "１", "0x10", "7 " * 200, "--7"])
def test_days_that_are_none_are_answered_at_the_field(signed_in, typed):
    response = signed_in("Sec").post(f"/secretariat/deadlines/{REMINDED.code}/", {"rungs": typed})
    html = response.content.decode()
    assert response.status_code == 422
    assert typed.strip()[:20] in html, "nothing typed is lost"
    assert not ReminderRule.objects.filter(kind=REMINDED.code, active=False).exists()


def test_others_may_not_and_an_unknown_kind_is_not_there(signed_in):
    assert signed_in("Ann").get("/secretariat/deadlines/").status_code == 403
    assert signed_in("Sec").get("/secretariat/deadlines/tests.unknown/").status_code == 404
    assert ladders.ladder_of("tests.desk_figures") is None
