"""Applications that come on paper: the Secretariat enters them with the day they truly arrived (6.4.1)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pact.access import Actor, CannotNow, scope
from pact.access.refs import new_key
from pact.files.models import StoredFile
from participants import access
from participants.actions import applications
from participants.actions.entering import text_in_force
from participants.actions.scanning import keep
from participants.models import Application, Signature


@transaction.atomic
def record_paper(
    actor: Actor,
    answers: Mapping[str, Mapping[str, Any]],
    *,
    received_on: date,
    signed_on: date,
    at: datetime,
    scan: Any = None,
) -> Application:
    """`answers` by step, as on screen. The month of 6.4.2 runs from the day of receipt, not from today.
    `scan`: the signed paper as a PDF, if there is one already."""
    access.SECRETARIAT.require(actor)
    if received_on > at.date():
        raise CannotNow(_("The day of receipt cannot lie ahead."))
    part = answers["part"]
    with scope.as_system("paper"):
        application = Application.objects.create(key=new_key(), kind=part["kind"], channel="PAPER", begun_at=at)
        applications.choose_roles(application, part["kind"], part["roles"], at=at)
        for step, given in answers.items():
            if step != "part":
                applications.save_step(application, step, given, at=at)
        application.refresh_from_db()
        stored = keep(actor, application, scan, at=at) if scan else None
        _sign_all(application, answers["signatory"], signed_on, stored)
        received_at = min(at, datetime.combine(received_on, time(12), UTC))
        return applications.receive(actor, application, step="record_paper", received_at=received_at, at=at)


def _sign_all(application: Application, signatory: Mapping[str, Any], signed_on: date, scan: StoredFile | None) -> None:
    text = text_in_force(signed_on)
    if text is None:
        raise CannotNow(_("On that day the Pact was not yet in effect (6.2.1)."))
    signer = {
        "name": signatory["signer_name"],
        "title": signatory["signer_title"],
        "email": signatory.get("signer_email", ""),
        "method": Signature.Method.PAPER,
    }
    for row in application.roles.all():
        row.signature = Signature.objects.create(
            **applications.signature_fields(application, signer, row.role),
            signed_on=signed_on,
            signed_at=datetime.combine(signed_on, time(12), UTC),
            text=text,
            text_sha256=text.sha256,
            evidence={"method": "paper"},
            scan=scan,
        )
        row.save()
