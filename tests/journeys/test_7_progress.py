"""Progress report (Pact 5.2.3): freeze, compile, approve the exact version, publish; everywhere the same numbers."""

import csv
import io
import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys.clock import move_to, today
from tests.journeys.person import Person
from tests.journeys.test_1_join import vote

TITLE = "Progress report 2026"


def freeze(staff: Person) -> None:
    staff.go("/secretariat/")
    staff.look()
    staff.follow("Monitoring")
    staff.look()
    staff.follow("2026")
    staff.look()
    staff.follow("Freeze the figures")
    staff.sees("This cannot be taken back.")
    staff.look()
    staff.press("Freeze the figures")


def open_report(staff: Person) -> None:
    """The worker compiles the snapshot; a bar says how far it is, and the report's link takes its place by itself."""
    staff.go("/secretariat/reports/")
    row = staff.page.get_by_role("row", name=re.compile("^2026"))
    bar = row.get_by_role("progressbar", name="Compiling the figures of 2026")
    made = row.get_by_role("link", name="Collective progress report 2026")
    expect(bar.or_(made)).to_be_visible()
    staff.look("compiling")
    expect(made).to_be_visible(timeout=90_000)
    expect(bar).to_have_count(0)
    staff.look("compiled")
    row.get_by_role("link").first.click()
    staff.sees("Key figures")


def test_the_year_is_frozen_approved_and_published(people):
    # Given the day of the freeze has come
    staff = people.secretariat()
    move_to(staff, date(2027, 5, 16))

    # When the Secretariat freezes, the worker compiles the snapshot, and the words are written
    freeze(staff)
    open_report(staff)
    staff.look("draft")
    staff.follow("Write the chapters")
    staff.look()
    for field in staff.page.get_by_role("textbox").all():
        field.fill("Refurbished laptops are growing fastest where a buyer group shares one framework.")
    staff.press("Save the chapters")
    staff.press("Put before the Steering Committee")
    staff.sees("It is before the Steering Committee now.")

    # Then the PDF is made by the worker, with a bar that shows how far it is
    made = staff.page.get_by_role("link", name="The report as PDF")
    expect(staff.page.get_by_role("progressbar").or_(made).first).to_be_visible()
    assert staff.file("The report as PDF").startswith(b"%PDF")
    staff.look("before the committee")

    # When the committee approves that very version
    approve_and_publish(people, staff)

    # Then the public page, CSV and JSON carry the same numbers, and the PDF is there
    same_numbers(people.person("visitor"))


def approve_and_publish(people, staff: Person) -> None:
    report = staff.path
    vote(people, open_vote(staff))
    staff.go(report)
    staff.sees("Approved by decision")
    staff.look("approved")
    staff.press("Publish the report")
    staff.sees("Published")
    staff.look("published")


def open_vote(staff: Person) -> str:
    """The written procedure on the report; returns what is asked."""
    staff.follow("Open the vote")
    staff.look()
    staff.follow("2026", where=staff.within("No vote open yet"))
    staff.look()
    day = today_of(staff)
    staff.type("Votes are counted until the end of", day)
    staff.press("Open the vote")
    staff.sees("The vote is open and the members have been asked.")
    return staff.page.get_by_role("heading", level=1).inner_text()


def today_of(staff: Person) -> str:
    """A day that is surely still open: the last one of the month after."""
    other = staff.world.person("clock")
    day = today(other)
    other.leave()
    later = date(day.year + day.month // 12, day.month % 12 + 1, 28)
    return f"{later.day} {later:%B %Y}"


def same_numbers(visitor: Person) -> None:
    visitor.go("/reports/")
    visitor.look()
    visitor.follow("2026")
    visitor.look()
    page = visitor.page.locator("dl.figures").first.inner_text()
    body = visitor.context.request.get(f"{visitor.path}data.json").json()
    rows = csv.DictReader(io.StringIO(visitor.context.request.get(f"{visitor.path}data.csv").text()))
    table = {row["path"]: row["value"] for row in rows}
    for path, number in (("devices.total", body["devices"]["total"]), ("pact.users", body["pact"]["users"])):
        assert f"{number:,}" in page
        assert table[path] == str(number)
    assert visitor.file("PDF").startswith(b"%PDF")
    visitor.go("/results/")
    visitor.look()
    visitor.sees(f"{body['devices']['total']:,}")
