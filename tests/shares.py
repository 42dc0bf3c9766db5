"""How two workers share the tests out: by file, the longest first, the stories of the browser together."""

import re

from xdist.scheduler.loadfile import LoadFileScheduling

STORY = re.compile(r"tests/journeys/test_\d")
# Each of these takes longer than a tenth of its run: begun last, one worker would wait for the other.
LONGEST = (STORY, re.compile("tests/security/test_hostile_forms"), re.compile("tests/matrix/"))


def rank(nodeid: str) -> int:
    """Its place among the longest; all others follow in the order they have."""
    return next((place for place, file in enumerate(LONGEST) if file.match(nodeid)), len(LONGEST))


class Shares(LoadFileScheduling):
    """The stories share one running product and go on from what earlier ones left: one worker tells all of them."""

    def _split_scope(self, nodeid: str) -> str:
        return "stories" if STORY.match(nodeid) else super()._split_scope(nodeid)
