"""Security D6: odd names, numbers and codes in addresses are answered by a page, never by a crash."""

import re

from django.db import transaction
from django.urls import NoReverseMatch, reverse

from pact.access.checks import declared, patterns
from tests.matrix.cast import addresses
from tests.security.test_foreign_ids import ANYTHING

NUMBERS = [0, 2_147_483_648, 9_223_372_036_854_775_808]
CODES = ["0", "x" * 300]
WHO = {"o": "procurer", "g": "coordinator", "committee": "chair", "secretariat": "secretariat", "me": "procurer",
       "progress-reports": "secretariat", "documents": "procurer"}  # fmt: skip


def odd(stage) -> list[tuple[str, str]]:
    """(who, address): every pattern with each of its names made odd in turn."""
    known, found = addresses(stage), []
    for route, name, entry in patterns():
        parts = re.findall(r"<(?:(\w+):)?(\w+)>", route)
        if not parts or declared(entry.callback) is None:
            continue
        given = next((values for prefix, values in known if name.startswith(prefix)), {})
        values = {part: given.get(part, ANYTHING.get(part, "none")) for _kind, part in parts}
        role = WHO.get(route.split("/")[0], "visitor")
        for kind, part in parts:
            for value in NUMBERS if kind == "int" else [] if kind == "uuid" else CODES:
                try:
                    found.append((role, reverse(name, kwargs=values | {part: value})))
                except NoReverseMatch:
                    continue
    return found


def test_no_address_breaks_a_page(stage, sign_in):
    found = []
    for role, url in odd(stage):
        client = sign_in(role)
        for method in ("get", "post"):
            with transaction.atomic():
                status = getattr(client, method)(url).status_code
                transaction.set_rollback(True)
            if status >= 500:
                found.append(f"{method} {url[:120]} as {role}: {status}")
    assert not found, "\n".join(found)


def test_a_finding_on_a_criterion_that_there_is_not(stage, sign_in):
    url = dict(reversed(addresses(stage)))["participants:application-finding"]
    client, given = sign_in("secretariat"), {"Z-finding": "MET", "Z-evidence": "Seen."}
    assert client.post(f"/secretariat/applications/{url['ref']}/findings/Z/", given).status_code == 404
