"""How two workers share the tests out: by file, the longest first, the stories of the browser together."""

import re

from xdist.scheduler.loadfile import LoadFileScheduling

STORY = re.compile(r"tests/journeys/test_[1-7]")
WALK = re.compile(r"tests/journeys/test_8_every_page")
HOSTILE = re.compile(r"tests/security/test_hostile_forms")
# Each of these takes longer than a tenth of its run: begun last, one worker would wait for the other.
LONGEST = (STORY, WALK, re.compile("tests/matrix/"), HOSTILE)


def rank(nodeid: str) -> int:
    """Its place among the longest; all others follow in the order they have."""
    return next((place for place, file in enumerate(LONGEST) if file.match(nodeid)), len(LONGEST))


class Shares(LoadFileScheduling):
    """The stories share one running product and go on from what earlier ones left: one worker tells all of them.

    Who walks every page changes nothing and waits for no story: the other worker walks, in a product of its own.
    What is sent to the forms is the largest file, and each of its tests undoes what it did: it is shared out by test.
    """

    def _split_scope(self, nodeid: str) -> str:
        if HOSTILE.match(nodeid):
            return nodeid
        return "stories" if STORY.match(nodeid) else super()._split_scope(nodeid)
