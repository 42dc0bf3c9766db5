"""Reminders: over the rungs of the ladder each letter goes once to each reader, however often the sweep runs."""

import re
from collections import Counter
from datetime import date

from pact.demo.invention import editor_of
from pact.runner.processes import wait_until
from tests.journeys.clock import move_to, next_day
from tests.journeys.person import Person

READER = editor_of("flemish-digital-services-agency")[2]
RUNGS = ("7 days left", "1 day left", "Due today", "Overdue since")
ABOUT = re.compile(rf"({'|'.join(RUNGS)}).*figures for 2026")


def test_each_reminder_goes_once(people):
    # Given an organisation that has not sent its figures, due on 31 March
    visitor = people.person("visitor")

    # When the days pass until a week after
    move_to(visitor, date(2027, 4, 7))

    # Then each rung brought one letter
    for rung in RUNGS:
        people.letter(READER, f"{rung}")
    next_day(visitor)
    staff = people.secretariat()
    assert wait_until(lambda: settled(staff), seconds=60, pause=0.5)
    counted = Counter((one.to, one.subject) for one in people.letters(READER) if ABOUT.search(one.subject))
    assert len(counted) == len(RUNGS)
    assert set(counted.values()) == {1}

    # And nobody else got one twice
    everybody = Counter((one.to, one.subject) for one in people.letters() if ABOUT.search(one.subject))
    assert set(everybody.values()) == {1}

    # And who has sent is left alone
    assert not [one for one in people.letters("city-of-lindebrugge.example") if ABOUT.search(one.subject)]


def settled(staff: Person) -> bool:
    """The Secretariat's page of letters counts none that waits."""
    staff.go("/secretariat/mail/")
    return re.search(r"\b0\s+waiting|waiting\s+0\b", staff.page.inner_text("main")) is not None
