"""By keyboard alone: signing in, the grid, a vote. The mouse is never touched."""

import re

from playwright.sync_api import expect

from pact.demo.stage import PASSWORD
from tests.journeys.person import Person

MOST = 120
# What has the focus is outlined, or the label around it is.
SHOWN = """() => [document.activeElement, document.activeElement.closest("label, td")].some(
    one => one && (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none"))"""


def reach(person: Person, name: str) -> None:
    """Press Tab until something with this name has the focus; what has it can be seen."""
    for _step in range(MOST):
        person.page.keyboard.press("Tab")
        if name in focused(person):
            assert person.page.evaluate(SHOWN), f"{name} does not show that it has the focus"
            return
    raise AssertionError(f"{name} is not reached by Tab on {person.path}; the last one is {focused(person)}")


def focused(person: Person) -> str:
    """What a screen reader would call it: its label, else its words."""
    return person.page.evaluate(
        """() => {
            const one = document.activeElement
            if (one === document.body) return ""
            const labels = [...(one.labels || [])].map(label => label.innerText).join(" ")
            return one.getAttribute("aria-label") || labels || one.innerText || ""
        }"""
    )


def sign_in(person: Person, address: str) -> None:
    person.go("/accounts/login/")
    reach(person, "E-mail address")
    person.page.keyboard.type(address)
    reach(person, "Password")
    person.page.keyboard.type(PASSWORD)
    person.page.keyboard.press("Enter")
    person.sees("My tasks")


def test_the_first_stop_leads_past_the_navigation(people):
    guest = people.person("visitor")
    guest.go("/")
    guest.page.keyboard.press("Tab")
    assert focused(guest) == "Skip to main content"
    guest.page.keyboard.press("Enter")
    expect(guest.page).to_have_url(re.compile(r"#main$"))
    expect(guest.page.locator("main")).to_be_in_viewport()


def test_figures_are_entered_by_keyboard(people):
    editor = people.person("editor")
    sign_in(editor, "markus.vogel@flemish-digital-services-agency.example")
    reach(editor, "Send the figures for 2026")
    editor.page.keyboard.press("Enter")
    editor.sees("Figures for 2026")
    reach(editor, "Devices bought")
    editor.page.keyboard.press("Enter")
    editor.sees("Devices bought in 2026")
    reach(editor, "Laptops, All departments: remanufactured")
    editor.page.keyboard.type("9")
    editor.page.keyboard.press("Enter")
    expect(editor.page.locator("[data-grid-status]")).to_contain_text("Saved at")
    editor.page.reload()
    expect(editor.page.get_by_label("Laptops, All departments: remanufactured", exact=True)).to_have_value("9")


def test_a_vote_is_cast_by_keyboard(people):
    asked = people.letter("norway-committee", "Seefeld", leading="/committee/decisions/")
    voter = people.person("member")
    sign_in(voter, asked.to.rpartition("<")[2].strip(">"))
    voter.go(asked.link("/committee/decisions/"))
    reach(voter, "In favour")
    voter.page.keyboard.press("Space")
    reach(voter, "my vote")
    voter.page.keyboard.press("Enter")
    voter.sees("Your vote is recorded")
