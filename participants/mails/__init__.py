"""The letters of this floor."""

from participants.mails.applications import (
    application_answered,
    application_arrived,
    application_continue,
    application_question,
    application_question_again,
    application_received,
    application_refused,
    application_turned_away,
    decision_due,
    please_sign,
    signing_code,
    welcome,
    words,
)
from participants.mails.leaving import merged, notice_noted, notice_received
from participants.mails.onboarding import first_steps_open
from participants.mails.people import handed_over, invitation
from participants.mails.retention import draft_ends
from participants.mails.staff import first_person
from participants.mails.supporters import misuse_due, misuse_received, misuse_settled, undertaking_reminder

__all__ = [
    "application_answered",
    "application_arrived",
    "application_continue",
    "application_question",
    "application_question_again",
    "application_received",
    "application_refused",
    "application_turned_away",
    "decision_due",
    "draft_ends",
    "first_person",
    "first_steps_open",
    "handed_over",
    "invitation",
    "merged",
    "misuse_due",
    "misuse_received",
    "misuse_settled",
    "notice_noted",
    "notice_received",
    "please_sign",
    "signing_code",
    "undertaking_reminder",
    "welcome",
    "words",
]
