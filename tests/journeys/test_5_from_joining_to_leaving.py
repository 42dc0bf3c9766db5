"""By keyboard alone on a telephone's width: apply for both roles, two votes, the public list, the notice."""

import re
import secrets

from playwright.sync_api import expect

from pact.demo.stage import PASSWORD
from pact.runner.processes import wait_until
from tests.journeys.keyboard import answer, press, reach, sign_in, tick, type_into
from tests.journeys.person import Person
from tests.journeys.test_1_join import MEMBERS, VOTE, members
from tests.journeys.world import STAFF

NARROW = 390
SAVE = "Save and continue"
SIGNER = "Liv Haugen"
REASON = "Whom the organisation would coordinate is not clear yet (6.4.2 b)."
NOTICE = "We end our participation, because our purchases move to the county."


def at_the_keys(people, name: str, address: str = "") -> Person:
    person = people.person(name, width=NARROW)
    if address:
        sign_in(person, address, PASSWORD)
    return person


def apply_for_both(visitor: Person, name: str, contact: str) -> str:
    """Sign on both levels; returns the reference."""
    visitor.go("/join/")
    press(visitor, "Start now")
    answer(visitor, "How do you want to take part?", "As both")
    press(visitor, SAVE)
    visitor.sees("Can you join?")
    reach(visitor, "What kind of organisation are you?")
    visitor.page.keyboard.type("Local")
    answer(visitor, "Do you buy laptops", "Yes")
    for question in ("Do you make ICT", "Do you sell or lease", "Are you owned", "Do you represent"):
        answer(visitor, question, "No")
    press(visitor, SAVE)
    visitor.sees("This becomes your entry on the public list.")
    type_into(visitor, "Name", name)
    reach(visitor, "Country")
    visitor.page.keyboard.type("Norw")
    press(visitor, SAVE)
    visitor.sees("Careful estimates are fine")
    type_into(visitor, "Users served", "4 100")
    press(visitor, SAVE)
    visitor.sees("A few plain sentences")
    tick(visitor, "Share lessons")
    type_into(visitor, "How will you do it?", "Repair and take-back stand in our next framework.")
    type_into(visitor, "How will you bring buyers together?", "The towns along the fjord buy together.")
    answer(visitor, "The yearly contribution", "We want to offer work")
    press(visitor, SAVE)
    say_who_signs(visitor, contact)
    sign(visitor, contact)
    visitor.sees("Check your answers")
    press(visitor, "Send to the Secretariat")
    visitor.sees("The Steering Committee decides by")
    return re.search(r"Reference (\d{4}-\d+)", visitor.page.inner_text("main")).group(1)


def say_who_signs(visitor: Person, contact: str) -> None:
    visitor.sees("The Pact is signed by the person responsible")
    type_into(visitor, "Your name", SIGNER)
    type_into(visitor, "Your function", "Chief procurement officer")
    type_into(visitor, "Your e-mail address", contact)
    answer(visitor, "Who signs for the coordinating role?", "I sign")
    answer(visitor, "Who signs for the procuring role?", "The same person")
    press(visitor, SAVE)


def sign(visitor: Person, contact: str) -> None:
    visitor.sees("This is the whole text.")
    tick(visitor, "We endorse the ambitions")
    tick(visitor, "I know that what we share")
    type_into(visitor, "Type your name to sign", SIGNER)
    press(visitor, "Send me the code")
    visitor.sees("The code is on its way.")
    type_into(visitor, "Code from our letter", visitor.world.letter(contact, "code").code)
    press(visitor, "Sign")


def put_to_the_vote(staff: Person, reference: str, name: str) -> None:
    press(staff, f"Decide on {name} ({reference})")
    staff.sees("The three criteria (6.4.2)")
    for criterion in "abc":
        reach(staff, "Record a finding")
        staff.page.keyboard.press("Enter")
        answer(staff, "Finding", "met")
        type_into(staff, "What it rests on", f"Criterion {criterion}: the application and the register were read.")
        press(staff, "Save the finding")
        expect(staff.page.get_by_text(f"Criterion {criterion}: the application").first).to_be_visible()
    press(staff, "Put to the vote")
    staff.sees("Votes are counted until the end of")
    press(staff, "Put to the vote")
    staff.sees("The vote is open and the members have been asked.")


def vote(people, name: str) -> None:
    """Each member votes on the two questions of his letters: yes to buying, no to coordinating."""
    assert wait_until(lambda: len(members(people, name)) >= MEMBERS, seconds=60)
    for member in members(people, name):
        address = re.search(r"[\w.+-]+@[\w.-]+", member).group(0)
        voter = at_the_keys(people, address, address)
        for role, choice in (("procuring", "In favour"), ("coordinating", "Against")):
            question = f"Admit {name} as a {role} organisation?"
            voter.go(people.letter(address, question, leading=VOTE).link(VOTE))
            answer(voter, question, choice)
            press(voter, "Cast my vote")
            voter.sees("Your vote is recorded")
        voter.leave()


def test_who_asked_for_both_roles_joins_in_one_and_leaves_again(people):
    # Given an application for both roles, with a vote on each
    name = f"Fjordbyene {secrets.token_hex(2)}"
    contact = f"liv@{name.split()[-1]}.example"
    reference = apply_for_both(at_the_keys(people, "visitor"), name, contact)
    staff = at_the_keys(people, "secretariat", STAFF)
    people.letter("jonas.meertens", name)
    put_to_the_vote(staff, reference, name)
    vote(people, name)

    # When the refusal has its reasons
    staff.go("/me/")
    press(staff, f"Close the vote: Admit {name}")
    type_into(staff, "Reasons", REASON)
    press(staff, "Close the vote")
    staff.sees("The vote is closed")

    # Then the next look at the public list shows the one role, and the applicant reads about both
    visitor = at_the_keys(people, "visitor")
    visitor.go("/participants/")
    type_into(visitor, "Name", name)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/participants/?*q=*")
    press(visitor, name, exact=True)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(name)
    assert "coordinating" not in visitor.page.inner_text("main").lower()
    assert REASON in people.letter(contact, "decision on your application").text
    people.letter(contact, "Welcome")

    # And when the newcomer leaves, its notice stands where everybody reads it (6.6.1)
    give_notice(at_the_keys(people, "newcomer"), contact)
    visitor.go("/notices/")
    press(visitor, name)
    visitor.sees(NOTICE)


def give_notice(newcomer: Person, contact: str) -> None:
    newcomer.go("/accounts/login/")
    press(newcomer, "Send me a sign-in code")
    type_into(newcomer, "E-mail address", contact)
    press(newcomer, "Send the code")
    newcomer.sees("Enter your sign-in code")
    type_into(newcomer, "Code", newcomer.world.letter(contact, "Your code is").code)
    press(newcomer, "Continue")
    newcomer.sees("My tasks")
    newcomer.go(newcomer.world.letter(contact, "Welcome").link("/o/") + "participation/")
    press(newcomer, "Give notice to leave")
    type_into(newcomer, "Your notice", NOTICE)
    type_into(newcomer, "Takes effect on", "30 April 2027")
    press(newcomer, "See how it will be published")
    newcomer.sees("As it will be published")
    press(newcomer, "Send and publish the notice")
    newcomer.sees("Notice of")
