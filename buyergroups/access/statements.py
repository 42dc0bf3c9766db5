"""Who may what about joint statements of demand (Pact 4.1, register I-13)."""

from buyergroups import rules
from buyergroups.access.groups import COORDINATE, VIEW_GROUP
from buyergroups.access.working_groups import LEAD_WORKING_GROUP, SUPPORT_WORKING_GROUP, WORK_IN_WORKING_GROUP
from buyergroups.models import GroupMembership
from pact.access import Actor, Permission
from pact.clock import today
from participants.models import Participation


def buys(organization_id: int | None, day) -> bool:
    """Whether an organization buys in the sense of the register (I-13) on a day."""
    roles = Participation.objects.on(day).filter(organization=organization_id).values_list("role", flat=True)
    rows = GroupMembership.objects.active_on(day).filter(organization=organization_id)
    return rules.buys(roles, rows.values_list("kind", flat=True))


def _signer(actor: Actor, subject) -> bool:
    organization_id = getattr(subject, "organization_id", None) or getattr(subject, "pk", None)
    return actor.holds(organization_id, "SIGNATORY")


SEE_STATEMENTS = Permission(
    "buyergroups.see_statements",
    "only the organisations of this group and the Secretariat",
    lambda actor, subject: (VIEW_GROUP if subject.group_id else SUPPORT_WORKING_GROUP).allows(actor, subject),
    rests_on="What is drafted stays among those who draft it until it is open for signing",
    clause="4.1",
)
DRAFT_STATEMENT = Permission(
    "buyergroups.draft_statement",
    "only the members of this working group, or the coordinator of this buyer group",
    lambda actor, subject: (COORDINATE if subject.group_id else WORK_IN_WORKING_GROUP).allows(actor, subject),
    rests_on="Working groups set up joint statements of demand",
    clause="4.1",
)
LEAD_STATEMENT = Permission(
    "buyergroups.lead_statement",
    "only the chair of this working group and the Secretariat, or the coordinator of this buyer group",
    lambda actor, subject: (COORDINATE if subject.group_id else LEAD_WORKING_GROUP).allows(actor, subject),
    rests_on="Who leads a group opens its statement for signing; the Steering Committee does not approve it",
    clause="4.1",
)
BY_VOTE = Permission(
    "buyergroups.adopt_statement",
    "only as the effect of a vote of the working group",
    lambda actor, _: bool(actor.system),
    rests_on="A working group adopts its joint statement by a vote of its members",
    clause="4.4",
)
ON_ITS_DAY = Permission(
    "buyergroups.close_statement",
    "only the system, on the closing day itself",
    lambda actor, _: bool(actor.system),
    rests_on="A statement closes on the day that was announced, by nobody's hand",
    clause="4.1",
)
SIGN_STATEMENT = Permission(
    "buyergroups.sign_statement",
    "only buyers sign: procuring participants and members of a buyer group, by a person with signing rights; "
    "supporters, guests and observers do not",
    lambda actor, subject: _signer(actor, subject) and buys(subject.pk, today()),
    recent=True,
    rests_on="Buyers sign up to a joint statement of demand (How we read the Pact, I-13)",
    clause="4.1",
)
WITHDRAW_SIGNATURE = Permission(
    "buyergroups.withdraw_signature",
    "only people with signing rights in this organisation",
    _signer,
    recent=True,
    rests_on="Who signed may withdraw until the statement closes",
    clause="4.1",
)
