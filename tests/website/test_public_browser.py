"""The public pages in Chromium: axe on each, 320 px, the weight of a first visit, no script needed."""

import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from playwright.sync_api import expect, sync_playwright

from tests.participants.make import founder
from tests.website.make import many, published
from tests.website.test_pages import PAGES, group

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("pact")]

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SWITCHES += ["--disable-component-update", "--disable-sync"]
# What is right is not told one by one.
VIOLATIONS = {"resultTypes": ["violations"]}
OTHERS = (
    "/participants/?q=kommune&country=ZZ&joined_from=x", "/participants/?q=nobody", "/participants/vestbygd-kommune/",
    "/participants/country/no/", "/participants/country/fr/", "/buyer-groups/norway/", "/results/2026/",
    "/reports/progress-2026/", "/no-such-page/",
)  # fmt: skip
READ = [path for path in (*PAGES, *OTHERS) if not path.endswith((".xml", ".txt"))]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *parts):
        pass


@pytest.fixture
def address(pact):
    """The product on a free port; its thread works on the connection, and in the transaction, of the test.

    Between requests connections are tidied up; this one must stay.
    """
    group()
    founder("Vestbygd kommune")
    founder("Verwaltungsgemeinschaft Niederösterreichischer Krankenanstaltenträger und Pflegeheime", country="AT")
    published()
    many(30)
    shared = connections["default"]
    shared.inc_thread_sharing()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), WSGIServer, _Quiet)

    def serve():
        connections["default"] = shared
        server.serve_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    shared.dec_thread_sharing()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def chromium():
    # The driver keeps an event loop in this thread: Django has connections of their own for it, and warns of their use.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
        yield browser
        browser.close()
        connections.close_all()


@pytest.mark.parametrize(("width", "colours"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_on_any_page_and_nothing_breaks_the_policy(chromium, address, width, colours):
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=address, color_scheme=colours)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    found = {}
    for path in READ:
        assert page.goto(path).status == (404 if path == "/no-such-page/" else 200), path
        violations = Axe().run(page, options=VIOLATIONS).response["violations"]
        if violations:
            found[path] = [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
    context.close()
    assert (found, faults) == ({}, [])


def test_nothing_scrolls_sideways_at_320_pixels(chromium, address):
    context = chromium.new_context(viewport={"width": 320, "height": 640}, base_url=address)
    page, wide = context.new_page(), {}
    for path in READ:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    context.close()
    assert wide == {}


def test_the_list_is_filtered_with_the_keyboard_and_without_script(chromium, address):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/participants/")
    page.get_by_label("Name", exact=True).fill("vestbygd")
    page.get_by_label("Name", exact=True).press("Enter")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="“vestbygd”").click()
    expect(rows).to_have_count(25)
    page.get_by_role("link", name="Next page").click()
    expect(rows).to_have_count(8)
    context.close()
