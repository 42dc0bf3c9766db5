"""The letters of this floor."""

from participants.mails.applications import (
    application_answered,
    application_arrived,
    application_continue,
    application_question,
    application_question_again,
    application_received,
    application_refused,
    decision_due,
    please_sign,
    signing_code,
    welcome,
    words,
)
from participants.mails.people import handed_over, invitation, notice_received

__all__ = [
    "application_answered",
    "application_arrived",
    "application_continue",
    "application_question",
    "application_question_again",
    "application_received",
    "application_refused",
    "decision_due",
    "handed_over",
    "invitation",
    "notice_received",
    "please_sign",
    "signing_code",
    "welcome",
    "words",
]
