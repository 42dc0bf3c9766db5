"""What can happen on this floor, past tense, each with the sentence the trail prints."""

from django.utils.translation import gettext_lazy as _

from pact.audit import Verb

FOUNDATION_LAID = Verb("governance.foundation.laid", _("entered the Pact's own rules and scope"))
SEATED = Verb("governance.seat.taken", _("recorded a seat of the Steering Committee"))
SEAT_ENDED = Verb("governance.seat.ended", _("left the seat with the end of its participation"))
CHAIR_ELECTED = Verb("governance.chair.elected", _("recorded the chair"))
MATTER_PUT = Verb("governance.matter.put", _("put this before the Steering Committee"))
MATTER_DECIDED = Verb("governance.matter.decided", _("settled this matter"))
MATTER_WITHDRAWN = Verb("governance.matter.withdrawn", _("took this back from the Steering Committee"))
NO_CONFLICT_CONFIRMED = Verb("governance.participation.confirmed", _("confirmed that there is no conflict of interest"))
CONFLICT_TOLD = Verb("governance.participation.told", _("told of something that may be a conflict of interest"))
CONFLICT_SEEN = Verb("governance.participation.conflict", _("recorded that the committee sees a conflict of interest"))
VOTE_OPENED = Verb("governance.decision.opened", _("opened the vote"))
RECUSED = Verb("governance.elector.recused", _("was recused"))
VOTE_CAST = Verb("governance.vote.cast", _("voted"))
ADOPTED = Verb("governance.decision.adopted", _("closed the vote: adopted"))
REJECTED = Verb("governance.decision.rejected", _("closed the vote: not adopted"))
LAPSED = Verb("governance.decision.lapsed", _("closed the vote: no quorum"))

CASE_OPENED = Verb("governance.case.opened", _("opened a case about ending the participation"))
CASE_NOTICED = Verb("governance.case.noticed", _("sent the notice and the invitation to be heard"))
HEARING_ANSWERED = Verb("governance.hearing.answered", _("answered the invitation to be heard"))
HEARING_PLANNED = Verb("governance.hearing.planned", _("fixed the day of the hearing"))
HEARING_HELD = Verb("governance.hearing.held", _("recorded the hearing"))
HEARING_DECLINED = Verb("governance.hearing.declined", _("declined to be heard"))
HEARING_RAN_OUT = Verb("governance.hearing.ran_out", _("closed the invitation to be heard, which ran out"))
CASE_PUT = Verb("governance.case.put", _("put the case before the Steering Committee"))
CASE_ENDED = Verb("governance.case.ended", _("ended the participation by decision of the Steering Committee"))
CASE_KEPT = Verb("governance.case.kept", _("closed the case: the Steering Committee does not end the participation"))
CASE_CLOSED = Verb("governance.case.closed", _("closed the case without the Steering Committee"))
