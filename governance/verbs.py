"""What can happen on this floor, past tense, each with the sentence the trail prints."""

from django.utils.translation import gettext_lazy as _

from pact.audit import Verb

FOUNDATION_LAID = Verb("governance.foundation.laid", _("entered the Pact's own rules and scope"))
SEATED = Verb("governance.seat.taken", _("recorded a seat of the Steering Committee"))
SEAT_ENDED = Verb("governance.seat.ended", _("ended a seat of the Steering Committee"))
SEAT_OFFERED = Verb("governance.seat.offered", _("offered a seat of the first Steering Committee"))
SEAT_DECLINED = Verb("governance.seat.declined", _("recorded that a seat was declined"))
ROTATION_DRAFTED = Verb("governance.rotation.drafted", _("drafted a rotation of the Steering Committee"))
ROTATION_CHANGED = Verb("governance.rotation.changed", _("changed the plan of a rotation"))
ROTATION_DONE = Verb("governance.rotation.done", _("carried out a rotation of the Steering Committee"))
ROTATION_DROPPED = Verb("governance.rotation.dropped", _("dropped the plan of a rotation"))
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
