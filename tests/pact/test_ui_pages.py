"""The gallery, the frames and the pages that say what went wrong."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import RequestFactory

from pact.access import Refused
from pact.access.actors import ANONYMOUS, Actor, GroupHat, Hat
from pact.ui import icons, navigation, rails, views
from pact.ui.context import Frame

pytestmark = pytest.mark.urls("tests.pact.ui_urls")

INGRID = Actor(
    user_id=1,
    name="Ingrid Halvorsen",
    organizations=(Hat(1, "vestbygd", "Vestbygd kommune", frozenset({"EDITOR", "MANAGER"})),),
    groups=(GroupHat(1, "norway", "Norway"), GroupHat(2, "nordics", "Nordics", coordinates=False)),
    committee=True,
)


def frame(path: str, actor: Actor = ANONYMOUS, **cookies) -> Frame:
    request = RequestFactory().get(path)
    request.actor = actor
    request.COOKIES.update(cookies)
    return Frame(request)


def doors(path: str) -> list[str]:
    return [item["url"] for group in frame(path, INGRID).nav for item in group["items"]]


class Document(HTMLParser):
    """What a reader of the mark-up would trip over."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.references: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                self.references += value.split()
            if name == "style" or name.startswith("on") or (name == "href" and (value or "").startswith("javascript")):
                self.inline.append(f"{tag} {name}")


@pytest.fixture
def gallery(client):
    answer = client.get("/design/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_gallery_shows_every_part_and_leaves_nothing_unresolved(gallery):
    assert "<c-" not in gallery
    assert "%UNDEFINED" not in gallery


def test_the_gallery_has_no_inline_style_or_script(gallery):
    assert Document(gallery).inline == []
    assert not re.search(r"<script(?![^>]*\bsrc=)", gallery)


def test_ids_are_unique_and_every_reference_leads_somewhere(gallery):
    document = Document(gallery)
    assert len(document.ids) == len(set(document.ids))
    assert set(document.references) <= set(document.ids)


def test_a_public_page_sets_no_cookie_for_a_visitor_without_a_form(client):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert not answer.cookies


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "could not read"),
        (views.permission_denied, 403, "not open to you"),
        (views.page_not_found, 404, "There is no page here"),
        (views.csrf_failure, 403, "away for a while"),
        (views.gone, 410, "has ended"),
        (views.too_many, 429, "One moment"),
        (views.server_error, 500, "Something broke on our side"),
    ],
)
def test_each_page_of_trouble_says_what_to_do_and_gives_a_reference(view, status, words):
    request = RequestFactory().get("/x/")
    request.actor, request.id = ANONYMOUS, "7f3a"
    answer = view(request)
    told = answer.content.decode()
    assert answer.status_code == status
    assert words in told
    assert "7f3a" in told
    assert "%UNDEFINED" not in told


def test_a_refusal_shows_its_sentence_and_nothing_of_other_exceptions():
    request = RequestFactory().get("/x/")
    request.actor = ANONYMOUS
    refusal = PermissionDenied("secret detail")
    assert "secret detail" not in views.permission_denied(request, refusal).content.decode()
    refusal.sentence = "You may not do this: only the Secretariat."
    told = views.permission_denied(request, refusal).content.decode()
    assert "only the Secretariat" in told
    assert "Why:" not in told


@pytest.mark.urls("pact.urls")
def test_a_refusal_says_why_with_its_clause_in_the_text_of_the_pact():
    """The fixed question "why may I not?": what the refusal rests on, and the clause to read."""
    request = RequestFactory().get("/x/")
    request.actor = ANONYMOUS
    rests_on = "The network is not for marketing and sales"
    told = views.permission_denied(request, Refused("No.", rests_on=rests_on, clause="2.2.2.c")).content.decode()
    assert "Why: The network is not for marketing and sales (" in told
    assert '<a href="/about/pact/#c-2.2.2.c">§2.2.2.c of the Pact</a>).' in told
    told = views.permission_denied(request, Refused("No.", rests_on="It speaks for itself")).content.decode()
    assert "Why: It speaks for itself." in told
    assert "§" not in told


def test_the_page_for_a_broken_server_needs_no_request():
    assert "Nothing you typed is lost" in render_to_string("errors/500.html", {})


def test_a_visitor_has_no_hats_and_the_way_in(client):
    page = frame("/")
    assert not page.signed_in
    assert page.hats == []
    assert page.sign_in_url


def test_the_frame_works_before_there_is_an_actor():
    assert not Frame(RequestFactory().get("/")).signed_in


def test_the_switcher_lists_the_workspaces_of_a_person():
    page = frame("/o/vestbygd/monitoring/", INGRID)
    assert page.hat["label"] == "Vestbygd kommune"
    assert page.hat["note"] == "figures · manager"
    assert "Nordics" not in [hat["label"] for hat in page.hats]


def test_the_workspace_is_read_from_the_path_and_never_from_the_session():
    assert frame("/g/norway/", INGRID).hat["workspace"] == "group"
    assert frame("/committee/decisions/", INGRID).hat["workspace"] == "committee"
    assert frame("/me/", INGRID).hat["workspace"] == "me"


def test_a_member_who_visits_the_group_sees_its_name_and_no_door_of_its_coordinators():
    assert frame("/g/nordics/", INGRID).hat["label"] == "Nordics"
    assert "/g/nordics/monitoring/" not in doors("/g/nordics/")
    assert "/g/norway/monitoring/" in doors("/g/norway/")


def test_whoever_reads_a_page_of_another_room_keeps_the_own_rail():
    staff = Actor(user_id=2, name="Jonas Meertens", secretariat=True)
    assert frame("/committee/decisions/x/", staff).hat["workspace"] == "secretariat"
    assert frame("/secretariat/applications/x/", INGRID).hat["workspace"] == "committee"


def test_one_item_of_the_navigation_is_current():
    items = [{"url": url, "current": ""} for url in ("/o/v/", "/o/v/monitoring/", "/o/v/people/")]
    navigation.mark_current([{"items": items}], "/o/v/monitoring/2026/devices/")
    assert [item["current"] for item in items] == ["", "true", ""]
    navigation.mark_current([{"items": items}], "/o/v/people/")
    assert items[2]["current"] == "page"


def test_pages_that_do_not_exist_are_left_out_of_the_navigation():
    assert navigation.entries((rails.Item("Nowhere", "nowhere:page"),), {}) == []


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><script>', ""), ("", "")])
def test_only_known_colours_are_taken_from_the_cookie(cookie, theme):
    assert frame("/", theme=cookie).theme == theme


def test_every_icon_that_is_named_is_drawn():
    templates = Path(__file__).parents[2] / "templates"
    named = {
        name
        for file in templates.rglob("*.html")
        for name in re.findall(r"""{%\s*icon ["']([^"']+)["']""", file.read_text(encoding="utf-8"))
    }
    named |= {item.icon for groups in rails.WORKSPACES.values() for group in groups for item in group.items}
    assert named - set(icons.names()) - {""} == set()


def test_every_part_is_used_with_attributes_it_has():
    """cotton drops a misspelt attribute without a word."""
    templates = Path(__file__).parents[2] / "templates"
    known = {}
    for part in (templates / "cotton").glob("*.html"):
        declared = re.search(r"<c-vars(.*?)/>", part.read_text(encoding="utf-8"), re.S)
        bare = re.sub(r'"[^"]*"', '""', declared.group(1)) if declared else ""
        known[part.stem.replace("_", "-")] = set(re.findall(r":?([a-z_]+)", bare))
    wrong = []
    for file in templates.rglob("*.html"):
        if file.parent.name == "cotton":
            continue
        for name, attributes in _parts_in(file.read_text(encoding="utf-8")):
            if name not in known:
                wrong.append(f"{file.name}: there is no part {name}")
                continue
            wrong += [f"{file.name}: {name} has no {extra}" for extra in attributes - known[name]]
    assert wrong == []


def _parts_in(text: str) -> list[tuple[str, set[str]]]:
    found = re.findall(r"""<c-(?!slot|vars)([a-z-]+)((?:\s+[^\s=>/]+(?:=(?:"[^"]*"|'[^']*'))?)*)\s*/?>""", text)
    return [
        (name, set(re.findall(r""":?([a-z_-]+)=["']""", re.sub(r"{[{%].*?[%}]}", "", rest)))) for name, rest in found
    ]
