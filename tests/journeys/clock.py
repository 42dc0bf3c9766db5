"""Time passes: the demo's own page moves its clock on and does the work of every day on the way."""

import re
from datetime import date, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.person import Person


def today(person: Person) -> date:
    person.go("/demo/")
    shown = person.within("The clock").get_by_role("strong").or_(person.page.locator("#clock ~ p strong")).first
    words = re.search(r"\d{1,2} \w+ \d{4}", shown.inner_text()).group(0)
    return datetime.strptime(words, "%d %B %Y").date()


def move_to(person: Person, day: date) -> None:
    """To the end of a day; nothing happens when it is later already."""
    if today(person) >= day:
        return
    person.look()
    person.type("Move the clock on to the end of", f"{day.day} {day:%B %Y}")
    person.press("Move the clock on")
    expect(person.page.get_by_text("The clock was moved on")).to_be_visible(timeout=240_000)


def next_day(person: Person) -> None:
    move_to(person, today(person) + timedelta(days=1))
