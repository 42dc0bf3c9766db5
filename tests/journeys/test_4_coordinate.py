"""Coordinate (Pact 3.2.1): see who reported, remind, return, accept, and write the group's report."""

from pact.demo.invention import editor_of
from tests.journeys.person import Person

COORDINATOR = "belgium"
SILENT = "flemish-digital-services-agency"
REPORTED = "city-of-lindebrugge"
PARTS = {
    "Monitoring results": "Two members report. Jumps were checked by telephone.",
    "Lessons learned": "Buying for six years works when the contract holds repair.",
    "Good examples": "One member bought refurbished laptops for all schools.",
    "Feedback on criteria": "The criterion on spare parts is clear.",
    "Coming tenders": "Two frameworks for laptops are planned.",
}


def open_coverage(coordinator: Person) -> None:
    coordinator.go("/me/")
    coordinator.follow("Belgium group")
    coordinator.follow("Figures of the members")


def test_the_silent_are_reminded(people):
    # Given a group in which one member has reported and one is silent
    coordinator = people.editor(COORDINATOR)
    open_coverage(coordinator)
    coordinator.sees("of 2 members")
    coordinator.look()

    # When the coordinator writes to those who are silent, and reads the letter before it goes
    coordinator.follow("Remind 1")
    coordinator.look("words")
    coordinator.type("Your words", "We meet on 25 March and would like to see your figures before.")
    coordinator.press("Show the letter")
    coordinator.sees("Goes to 1 member")
    coordinator.look("letter")
    coordinator.press("Send the letters")

    # Then the letter is caught
    letter = people.letter("flemish-digital-services-agency.example", "Please send your figures for 2026")
    assert "We meet on 25 March" in letter.text


def test_figures_are_returned_corrected_and_accepted(people):
    # Given figures that were sent
    coordinator = people.editor(COORDINATOR)
    open_coverage(coordinator)
    coordinator.follow("Stad Lindebrugge")
    coordinator.look()

    # When they go back with a remark
    coordinator.press("Send back with these remarks")
    coordinator.sees("Write at least one remark")
    coordinator.look("without a remark")
    coordinator.type("What should be corrected", "The smartphones of the fire brigade are missing.")
    coordinator.press("Send back with these remarks")

    # Then the member reads it in a letter, corrects and sends again
    letter = people.letter("city-of-lindebrugge.example", "Returned with 1 remark")
    assert "fire brigade" in letter.text
    correct(people.editor(REPORTED))

    # And the coordinator accepts
    open_coverage(coordinator)
    coordinator.follow("Stad Lindebrugge")
    coordinator.look("sent again")
    coordinator.press("Accept the figures")
    open_coverage(coordinator)
    coordinator.sees("accepted")


def correct(editor: Person) -> None:
    editor.follow("Send the figures for 2026")
    editor.sees("Your figures came back with remarks.")
    editor.look("returned")
    editor.press("Correct the figures")
    editor.sees("Devices bought in 2026")
    field = editor.page.get_by_label("Smartphones, All departments: bought new", exact=True)
    count = int(field.input_value().replace(",", "") or 0)
    field.fill(str(count + 3))
    editor.page.keyboard.press("Tab")
    editor.sees("Saved at")
    editor.follow("4 Check and send")
    editor.tick("These figures are right as far as we know")
    editor.press("Send to the Belgium group")
    editor.sees("Your 2026 figures are with the Belgium group")


def test_the_report_of_the_group_is_written_and_delivered(people):
    # Given the report of the year
    coordinator = people.editor(COORDINATOR)
    coordinator.follow("Belgium group")
    coordinator.follow("Group reports")
    coordinator.look()
    coordinator.follow("2026")
    coordinator.sees("Before it can go:")
    coordinator.look("draft")

    # When the five parts are written, and the users served confirmed
    for part, words in PARTS.items():
        coordinator.follow(part)
        coordinator.look()
        coordinator.type("Text, in English", words)
        coordinator.press("Save this part")
    coordinator.follow("Users served")
    coordinator.look()
    coordinator.press("Confirm all as unchanged today")
    coordinator.look("confirmed")
    coordinator.follow("Group reports")
    coordinator.follow("2026")

    # Then it can be delivered, and there is a receipt
    coordinator.press("Send to the Secretariat")
    coordinator.sees("Your group report is with the Secretariat")
    coordinator.look("delivered")
    assert coordinator.file("Receipt and report (PDF)").startswith(b"%PDF")
    people.letter(editor_of(COORDINATOR)[2], "Received: group report 2026, Belgium group")

    # And the Secretariat reads and accepts it
    staff = people.secretariat()
    staff.follow("Check the group report 2026: Belgium group")
    staff.look("delivered")
    staff.press("Accept the report")
    staff.sees("accepted")
    staff.look("accepted")
