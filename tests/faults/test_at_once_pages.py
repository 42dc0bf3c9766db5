"""Many requests at once on committed rows: no tenant's rows on another's connection, no form done twice (A5, B7)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from buyergroups.models import BuyerGroup, GroupMembership
from governance.actions import foundation
from monitoring.actions import cycles, methodology, targets
from monitoring.models import Submission
from pact.access import Actor, CannotNow, scope
from pact.accounts.models import User
from pact.audit.models import Event
from participants.actions import appointments, invitations, territories
from participants.models import Appointment, Invitation, Organization, PactText
from tests import copies
from tests.monitoring import conftest as small
from tests.participants import make
from tests.participants import test_joining_pages as joining

pytestmark = [pytest.mark.faults, pytest.mark.slow]
AT_ONCE, THREADS, EACH = 30, 4, 500
HAND = Actor.hand("test")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A copy of the test database with a small cast: what is recorded there can never be taken back."""
    with django_db_blocker.unblock(), copies.used(copies.make("at_once")):
        with scope.entered(HAND):
            made = _cast()
        yield made


def _cast() -> SimpleNamespace:
    at = small.AT
    foundation.lay(at=at)
    targets.load(at=at)
    methodology.load(at=at)
    territories.load()
    text = PactText.objects.first() or make.text() or PactText.objects.first()
    nordland = small.organization("nordland", "Nordland fylke", role="COORDINATING", text=text)
    group = BuyerGroup.objects.create(slug="norway", name="Norway", coordination=nordland.participation,
                                      state="ACTIVE", founded_on=small.START)  # fmt: skip
    people = {}
    for slug in ("vestbygd", "nordby", "sundby", "fjordby"):
        one = small.organization(slug, f"{slug.title()} kommune", text=text)
        GroupMembership.objects.create(group=group, organization=one, state="ACTIVE", asked_at=at,
                                       period=(small.START, None))  # fmt: skip
        people[slug] = small.person(f"ann@{slug}.example", f"Ann of {slug.title()}", one, "EDITOR")
        Appointment.objects.create(user=people[slug], organization=one, role="MANAGER", from_on=small.START)
    days = {"opens_on": date(2027, 1, 4), "due_on": date(2027, 3, 31)}
    cycles.plan(HAND, 2026, at=at, **days, group_due_on=date(2027, 4, 30), freeze_on=date(2027, 5, 15))
    cycles.open_due(HAND, at=at)
    cycles.ensure_submissions(HAND, at=at)
    return SimpleNamespace(people=people, text=text)


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def at_once(times: int, act) -> list:
    barrier = threading.Barrier(times)

    def one(number):
        try:
            barrier.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_no_tenant_sees_another_on_the_connection_they_share(world):
    """Four connections that live on, each serving tenants and visitors in turn."""
    caches["process"].clear()
    clients = {slug: client_of(user).cookies for slug, user in world.people.items()}

    def serve(thread: int) -> list[str]:
        found, slugs = [], [*world.people, ""]
        for number in range(EACH):
            slug = slugs[(number + thread) % len(slugs)]
            client = Client(raise_request_exception=False)
            if slug:
                client.cookies = clients[slug]
            told = client.get(f"/o/{slug}/monitoring/" if slug else "/accounts/login/").content.decode()
            others = [other for other in world.people if other != slug and f"{other.title()} kommune" in told]
            mine = not slug or f"{slug.title()} kommune" in told
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from monitoring_submission")
                left = cursor.fetchone()[0]
            if others or left or not mine:
                found.append(f"{slug or 'visitor'}: {others} {left} {mine}")
        return found

    assert [fault for faults in at_once(THREADS, serve) for fault in faults] == []


def verbs(code: str) -> int:
    with scope.entered(HAND):
        return Event.objects.filter(verb=code).count()


def test_figures_sent_thirty_times_at_once_are_sent_once(world):
    cookies = client_of(world.people["vestbygd"]).cookies

    def send(number: int) -> int:
        client = Client(raise_request_exception=False)
        client.cookies = cookies
        return client.post("/o/vestbygd/monitoring/2026/nil/", {"reason": "No devices were bought."}).status_code

    answers = at_once(AT_ONCE, send)
    assert max(answers) < 500
    assert 302 in answers
    assert verbs("monitoring.submission.nil_sent") == 1
    with scope.entered(HAND):
        sent = Submission.objects.get(organization__slug="vestbygd")
        assert (sent.state, sent.versions.filter(sent_at__isnull=False).count()) == ("SENT", 1)


def test_an_application_handed_in_thirty_times_at_once_is_one(world):
    with scope.entered(HAND):
        visitor = Client()
        application = joining.begin(visitor)
        joining.fill(visitor, application, organization={"name": "Nysund kommune"})
        joining.sign(visitor, application)

    answers = at_once(AT_ONCE, lambda n: Client(raise_request_exception=False)
                      .post(f"/join/{application.key}/check/", {}).status_code)  # fmt: skip
    assert max(answers) < 500
    assert verbs("participants.application.received") == 1


def test_an_invitation_taken_thirty_times_at_once_makes_one_person(world):
    token = "y" * 52
    with scope.entered(HAND):
        Invitation.objects.create(
            organization=world.people["nordby"].appointments.first().organization, email="new@nordby.example",
            name="New", roles=["EDITOR", "VIEWER"], token_hash=invitations.hashed(token),
            invited_at=timezone.now(), expires_at=timezone.now() + timezone.timedelta(days=1),
        )  # fmt: skip
    answers = at_once(
        AT_ONCE, lambda n: Client(raise_request_exception=False).post(f"/invitation/{token}/").status_code
    )
    assert max(answers) < 500
    with scope.entered(HAND):
        new = User.objects.get(email="new@nordby.example")
        assert sorted(new.appointments.values_list("role", flat=True)) == ["EDITOR", "VIEWER"]
    assert verbs("participants.invitation.accepted") == 1


def test_figures_begun_thirty_times_at_once_have_one_draft(world):
    cookies = client_of(world.people["sundby"]).cookies

    def begin(number: int) -> int:
        client = Client(raise_request_exception=False)
        client.cookies = cookies
        return client.post("/o/sundby/monitoring/2026/begin/").status_code

    assert max(at_once(AT_ONCE, begin)) < 500
    assert verbs("monitoring.submission.begun") == 1
    with scope.entered(HAND):
        assert Submission.objects.get(organization__slug="sundby").versions.count() == 1


def test_two_managers_who_end_each_other_at_once_leave_one_behind(world):
    with scope.entered(HAND):
        fjordby = Organization.objects.get(slug="fjordby")
        second = small.person("bo@fjordby.example", "Bo of Fjordby", fjordby, "MANAGER")
    both = [world.people["fjordby"], second]

    def end(number: int) -> str:
        with scope.entered(HAND):
            try:
                appointments.end_person(HAND, fjordby, both[number], on=date(2027, 3, 1), at=small.AT)
            except CannotNow:
                return "refused"
            return "ended"

    assert sorted(at_once(2, end)) == ["ended", "refused"]
    with scope.entered(HAND):
        assert Appointment.objects.filter(organization=fjordby, role="MANAGER", until_on=None).count() == 1
