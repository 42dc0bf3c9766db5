"""`./run screens DIR`: the whole product in pictures, each page as the person who uses it.

The pages are not listed anywhere: each of the demo people signs in and follows the links, so a new page is in the
pictures as soon as somebody can reach it. The Secretariat, who may visit nearly everything, walks last: a page is taken
as its own people see it. Every page is taken at desktop width, at 390 px and dark.
"""

import argparse
import os
import re
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from . import demo, manage, suite
from .places import State, Trouble

VISITOR = "visitor"
WIDTHS = {"desktop": (1440, 900, "light"), "mobile": (390, 844, "light"), "dark": (1440, 900, "dark")}
START = "/me/"
# No link leads here: to the unknown page on purpose, to the demo's pages by the table on the terminal.
DOORS = {VISITOR: ("/", "/search/?q=ve", "/accounts/login/", "/no-such-page/", "/demo/")}
LAST = "Secretariat"
LEAVE_ALONE = re.compile(r"^/(static|media|accounts/logout|api/schema)")
# A second row of the same kind is visited for its links, a third one is not.
VISITS_A_PAGE = 2
# New colours move in, be it for an instant: a picture is taken when they are there.
SETTLED = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(done))
    do { await frame(); await frame() } while (document.getAnimations().some(one => one.playState === "running"))
}"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--hide-scrollbars"]


@dataclass(frozen=True)
class Person:
    role: str
    email: str = ""
    password: str = ""


@dataclass
class Album:
    """What was taken, what went wrong."""

    folder: Path
    shots: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    visits: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def people_of(table: str) -> Iterator[Person]:
    """The rows of `manage.py demo people`: a role, perhaps an organization, an e-mail address, a password."""
    seen = set()
    for line in table.splitlines():
        cells = [cell.strip() for cell in re.split(r"\s{2,}|[|│]", line) if cell.strip()]
        mails = [number for number, cell in enumerate(cells) if re.fullmatch(r"\S+@\S+\.\S+", cell)]
        if mails and mails[0] + 1 < len(cells) and cells[0] not in seen:
            seen.add(cells[0])
            yield Person(cells[0], cells[mails[0]], cells[mails[0] + 1])


def page_names():
    """A function from a path to the name of its page, by the product's own URLconf."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")
    import django
    from django.urls import Resolver404, resolve

    django.setup()

    def name(path: str) -> str:
        try:
            return resolve(path).view_name or path
        except Resolver404:
            return "no-such-page"

    return name


class Walk:
    """One person's way through the product."""

    def __init__(self, browser, base: str, person: Person, album: Album, name_of):
        self.base, self.person, self.album, self.name_of = base, person, album, name_of
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.album.faults.append(f"{self.page.url} as {person.role}: {error}"))

    def _heard(self, message) -> None:
        if message.type == "error" and "404" not in message.text:
            self.album.faults.append(f"{self.page.url} as {self.person.role}: {message.text}")

    def sign_in(self) -> bool:
        self.page.goto(self.base + "/accounts/login/")
        self.page.fill("input[name=login]", self.person.email)
        if not self.page.locator("input[name=password]").count():
            return False
        self.page.fill("input[name=password]", self.person.password)
        self.page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        self.page.wait_for_load_state()
        return "/accounts/login" not in self.page.url

    def go(self) -> None:
        waiting, known = deque(DOORS.get(self.person.role, (START,))), set()
        while waiting:
            path = waiting.popleft()
            name = self.name_of(urlsplit(path).path)
            if path in known or LEAVE_ALONE.match(path) or self.album.visits.get(self._key(name), 0) >= VISITS_A_PAGE:
                continue
            known.add(path)
            self.album.visits[self._key(name)] = self.album.visits.get(self._key(name), 0) + 1
            if self._open(path):
                waiting.extend(self._links())
                self._take(name)
        self.context.close()

    def _key(self, name: str) -> str:
        """The start page looks different to each person; any other page is taken once."""
        return f"{name} {self.person.role}" if name == self.name_of(START) else name

    def _open(self, path: str) -> bool:
        from playwright.sync_api import Error

        try:
            answer = self.page.goto(self.base + path, wait_until="load")
        except Error as error:
            # A link to a file ends as a download.
            if "ownload" not in str(error):
                self.album.faults.append(f"{path} as {self.person.role}: {str(error).splitlines()[0]}")
            return False
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            return False
        if answer.status >= 500 or (answer.status >= 400 and self.name_of(path) != "no-such-page"):
            self.album.faults.append(f"{path} as {self.person.role}: status {answer.status}")
        return True

    def _links(self) -> list[str]:
        hrefs = self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        found = [urldefrag(urljoin(self.page.url, href)).url for href in hrefs]
        return [url.removeprefix(self.base) for url in found if url.startswith(self.base + "/")]

    def _take(self, name: str) -> None:
        key = self._key(name)
        if key in self.album.taken:
            return
        self.album.taken.add(key)
        stem = f"{len(self.album.taken):03d}-{slug(self.person.role)}-{slug(name)}"
        for kind, (width, height, scheme) in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.page.evaluate(SETTLED)
            self.page.screenshot(path=self.album.folder / f"{stem}-{kind}.png", full_page=True)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.album.faults.append(
                    f"{self.page.url} as {self.person.role}: {wide} px wide at {width} px ({kind})"
                )
        self.page.set_viewport_size({"width": 1440, "height": 900})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.album.shots.append((stem, self.person.role, self.page.url.removeprefix(self.base)))


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def write_index(album: Album) -> None:
    """One page with everything, to be opened from the disk."""
    rows = [
        f"<section><h2>{escape(path)} <small>{escape(role)}</small></h2>"
        + "".join(
            f'<a href="{stem}-{kind}.png"><img loading="lazy" src="{stem}-{kind}.png" alt="{kind}"></a>'
            for kind in WIDTHS
        )
        + "</section>"
        for stem, role, path in album.shots
    ]
    style = (
        "body{font:16px sans-serif;margin:2rem}img{height:22rem;margin:.3rem;border:1px solid #999;object-fit:cover}"
    )
    head = f"<!doctype html><meta charset=utf-8><title>Screens</title><style>{style}</style>"
    (album.folder / "index.html").write_text(head + "\n".join(rows), encoding="utf-8")


def arguments_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run screens", description="Take screenshots of every page of the demo.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--as", dest="roles", action="append", metavar="ROLE", help="only as these people")
    return parser.parse_args(arguments)


def run(arguments: list[str]) -> int:
    options = arguments_of(arguments)
    if not suite.browser():
        raise Trouble("No Chromium was found. As root: apt-get install --no-install-recommends chromium")
    options.folder.mkdir(parents=True, exist_ok=True)
    state = State.here()
    if state.hold():
        running = demo.Demo(state, demo.arguments_of([]))
        try:
            running.start()
            return take(options, running.env)
        finally:
            running.stop()
            state.release()
    return take(options, {**os.environ, **manage.running(state)})


def take(options: argparse.Namespace, env: dict[str, str]) -> int:
    from playwright.sync_api import sync_playwright

    began = time.monotonic()
    os.environ.update(env)
    album, base = Album(options.folder), f"http://127.0.0.1:{env['PORT']}"
    people = [Person(VISITOR), *sorted(people_of(demo.people(env)), key=lambda person: person.role == LAST)]
    wanted = [
        person
        for person in people
        if not options.roles or any(part.lower() in person.role.lower() for part in options.roles)
    ]
    name_of = page_names()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=suite.browser(), args=FLAGS)
        for person in wanted:
            walk = Walk(browser, base, person, album, name_of)
            if person.email and not walk.sign_in():
                album.faults.append(f"{person.role} could not sign in as {person.email}")
                continue
            walk.go()
            print(f"{person.role}: {len(album.shots)} pages so far", file=sys.stderr, flush=True)
        browser.close()
    write_index(album)
    for fault in dict.fromkeys(album.faults):
        print(f"- {fault}")
    count, seconds = len(set(album.faults)), time.monotonic() - began
    print(f"{len(album.shots)} pages, {count} faults, {seconds:.0f} s: {options.folder}/index.html")
    return 1 if album.faults else 0
