"""The life of a version of the library (4.2, 4.6, 5.1.2)."""

from datetime import datetime

from buyergroups import access, rules, verbs
from pact.flow import Flow, Step


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
    ),
)
