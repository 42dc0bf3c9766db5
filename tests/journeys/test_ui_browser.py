"""The gallery and the grid in Chromium: axe, 320 px, keyboard, paste, colleagues, a broken line."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page, expect

from tests.journeys import grid_page

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.journeys.grid_page")]

# What is right is not told one by one.
VIOLATIONS = {"resultTypes": ["violations"]}
SIZES = [(1440, "light"), (1440, "dark"), (390, "light")]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *parts):
        pass


class _Patient(ThreadingMixIn, WSGIServer):
    """A browser opens lines ahead of need and says nothing on them: nobody waits for these."""

    daemon_threads = True


@pytest.fixture(scope="module")
def address():
    """The product itself, on a port that is free; these pages need no database."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Patient, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(chromium, address):
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("dialog", lambda dialog: dialog.accept())
    grid_page.received.clear()
    grid_page.clashes.clear()
    yield page
    context.close()
    assert faults == []


@pytest.mark.parametrize(("width", "colours"), SIZES)
@pytest.mark.parametrize("path", ["/design/", "/grid/", "/accounts/login/", "/accounts/login/code/"])
def test_axe_finds_nothing(chromium, address, path, width, colours):
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=address, color_scheme=colours)
    page = context.new_page()
    page.goto(path)
    found = Axe().run(page, options=VIOLATIONS).response["violations"]
    context.close()
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("path", ["/design/", "/grid/", "/accounts/login/", "/no-such-page/"])
def test_nothing_scrolls_sideways_at_320_pixels(page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(page):
    page.goto("/design/")
    expect(page.locator(".errsum")).to_be_focused()
    page.click(".errsum a >> nth=0")
    expect(page.locator("#id_users")).to_be_focused()


def cell(page: Page, name: str):
    return page.locator(f'[data-cell="{name}"]')


def total(page: Page, name: str) -> str:
    return page.locator(f'[data-total="{name}"]').inner_text().split("\n")[0]


def saved(page: Page) -> None:
    page.wait_for_selector('[data-grid-status]:has-text("Saved at")')


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.cell")


def test_a_figure_is_saved_by_itself_and_totals_follow_at_once(page):
    page.goto("/grid/")
    cell(page, "A:new").click()
    page.keyboard.type("1 240")
    assert total(page, "all") == "1,240"
    page.keyboard.press("Tab")
    saved(page)
    expect(cell(page, "A:new")).to_have_value("1,240")
    assert grid_page.received == [{"line": "A", "column": "new", "value": "1 240", "version": 1}]


def test_the_grid_is_walked_with_the_keys_of_a_spreadsheet(page):
    page.goto("/grid/")
    cell(page, "A:new").click()
    walked = []
    for key in ("ArrowRight", "Enter", "Shift+Enter", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == ["A:good", "B:good", "A:good", "B:good", "B:new", "A:new"]
    page.keyboard.type("7")
    page.keyboard.press("Escape")
    expect(cell(page, "A:new")).to_have_value("")


def test_not_known_is_never_counted_as_nought(page):
    page.goto("/grid/")
    cell(page, "A:new").fill("985")
    cell(page, "A:used").fill("?")
    cell(page, "B:new").click()
    expect(cell(page, "A:used")).to_have_value("not known")
    assert total(page, "line:A") == "≥ 985"
    assert page.locator('[data-total="line:A"] .vh').inner_text() == "at least 985"


def test_a_block_from_a_spreadsheet_is_pasted_announced_and_undone(page):
    page.goto("/grid/")
    block = "640\\t640\\t120\\r\\n1,150\\t480\\t412\\r\\n5\\tn/a\\t7\\r\\n"
    page.evaluate(f"navigator.clipboard.writeText('{block}')")
    cell(page, "A:new").click()
    page.keyboard.press("Control+v")
    page.wait_for_selector('tr[data-line="N"]')
    page.wait_for_selector('[data-cell="N:good"][aria-invalid]')
    expect(page.locator("[data-grid-say]")).to_contain_text("9 figures pasted into 3 lines")
    expect(cell(page, "N:good")).to_have_value("n/a")
    expect(page.locator("[data-grid-errors]")).to_contain_text("Enter a whole number")
    expect(page.locator("[data-grid-errors]")).to_contain_text("Nine times last year")
    cell(page, "A:new").focus()
    page.keyboard.press("Control+z")
    saved(page)
    for name in ("A:new", "B:used", "N:good"):
        expect(cell(page, name)).to_have_value("")


def test_a_colleagues_figure_is_shown_and_never_overwritten_silently(page):
    grid_page.clashes.append({"version": 9, "value": "120", "by": "Kari Moe", "at": "14:01"})
    page.goto("/grid/")
    cell(page, "A:new").fill("140")
    page.wait_for_selector("text=Kari Moe entered 120 at 14:01, you typed 140.")
    page.click("text=Keep mine")
    saved(page)
    assert [(sent["value"], sent["version"]) for sent in grid_page.received] == [("140", 1), ("140", 9)]


def test_theirs_can_be_taken(page):
    grid_page.clashes.append({"version": 9, "value": "120", "by": "Kari Moe", "at": "14:01"})
    page.goto("/grid/")
    cell(page, "A:new").fill("140")
    page.click("text=Take theirs")
    expect(cell(page, "A:new")).to_have_value("120")
    expect(page.locator('[data-total="all"]')).to_have_text("120")


def test_without_a_connection_what_was_typed_is_kept_and_sent_later(page):
    page.goto("/grid/")
    page.context.set_offline(True)
    cell(page, "A:new").fill("77")
    page.wait_for_selector("text=Not saved: there is no connection.")
    page.context.set_offline(False)
    saved(page)
    assert grid_page.received[-1]["value"] == "77"


def test_what_could_not_be_sent_survives_a_reload(page):
    page.goto("/grid/")
    page.route("**/cells/", lambda route: route.abort())
    cell(page, "A:new").fill("88")
    page.wait_for_selector("text=Not saved")
    page.unroute("**/cells/")
    page.reload()
    saved(page)
    expect(cell(page, "A:new")).to_have_value("88")
