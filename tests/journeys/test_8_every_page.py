"""Every page that somebody can reach by links, as the first person who can: axe, dark, 390 px, 320 px, no faults.

Those who come late open what their own first page links to, and beyond it only kinds of pages nobody walked before.
"""

from collections import deque
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Error

from pact.demo.invention import editor_of, signer_of
from tests.journeys.person import Person, kind_of
from tests.journeys.world import STAFF

ROLES = {
    "visitor": "",
    "secretariat": STAFF,
    "coordinator": editor_of("norway")[2],
    "procurer": editor_of("vestbygd-municipality")[2],
    "signatory": signer_of("vestbygd-municipality")[2],
    "chair": signer_of("netherlands-committee-1")[2],
    "supporter": editor_of("repair-alliance-europe")[2],
    "delegate": editor_of("flemish-digital-services-agency")[2],
    "member": signer_of("norway-committee-1")[2],
    "neighbour": editor_of("city-of-lindebrugge")[2],
}
LATE = ("delegate", "member", "neighbour")
# Files, and what ends a session; the demo's own table of letters is as long as the run.
ELSEWHERE = ("/static/", "/media/", "/accounts/logout/", "/api/schema", "/demo/letters/", "/documents/", "/published/")


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_fit_for_everybody(people, role):
    person = people.signed_in(ROLES[role]) if ROLES[role] else people.person(role)
    starts = ["/me/"] if ROLES[role] else ["/", "/accounts/login/", "/no-such-page/", "/design/"]
    walked = people.kept.setdefault("walked", set())
    waiting, known = deque(starts), {kind_of(path) for path in starts}
    while waiting:
        path = waiting.popleft()
        if not visit(person, path):
            continue
        person.look()
        # The first page of a latecomer leads everywhere; from there on what others walked is known.
        beyond = walked if role in LATE and path not in starts else set()
        for link in links(person):
            kind = kind_of(link)
            # The public site is the same for everybody: the visitor walks it.
            own = role == "visitor" or kind[:8] != "website:"
            if own and kind not in known | beyond and not link.startswith(ELSEWHERE):
                known.add(kind)
                waiting.append(link)
    walked |= known


def visit(person: Person, path: str) -> bool:
    """Whether it is a page; a link to a file ends as a download."""
    try:
        answer = person.page.goto(path)
    except Error as error:
        assert "ownload" in str(error), f"{path}: {error}"
        return False
    assert answer.status < 400 or path == "/no-such-page/", f"{path}: {answer.status}"
    return "html" in answer.headers.get("content-type", "")


def links(person: Person) -> list[str]:
    hrefs = person.page.eval_on_selector_all("a[href]", "links => links.map(one => one.getAttribute('href'))")
    here = [urldefrag(urljoin(person.page.url, href)).url for href in hrefs]
    return [url.removeprefix(person.world.address) for url in here if url.startswith(person.world.address + "/")]
