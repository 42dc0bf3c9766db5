"""Security F7: a person takes along what is held about him, and is erased from every place but the documented ones."""

import io
import json
import zipfile

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from buyergroups.access import actor_for
from pact.access import Actor, CannotNow
from pact.audit.models import Event
from pact.mail.models import OutboxMail
from participants.actions import invitations, persons
from participants.models import Invitation, Signature
from tests.participants.conftest import person, signed_in
from tests.participants.make import AT

pytestmark = pytest.mark.django_db
SECRETARY = Actor(user_id=None, secretariat=True, system="test")


@pytest.fixture
def ada(vestbygd):
    person("ingrid@vestbygd.example", vestbygd, "MANAGER", "SIGNATORY")
    return person("ada@vestbygd.example", vestbygd, "EDITOR")


def packed(answer) -> dict:
    data = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_person_sees_what_is_held_and_takes_it_along(ada):
    client = signed_in(ada)
    page = client.get("/me/data/").content.decode()
    assert "Your account" in page
    assert "Who acted for an organisation" in page
    answer = client.post("/me/data/file/")
    assert answer["Cache-Control"] == "no-store"
    files = packed(answer)
    assert json.loads(files["accounts_user.json"])["rows"][0]["email"] == "ada@vestbygd.example"
    assert "password" not in files["accounts_user.json"]
    assert json.loads(files["participants_appointment.json"])["rows"][0]["role"] == "EDITOR"
    assert Event.objects.filter(verb="persons.data.exported", actor=ada).count() == 1


def test_nobody_gets_what_belongs_to_an_address_he_only_typed(ada, vestbygd):
    """Only confirmed addresses count: a person may add any address to the account."""
    other = person("olga@vestbygd.example", vestbygd, "MANAGER")
    invitations.invite(
        actor_for(other, at=AT), vestbygd, email="per@vestbygd.example", name="Per Berg", roles=["EDITOR"], at=AT
    )
    ada.emailaddress_set.create(email="per@vestbygd.example", verified=False)
    assert "participants_invitation.json" not in packed(signed_in(ada).post("/me/data/file/"))


def test_the_secretariat_takes_the_data_for_somebody_and_nobody_else_does(secretary, manager, ada):
    files = packed(secretary.post(f"/secretariat/people/{ada.ref}/data/"))
    assert "ada@vestbygd.example" in files["accounts_user.json"]
    assert manager.post(f"/secretariat/people/{ada.ref}/data/").status_code in (403, 404)
    assert manager.get(f"/secretariat/people/{ada.ref}/erase/").status_code in (403, 404)


def test_erasing_says_first_what_goes_and_what_stays_and_asks_why(secretary, ada):
    address = f"/secretariat/people/{ada.ref}/erase/"
    page = secretary.get(address).content.decode()
    assert "Your account" in page
    assert "Who acted for an organisation" in page
    assert "Choose why" in secretary.post(address, {"reason": ""}).content.decode()
    ada.refresh_from_db()
    assert ada.is_active
    assert secretary.post(address, {"reason": "ASKED"}).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.is_active, ada.has_usable_password()) == (f"Former member {ada.pk}", False, False)
    assert not ada.appointments.filter(until_on=None).exists()
    assert "was erased already" in secretary.get(address).content.decode()
    event = Event.objects.get(verb="persons.data.erased")
    assert event.facts["reason"] == "ASKED"
    assert "ada" not in json.dumps(event.facts).lower()


def test_the_session_of_an_erased_person_is_over_and_the_address_is_free(secretary, ada, vestbygd):
    client = signed_in(ada)
    assert client.get("/me/").status_code == 200
    persons.erase(SECRETARY, ada, reason="ASKED", at=AT)
    assert client.get("/me/").status_code == 302
    assert person("ada@vestbygd.example", vestbygd, "VIEWER").pk != ada.pk


def test_the_last_manager_and_who_holds_a_seat_hand_over_first(secretary, vestbygd):
    last = person("last@vestbygd.example", vestbygd, "MANAGER")
    with pytest.raises(CannotNow, match="Nobody else manages people"):
        persons.erase(SECRETARY, last, reason="ASKED", at=AT)
    page = secretary.post(f"/secretariat/people/{last.ref}/erase/", {"reason": "ASKED"})
    assert page.status_code == 409
    assert "Name a successor first" in page.content.decode()


def test_an_invitation_to_an_erased_person_opens_nothing(ada, vestbygd):
    row = Invitation.objects.create(
        organization=vestbygd, email="ADA@vestbygd.example", name="Ada", roles=["MANAGER"], token_hash="x",
        invited_at=AT, expires_at=AT,
    )  # fmt: skip
    persons.erase(SECRETARY, ada, reason="ASKED", at=AT)
    row.refresh_from_db()
    assert (row.name, row.revoked_at) == (f"Former member {ada.pk}", AT)
    assert row.email == f"former-{ada.pk}@erased.invalid"


def test_a_signature_stays_while_it_is_evidence_and_the_database_lets_nothing_else_be_changed(vestbygd):
    """P18: the text, its hash, for whom and when stay for ever; who signed goes when the evidence is over."""
    row = Signature.objects.filter(organization=vestbygd).first()
    for change in ("signer_name = 'X'", "text_sha256 = 'x', signer_title = '', signer_email = '', evidence = '{}'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('app.erasing', 'person', true)")
            cursor.execute(f"update participants_signature set {change} where id = %s", [row.pk])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update participants_signature set signer_title = '' where id = %s", [row.pk])


def test_letters_keep_their_bookkeeping_and_lose_their_words(ada, vestbygd):
    letters = OutboxMail.objects.filter(to="ada@vestbygd.example")
    assert not letters.exists()
    OutboxMail.objects.create(
        id=OutboxMail.id_of("k"), key="k:ada@vestbygd.example", kind="tests.letter", to="ada@vestbygd.example",
        name="Ada", recipient=ada, language="en-gb", subject="Dear Ada", text="Dear Ada", html="<p>Dear Ada",
        not_before=AT, created_at=AT,
    )  # fmt: skip
    persons.erase(SECRETARY, ada, reason="ASKED", at=AT)
    row = OutboxMail.objects.get(kind="tests.letter")
    assert (row.subject, row.text, row.html, row.state) == ("", "", "", "HELD")
    assert "ada" not in f"{row.key}{row.to}".lower()
