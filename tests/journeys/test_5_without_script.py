"""Without script the same pages do the same work: applying, the grid as a plain form, a vote."""

import secrets

from playwright.sync_api import expect

from tests.journeys.test_1_join import apply

WHERE = "Laptops, All departments"


def test_an_organisation_applies_without_script(people):
    name = f"Elvestad kommune {secrets.token_hex(2)}"
    contact = f"kari@{name.split()[-1]}.example"
    visitor = people.person("visitor without script", script=False)
    reference = apply(visitor, name, contact)
    people.letter(contact, reference)


def test_figures_are_saved_as_a_plain_form(people):
    # Given an editor without script
    editor = people.editor("flemish-digital-services-agency", script=False)
    editor.follow("Send the figures for 2026")
    editor.follow("Devices bought")

    # When a figure is right and another one is not a number
    editor.page.get_by_label(f"{WHERE}: bought new", exact=True).fill("4 210")
    editor.page.get_by_label(f"{WHERE}: refurbished", exact=True).fill("about forty")
    editor.press("Save the figures")

    # Then the one is saved, the other is kept as it was typed, with a sentence
    editor.sees("One figure needs correcting before you can send")
    expect(editor.page.get_by_label(f"{WHERE}: refurbished", exact=True)).to_have_value("about forty")

    # Then it stands there after the page was left, too
    editor.go(editor.page.url)
    expect(editor.page.get_by_label(f"{WHERE}: refurbished", exact=True)).to_have_value("about forty")
    editor.sees("One figure needs correcting before you can send")
    editor.page.get_by_label(f"{WHERE}: refurbished", exact=True).fill("40")
    editor.press("Save and continue to lifetimes")
    editor.sees("Lifetimes and end of life")
    editor.follow("1 Devices")
    expect(editor.page.get_by_label(f"{WHERE}: bought new", exact=True)).to_have_value("4,210")
    expect(editor.page.get_by_label(f"{WHERE}: refurbished", exact=True)).to_have_value("40")


def test_a_member_votes_without_script(people):
    # Given a member who was asked to vote on an application
    asked = people.letter("netherlands-committee", "Seefeld", leading="/committee/decisions/")
    address = asked.to.rpartition("<")[2].strip(">")
    voter = people.signed_in(address, script=False)

    # When the member votes, the vote is recorded
    voter.go(asked.link("/committee/decisions/"))
    voter.within("Your vote").get_by_label("Abstain").check()
    voter.page.get_by_role("button", name="my vote").click()
    voter.sees("Your vote is recorded")
