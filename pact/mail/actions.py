"""What the Secretariat does about letters: hold one back for a named reason, send one again."""

from datetime import datetime

from pact.access import Actor
from pact.flow import Flow, Step
from pact.mail import access, verbs
from pact.mail.models import FAILED, HELD, QUEUED, OutboxMail
from pact.mail.posting import wake_on_commit

OUTBOX = Flow(
    Step("hold", (QUEUED,), HELD, verbs.HELD_BACK, access.READ_OUTBOX),
    Step("send_again", (FAILED, HELD), QUEUED, verbs.SENT_AGAIN, access.READ_OUTBOX),
)


def hold(actor: Actor, mail: OutboxMail, *, reason: str, at: datetime) -> None:
    """Keep a waiting letter back; the reason stands beside it."""
    with OUTBOX.step("hold", mail, actor=actor, at=at, reason=reason) as row:
        row.last_error = reason


def send_again(actor: Actor, mail: OutboxMail, *, at: datetime) -> None:
    """Let a letter that failed or was held back go out now."""
    with OUTBOX.step("send_again", mail, actor=actor, at=at) as row:
        row.attempts, row.not_before, row.last_error = 0, at, ""
        wake_on_commit()
