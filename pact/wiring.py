"""What the floors do for one another, by name: part of the settings, so that no floor imports one above it.

Names compose, imports depend. `pact.flow.effects` calls what is named here.
"""

# Who acts: the function that builds an actor from the table of powers.
ACTOR_FOR = "buyergroups.access.actor_for"
# What follows from an adopted or rejected decision, by the kind of its matter; runs in the same transaction.
DECISION_EFFECTS = {
    "AMENDMENT_PUT": "governance.actions.amendments.carry_out",
    "EXTENSION": "governance.actions.extensions.carry_out",
    "APPLICATION": "governance.actions.applications.carry_out",
    "APPLICATION_DOUBT": "governance.actions.doubts.carry_out",
    "COORDINATING_DOUBT": "governance.actions.doubts.carry_out",
    "DELEGATION_DOUBT": "buyergroups.actions.delegations.carry_out",
    "GROUP_DOUBT": "buyergroups.actions.admissions.carry_out",
    "LIBRARY": "buyergroups.actions.approvals.carry_out",
    "WORKING_GROUP": "buyergroups.actions.working_groups.carry_out",
    "DISPUTE": "governance.actions.recommendations.carry_out",
    "TERMINATION": "governance.actions.terminations.carry_out",
    "PARTICIPATION_DOUBT": "governance.actions.confirmations.carry_out",
    "PROGRESS_REPORT": "reports.actions.progress.carry_out",
    "FEE": "governance.actions.fees.carry_out",
    "READING": "governance.actions.readings.carry_out",
    "SCOPE": "governance.actions.scope.carry_out",
    "TARGET": "monitoring.actions.targets.carry_out",
}
# What follows from the vote of a working group, by what was voted on; runs in the transaction that closes the vote.
ADOPTION_EFFECTS = {"version": "buyergroups.actions.versions.adopted"}
# How a page says what a matter puts to the vote: `words(kind, content)`, label and value; None for a kind of others.
MATTER_WORDS = [
    "governance.queries.proposals.words",
    "governance.queries.wordings.words",
    "buyergroups.queries.working_groups.words",
]
# Bodies that elect from their midst (5.1.3, 4.3): who that is, who calls, and what follows.
ELECTIONS = {
    "COMMITTEE": "governance.actions.chairs.COMMITTEE",
    "WORKING_GROUP": "buyergroups.actions.working_group_chairs.WORKING_GROUP",
}
# What follows when a vote of a working group closed, adopted or not (4.6): `adopted(adoption, *, actor, at)`.
ADOPTION_EFFECTS = {
    "version": "buyergroups.actions.versions.adopted",
    "statement": "buyergroups.actions.statements.adopted",
}
# Chapters of the committee's pack (5.2.1), floor by floor: `chapter(actor, at)` gives plain words and tables.
PACK_CHAPTERS = [f"governance.queries.packs.{chapter}" for chapter in ("applications", "matters", "decided")]
PACK_CHAPTERS += ["monitoring.queries.packs.coverage", "reports.queries.packs.progress"]
# What an installation needs before anything can happen: entered once, from the ground up.
FOUNDATION = [
    "participants.actions.foundation.lay",
    "governance.actions.foundation.lay",
    "buyergroups.actions.foundation.lay",
    "monitoring.actions.foundation.lay",
]
# What follows from an admission on the floors above, in the same transaction (3.3.1).
ADMISSION_EFFECTS = ["governance.actions.rounds.ask_newcomer", "buyergroups.actions.matching.ask_groups_of"]
# The first steps of a newcomer (6.3.1), floor by floor, in the order in which they make sense.
ONBOARDING_ITEMS = [
    "participants.queries.onboarding.PROFILE",
    "buyergroups.queries.onboarding.JOIN",
    "buyergroups.queries.onboarding.COORDINATE",
    "participants.queries.onboarding.COLLEAGUE",
    "monitoring.queries.onboarding.LOOK",
    "buyergroups.queries.onboarding.USERS",
    "monitoring.queries.onboarding.SEND",
    "reports.queries.onboarding.REPORT",
]

# What follows above when a notice is published or withdrawn (membership, notice), and when a role ended (organization).
NOTICE_EFFECTS = ("governance.actions.leaving.tell_committee", "buyergroups.actions.leaving.tell_groups")
END_EFFECTS = tuple(f"{floor}.actions.leaving.follow" for floor in ("governance", "buyergroups", "monitoring"))
# What follows above when a buyer group begins, rests, wakes or closes (group).
GROUP_EFFECTS = ("monitoring.actions.leaving.group_changed",)
END_EFFECTS = tuple(
    f"{floor}.actions.leaving.follow" for floor in ("governance", "buyergroups", "monitoring", "reports")
)
# What speaks against merging a duplicate (duplicate, survivor, today), and what follows from it (duplicate, survivor).
MERGE_OBJECTIONS = tuple(f"{floor}.queries.merging.objections" for floor in ("governance", "buyergroups", "monitoring"))
MERGE_EFFECTS = ("governance.actions.merging.follow", "buyergroups.actions.merging.follow")

# The buyer groups of an applicant's area (3.3.1), for the floor that asks which one it would join.
GROUPS_NEAR = ("buyergroups.queries.nearby.groups_near",)
# Whether the Pact is over (6.2.1): the last day of it, or nothing while it is in effect.
PACT_ENDED_ON = "pact.rulebook.duration.ended_on"

# How far the votes on a record are, for the floor it belongs to.
VOTES_ON = "governance.queries.votes.votes_on"
# Where persons' data stand, room by room and floor by floor; the account comes last, because the others ask for it.
PERSON_DATA = (
    "pact.mail.persons.HELD",
    "pact.persons.stored.HELD",
    "participants.queries.held.HELD",
    "governance.queries.held.HELD",
    "buyergroups.queries.held.HELD",
    "pact.demo.persons.HELD",
    "pact.accounts.persons.HELD",
)
# For which organizations somebody acts or acted: there his name in a letter is his.
PERSON_ORGANIZATIONS = ("participants.queries.held.organizations_of",)
# How long which data of persons stay, and what the night removes.
PERSON_RETENTION = (
    "pact.accounts.retention.KEPT",
    "participants.actions.retention.KEPT",
    "pact.mail.retention.KEPT",
    "pact.persons.stored.KEPT",
)
# What speaks against erasing somebody (user, today): what has to be handed over first.
ERASURE_OBJECTIONS = ("participants.queries.held.objections", "governance.queries.held.objections")
# What people who are signed in find beside what is public: one function a floor, each starts from the actor's scope.
SEARCH_SOURCES = (
    "participants.queries.search.sources",
    "buyergroups.queries.search.sources",
    "governance.queries.search.sources",
)
