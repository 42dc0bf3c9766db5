"""`@page`: out of reach 404, in reach but not allowed 403, allowed but not now 409; undeclared views stop the start."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import path

from pact.access import Actor, CannotNow, Hat, Permission, Refused, page, public_page
from pact.access.checks import declared, patterns
from participants.models import Organization

pytestmark = pytest.mark.django_db
SEE = Permission("tests.see", "only its people", lambda actor, one: bool(actor.roles_in(one.pk)))
EDIT = Permission("tests.edit", "only its editors", lambda actor, one: actor.holds(one.pk, "EDITOR"))


def reach(actor):
    return Organization.objects.filter(pk__in=actor.organization_ids)


@page(SEE, finds=reach, by={"org": "slug"})
def shown(request, organization):
    return HttpResponse(organization.name)


@page(EDIT, finds=reach, by={"org": "slug"}, methods="POST")
def changed(request, organization):
    raise CannotNow("It is closed.")


@pytest.fixture
def vestbygd(db):
    from tests.participants import make

    return make.organization("Vestbygd kommune")


def asked(actor, method="get"):
    request = getattr(RequestFactory(), method)("/o/x/")
    request.actor = actor
    return request


def member(organization, *roles):
    return Actor(user_id=1, name="A", organizations=(Hat(organization.pk, organization.slug, "V", frozenset(roles)),))


def test_its_people_get_the_object(vestbygd):
    assert shown(asked(member(vestbygd, "VIEWER")), org=vestbygd.slug).content == b"Vestbygd kommune"


def test_a_stranger_gets_the_same_as_for_nothing_there(vestbygd):
    stranger = Actor(user_id=2, name="B", organizations=(Hat(0, "other", "O", frozenset({"EDITOR"})),))
    for slug in (vestbygd.slug, "not-there"):
        with pytest.raises(Http404):
            shown(asked(stranger), org=slug)


def test_in_reach_but_not_allowed_is_a_refusal_with_a_sentence(vestbygd):
    with pytest.raises(Refused, match="only its editors"):
        changed(asked(member(vestbygd, "VIEWER"), "post"), org=vestbygd.slug)


def test_allowed_but_not_now_is_409_with_its_sentences(vestbygd, client):
    request = asked(member(vestbygd, "EDITOR"), "post")
    request.user, request.session = None, {}
    response = changed(request, org=vestbygd.slug)
    assert response.status_code == 409
    assert "It is closed." in response.content.decode()


def test_a_visitor_is_asked_to_sign_in_and_comes_back(vestbygd):
    response = shown(asked(Actor()), org=vestbygd.slug)
    assert response.status_code == 302
    assert response.url.endswith("?next=%2Fo%2Fx%2F")


def test_other_methods_than_declared_are_refused(vestbygd):
    assert shown(asked(member(vestbygd, "VIEWER"), "post"), org=vestbygd.slug).status_code == 405
    assert shown(asked(member(vestbygd, "VIEWER"), "put"), org=vestbygd.slug).status_code == 405


def test_staff_without_a_second_factor_are_sent_to_set_one_up(vestbygd, settings):
    staff = Actor(user_id=3, name="S", secretariat=True, organizations=member(vestbygd, "VIEWER").organizations)
    response = shown(asked(staff), org=vestbygd.slug)
    assert (response.status_code, response.url) == (302, "/accounts/2fa/")
    settings.SECOND_FACTOR_REQUIRED = False
    assert shown(asked(staff), org=vestbygd.slug).status_code == 200


def test_a_view_that_declares_nothing_stops_the_start():
    def bare(request):
        return HttpResponse()

    @public_page
    def open_to_all(request):
        return HttpResponse()

    assert declared(bare) is None
    assert declared(open_to_all) == "public"
    assert declared(path("x", shown).callback) is SEE
    assert list(patterns())


def test_a_database_that_is_away_is_503_with_a_time_to_come_back():
    from django.db import OperationalError

    from pact.ui.views import server_error

    def answered(error):
        try:
            raise error
        except type(error):
            return server_error(RequestFactory().get("/"))

    assert answered(ZeroDivisionError()).status_code == 500
    away = answered(OperationalError("the server closed the connection"))
    assert (away.status_code, away["Retry-After"]) == (503, "10")
