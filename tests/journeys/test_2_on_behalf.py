"""On behalf (Pact 3.2.3): a coordinating organisation appoints another one, which cares for the group for a time."""


def test_an_organisation_acts_on_behalf_of_the_one_that_coordinates(people):
    # Given Norway, which coordinates, and somebody there who may sign
    norway = people.signer("norway")
    norway.go("/o/norway/group/")
    norway.follow("Appointed organisations: coordinating on behalf of another one")
    norway.look()
    norway.follow("Appoint an organisation")
    norway.look()

    # When a field is missing, it is said, and nothing is lost
    norway.type("Organisation you appoint", "Stad Lindebrugge")
    norway.choose("For which group", "Norway group")
    norway.press("Ask this organisation")
    norway.sees("Say in a few words why you appoint it")
    norway.look("missing")
    norway.type("Why", "Lindebrugge runs the joint mailbox.")
    norway.press("Ask this organisation")
    norway.sees("is asked to accept")

    # Then the one who is asked finds it among the tasks, and accepts
    asked = people.signer("city-of-lindebrugge")
    asked.follow("Answer Norway: carry out its coordinating role?")
    asked.sees("Lindebrugge runs the joint mailbox.")
    asked.look("asked")
    asked.press("Accept")
    asked.sees("Accepted, not in force yet.")

    # And the Secretariat checks for a conflict of interest
    staff = people.secretariat()
    staff.follow("Check Stad Lindebrugge for a conflict of interest")
    for question in (
        "Does it make ICT or parts of it?",
        "Does it sell or lease ICT",
        "Is it owned by such a company, or does it own one?",
        "Does it represent an interest of the ICT branch",
    ):
        staff.answer(question, "No")
    staff.look("check")
    staff.type("How you know", "A municipality.")
    staff.press("Record the check")
    staff.sees("no conflict of interest")

    # Then it opens the group's pages, the world reads who acts for whom, and the members get a letter
    asked.go("/g/norway/")
    asked.sees("Stad Lindebrugge on behalf of Norway")
    asked.look("on behalf")
    reader = people.person("visitor")
    reader.go("/buyer-groups/norway/")
    reader.sees("Stad Lindebrugge on behalf of Norway")
    people.letter("vestbygd-municipality.example", "Stad Lindebrugge now coordinates on behalf of Norway")

    # And when Norway revokes it, the pages are closed at once
    norway.go("/o/norway/delegation/")
    norway.follow("Stad Lindebrugge")
    norway.type("Why", "The mailbox is back with us.")
    norway.look("in force")
    norway.press("Revoke")
    norway.sees("Revoked. It took effect at once.")
    asked.go("/o/city-of-lindebrugge/delegation/")
    asked.sees("The mailbox is back with us.")
    people.letter("city-of-lindebrugge.example", "no longer coordinates on behalf of Norway")
