"""The lives of memberships and tenders."""
"""The lives of the rows of this floor: tables of states and steps."""
"""The life of what this floor keeps: memberships, good examples."""

from datetime import datetime

from buyergroups import access, rules, verbs
from pact.flow import Flow, Step

# Participants are asked and join; others are let in or kept out after their screening.
MEMBERSHIP = Flow(
    Step("join", ("ASKED", "DECLINED"), "ACTIVE", verbs.JOINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("decline", ("ASKED",), "DECLINED", verbs.DECLINED, access.ANSWER_FOR_ORGANIZATION, clause="3.3.1"),
    Step("admit", ("INVITED",), "ACTIVE", verbs.ADMITTED, access.LET_IN, clause="3.3.3"),
    Step("keep_out", ("INVITED",), "DECLINED", verbs.KEPT_OUT, access.LET_IN, clause="2.1.4"),
    Step("end", ("ACTIVE",), "ENDED", verbs.MEMBERSHIP_ENDED, access.END_MEMBERSHIP, clause="3.3"),
)
_COMING = ("IDEA", "CONSULTATION", "ANNOUNCED", "POSTPONED")
# Any step forward is possible, as procedures differ from country to country; what is over stays over.
TENDER = Flow(
    Step("consult", ("IDEA", "POSTPONED"), "CONSULTATION", verbs.TENDER_IN_CONSULTATION, access.ENTER_TENDER,
         clause="3.1.1.e"),
    Step("announce", ("IDEA", "CONSULTATION", "POSTPONED"), "ANNOUNCED", verbs.TENDER_ANNOUNCED, access.ENTER_TENDER,
         clause="3.1.1.e"),
    Step("publish", _COMING, "PUBLISHED", verbs.TENDER_PUBLISHED, access.ENTER_TENDER, clause="3.1.1.e"),
    Step("award", (*_COMING, "PUBLISHED"), "AWARDED", verbs.TENDER_AWARDED, access.ENTER_TENDER, clause="3.1.1.e"),
    Step("postpone", _COMING, "POSTPONED", verbs.TENDER_POSTPONED, access.ENTER_TENDER, clause="3.1.1.e"),
    Step("cancel", (*_COMING, "PUBLISHED"), "CANCELLED", verbs.TENDER_CANCELLED, access.ENTER_TENDER,
         clause="3.1.1.e"),
    field="stage",
)  # fmt: skip


def _incomplete(version, at: datetime) -> list[str]:
    """What is missing before anybody is asked about a draft."""
    rows = version.criteria.count()
    facts = {"has_file": version.file_id is not None, "number": version.number, "changes": version.changes}
    return rules.gaps(version.item.kind, version.summary, rows, **facts)


def _not_approved(version, at: datetime) -> list[str]:
    if version.state == "ADOPTED" and rules.needs_committee(version.item.kind):
        return ["The Steering Committee approves this kind first (Pact 5.1.2). Put it before the committee."]
    return []


# 4.2, 4.6, 5.1.2: a draft is opened for comments, adopted by a vote, approved on its hash, published, and replaced.
VERSION = Flow(
    Step(
        "consult",
        ("DRAFT",),
        "CONSULTATION",
        verbs.CONSULTATION_OPENED,
        access.LEAD_WORKING_GROUP,
        _incomplete,
        "4.4",
    ),
    Step("revise", ("CONSULTATION",), "DRAFT", verbs.CONSULTATION_ENDED, access.LEAD_WORKING_GROUP, clause="4.4"),
    Step("adopt", ("DRAFT", "CONSULTATION"), "ADOPTED", verbs.VERSION_ADOPTED, access.CARRY_OUT, clause="4.2"),
    Step("approve", ("ADOPTED",), "APPROVED", verbs.VERSION_APPROVED, access.CARRY_OUT, clause="5.1.2"),
    Step("return", ("ADOPTED",), "DRAFT", verbs.VERSION_RETURNED, access.CARRY_OUT, clause="5.1.2"),
    Step(
        "publish",
        ("ADOPTED", "APPROVED"),
        "PUBLISHED",
        verbs.VERSION_PUBLISHED,
        access.PUBLISH_LIBRARY,
        _not_approved,
        "4.6",
    ),
    Step("supersede", ("PUBLISHED",), "SUPERSEDED", verbs.VERSION_SUPERSEDED, access.CARRY_OUT, clause="4.6"),
    Step(
        "withdraw",
        ("DRAFT", "CONSULTATION", "ADOPTED", "APPROVED", "PUBLISHED"),
        "WITHDRAWN",
        verbs.VERSION_WITHDRAWN,
        access.PUBLISH_LIBRARY,
        clause="4.6",
# Its organization writes it; somebody who cares for its group looks at it before the world does.
GOOD_EXAMPLE = Flow(
    Step("send", ("DRAFT",), "CHECKED", verbs.EXAMPLE_SENT, access.WRITE_EXAMPLE, clause="3.3.2.b"),
    Step("publish", ("CHECKED",), "PUBLIC", verbs.EXAMPLE_PUBLISHED, access.CHECK_EXAMPLE, clause="3.3.2.b"),
    Step("send_back", ("CHECKED",), "DRAFT", verbs.EXAMPLE_RETURNED, access.CHECK_EXAMPLE, clause="3.3.2.b"),
    Step(
        "withdraw",
        ("DRAFT", "CHECKED", "PUBLIC"),
        "WITHDRAWN",
        verbs.EXAMPLE_WITHDRAWN,
        access.WRITE_EXAMPLE,
        clause="3.3.2.b",
    ),
)
