"""States as a shape and a word: every one can be told apart in black and white."""

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

NONE, OPEN, DONE, WARN, LATE = "none", "open", "done", "warn", "late"

# Colours stand as attributes for paper, which has no style sheet for drawings; on screen classes overrule them.
_DRAWINGS = {
    NONE: '<circle cx="6" cy="6" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6"'
    ' stroke-dasharray="2.4 2"/>',
    OPEN: '<circle cx="6" cy="6" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    '<path d="M6 .8a5.2 5.2 0 0 1 0 10.4z" fill="currentColor"/>',
    DONE: '<circle cx="6" cy="6" r="6" fill="currentColor"/>'
    '<path class="in" d="M3.2 6.2l2 2 3.6-4" fill="none" stroke="#fff" stroke-width="1.6"/>',
    WARN: '<path d="M6 .6 11.8 11H.2z" fill="currentColor"/>'
    '<path class="in" d="M6 4.4v3" stroke="#fff" stroke-width="1.4"/>',
    LATE: '<path d="M3.6 0h4.8L12 3.6v4.8L8.4 12H3.6L0 8.4V3.6z" fill="currentColor"/>'
    '<path class="in" d="M6 2.8v4" stroke="#fff" stroke-width="1.5"/>',
}
SHAPES = tuple(_DRAWINGS)
_INK = {NONE: "#586662", OPEN: "#2C4A86", DONE: "#0C5A52", WARN: "#6F4C00", LATE: "#A3201D"}

# The words of pages.md section B: the same state is named the same everywhere.
_STATES: dict[str, tuple[str, str | Promise]] = {
    "NOT_BEGUN": (NONE, _("not begun")),
    "PLANNED": (NONE, _("planned")),
    "IDEA": (NONE, _("idea")),
    "ANNOUNCED": (OPEN, _("announced")),
    "AWARDED": (DONE, _("awarded")),
    "POSTPONED": (WARN, _("postponed")),
    "INVITED": (NONE, _("invited")),
    "WITHDRAWN": (NONE, _("withdrawn")),
    "LAPSED": (NONE, _("lapsed")),
    "ENDED": (NONE, _("ended")),
    "CLOSED": (NONE, _("closed")),
    "DORMANT": (NONE, _("dormant")),
    "SUPERSEDED": (NONE, _("superseded")),
    "OVER": (NONE, _("over")),
    "AHEAD": (OPEN, _("still to come")),
    "DRAFT": (OPEN, _("draft")),
    "OPEN": (OPEN, _("open")),
    "RECEIVED": (OPEN, _("received")),
    "CONSULTATION": (OPEN, _("consultation")),
    "PRESENTED": (OPEN, _("presented")),
    "RECOMMENDED": (DONE, _("recommended")),
    "SETTLED": (DONE, _("settled")),
    "NOTICED": (OPEN, _("notice sent")),
    "HEARD": (OPEN, _("heard")),
    "HELD": (DONE, _("held")),
    "DECLINED": (NONE, _("declined")),
    "UNANSWERED": (NONE, _("not answered")),
    "SCREENING": (OPEN, _("checking")),
    "CHECKING": (OPEN, _("checking")),
    "ASKED": (OPEN, _("asked")),
    "QUEUED": (OPEN, _("waiting")),
    "RUNNING": (OPEN, _("working")),
    "COMPILING": (OPEN, _("compiling")),
    "COORDINATION": (OPEN, _("group reports")),
    "WITH_COMMITTEE": (OPEN, _("with the committee")),
    "VOTE_OPEN": (OPEN, _("vote open")),
    "STARTING": (OPEN, _("starting")),
    "INTEREST": (OPEN, _("interest")),
    "WORKSHOP": (OPEN, _("workshop held")),
    "CHARTER": (OPEN, _("charter agreed")),
    "HANDED_OVER": (DONE, _("handed over")),
    "DROPPED": (NONE, _("not pursued")),
    "REQUESTED": (OPEN, _("requested")),
    "PROPOSED": (OPEN, _("proposed")),
    "CONVENED": (OPEN, _("convened")),
    "NOMINATING": (OPEN, _("candidates are named")),
    "VOTING": (OPEN, _("vote open")),
    "ELECTED": (DONE, _("elected")),
    "DONE": (DONE, _("carried out")),
    "DELIVERED": (DONE, _("delivered")),
    "SUBMITTED": (DONE, _("submitted")),
    "ACCEPTED": (DONE, _("accepted")),
    "ADOPTED": (DONE, _("adopted")),
    "APPROVED": (DONE, _("approved")),
    "ADMITTED": (DONE, _("admitted")),
    "ACTIVE": (DONE, _("active")),
    "IN_FORCE": (DONE, _("in force")),
    "COMPLETE": (DONE, _("completed")),
    "DECIDED": (DONE, _("decided")),
    "FROZEN": (DONE, _("frozen")),
    "PUBLISHED": (DONE, _("published")),
    "MET": (DONE, _("done")),
    "SENT": (DONE, _("sent")),
    "READY": (DONE, _("ready")),
    "TO_CORRECT": (WARN, _("to correct")),
    "RETURNED": (WARN, _("returned")),
    "DUE": (WARN, _("due")),
    "INCOMPLETE": (WARN, _("incomplete")),
    "OVERDUE": (LATE, _("overdue")),
    "NOT_MET": (LATE, _("not met")),
    "REFUSED": (LATE, _("refused")),
    "REJECTED": (LATE, _("refused")),
    "FAILED": (LATE, _("failed")),
    "BOUNCED": (LATE, _("bounced")),
}


def shape_and_word(code: str, label: str = "") -> tuple[str, str]:
    """A state of a model or one of the five shapes. A code without a word is a mistake of the template."""
    if code in _DRAWINGS:
        if not label:
            raise ValueError(f'The shape "{code}" needs a word beside it.')
        return code, str(label)
    shape, word = _STATES.get(code, (NONE, ""))
    if not (label or word):
        raise ValueError(f'The state "{code}" is not known here: give it a label.')
    return shape, str(label or word)


def drawing(shape: str) -> SafeString:
    size = 'viewBox="0 0 12 12" width="12" height="12"'
    svg = f'<svg {size} color="{_INK[shape]}" aria-hidden="true">{_DRAWINGS[shape]}</svg>'
    return mark_safe(svg)  # noqa: S308 - our own drawing, no input
