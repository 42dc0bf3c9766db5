"""Beginning and ending participation and support, a role at a time: one door to the rooms beside this one."""

from participants.actions.admissions import admit
from participants.actions.ending import end_due
from participants.actions.entering import enter, found, text_in_force
from participants.actions.notices import give_notice, record_notice, withdraw_notice

__all__ = ["admit", "end_due", "enter", "found", "give_notice", "record_notice", "text_in_force", "withdraw_notice"]
