"""Ending a participation by the committee (Pact 6.6.2): pure functions on plain values."""

from datetime import date, datetime, timedelta

HELD, DECLINED, UNANSWERED = "HELD", "DECLINED", "UNANSWERED"
GROUNDS = ("INTEGRITY", "EFFORT")
IN_PERSON = ("MEETING", "CALL")


def case_number(year: int, serial: int) -> str:
    """The number of a case: T-2027-01."""
    return f"T-{year}-{serial:02d}"


def earliest_answer(invited: date, days: int) -> date:
    """6.6.2: an invitation to be heard runs out so many days after it was sent, never before."""
    return invited + timedelta(days=days)


def is_heard(outcome: str) -> bool:
    """6.6.2: heard is who was heard, did not want to be, or let the invitation run out."""
    return outcome in (HELD, DECLINED, UNANSWERED)


def may_answer(answer_by: datetime, at: datetime, *, waits_in_person: bool) -> bool:
    """Until the invitation runs out; who asked for a meeting or a call adds to its answer until that was held."""
    return at <= answer_by or waits_in_person


def what_silence_means(way: str, *, answered: bool) -> str:
    """When the invitation has run out: a statement was the hearing, who asked for a meeting waits for it (an empty
    text), and who said nothing is not waited for."""
    if not answered:
        return UNANSWERED
    return "" if way in IN_PERSON else HELD


def end_day(decided: date, named: date | None) -> date:
    """6.6.2: the day of the decision, or a later one that was named when it was put."""
    return max(decided, named or decided)
