"""Who may change when reminders leave."""

from pact.access import Permission

EDIT_LADDERS = Permission(
    "deadlines.edit_ladders",
    "only the Secretariat decides when reminders leave",
    lambda actor, _: actor.secretariat,
    True,
)
