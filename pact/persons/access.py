"""Who takes along what is held about a person: he himself, having shown lately who he is."""

from pact.access import Permission

OWN_DATA = Permission(
    "persons.own_data",
    "only people who are signed in",
    lambda actor, _: bool(actor.user_id),
    recent=True,
    rests_on="What is held about a person is that person's to see",
)
