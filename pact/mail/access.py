"""Who may look into the outbox."""

from pact.access import Permission

READ_OUTBOX = Permission(
    "mail.read_outbox",
    "only the Secretariat sees the letters of all",
    lambda actor, _: actor.secretariat,
    privileged=True,
)
