"""What the tests know about owned tables: whose a row is, and what is public by the Pact itself."""

from django.apps import apps
from django.db import connection

from pact.access import Tenancy

_PUBLIC_VERSION = (
    "(select id from buyergroups_libraryversion where state in ('CONSULTATION', 'PUBLISHED', 'SUPERSEDED'))"
)
# Rows that everybody may read, each with its reason.
PUBLIC = {
    "buyergroups_adoption": "state in ('ADOPTED', 'REJECTED')",  # 4.6: the result of a working group's vote
    "buyergroups_comment": f"state = 'SHOWN' and version_id in {_PUBLIC_VERSION}",  # a public consultation
    "buyergroups_criterion": f"version_id in {_PUBLIC_VERSION}",  # 4.6: products are publicly available
    "buyergroups_gathering": "public",  # 3.2.1.b: days of meetings
    "buyergroups_goodexample": "state = 'PUBLIC'",  # 3.3.2.b: shared with the broader community
    "buyergroups_jointstatement": "state in ('OPEN', 'CLOSED')",  # 4.6
    "buyergroups_libraryversion": "state in ('CONSULTATION', 'PUBLISHED', 'SUPERSEDED')",  # 4.6
    "buyergroups_signup": "withdrawn_at is null",  # 6.1.3: who signed what quantity
    "reports_actionplan": "state in ('SHARED', 'REVIEWED')",  # 3.2.2: plans are shared
    "reports_planitem": "plan_id in (select id from reports_actionplan where state in ('SHARED', 'REVIEWED'))",
    "governance_agendaitem": "public",  # 5.1.5: the agenda, without what is marked as the committee's own
    "governance_minutes": "published_at is not null",  # 5.1.5: minutes are published
    "buyergroups_groupmembership": "state in ('ACTIVE', 'ENDED')",  # 6.1.3: who works together is public
    "governance_decision": "state in ('ADOPTED', 'REJECTED') and public_text <> ''",  # 5.2: decisions are published
    "buyergroups_representative": "consent_to_publish",  # 3.3.2.d: named in public by those who agreed
    "documents_document": "public",  # a published report
    "participants_delegation": "state = 'ACTIVE'",  # 3.2.3: the one who coordinates stays named beside the one who acts
}
# A dispute and its sides are read by all of its parties (6.7).
OF_PARTIES = {
    "governance_dispute": "party_ids && {}",
    "governance_disputeparty": "dispute_id in (select id from governance_dispute where party_ids && {})",
}
# Working groups' own rows: `{}` is the list of the working groups somebody is a member of (4.2).
_OF_ITEM = "select id from buyergroups_libraryitem where working_group_id in ({})"
_OF_VERSION = f"version_id in (select id from buyergroups_libraryversion where item_id in ({_OF_ITEM}))"
OF_WORKING_GROUPS = {
    **dict.fromkeys(
        ("adoption", "gathering", "jointstatement", "sharedfile", "workinggroupguest"), "working_group_id in ({})"
    ),
    "adoptionvote": "adoption_id in (select id from buyergroups_adoption where working_group_id in ({}))",
    "comment": _OF_VERSION,
    "criterion": _OF_VERSION,
    "gatheringattendance": "gathering_id in (select id from buyergroups_gathering where working_group_id in ({}))",
    "libraryversion": f"item_id in ({_OF_ITEM})",
}
# What a coordinator shares with the members of his group: they read it and change nothing. `{}`: groups of a member.
OF_MEMBERS = {"buyergroups_gathering": "group_id in ({})", "buyergroups_sharedfile": "group_id in ({})"}
_OF_GATHERING = "gathering_id in (select id from buyergroups_gathering where group_id in ({}))"
# Mechanism rows that one tenant may leave for another; only those in reach may read or change them.
LEFT_BY_ANYBODY = {
    "audit_event",  # whoever acts is recorded
    "audit_change",  # whatever is written is noted, by triggers only: nobody has the right to
    "mail_outboxmail",  # a letter to a coordinator
    "deadlines_obligation",  # a task for the reader of a report
    "documents_document",  # a print is ordered for its reader
    "governance_matter",  # put before the committee by those who cannot read there
}
# Readable by the committee: what is put before it, and what it decides.
BEFORE_THE_COMMITTEE = {
    "participants_application",
    "participants_applicationrole",
    "participants_criterionfinding",
    "participants_applicationquestion",
    "participants_signingrequest",
    "participants_screening",
    "participants_signature",
    "governance_decision",
    "governance_elector",
    "governance_vote",
    "governance_matter",
    "deadlines_obligation",
    "governance_terminationcase",
    "governance_hearing",
    "governance_dispute",
    "governance_disputeparty",
    "governance_consent",
    "governance_agendaitem",
    "governance_attendance",
    "governance_minutes",
    "governance_rotationplan",
    "governance_rotationseat",
}
# Triggers answer before the policies: rows that these triggers take, so that reach alone can refuse them.
TAKEN_BY_TRIGGERS = {
    "governance_consent": "round_id in (select id from governance_consentround where state = 'OPEN')",
    "buyergroups_signup": "statement_id in (select id from buyergroups_jointstatement where state = 'OPEN')",
    "governance_electionballot": "(election_id, round_no) in "
    "(select id, round_no from governance_election where state = 'VOTING')",
}
# These look at the record above them through the eyes of the one who writes: what he does not reach is closed to him.
REFUSED_BY_TRIGGERS = {"buyergroups_adoptionvote": "this vote is closed", "reports_planitem": "was shared"}
# A person of an organization takes part in what others arrange: the organization is not whose row it is.
ARRANGED = {"buyergroups_gatheringattendance", "buyergroups_workinggroupguest"}
# What the committee reads of what working groups adopted (5.1.2).
_ADOPTED = "select id from buyergroups_libraryversion where state in ('ADOPTED', 'APPROVED')"
OF_COMMITTEE = {
    "buyergroups_libraryversion": f"id in ({_ADOPTED})",
    "buyergroups_criterion": f"version_id in ({_ADOPTED})",
}
# What a guest was invited to (4.4): `{}` is the list of his keys.
_INVITED = "version_id in (select id from buyergroups_libraryversion where ref in ({}))"
OF_GUESTS = {
    "buyergroups_gathering": "ref in ({})",
    "buyergroups_libraryversion": "ref in ({})",
    "buyergroups_criterion": _INVITED,
    "buyergroups_comment": _INVITED,
    "buyergroups_gatheringattendance": "gathering_id in (select id from buyergroups_gathering where ref in ({}))",
    "buyergroups_sharedfile": "gathering_id in (select id from buyergroups_gathering where ref in ({}))",
}
PERSON = ("user_id", "recipient_id", "actor_id", "created_by_id")
PERSONAL = {"buyergroups_comment", "buyergroups_gatheringattendance", "buyergroups_workinggroupguest"}
PERSONAL |= {"audit_event", "mail_outboxmail", "deadlines_obligation", "deadlines_reminderlog", "files_storedfile"}
# Some of them name an organization: who was at a meeting, whom a plan seats. They are not that organization's to read.
COMMITTEE_ONLY = {
    "governance_decision",
    "governance_elector",
    "governance_vote",
    "governance_matter",
    "governance_attendance",
    "governance_rotationseat",
    "buyergroups_gatheringattendance",
    "buyergroups_workinggroupguest",
    "buyergroups_adoptionvote",
}
# Names its tenant, and is for staff alone: what stood in a row before it was sent; letters that the Secretariat keeps.
STAFF_ONLY = {"audit_change", "participants_recordedletter"}
WITHOUT_ORGANIZATION = COMMITTEE_ONLY | STAFF_ONLY
# A delegation names its group, and is read by its two sides alone until it is in force.
WITHOUT_GROUP = {"mail_outboxmail", "participants_delegation"} | STAFF_ONLY


def owned() -> dict:
    """Table → model of all that is owned."""
    models = [model for model in apps.get_models() if getattr(model, "tenancy", None) is Tenancy.OWNED]
    return {model._meta.db_table: model for model in models}


def columns(table: str) -> set[str]:
    return {field.column for field in owned()[table]._meta.concrete_fields}


def mine(table: str, actor, *, public: bool = True) -> str:
    """SQL: the rows that this actor may have, written from the promise and not from the policy.

    Without the `public` ones: those that it may also write."""
    has, parts = columns(table), [PUBLIC.get(table, "false") if public else "false"]
    organizations, groups = _list(actor.organization_ids), _list(actor.group_ids)
    if "organization_id" in has and table not in WITHOUT_ORGANIZATION:
        parts.append(f"organization_id in ({organizations})")
    if "delegate_id" in has:
        parts.append(f"delegate_id in ({organizations})")
    if "group_id" in has and table not in WITHOUT_GROUP:
        parts.append(f"group_id in ({groups})")
    if "application_id" in has:
        parts.append(f"application_id in (select id from participants_application "
                     f"where organization_id in ({organizations}))")  # fmt: skip
    if table in OF_PARTIES:
        parts.append(OF_PARTIES[table].format(f"array[{organizations}]::bigint[]"))
    parts += _together(table, actor, public)
    if table in PERSONAL:
        parts += [f"{column} = {actor.user_id or -1}" for column in PERSON if column in has]
    if actor.committee and table in BEFORE_THE_COMMITTEE:
        parts.append("true")
    if actor.committee and "for_committee" in has:
        parts.append("for_committee")
    return " or ".join(f"({part})" for part in parts)


def _together(table: str, actor, public: bool) -> list[str]:
    """What those share who work together: working groups, members of a group, guests, and what the committee reads."""
    parts = []
    working = OF_WORKING_GROUPS.get(table.removeprefix("buyergroups_"))
    if working:
        parts.append(working.format(_list(actor.working_group_ids)))
    if table in OF_MEMBERS and public:
        parts.append(OF_MEMBERS[table].format(_list(actor.member_group_ids)))
    if table == "buyergroups_gatheringattendance":
        parts.append(_OF_GATHERING.format(_list(actor.member_group_ids if public else actor.group_ids)))
    if actor.doors and public and table in OF_GUESTS:
        parts.append(OF_GUESTS[table].format(",".join(f"'{door}'" for door in sorted(actor.doors))))
    if actor.committee and public and table in OF_COMMITTEE:
        parts.append(OF_COMMITTEE[table])
    return parts


def _list(ids) -> str:
    return ",".join(str(one) for one in sorted(ids)) or "-1"


def key(table: str) -> str:
    return owned()[table]._meta.pk.column


def rows(sql: str, values=()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
