"""Two cases about ending a participation in the demo: one closed without ending, one whose invitation runs (6.6.2)."""

from datetime import datetime, timedelta

from governance.actions import hearings, terminations
from governance.demo.applications import STAFF
from pact.demo.invention import signer_of

DAY = timedelta(days=1)


def close_case(stage, at: datetime) -> None:
    """Heard in writing, and closed by the Secretariat: nothing is published."""
    organization = stage.cast.get("city-of-lindebrugge")
    if organization is None:
        return
    case = terminations.open_case(stage.actor(STAFF, at), organization, grounds="EFFORT", facts=SILENCE, at=at)
    terminations.send_notice(stage.actor(STAFF, at + DAY), case, NOTICE, at=at + DAY)
    with stage.acting(signer_of(organization.slug)[2], at + 5 * DAY) as hand:
        hearings.answer(hand, case, "WRITING", ANSWER, at=at + 5 * DAY)
    hearings.run_out(at=at + 16 * DAY)
    case.refresh_from_db()
    terminations.close(stage.actor(STAFF, at + 17 * DAY), case, CLOSED, at=at + 17 * DAY)


def invite_to_hearing(stage, at: datetime) -> None:
    """The notice is sent, and the days of the rule book run."""
    organization = stage.cast.get("world-meteorology-services-office")
    if organization is None:
        return
    case = terminations.open_case(stage.actor(STAFF, at), organization, grounds="EFFORT", facts=UNANSWERED, at=at)
    terminations.send_notice(stage.actor(STAFF, at + DAY), case, NOTICE, at=at + DAY)


SILENCE = (
    "Letters of 12 May, 20 July and 1 September 2026 about the people who act for the city were not answered. "
    "Two calls to the number on the profile reached nobody."
)
UNANSWERED = (
    "Letters of 5 October 2026, 30 November 2026 and 25 January 2027 were not answered. The contact that was named on "
    "joining has left the office; no other one was named."
)
NOTICE = (
    "The Pact asks those who take part for an effort of their own. We have had no answer for a long time, and consider "
    "asking the Steering Committee to end your participation. Tell us first how you see it, and what you plan."
)
ANSWER = (
    "Our department was moved in the spring and the mailbox was closed by mistake. The new one is on our profile now; "
    "we take part in the next meeting of our group."
)
CLOSED = "The statement explains it, and the city can be reached again."
