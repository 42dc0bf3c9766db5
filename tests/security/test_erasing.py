"""Security F7: a marker person, planted by the product's own pages and actions, is looked for everywhere once erased.

Redis carries names of tasks and nothing else (`pact/waking.py`), so that it is not looked through.
"""

import json
import logging
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from buyergroups.actions import representatives
from governance.actions import seats
from pact.accounts.models import User
from pact.mail.models import OutboxMail
from participants.actions import admissions, applications, letters, scanning, signing
from participants.models import Application, Signature
from tests.buyergroups import make as groups_make
from tests.participants.conftest import person, signed_in
from tests.participants.make import AT, HAND, code_sent, draft, founder
from tests.security.people import PASSWORD

pytestmark = pytest.mark.django_db
NAME, ADDRESS, MARK = "Zyxa Quillmarker", "zyxa.quillmarker@vestbygd.example", "quillmark"
FUNCTION = "Quillmarking officer"
SIGNATORY = {"contact_name": NAME, "contact_function": FUNCTION, "contact_email": ADDRESS, "who": "ME"}
PDF = (Path(__file__).parents[2] / "participants/data/demo/signed-paper.pdf").read_bytes()


@pytest.fixture
def vestbygd(db):
    groups_make.world()
    organization = founder("Vestbygd kommune").organization
    person("ingrid@vestbygd.example", organization, "MANAGER", "SIGNATORY")
    return organization


@pytest.fixture
def secretary(db) -> Client:
    return signed_in(person("sam@pact.example", None, "SECRETARIAT"))


def invited(vestbygd) -> User:
    """By a colleague's page, taken by the button in the letter."""
    colleague = signed_in(User.objects.get(email="ingrid@vestbygd.example"))
    data = {"name": NAME, "email": ADDRESS, "function": FUNCTION, "roles": ["EDITOR"]}
    assert colleague.post("/o/vestbygd-kommune/people/invite/", data).status_code == 302
    letter = OutboxMail.objects.get(kind="participants.invitation", to__icontains=ADDRESS)
    path = next(word for word in letter.text.split() if "/invitation/" in word).partition("/invitation/")[2]
    assert Client().post(f"/invitation/{path}").status_code == 302
    return User.objects.get(email=ADDRESS)


def works(user) -> None:
    """Signs in with a code that he asks for, with a password, on several browsers; adds an address."""
    Client().post("/accounts/login/code/", {"email": ADDRESS})
    user.set_password(PASSWORD)
    user.save()
    client = Client(headers={"user-agent": "Firefox"})
    client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    assert client.get("/accounts/sessions/").status_code == 200
    client.post("/accounts/email/", {"email": "second.quillmarker@vestbygd.example", "action_add": ""})
    Client().post("/accounts/login/", {"login": ADDRESS, "password": "wrong"})
    Client().post("/accounts/password/reset/", {"email": ADDRESS})


def signed_by_marker() -> Application:
    application = draft(organization={"name": "Second"}, signatory=SIGNATORY)
    signing.send_code(application, at=AT)
    assert signing.sign_with_code(application, code_sent(application), at=AT, evidence={"agent": MARK})
    application.refresh_from_db()
    return application


def applied(way: str) -> Application:
    """An application of another organization with this contact, signed by a code or on paper, and withdrawn."""
    if way == "code":
        application = signed_by_marker()
    else:
        application = draft(organization={"name": "Third"}, signatory=SIGNATORY)
        signer = {"name": NAME, "title": FUNCTION, "email": ADDRESS, "roles": ["PROCURING"]}
        paper = SimpleUploadedFile("Zyxa Quillmarker signed.pdf", PDF, content_type="application/pdf")
        scanning.sign_with_scan(application, signer, paper, signed_on=AT.date(), at=AT, evidence={"agent": MARK})
    application.refresh_from_db()
    applications.keep(application, ADDRESS, at=AT)
    sent = applications.send(application, at=AT)
    return applications.withdraw(HAND, sent, at=AT)


def plant(vestbygd) -> User:
    user = invited(vestbygd)
    works(user)
    for way in ("code", "paper"):
        applied(way)
    group = groups_make.group()
    group.contact_email, vestbygd.contact_email = ADDRESS, ADDRESS
    group.save()
    vestbygd.save()
    groups_make.member(group, vestbygd)
    representatives.appoint(HAND, group, vestbygd, name=NAME, consent_to_publish=True, from_on=date(2026, 1, 1), at=AT)
    letters.record_letter(
        HAND, vestbygd, direction="IN", dated=date(2026, 5, 1), on=AT.date(), at=AT, sender=NAME,
        recipient="Secretariat", subject="A question", text=f"Regards, {NAME}, {ADDRESS}",
    )  # fmt: skip
    seats.seat(
        HAND, seat_no=1, organization=vestbygd, user=user, from_on=date(2023, 1, 1), until_on=date(2024, 12, 31), at=AT
    )
    return user


def dumped() -> dict[str, list[str]]:
    """Table → the rows that hold the marker, as PostgreSQL prints them; packed sessions are opened."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select t::text from "{table}" t where t::text ilike %s', [f"%{MARK}%"])
            rows = [text for (text,) in cursor.fetchall()]
            if rows:
                found[table] = rows
    packed = [text for row in Session.objects.all() if MARK in (text := json.dumps(row.get_decoded())).lower()]
    return found | ({"django_session": packed} if packed else {})


def files_with_the_marker() -> list[str]:
    found = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return [str(path) for path in found if MARK in path.name.lower() or MARK.encode() in path.read_bytes().lower()]


def test_nothing_of_an_erased_person_is_left_outside_the_documented_exceptions(
    vestbygd, secretary, caplog, capfd, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    user = plant(vestbygd)
    before = dumped()
    assert {
        "accounts_user", "account_emailaddress", "django_session", "mail_outboxmail", "participants_invitation",
        "participants_application", "participants_signature", "participants_signingrequest", "files_storedfile",
        "buyergroups_representative", "participants_recordedletter", "buyergroups_buyergroup",
    } <= before.keys()  # fmt: skip
    scan = Signature.objects.get(method="SCAN").scan
    path = Path(settings.MEDIA_ROOT) / scan.path
    assert path.exists()
    assert files_with_the_marker() == [], "names in the store are random"
    with django_capture_on_commit_callbacks(execute=True):
        answer = secretary.post(f"/secretariat/people/{user.ref}/erase/", {"reason": "ASKED"})
    assert answer.status_code == 302, answer.content.decode()
    assert dumped() == {}
    assert not path.exists()
    assert MARK not in caplog.text.lower()
    assert MARK not in "".join(capfd.readouterr()).lower()


def test_a_signature_of_somebody_who_takes_part_is_the_exception_that_is_named(secretary, vestbygd):
    """P18: the signature block is evidence while the organisation takes part; the page says so before."""
    applied_for = applications.send(signed_by_marker(), at=AT)
    for criterion in "ABC":
        applications.record_finding(HAND, applied_for, criterion, "MET", "Seen.", at=AT)
    admitted = applications.mark_with_committee(HAND, applied_for, at=AT)
    admissions.admit(HAND, admitted, decisions={"PROCURING": (True, "SC-2027-014", "")}, at=AT)
    user = User.objects.get(email=ADDRESS)
    person("olga@second.example", Signature.objects.get(signer_email=ADDRESS).organization, "MANAGER", "SIGNATORY")
    page = secretary.get(f"/secretariat/people/{user.ref}/erase/").content.decode()
    assert "A signature under the Pact is evidence" in page
    assert secretary.post(f"/secretariat/people/{user.ref}/erase/", {"reason": "LEFT"}).status_code == 302
    assert dumped().keys() == {"participants_signature"}
