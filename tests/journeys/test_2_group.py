"""Group (Pact 3.3.1): who joined the Pact is asked to join the buyer group of the country, and joins."""

from tests.journeys.clock import next_day
from tests.journeys.test_1_join import join_the_pact


def test_a_newcomer_is_asked_to_join_the_group_of_the_country_and_joins(people):
    # Given a newcomer in Norway, and one night
    newcomer = people.once("newcomer", join_the_pact)
    next_day(people.person("visitor"))
    letter = people.letter(newcomer.contact, "Join the Norway group")

    # When the newcomer follows the letter
    guest = people.person("newcomer")
    guest.go(letter.link("/group/"))
    guest.sign_in_by_code(newcomer.contact, start="")
    guest.sees("Join the Norway group?")
    guest.look()
    guest.press("Join the group")

    # Then the group is theirs, for both sides
    guest.sees("go to this group")
    guest.look()
    people.letter("david.keller@norway.example", f"{newcomer.name} joined the Norway group")
    coordinator = people.editor("norway")
    coordinator.follow("Norway group")
    coordinator.look("coordinator")
    coordinator.follow("Members")
    coordinator.sees(newcomer.name)
    coordinator.look("coordinator")

    # And the coordinator may say whom the newcomer serves
    coordinator.go("/g/norway/users-served/")
    coordinator.follow(f"Change {newcomer.name}")
    coordinator.sees(newcomer.name)
    coordinator.look()
