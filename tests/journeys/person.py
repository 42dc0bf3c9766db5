"""Somebody at a browser: clicks what can be read, types into what has a label, and notices what is broken."""

import re
from collections.abc import Callable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import Locator, expect

from pact.demo.stage import PASSWORD
from pact.runner.processes import wait_until

expect.set_options(timeout=20_000)

WIDE = {"width": 1280, "height": 800}
SETTLED = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(done))
    do { await frame(); await frame() } while (document.getAnimations().some(one => one.playState === "running"))
}"""
# Bad input is answered with these on purpose; Chromium writes them to the console as if they were faults.
MEANT = re.compile(r"status of (403|404|409|422)")


def kind_of(path: str) -> str:
    """The name of the page behind an address: what stays the same from case to case."""
    path = path.partition("?")[0]
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return path


# What can differ on a narrow screen, where the same elements stand in another way, are shown or are not.
NARROW = (
    "color-contrast",
    "scrollable-region-focusable",
    "link-in-text-block",
    "button-name",
    "link-name",
)
NARROW += ("label", "aria-hidden-focus", "region", "duplicate-id-aria", "page-has-heading-one", "landmark-one-main")


class Person:
    def __init__(self, world, name: str, *, script: bool = True, width: int = 1280):
        self.world, self.name, self.script = world, name, script
        self.context = world.browser.new_context(
            base_url=world.address,
            viewport={**WIDE, "width": width},
            java_script_enabled=script,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=world.address)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._fault(str(error)))
        self.page.on("response", self._answered)

    def _heard(self, line) -> None:
        if line.type == "error" and not MEANT.search(line.text):
            self._fault(line.text)

    def _answered(self, response) -> None:
        if response.status >= 500:
            self._fault(f"{response.request.method} {response.url}: {response.status}")

    def _fault(self, sentence: str) -> None:
        self.world.fault(f"{self.page.url} as {self.name}: {sentence}")

    def leave(self) -> None:
        self.context.close()

    # --- clicking and typing ------------------------------------------------------------------------------------------

    def go(self, path: str) -> None:
        self.page.goto(path)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.world.address)

    def sign_in(self, address: str) -> None:
        """By password, as the table of the demo says."""
        self.go("/accounts/login/")
        self.type("E-mail address", address)
        self.type("Password", PASSWORD)
        self.press("Sign in")
        expect(self.page.get_by_role("heading", name="Sign in")).to_have_count(0)

    def sign_in_by_code(self, address: str, start: str = "/accounts/login/") -> None:
        """By a code from a letter; without a `start` from the page that asks for it already."""
        before = len(self.world.letters(address, "Your code is"))
        if start:
            self.go(start)
        self.follow("Send me a sign-in code")
        self.type("E-mail address", address)
        self.press("Send the code")
        self.sees("Enter your sign-in code")
        self.type("Code", self.world.letter(address, "Your code is", number=before + 1).code)
        self.press("Continue")
        expect(self.page.get_by_role("heading", name="Enter your sign-in code")).to_have_count(0)

    def within(self, heading: str) -> Locator:
        """The section of the page under a heading."""
        return self.page.get_by_role("region", name=heading)

    def press(self, name: str, *, where: Any = None, beginning: bool = False) -> None:
        wanted = re.compile(rf"^\s*{re.escape(name)}") if beginning else name
        (where or self.page).get_by_role("button", name=wanted, exact=True).first.click()
        self._arrives()

    def follow(self, name: str, *, where: Any = None) -> None:
        (where or self.page).get_by_role("link", name=name).first.click()
        self._arrives()

    def _arrives(self) -> None:
        """A click waits until the next page begins to come; what counts and reads it wants the whole of it."""
        self.page.wait_for_load_state("domcontentloaded")

    def open(self, summary: str, *, where: Any = None) -> None:
        (where or self.page).locator("summary", has_text=summary).first.click()

    def type(self, label: str, text: str, *, where: Any = None) -> None:
        """The field whose label begins with these words; a hint or "(optional)" may follow."""
        self._field(label, where).fill(text)

    def choose(self, label: str, option: str, *, where: Any = None) -> None:
        self._field(label, where).select_option(label=option)

    def _field(self, label: str, where: Any = None) -> Locator:
        scope = where or self.page
        return scope.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first

    def tick(self, label: str, *, where: Any = None) -> None:
        (where or self.page).get_by_label(label).first.check()

    def answer(self, question: str, option: str) -> None:
        """One of the answers to a question."""
        self.page.get_by_role("group", name=question).get_by_label(option).first.check()

    # --- looking ------------------------------------------------------------------------------------------------------

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def wait_for(self, ready: Callable[[], bool], what: str) -> None:
        """Look at the page again until something is there that is made elsewhere."""

        def there() -> bool:
            return ready() or (bool(self.page.reload()) and ready())

        assert wait_until(there, seconds=90, pause=0.5), f"{what} is not there: {self.page.inner_text('main')[:600]}"

    def file(self, link: str) -> bytes:
        """What a link leads to, once it is made."""
        button = self.page.get_by_role("link", name=link)
        self.wait_for(lambda: button.count() > 0, link)
        answer = self.context.request.get(button.first.get_attribute("href"))
        assert answer.ok, f"{link}: {answer.status}"
        return answer.body()

    def look(self, state: str = "") -> None:
        """A page as everybody must be able to use it: axe, light and dark, wide and narrow, no sideways scroll.

        Each kind of page is looked at once in a run, once more in each `state` that looks different."""
        kind = (kind_of(self.path), state)
        if not self.script or kind in self.world.seen:
            return
        self.world.seen.add(kind)
        self.page.wait_for_load_state()
        self.page.set_viewport_size(WIDE)
        self._axe("light", 1280)
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._axe("dark", 1280, only=("color-contrast",))
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.set_viewport_size({**WIDE, "width": 390})
        self._axe("light", 390, only=NARROW)
        self.page.set_viewport_size({**WIDE, "width": 320})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            self._fault(f"scrolls sideways at 320 px: {wide} px")
        self.page.set_viewport_size(WIDE)

    def _axe(self, colours: str, width: int, only: tuple[str, ...] = ()) -> None:
        # New colours move in, be it for an instant: look when they are there.
        self.page.evaluate(SETTLED)
        options = {"resultTypes": ["violations"], **({"runOnly": list(only)} if only else {})}
        for found in self._violations(options):
            for node in found["nodes"][:3]:
                why = node["failureSummary"].splitlines()[-1].strip()
                self._fault(f"axe, {colours}, {width} px: {found['id']}: {node['html'][:160]}: {why[:160]}")

    def _violations(self, options: dict) -> list[dict]:
        """What axe finds; its script is read once for each page."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        return self.page.evaluate("options => axe.run(options).then(found => found.violations)", options)
