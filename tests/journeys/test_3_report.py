"""Report (Pact 3.1.2): figures typed, pasted and uploaded, checked with a word where they are unusual, and sent."""

import re

import openpyxl
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

ORGANIZATION = "vestbygd-municipality"
SCHOOLS = "Laptops, Schools, call-off 3"
PHONES = "Smartphones, All departments"


def cell(person: Person, line: str, column: str) -> Locator:
    return person.page.get_by_label(f"{line}: {column}", exact=True)


def saved(person: Person, said: str = "Saved at") -> None:
    """Every cell has its answer: the bar speaks of the last one alone."""
    expect(person.page.locator(".is-saving")).to_have_count(0)
    expect(person.page.locator("[data-grid-status]")).to_contain_text(said)


def enter(person: Person, line: str, column: str, text: str, said: str = "Saved at") -> None:
    cell(person, line, column).click()
    cell(person, line, column).fill(text)
    person.page.keyboard.press("Tab")
    saved(person, said)


def paste(person: Person, line: str, column: str, block: str) -> None:
    person.page.evaluate("block => navigator.clipboard.writeText(block)", block)
    cell(person, line, column).click()
    person.page.keyboard.press("Control+v")
    expect(person.page.locator("[data-grid-say]")).to_contain_text("figures pasted into")
    saved(person)


def open_grid(person: Person) -> None:
    person.go("/me/")
    person.follow("Send the figures for 2026: Vestbygd kommune")
    person.sees("Figures for 2026")
    person.look()
    person.follow("Devices bought")
    person.sees("Devices bought in 2026")


def test_figures_are_typed_and_pasted_and_survive_a_reload(people):
    # Given a draft, with last year's figures beside each cell
    editor = people.editor(ORGANIZATION)
    open_grid(editor)
    expect(editor.page.get_by_role("row", name="All departments").first).to_contain_text("2025: 580")
    editor.look()

    # When figures are typed, and a block is pasted from a spreadsheet, with a 0 and a ?
    enter(editor, SCHOOLS, "bought new", "1 020")
    paste(editor, PHONES, "bought new", "190\t80\t30\t8\r\n0\t0\t0\t?\r\n")

    # When something is typed that is no figure, it is red with its sentence, and still there after a reload
    enter(editor, SCHOOLS, "remanufactured", "12k", "Figures marked red need correcting")
    editor.page.reload()
    expect(cell(editor, SCHOOLS, "remanufactured")).to_have_value("12k")
    expect(cell(editor, SCHOOLS, "remanufactured")).to_have_attribute("aria-invalid", "true")
    editor.sees('"12k" is not a number. Use ? if you do not know.')
    editor.look("red")
    enter(editor, SCHOOLS, "remanufactured", "")

    # Then they are all there after a reload, what is not known as not known, and none as none
    editor.page.reload()
    expect(cell(editor, SCHOOLS, "bought new")).to_have_value("1,020")
    expect(cell(editor, PHONES, "of which meet the criteria")).to_have_value("80")
    expect(cell(editor, "Smartphones, Schools, call-off 3", "bought new")).to_have_value("0")
    expect(cell(editor, "Smartphones, Schools, call-off 3", "remanufactured")).to_have_value("not known")


def test_two_editors_at_once_lose_no_figure(people):
    # Given two browsers with the same draft
    here, there = people.editor(ORGANIZATION), people.editor(ORGANIZATION)
    open_grid(here)
    open_grid(there)

    # When both change the same cell, and one of them another cell as well
    enter(here, SCHOOLS, "of which meet the criteria", "70")
    enter(there, SCHOOLS, "refurbished", "15")
    cell(there, SCHOOLS, "of which meet the criteria").fill("90")
    there.page.keyboard.press("Tab")

    # Then the second sees both values and decides
    there.sees("entered 70 at")
    there.sees("you typed 90")
    there.look("clash")
    there.press("Keep mine")
    saved(there)

    # And the first has both figures after a reload
    here.page.reload()
    expect(cell(here, SCHOOLS, "of which meet the criteria")).to_have_value("90")
    expect(cell(here, SCHOOLS, "refurbished")).to_have_value("15")


def test_a_spreadsheet_is_compared_taken_over_and_undone(people, tmp_path):
    # Given the template, filled in with what the draft says
    editor = people.editor(ORGANIZATION)
    open_grid(editor)
    before = cell(editor, SCHOOLS, "remanufactured").input_value()
    with editor.page.expect_download() as download:
        editor.follow("Excel template, filled in")
    file = tmp_path / "figures.xlsx"
    download.value.save_as(file)

    # When one figure is changed in it and it is uploaded
    change(file, ("Laptops", "Schools, call-off 3"), "remanufactured", 7)
    editor.follow("Upload Excel or CSV")
    editor.look()
    editor.page.get_by_label("Excel or CSV file").set_input_files(file)
    editor.press("Read the file")

    # Then nothing is written before the difference was seen
    editor.sees("What would change")
    expect(editor.page.get_by_role("row", name="Schools, call-off 3").first).to_contain_text("→ 7")
    editor.look()
    editor.press("Take the file over")
    editor.sees("The file is taken over.")
    editor.look("taken over")
    editor.press("Undo")
    editor.sees("Undone: the figures are as they were before the file.")
    expect(cell(editor, SCHOOLS, "remanufactured")).to_have_value(before)


def change(file, line: tuple[str, str], column: str, value: int) -> None:
    """One cell of a workbook, found by the words in it."""
    book = openpyxl.load_workbook(file)
    for sheet in book:
        heads = {}
        for row in sheet.iter_rows():
            words = [str(one.value or "").casefold() for one in row]
            if "contract, department or brand" in words:
                heads = {text: place for place, text in enumerate(words)}
            elif heads and all(part.casefold() in words for part in line):
                place = next(place for text, place in heads.items() if text.startswith(column))
                row[place].value = value
                book.save(file)
                return
    raise AssertionError(f"{line} is not in {book.sheetnames}")


def test_an_unusual_figure_wants_a_word_and_the_report_is_sent(people):
    # Given a figure ten times that of last year
    editor = people.editor(ORGANIZATION)
    open_grid(editor)
    enter(editor, "Laptops, All departments", "bought new", "5 880")
    expect(editor.page.locator("[data-grid-errors]")).to_contain_text("last year")
    editor.look("warning")

    # When lifetimes and labels are stated
    editor.follow("Continue to lifetimes")
    editor.look()
    for field in editor.page.get_by_label(re.compile("expected lifetime in years$")).all():
        field.fill("5")
    editor.press("Save and continue to labels")
    editor.look()
    editor.press("Save and continue to the check")

    # Then the check asks for a word before it lets the report go
    editor.sees("First correct or explain what is marked.")
    editor.look("a word is wanted")
    while editor.page.get_by_label(re.compile(r"^\s*In a few words")).count():
        editor.type("In a few words", "A new framework began in the spring.")
        editor.press("Save the reason", beginning=True)
    editor.tick("These figures are right as far as we know")
    editor.look("ready")
    editor.press("Send to the Norway group")

    # And there is a receipt, on the page, as a letter and as a PDF
    editor.sees("Your 2026 figures are with the Norway group")
    receipt = re.search(r"Receipt (\S+)", editor.page.inner_text("main")).group(1)
    editor.look()
    people.letter("pierre.ashworth@vestbygd-municipality.example", receipt)
    assert editor.file("Receipt as PDF").startswith(b"%PDF")
