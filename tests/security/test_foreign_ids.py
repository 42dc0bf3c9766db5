"""Security A2: what is somebody else's is answered exactly as what does not exist: same status, same page."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from pact.access.checks import declared, patterns
from pact.access.pages import PUBLIC
from tests.matrix.cast import addresses
from tests.matrix.test_matrix import OURS

# An address that names nobody, in the form of the real ones.
NOBODY = {"year": 2041, "number": 4041, "version": 4041, "session": 4041,
          "pk": "00000000-0000-4000-8000-000000000000"}  # fmt: skip
ANYTHING = {"kind": "csv", "year": 2026, "number": 1, "version": 1}
# No tenant's: which years are counted is public, and a report on its way has a code of 40 bits that nobody guesses.
# Areas are a register that everybody reads.
NOBODYS = ("monitoring:cycle-", "reports:progress-", "reports:compilation-", "participants:territory-")
TOKENS = re.compile(r'(name="csrfmiddlewaretoken" value="[^"]*"|refcode">[0-9a-f]*)')
# Pages of a working group, for those who sit in the same one (4.2).
_SEAT = ("adoption", "approval", "comment", "document", "election", "guest", "item", "row", "version", "working-group")
SITS = tuple(f"buyergroups:{page}-" for page in _SEAT)
# What the address names is this reader's own organization, or a dispute to which it is a party.
OWN = {
    "stranger": ("governance:dispute-", *SITS),
    # A guest reads the draft that he was invited to, and his invitation (4.4).
    "supporter": (
        *("participants:support-", "participants:supporter-detail", "participants:exception-"),
        *("buyergroups:guest-", "buyergroups:version-", "buyergroups:comment-"),
    ),
    "other_coordinator": (
        *("buyergroups:member-", "buyergroups:group-step", "participants:onboarding-"),
        *SITS,
    ),
}
READERS = ("stranger", "supporter", "other_coordinator")


def names_with_ids() -> list[tuple[str, list[str]]]:
    """Every private page of ours whose address names something, with the names of what it names."""
    found = {}
    for route, name, entry in patterns():
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        private = name.split(":")[0] in OURS and declared(entry.callback) != PUBLIC
        if names and private and not name.startswith(NOBODYS):
            found[name] = names
    return sorted(found.items())


def both(name: str, parts: list[str], known) -> tuple[str, str]:
    """The address of a real thing, and the same with a first name that names nobody."""
    given = next((values for prefix, values in known if name.startswith(prefix)), {})
    values = {part: given.get(part, ANYTHING.get(part, "none")) for part in parts}
    nobody = {part: NOBODY.get(part, "n0b0dy") for part in parts[:1]}
    return reverse(name, kwargs=values), reverse(name, kwargs=values | nobody)


def told(client, url: str, method: str) -> tuple[int, str, str]:
    with transaction.atomic():
        answer = getattr(client, method)(url)
        transaction.set_rollback(True)
    data = b"".join(answer) if answer.streaming else answer.content
    body = TOKENS.sub("", data.decode(errors="replace"))
    return answer.status_code, answer.get("Location", ""), body


@pytest.mark.parametrize("role", READERS)
def test_a_foreign_id_reads_as_a_missing_one(stage, sign_in, role):
    known, client, oracles = addresses(stage), sign_in(role), []
    for name, parts in names_with_ids():
        if name.startswith(OWN.get(role, ("none",))):
            continue
        real, missing = both(name, parts, known)
        for method in ("get", "post"):
            one, other = told(client, real, method), told(client, missing, method)
            one = (one[0], one[1].replace(real, "/"), one[2].replace(real, "/"))
            other = (other[0], other[1].replace(missing, "/"), other[2].replace(missing, "/"))
            if one != other:
                oracles.append(f"{method} {name}: {one[0]} for {real}, {other[0]} for {missing}")
    assert not oracles, "\n".join(oracles)


def test_the_second_name_in_an_address_is_no_oracle_either(stage, sign_in):
    """Within the own organization or group: another one's ref against one that does not exist."""
    from monitoring.models import ImportBatch, Submission
    from participants.models import Organization, Participation

    foreign = Organization.objects.get(name="Stad Lindebrugge")
    other = Submission.objects.filter(organization=foreign).first()
    ref = Participation.objects.filter(organization=foreign).first().ref
    own = Organization.objects.get(name="Vestbygd kommune").slug
    assert ImportBatch.objects.count() == 0
    pairs = [
        ("signatory", f"/o/{own}/participation/{{}}/leave/", ref),
        ("procurer", f"/o/{own}/participation/{{}}/print/", ref),
        ("signatory", f"/o/{own}/people/{{}}/end/", stage.cast["jonas.meertens@pact.example"].ref),
        ("coordinator", "/g/norway/monitoring/2026/{}/", other.ref),
        ("coordinator", "/g/norway/monitoring/2026/{}/accept/", other.ref),
        ("coordinator", "/g/norway/monitoring/2026/{}/send-back/", other.ref),
    ]
    for role, shape, known in pairs:
        client = sign_in(role)
        for method in ("get", "post"):
            found = told(client, shape.format(known), method)
            missing = told(client, shape.format("n0b0dy"), method)
            assert found[0] == missing[0], (role, shape, method)
            assert found[2].replace(known, "") == missing[2].replace("n0b0dy", "")
