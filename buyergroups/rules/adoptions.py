"""How a working group decides on what it made. No clause of the Pact says it: this is the working group's own rule."""

# The same in words, for the page on which it is voted.
OWN_RULE = (
    "Each organisation has one vote. A vote carries with more votes in favour than against, when at least half of "
    "those who may vote take part; an abstention takes part and counts on neither side. The Pact has no clause on "
    "this: it is the working group's own rule. Guests have no vote (Pact 4.4)."
)


def carries(yes: int, no: int, abstain: int, voters: int) -> bool:
    """More than half of those who did not abstain, and at least half of the voters taking part."""
    took_part = yes + no + abstain
    return 2 * took_part >= voters and yes > no
