"""Security E5: everybody sees where he is signed in, and ends what he does not know."""

import pytest
from django.test import Client

from tests.security.people import by_password, is_in, person

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1"


@pytest.fixture
def ann():
    return person("ann")


def enter(user, agent: str = "") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    by_password(user, client)
    assert is_in(client)
    return client


def page(client: Client) -> str:
    answer = client.get("/accounts/sessions/")
    assert answer.status_code == 200
    return answer.content.decode()


def key_of(client: Client) -> int:
    from allauth.usersessions.models import UserSession

    return UserSession.objects.get(session_key=client.session.session_key).pk


def test_all_of_ones_own_are_listed_and_nobody_elses(ann):
    here, phone, stranger = enter(ann, FIREFOX), enter(ann, SAFARI), enter(person("bob"), "Opera of Bob OPR/9")
    told = page(here)
    assert "Firefox, Windows" in told and "Safari, iPhone" in told and "127.0.0.1" in told
    assert told.index("Firefox, Windows") < told.index("this browser") < told.index("Safari, iPhone")
    assert "Opera" not in told
    assert f"/accounts/sessions/{key_of(phone)}/end/" in told
    assert f"/accounts/sessions/{key_of(here)}/end/" not in told, "one signs out of this one"
    assert f"/accounts/sessions/{key_of(stranger)}/end/" not in told


def test_ending_one_ends_it_at_its_next_click_and_no_other(ann):
    here, phone, third = enter(ann, FIREFOX), enter(ann, SAFARI), enter(ann, FIREFOX)
    answer = here.post(f"/accounts/sessions/{key_of(phone)}/end/", follow=True)
    assert "Ended." in answer.content.decode()
    assert (is_in(here), is_in(phone), is_in(third)) == (True, False, True)
    assert "Safari, iPhone" not in page(here)


def test_ending_all_others_leaves_this_one(ann):
    here, phone, third = enter(ann, FIREFOX), enter(ann, SAFARI), enter(ann, FIREFOX)
    answer = here.post("/accounts/sessions/end/", follow=True)
    assert "2 other sessions ended." in answer.content.decode()
    assert (is_in(here), is_in(phone), is_in(third)) == (True, False, False)
    again = here.post("/accounts/sessions/end/", follow=True)
    assert "signed in nowhere else" in again.content.decode()


def test_nobody_ends_a_session_of_somebody_else(ann):
    here, bob = enter(ann), enter(person("bob"))
    foreign = here.post(f"/accounts/sessions/{key_of(bob)}/end/")
    missing = here.post("/accounts/sessions/987654321/end/")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    here.post("/accounts/sessions/end/")
    assert is_in(bob)


def test_looking_ends_nothing_and_a_forged_form_neither(ann):
    here, phone = enter(ann), enter(ann)
    assert here.get(f"/accounts/sessions/{key_of(phone)}/end/").status_code == 405
    assert here.get("/accounts/sessions/end/").status_code == 405
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = here.cookies
    assert forged.post(f"/accounts/sessions/{key_of(phone)}/end/").status_code == 403
    assert is_in(phone)


def test_ending_the_one_i_sit_in_signs_me_out(ann):
    here = enter(ann)
    assert here.post(f"/accounts/sessions/{key_of(here)}/end/").url == "/accounts/login/"
    assert not is_in(here)


def test_one_that_is_over_is_not_listed(ann):
    here, phone = enter(ann, FIREFOX), enter(ann, SAFARI)
    phone.post("/accounts/logout/")
    assert "Safari, iPhone" not in page(here)
    assert Client().get("/accounts/sessions/").status_code == 302
