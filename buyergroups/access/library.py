"""Who may what with the library: groups write, guests comment, the committee approves (4.1, 4.4, 4.6, 5.1.2)."""

from buyergroups.access.working_groups import is_guest, is_member
from pact.access import Actor, Permission

FIXED = ("ADOPTED", "APPROVED", "PUBLISHED", "SUPERSEDED")


def _reads(actor: Actor, subject) -> bool:
    return actor.sees_all or is_member(actor, subject) or is_guest(actor, subject)


READ_DRAFT = Permission(
    "buyergroups.read_draft",
    "only the members of this working group, the guests it invited to this draft, and the Secretariat; of the Steering "
    "Committee what was adopted",
    lambda actor, version: _reads(actor, version) or (actor.committee and version.state in FIXED),
    rests_on="A working group works among its members and invites others for a dialogue",
    clause="4.4",
)
COMMENT_ON_DRAFT = Permission(
    "buyergroups.comment_on_draft",
    "only the working group and its guests, until the draft is open for comments from everybody",
    lambda actor, version: version.state == "CONSULTATION" or _reads(actor, version),
    rests_on="A working group invites others for a dialogue about what it makes",
    clause="4.4",
)
# A vote or a decision carries it: nobody does it by hand.
CARRY_OUT = Permission(
    "buyergroups.carry_out",
    "only a vote of the working group or a decision of the Steering Committee",
    lambda actor, _: bool(actor.system),
    rests_on="The working group makes the final product, and the Steering Committee approves it",
    clause="5.1.2",
)
PUBLISH_LIBRARY = Permission(
    "buyergroups.publish_library",
    "only the Secretariat",
    lambda actor, _: actor.sees_all,
    privileged=True,
    rests_on="What working groups make is shared within the Pact and made publicly available",
    clause="4.6",
)
READ_APPROVAL = Permission(
    "buyergroups.read_approval",
    "only the Steering Committee and the Secretariat",
    lambda actor, _: actor.committee or actor.sees_all,
    privileged=True,
    rests_on="The Steering Committee approves the criteria, tools and guidelines",
    clause="5.1.2",
)
