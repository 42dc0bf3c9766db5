"""What the Pact says about joining, in pure functions on plain values. Each cites its paragraph."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urlsplit

from pact.search.words import plain

CLEAR, DOUBT, CONFLICT = "CLEAR", "DOUBT", "CONFLICT"
YES, NO, UNSURE = "YES", "NO", "UNSURE"
COMMITTEE = "COMMITTEE"
# The questions that come before the vote on an application.
IN_DOUBT, MAY_COORDINATE = "CONFLICT", "MAY-COORDINATE"

# The questions of 2.1.4, each answered yes, no or not sure.
CONFLICT_QUESTIONS = ("makes_ict", "sells_ict", "owned_by_ict", "represents_ict")
# The first two and the last are the examples the Pact names; ownership is a matter of degree, so it is a doubt.
_CLEAR_CONFLICTS = ("makes_ict", "sells_ict", "represents_ict")

_GOVERNMENTS = {"NATIONAL_GOVERNMENT", "REGIONAL_GOVERNMENT", "LOCAL_GOVERNMENT", "AGENCY"}
_OTHER_PUBLIC = {"OTHER_PUBLIC", "INTERNATIONAL"}
PUBLIC_KINDS = _GOVERNMENTS | _OTHER_PUBLIC

KEPT = ("MANAGER", "SIGNATORY")  # an organization is never left without one of each
VOTING = frozenset({"SIGNATORY", "VOTER"})  # who may vote on amendments for an organization (6.5)
INVITED = "INVITE"  # somebody who is invited, where a colleague is chosen
# Words that say what kind of body it is, not which: they do not make two names alike.
_COMMON = {"the", "of", "and", "for", "de", "van", "der", "des", "la", "le", "di", "da", "und", "kommune", "gemeente",
           "gemeinde", "commune", "stad", "stadt", "city", "ministry", "ministerie", "university"}  # fmt: skip


def decide_by(received: date, months: int = 1, *, moves_on: bool = False) -> date:
    """Pact 6.4.2: within one month of receipt, by the calendar: 31 January → 28 or 29 February.

    The clock never stops for questions (register I-4). A weekend moves nothing, or moves the day on to Monday, as the
    committee reads it (I-5).
    """
    year, month = divmod(received.year * 12 + received.month - 1 + months, 12)
    day = date(year, month + 1, min(received.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=7 - day.weekday()) if moves_on and day.weekday() >= 5 else day


def screening_outcome(answers: Mapping[str, str], *, private: bool = True) -> str:
    """Pact 2.1.4: private organisations with a clear conflict cannot join; in doubt the committee decides.

    An answer that is missing is a doubt. For public bodies a yes is a doubt as well: 2.1.4 speaks of private ones.
    """
    given = {question: answers.get(question, UNSURE) for question in CONFLICT_QUESTIONS}
    if any(given[question] == YES for question in _CLEAR_CONFLICTS):
        return CONFLICT if private else DOUBT
    return DOUBT if any(answer != NO for answer in given.values()) else CLEAR


def may_find(outcome: str, *, private: bool) -> bool:
    """Pact 2.1.4: only of private organisations a conflict is clear without the committee; all else is a doubt."""
    return private or outcome != CONFLICT


def outcome_again(answers: Mapping[str, str], last: Mapping[str, str] | None, standing: str) -> str:
    """Pact 2.1.4, register I-22: a yearly look at somebody who is in. Never more than a doubt: the committee decides.

    Clear is four times no, or what the committee has decided on already, word for word; `standing` is what the last
    look found. Who stood in doubt or in conflict does not clear himself.
    """
    if standing not in ("", CLEAR):
        return DOUBT
    same = last is not None and {q: last.get(q) for q in CONFLICT_QUESTIONS} == {
        q: answers.get(q) for q in CONFLICT_QUESTIONS
    }
    return CLEAR if (same and standing == CLEAR) or screening_outcome(answers) == CLEAR else DOUBT


def questions_before_vote(outcome: str, legal_kind: str, *, coordinating: bool) -> list[str]:
    """What the committee answers before it votes on an application (6.4.2): a doubt of 2.1.4 about the organisation;
    `coordinating`: a body of 2.1.3 that is no government asks for that role, and nobody has allowed it yet."""
    asked = [IN_DOUBT] if outcome == DOUBT else []
    return [*asked, MAY_COORDINATE] if coordinating and may_coordinate(legal_kind) == COMMITTEE else asked


def may_coordinate(legal_kind: str) -> str:
    """Pact 2.1.3 and the preamble: governments and agencies; other public bodies if the committee agrees; no others."""
    if legal_kind in _GOVERNMENTS:
        return YES
    return COMMITTEE if legal_kind in _OTHER_PUBLIC else NO


def is_private(legal_kind: str) -> bool:
    return legal_kind not in PUBLIC_KINDS


_NUMBER = re.compile(r"(?:([A-Z]{2}-[A-Z][A-Z0-9]{1,20}|REG)[\s:]+)?(\S.*)", re.IGNORECASE)


def compact(number: str) -> str:
    """A registry number as it is kept: spaces within it mean nothing."""
    return "".join(number.split())


def registry_number(line: str, country: str = "") -> tuple[str, str]:
    """(register, number) of one line: "NO-BRC 940 101 808"; without a register it is the general one of the country.

    Registers are written as org-id.guide does.
    """
    scheme, value = _NUMBER.fullmatch(" ".join(line.split())).groups()
    return (scheme or (f"{country}-REG" if country else "REG")).upper(), compact(value)


def slug_from(name: str, fallback: str = "organisation") -> str:
    """The part of an address made from a name; names without Latin letters take the fallback."""
    ascii_only = plain(name).encode("ascii", "ignore").decode()
    return "-".join(ascii_only.split())[:70].strip("-") or fallback


def telling_words(name: str) -> set[str]:
    """The words of a name that tell which organisation it is."""
    words = set(plain(name).split())
    return (words - _COMMON) or words


def names_alike(one: str, other: str) -> bool:
    """Whether two names may mean the same organisation: the telling words of one are all in the other."""
    first, second = telling_words(one), telling_words(other)
    return bool(first and second) and (first <= second or second <= first)


def host_of(website: str) -> str:
    """The host of a website without www, for comparing; empty if there is none."""
    text = website.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def address_of(website: str) -> str:
    """A website as a link leads to it: what people type without https:// gets it; anything else is no address."""
    text = website.strip()
    scheme, separator, rest = text.partition("://")
    if separator:
        return text if scheme.lower() in ("http", "https") and rest else ""
    return f"https://{text}" if text and ":" not in text.partition("/")[0] and host_of(text) else ""


def application_number(year: int, count: int) -> str:
    """2027-031: the thirty-first application received in 2027."""
    return f"{year}-{count:03d}"


def days_left(decide_by_day: date, today: date) -> int:
    return (decide_by_day - today).days


def leaving_day_is_possible(effective: date, sent: date) -> bool:
    """Pact 6.6.1: at any time, on the day it names; never before the notice was sent."""
    return effective >= sent


def merge_obstacles(duplicate: Mapping[str, str], survivor: Mapping[str, str]) -> list[str]:
    """Which open roles (role → state) keep two records of one organisation from being made one.

    The committee decided on a signature in one role (6.4.2), and a signature never moves: so the record that remains
    holds every role that the other one holds. A participant needs no letter of support beside (2.2.1). A notice to
    leave runs to its day first: it was given by an organisation that leaves, not by a duplicate (6.6.1).
    """
    takes_part = bool(survivor.keys() - {"SUPPORTER"})
    missing = [role for role in duplicate if role not in survivor and not (role == "SUPPORTER" and takes_part)]
    words = {
        "PROCURING": "procuring organisation",
        "COORDINATING": "coordinating organisation",
        "SUPPORTER": "supporter",
    }
    found = [
        f"%(duplicate)s is in the Pact as {words[role]}, and %(survivor)s is not. Merge the other way round, or admit "
        "%(survivor)s in this role first: a signature and its decision stay with the record that signed (Pact 6.4.2)."
        for role in missing
    ]
    if "ENDING" in duplicate.values():
        found.append("%(duplicate)s gave notice to leave. Merge after that day, or once it is withdrawn (Pact 6.6.1).")
    return found


def text_of(clauses: list[Mapping[str, str]]) -> str:
    """The Pact's text as one plain text: what a signature's SHA-256 is taken of (P18)."""
    lines = (" ".join(part for part in (clause["id"], clause["title"], clause["text"]) if part) for clause in clauses)
    return "\n".join(lines) + "\n"


# The three undertakings of a supporter, in the order of the Pact (2.2.2).
UNDERTAKINGS = ("2.2.2.a", "2.2.2.b", "2.2.2.c")


def undertakings(clauses: list[Mapping[str, str]]) -> list[dict[str, str]]:
    """Pact 2.2.2 a-c in the words of one version of its text, as a supporter says them."""
    words = {clause["id"]: clause["text"].strip().rstrip(";.") for clause in clauses}
    return [{"clause": clause, "text": f"We {words[clause]}."} for clause in UNDERTAKINGS]


def letter_of_support(organization: str, given: list[Mapping[str, str]]) -> str:
    """Pact 2.2.1: the whole text of a Letter of Support, which is signed and of which the SHA-256 is taken."""
    points = [f"{item['clause'][-1]}. {item['text']}" for item in given]
    opening = f"{organization} supports the Circular & Fair ICT Pact (2.2.1). As a supporter (2.2.2):"
    return "\n".join(("Letter of Support", "", opening, "", *points)) + "\n"


def letter_lines(letter: str) -> list[str]:
    """A Letter of Support as its paper has it: line by line below its title."""
    return letter.split("\n\n", 1)[1].splitlines()


# The steps of an application, in order; a Letter of Support needs fewer (2.2.1).
STEPS = {
    "PARTICIPANT": ("part", "eligibility", "organization", "reach", "contribution", "signatory", "sign", "check"),
    "SUPPORTER": ("part", "organization", "undertakings", "signatory", "sign", "check"),
}


def signers(roles: list[str], signatory: Mapping[str, str]) -> list[dict]:
    """Who signs for which role: one signature a role, by the same or by different persons ("sign on both levels").

    `mine` marks the person who fills in the form, whose signature is confirmed by a code.
    """
    me = {
        "name": signatory.get("contact_name", ""),
        "title": signatory.get("contact_function", ""),
        "email": signatory.get("contact_email", ""),
        "mine": True,
    }
    first = me if signatory.get("who") == "ME" else _somebody(signatory, "signer")
    second = first
    if len(roles) > 1 and signatory.get("who_second") == "OTHER":
        second = _somebody(signatory, "second")
    found: list[dict] = []
    for role, signer in zip(roles, (first, second), strict=False):
        if found and found[-1]["email"].lower() == signer["email"].lower():
            found[-1]["roles"].append(role)
        else:
            found.append({**signer, "roles": [role]})
    return found


def _somebody(signatory: Mapping[str, str], prefix: str) -> dict:
    person = {name: signatory.get(f"{prefix}_{name}", "") for name in ("name", "title", "email")}
    return {**person, "mine": person["email"].lower() == signatory.get("contact_email", "").lower() != ""}


def ways_open(roles: list[str], eligibility: Mapping[str, str]) -> list[str]:
    """Which of the roles asked are possible with these answers (2.1.2, 2.1.3, 2.1.4); none: the supporter's path."""
    kind = eligibility.get("legal_kind", "")
    if screening_outcome(eligibility, private=is_private(kind)) == CONFLICT:
        return []
    possible = {
        "PROCURING": eligibility.get("buys_ict") != NO,
        "COORDINATING": may_coordinate(kind) != NO,
    }
    return [role for role in roles if possible.get(role)]


def what_was_signed_changed(before: Mapping[str, Mapping], after: Mapping[str, Mapping]) -> bool:
    """Whether a signature given for one set of answers still stands for another: name, roles and signers are in it."""
    return _signed_facts(before) != _signed_facts(after)


def _signed_facts(answers: Mapping[str, Mapping]) -> tuple:
    signatory = answers.get("signatory", {})
    roles = sorted(answers.get("part", {}).get("roles", []))
    return (answers.get("organization", {}).get("name"), roles, sorted((k, str(v)) for k, v in signatory.items()))


_CODES = {
    "COUNTRY": (r"[A-Z]{2}", "A country has the two capital letters of ISO 3166-1, like NO."),
    "WORLD": (
        r"(?![A-Z]{2}-)[A-Z][A-Z0-9-]{2,11}",
        "Enter three to twelve capital letters, digits or hyphens, like NORDIC.",
    ),
}
_WITHIN = "Begin with the code of the country and a hyphen: NO-03 from ISO 3166-2, or four signs and more of your own."
_ABOVE = {"WORLD": {"WORLD"}, "COUNTRY": {"WORLD"}}


def territory_problems(kind: str, code: str, parent_kind: str, parent_lineage: list[str]) -> list[tuple[str, str]]:
    """3.3.1: areas form a tree. Codes of ISO 3166-1 and -2 keep their shape."""
    problems = []
    if parent_kind not in _ABOVE.get(kind, {"COUNTRY", "REGION"}):
        problems.append(
            ("parent", "Choose what it lies in: a country for a region, a region or country for a municipality.")
        )
    if code in parent_lineage:
        problems.append(("parent", "An area cannot lie in itself."))
    country = next((one for one in parent_lineage if re.fullmatch("[A-Z]{2}", one)), "")
    own = (country or "[A-Z]{2}") + "-[A-Z0-9]{1,9}"
    pattern, sentence = _CODES.get(kind) or (own, _WITHIN)
    return problems if re.fullmatch(pattern, code) else [*problems, ("code", sentence)]
