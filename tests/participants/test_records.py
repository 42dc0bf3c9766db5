"""The Secretariat's one record of an organisation: its tabs, its facts, who stands above whom."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from pact.access import CannotNow, Refused, scope
from pact.access.actors import Actor, Hat
from pact.audit.models import Event
from pact.mail.models import OutboxMail
from participants import public
from participants.actions import facts, invitations, letters, participations
from participants.models import Identifier, Listing, Organization
from participants.rules import registry_number
from tests.participants.conftest import person
from tests.participants.make import AT, HAND, founder, organization, received

pytestmark = pytest.mark.django_db
RECORD = "/secretariat/organisations/vestbygd-kommune/"
TABS = ["", "roles/", "people/", "groups/", "figures/", "letters/", "decisions/", "applications/", "history/"]
FACTS = {
    "name": "Vestbygd kommune",
    "language": "no",
    "legal_kind": "LOCAL_GOVERNMENT",
    "country": "NO",
    "reason": "Letter of 3 March",
}


@pytest.mark.parametrize("tab", [*TABS, "edit/", "history.csv", "history.xlsx"])
def test_the_record_is_the_secretariats_alone(secretary, manager, member, visitor, vestbygd, tab):
    assert secretary.get(RECORD + tab).status_code == 200
    assert manager.get(RECORD + tab).status_code in (403, 404)
    assert member.get(RECORD + tab).status_code in (403, 404)
    assert visitor.get(RECORD + tab).status_code == 302
    assert secretary.get("/secretariat/organisations/nobody/" + tab).status_code == 404


@pytest.mark.parametrize("tab", TABS)
def test_one_head_and_every_tab_one_click_away(secretary, vestbygd, tab):
    page = secretary.get(RECORD + tab).content.decode()
    assert all(f'href="{RECORD}{other}"' in page for other in TABS)
    assert page.count('<ul class="tabs"') == 1
    assert f'href="{RECORD}{tab}" aria-current="page"' in page
    assert "<h1>Vestbygd kommune</h1>" in page


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_record_says_what_would_stand_there(secretary, tab):
    organization("Ny kommune")
    assert secretary.get(f"/secretariat/organisations/ny-kommune/{tab}").status_code == 200


def test_p18_a_role_that_ended_stays_with_its_signature_and_its_notice(secretary, vestbygd):
    row = vestbygd.participations.get()
    participations.give_notice(HAND, row, "We leave.", AT.date(), at=AT)
    participations.end_due(at=AT)
    page = secretary.get(RECORD + "roles/").content.decode()
    for words in ("Ingrid Solheim", "14 Jun 2021", "We leave.", f"/participation/{row.ref}/print/", "left"):
        assert words in page
    assert "former, until" in page


def test_letters_of_both_kinds_come_page_by_page_and_never_with_a_code(secretary, manager, vestbygd):
    participations.give_notice(HAND, vestbygd.participations.get(), "We leave.", AT.date(), at=AT)
    told = list(OutboxMail.objects.filter(organization_id=vestbygd.pk).values_list("pk", flat=True))
    hat = Hat(vestbygd.pk, vestbygd.slug, vestbygd.name, frozenset({"MANAGER"}))
    asking = Actor(user_id=person("ingrid@vestbygd.example").pk, name="Ingrid", organizations=(hat,))
    invitations.invite(asking, vestbygd, email="q@vestbygd.example", name="Q", roles=["VIEWER"], at=AT)
    for number in range(25):
        letters.record_letter(
            HAND, vestbygd, direction="IN", dated=date(2027, 2, 1), on=AT.date(), at=AT, sender="Them",
            recipient="Us", subject=f"Letter {number}", text="Words",
        )  # fmt: skip
    first = secretary.get(RECORD + "letters/").content.decode()
    assert told and all(f"/secretariat/mail/{pk}/" in first for pk in told)
    assert first.count("received, recorded by hand") == 25 - len(told)
    rest = secretary.get(RECORD + "letters/?page=2").content.decode()
    assert rest.count("received, recorded by hand") == len(told)
    assert "q@vestbygd.example" not in first  # its subject or words may hold a key


def test_applications_stand_with_their_state(secretary, vestbygd):
    application = received()
    application.organization = vestbygd
    application.save()
    page = secretary.get(RECORD + "applications/").content.decode()
    assert f"/secretariat/applications/{application.ref}/" in page
    assert "sent the application" in secretary.get(RECORD + "history/").content.decode()


def test_the_history_is_downloaded_as_it_is(secretary, vestbygd):
    facts.correct(HAND, vestbygd, reason="Reorganised", sector="health", at=AT)
    table = secretary.get(RECORD + "history.csv").content.decode()
    assert "corrected the facts on the record" in table
    assert "Reorganised" in table
    assert secretary.get(RECORD + "history.exe").status_code == 404


# Facts


def test_corrected_facts_are_public_at_once_and_the_history_keeps_both(secretary, vestbygd):
    above = organization("Innlandet fylkeskommune")
    changes = {
        "name": "Vestbygd herad", "parent": "Innlandet fylkeskommune", "sector": "health",
        "identifiers": "NO-BRC 940 101 808\n974760673", "legal_kind": "AGENCY",
    }  # fmt: skip
    assert secretary.post(RECORD + "edit/", {**FACTS, **changes}).url == RECORD
    vestbygd.refresh_from_db()
    assert (vestbygd.name, vestbygd.parent, vestbygd.slug) == ("Vestbygd herad", above, "vestbygd-kommune")
    assert sorted(map(str, vestbygd.identifiers.all())) == ["NO-BRC-940101808", "NO-REG-974760673"]
    assert public.participants().items[0].name == "Vestbygd herad"
    event = Event.objects.get(verb="participants.organization.corrected")
    assert event.facts["before"]["name"] == "Vestbygd kommune"
    assert event.facts["after"]["parent"] == above.slug
    assert event.facts["reason"] == "Letter of 3 March"
    history = secretary.get(RECORD + "history/").content.decode()
    assert "Vestbygd kommune → Vestbygd herad" in history
    assert "Letter of 3 March" in history
    assert above.name in secretary.get(RECORD).content.decode()


def test_saving_what_is_there_changes_nothing(secretary, vestbygd):
    facts.correct(HAND, vestbygd, reason="Entered", identifiers=[("NO-BRC", "940101808")], language="no", at=AT)
    secretary.post(RECORD + "edit/", {**FACTS, "identifiers": "NO-BRC 940 101 808"})
    assert Event.objects.filter(verb="participants.organization.corrected").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Say in a few words why the facts change"),
        ({"name": ""}, "Enter the name of the organisation"),
        ({"parent": "Nobody knows"}, "We know no organisation of this name"),
        ({"parent": "vestbygd-kommune"}, "is this organisation or stands below it"),
        ({"parent": "Lower"}, "Lower is this organisation or stands below it"),
        ({"parent": "Twin"}, "Several match. Enter the part in brackets of the right one: Twin (twin); Twin (twin-2)"),
        ({"identifiers": "NL-KVK 123"}, "NL-KVK 123 is the number of Twin (twin)"),
        ({"identifiers": "NO-BRC " + "9" * 61}, "a number has at most 60 signs"),
        ({"country": ""}, "only an international organisation has none"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_nothing_typed_is_lost(secretary, vestbygd, wrong, sentence):
    organization("Lower", parent=vestbygd)
    organization("Twin", country="NL", identifiers=(("NL-KVK", "123"),))
    organization("Twin", country="NL")
    answer = secretary.post(RECORD + "edit/", {**FACTS, "sector": "a sector typed", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "a sector typed" in page
    assert not Event.objects.filter(verb="participants.organization.corrected").exists()


def test_2_1_3_who_coordinates_stays_a_public_body(secretary):
    row = founder("Vestbygd kommune", "COORDINATING").organization
    answer = secretary.post(RECORD + "edit/", {**FACTS, "legal_kind": "PRIVATE_COMPANY"})
    assert "which only public bodies may (2.1.3)" in answer.content.decode()
    with pytest.raises(CannotNow, match=r"2\.1\.3"):
        facts.correct(HAND, row, reason="Sold", legal_kind="PRIVATE_COMPANY", at=AT)


def test_5_1_nobody_stands_above_himself_not_even_by_raw_sql(vestbygd):
    middle = organization("Middle", parent=vestbygd)
    low = organization("Low", parent=middle)
    with pytest.raises(CannotNow, match="stands below"):
        facts.correct(HAND, vestbygd, reason="Turned round", parent=low, at=AT)
    for child, parent in ((vestbygd, low), (vestbygd, vestbygd)):
        refused = pytest.raises(IntegrityError, match="stands above itself")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("update participants_organization set parent_id = %s where id = %s", [parent.pk, child.pk])
    facts.correct(HAND, low, reason="Moved", parent=vestbygd, at=AT)
    assert Organization.objects.get(pk=low.pk).parent == vestbygd


def test_a_registry_number_belongs_to_one_organisation(vestbygd):
    other = organization("Other", identifiers=(("NO-BRC", "1"),))
    with pytest.raises(CannotNow, match="belongs to Other"):
        facts.correct(HAND, vestbygd, reason="Seen", identifiers=[("NO-BRC", "1")], at=AT)
    facts.correct(HAND, other, reason="Wrong one", identifiers=[], at=AT)
    facts.correct(HAND, vestbygd, reason="Seen", identifiers=[("NO-BRC", "1")], at=AT)
    assert Identifier.objects.get().organization == vestbygd


def test_only_the_secretariat_corrects_and_never_without_a_reason(vestbygd):
    own = Hat(vestbygd.pk, vestbygd.slug, vestbygd.name, frozenset({"MANAGER"}))
    manager = Actor(user_id=person("m@vestbygd.example").pk, organizations=(own,))
    with scope.entered(manager), pytest.raises(Refused):
        facts.correct(manager, vestbygd, reason="Mine", name="X", at=AT)
    with pytest.raises(CannotNow, match="Say why"):
        facts.correct(HAND, vestbygd, reason=" ", name="X", at=AT)
    assert Listing.objects.get(organization=vestbygd).name == "Vestbygd kommune"


@pytest.mark.parametrize(
    ("line", "country", "read"),
    [
        ("NO-BRC 940 101 808", "NO", ("NO-BRC", "940101808")),
        ("nl-kvk: 27348", "NL", ("NL-KVK", "27348")),
        ("REG 12", "", ("REG", "12")),
        ("HRB 123 45", "DE", ("DE-REG", "HRB12345")),
        ("940 101", "", ("REG", "940101")),
    ],
)
def test_a_registry_number_is_read_as_people_write_it(line, country, read):
    assert registry_number(line, country) == read
