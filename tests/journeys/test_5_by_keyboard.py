"""By keyboard alone: signing in, the grid, a vote. The mouse is never touched."""

import re

from playwright.sync_api import expect

from pact.demo.stage import PASSWORD
from tests.journeys.keyboard import enter, focused, reach, sign_in


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
    sign_in(editor, "markus.vogel@flemish-digital-services-agency.example", PASSWORD)
    reach(editor, "Send the figures for 2026")
    enter(editor, "Figures for 2026")
    reach(editor, "Devices bought")
    enter(editor, "Devices bought in 2026")
    reach(editor, "Laptops, All departments: remanufactured")
    editor.page.keyboard.type("9")
    editor.page.keyboard.press("Enter")
    expect(editor.page.locator("[data-grid-status]")).to_contain_text("Saved at")
    editor.page.reload()
    expect(editor.page.get_by_label("Laptops, All departments: remanufactured", exact=True)).to_have_value("9")


def test_a_vote_is_cast_by_keyboard(people):
    asked = people.letter("norway-committee", "Seefeld", leading="/committee/decisions/")
    voter = people.person("member")
    sign_in(voter, asked.to.rpartition("<")[2].strip(">"), PASSWORD)
    voter.go(asked.link("/committee/decisions/"))
    reach(voter, "In favour")
    voter.page.keyboard.press("Space")
    reach(voter, "my vote")
    voter.page.keyboard.press("Enter")
    voter.sees("Your vote is recorded")
