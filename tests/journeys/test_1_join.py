"""Join (Pact 6.4): from the first page to the public list, and back in through the door with a code."""

import re
import secrets
from dataclasses import dataclass

from playwright.sync_api import expect

from pact.runner.processes import wait_until
from tests.journeys.person import Person

# The founders of the demo, one seat each.
MEMBERS = 8


@dataclass(frozen=True)
class Newcomer:
    name: str
    contact: str
    reference: str


def apply(visitor: Person, name: str, contact: str) -> str:
    """Every step of the application, signed with the code of the letter; returns the reference."""
    visitor.go("/join/")
    visitor.look()
    visitor.follow("Start now")
    visitor.answer("How do you want to take part?", "As a procuring organisation")
    visitor.look()
    visitor.press("Save and continue")
    eligibility(visitor)
    organization(visitor, name)
    visitor.type("Users served", "3 200")
    visitor.type("Laptops and smartphones bought in a year", "640")
    visitor.look("reach")
    visitor.press("Save and continue")
    visitor.tick("Keep devices in use for longer")
    visitor.type("How will you do it?", "Repair and take-back stand in our next framework for schools.")
    visitor.look("contribution")
    visitor.press("Save and continue")
    visitor.type("Your name", "Kari Solheim")
    visitor.type("Your function", "Chief procurement officer")
    visitor.type("Your e-mail address", contact)
    visitor.answer("Who signs?", "I sign")
    visitor.look("signatory")
    visitor.press("Save and continue")
    sign(visitor, contact)
    visitor.sees("Check your answers")
    visitor.look()
    visitor.press("Send to the Secretariat")
    visitor.sees("The Steering Committee decides by")
    visitor.look("sent")
    return re.search(r"Reference (\d{4}-\d+)", visitor.page.inner_text("main")).group(1)


def eligibility(visitor: Person) -> None:
    """What is missing is said in one sentence at the field, and nothing typed is lost."""
    visitor.sees("Can you join?")
    visitor.choose("What kind of organisation are you?", "Local government")
    visitor.answer("Do you buy laptops, smartphones or other ICT", "Yes")
    visitor.answer("Do you make ICT or parts of it?", "No")
    visitor.answer("Do you sell or lease ICT", "No")
    visitor.answer("Are you owned by such a company", "No")
    visitor.press("Save and continue")
    visitor.sees("Say whether you represent an interest of the ICT branch")
    visitor.look("eligibility with a gap")
    visitor.answer("Do you represent an interest of the ICT branch", "No")
    visitor.press("Save and continue")


def organization(visitor: Person, name: str) -> None:
    visitor.sees("This becomes your entry on the public list.")
    visitor.type("Name", name)
    visitor.choose("Country", "Norway")
    visitor.type("City", "Solvik")
    visitor.type("Website", f"www.{name.split()[-1]}.example")
    visitor.look("organization")
    visitor.press("Save and continue")


def sign(visitor: Person, contact: str) -> None:
    visitor.sees("This is the whole text.")
    visitor.tick("We endorse the ambitions and commitments of the Pact.")
    visitor.tick("I know that what we share")
    visitor.type("Type your name to sign", "Kari Solheim")
    visitor.press("Send me the code")
    visitor.sees("The code is on its way.")
    visitor.look("code on its way")
    visitor.type("Code from our letter", visitor.world.letter(contact, "code").code)
    visitor.press("Sign")


def complete_the_file(staff: Person, reference: str, name: str) -> None:
    """The Secretariat: three findings, a recommendation, the vote."""
    staff.look("secretariat")
    staff.follow(f"Decide on {name} ({reference})")
    staff.sees("The three criteria (6.4.2)")
    staff.look()
    for number in range(3):
        item = staff.page.get_by_role("article").nth(number)
        staff.open("Record a finding", where=item)
        item.get_by_label("met", exact=True).check()
        staff.type("What it rests on", "The application and the public register were read.", where=item)
        staff.press("Save the finding", where=item)
    staff.open("Write the recommendation")
    staff.type("Recommendation to the Steering Committee", "Admit.")
    staff.press("Save the recommendation")
    staff.follow("Put to the vote")
    staff.look()
    staff.press("Put to the vote")
    staff.sees("The vote is open and the members have been asked.")


VOTE = "/committee/decisions/"


def vote(world, question: str) -> None:
    """Each member follows the link of his letter and votes; with the last vote it closes by itself."""
    asked = wait_until(lambda: len(members(world, question)) >= MEMBERS, seconds=60)
    assert asked, members(world, question)
    for member in members(world, question):
        cast(world, member, question)


def members(world, question: str) -> list[str]:
    return sorted({letter.to for letter in world.letters("", question, VOTE)})


def cast(world, member: str, question: str) -> None:
    address = re.search(r"[\w.+-]+@[\w.-]+", member).group(0)
    voter = world.signed_in(address)
    voter.go(world.letter(address, question, leading=VOTE).link(VOTE))
    voter.look("to vote")
    voter.within("Your vote").get_by_label("In favour").check()
    voter.press("Cast my vote")
    voter.sees("Your vote is recorded")
    voter.look("voted")
    voter.leave()


def join_the_pact(world) -> Newcomer:
    """The whole way of a newcomer, told once."""
    name = f"Solvik kommune {secrets.token_hex(2)}"
    contact = f"kari@{name.split()[-1]}.example"
    reference = apply(world.person("visitor"), name, contact)
    world.letter(contact, reference)
    world.letter("jonas.meertens", name)
    complete_the_file(world.secretariat(), reference, name)
    vote(world, name)
    return Newcomer(name, contact, reference)


def test_a_buyer_joins_and_is_on_the_public_list_at_once(people):
    # Given an organisation that applied, was checked, and was voted on
    newcomer = people.once("newcomer", join_the_pact)

    # When anybody looks at the public list right after the last vote
    visitor = people.person("visitor")
    visitor.go("/participants/")
    visitor.look("list")
    visitor.type("Name", newcomer.name)
    visitor.press("Filter")
    visitor.page.wait_for_url("**/participants/?*q=*")

    # Then the name is there, with its own page
    visitor.page.get_by_role("link", name=newcomer.name, exact=True).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(newcomer.name)
    visitor.look()

    # And the letter of welcome went out
    people.letter(newcomer.contact, "Welcome")


def test_the_newcomer_signs_in_with_a_code_from_a_letter(people):
    # Given
    newcomer = people.once("newcomer", join_the_pact)
    people.letter(newcomer.contact, "Welcome")

    # When
    guest = people.person("newcomer")
    guest.sign_in_by_code(newcomer.contact)

    # Then
    guest.sees("My tasks")
    guest.look()
    guest.sees(newcomer.name)
