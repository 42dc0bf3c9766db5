"""What can happen on this floor, past tense, with the sentence that completes "Ann …"."""

from pact.audit import Verb

TEXT_ADOPTED = Verb("participants.text.adopted", "recorded a version of the Pact's text")

ORGANIZATION_REGISTERED = Verb("participants.organization.registered", "registered the organisation")
ORGANIZATION_DESCRIBED = Verb("participants.organization.described", "changed the organisation's public facts")
APPOINTED = Verb("participants.appointment.made", "gave somebody a role")
APPOINTMENT_ENDED = Verb("participants.appointment.ended", "ended somebody's role")
INVITED = Verb("participants.invitation.sent", "invited a colleague")
INVITATION_ACCEPTED = Verb("participants.invitation.accepted", "accepted the invitation")
INVITATION_REVOKED = Verb("participants.invitation.revoked", "withdrew an invitation")

APPLICATION_BEGUN = Verb("participants.application.begun", "began an application")
APPLICATION_SAVED = Verb("participants.application.saved", "asked for a link to continue later")
SIGNATURE_ASKED = Verb("participants.signature.asked", "asked for a signature")
SIGNED = Verb("participants.signature.given", "signed")
APPLICATION_RECEIVED = Verb("participants.application.received", "sent the application")
PAPER_RECORDED = Verb("participants.application.paper", "recorded an application received on paper")
QUESTION_ASKED = Verb("participants.application.asked", "asked the applicant a question")
QUESTION_ANSWERED = Verb("participants.application.answered", "answered a question")
APPLICATION_WITHDRAWN = Verb("participants.application.withdrawn", "withdrew the application")
FINDING_RECORDED = Verb("participants.application.finding", "recorded a finding")
RECOMMENDED = Verb("participants.application.recommended", "wrote a recommendation")
ASSIGNED = Verb("participants.application.assigned", "took charge of the application")
SCREENED = Verb("participants.application.screened", "recorded the conflict check")
MATCHED = Verb("participants.application.matched", "matched the application with an organisation")
WITH_COMMITTEE = Verb("participants.application.with_committee", "put the application to the committee")
APPLICATION_DECIDED = Verb("participants.application.decided", "recorded the committee's decision")

PARTICIPATION_BEGUN = Verb("participants.participation.begun", "entered the organisation as a participant")
SUPPORT_BEGUN = Verb("participants.support.begun", "entered the organisation as a supporter")
NOTICE_GIVEN = Verb("participants.participation.notice_given", "gave notice to leave")
PARTICIPATION_ENDED = Verb("participants.participation.ended", "ended the participation")
SUPPORT_NOTICE_GIVEN = Verb("participants.support.notice_given", "gave notice to end the support")
SUPPORT_ENDED = Verb("participants.support.ended", "ended the support")
SCREENED_AT_DOOR = Verb("participants.organization.screened", "checked for a conflict of interest")
DELEGATE_APPOINTED = Verb("participants.delegation.appointed", "appointed another organisation for its role")
