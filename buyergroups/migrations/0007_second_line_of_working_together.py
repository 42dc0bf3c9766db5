"""The second line of where the participants work together: reach of rows, what is fixed, who decides (3.2, 3.3, 4)."""

from django.db import migrations

from pact.access import rls
from pact.access.rls import guard, refuse
from pact.audit import history


def _setting(name: str) -> str:
    return rls._ARRAY.format(name)


_PACT = rls.reach()
# Members of a buyer group read what its coordinator shares with them; active memberships are public.
_MEMBER = (
    "{column} in (select m.group_id from buyergroups_groupmembership m"
    f" where m.state = 'ACTIVE' and m.organization_id = {_setting('org_ids')})"
)
_DOORS = "any((select nullif(current_setting('app.doors', true), '')::text[])::text[])"
_USER = "(select nullif(current_setting('app.user_id', true), '')::bigint)"

_ARRANGED = (
    "exists (select 1 from buyergroups_gathering g where g.id = gathering_id and ("
    f"g.group_id = {_setting('group_ids')} or g.working_group_id = {_setting('wg_ids')}))"
)
_VISITED = (
    "exists (select 1 from buyergroups_gathering g where g.id = gathering_id and ("
    f"g.ref = {_DOORS} or {_MEMBER.format(column='g.group_id')}))"
)
_OF_ITEM = (
    "exists (select 1 from buyergroups_libraryitem i where i.id = {item}"
    f" and i.working_group_id = {_setting('wg_ids')})"
)
_OF_VERSION = (
    "exists (select 1 from buyergroups_libraryversion v join buyergroups_libraryitem i on i.id = v.item_id"
    f" where v.id = version_id and i.working_group_id = {_setting('wg_ids')})"
)
_SEES_VERSION = "exists (select 1 from buyergroups_libraryversion v where v.id = version_id)"
_INVITED = f"exists (select 1 from buyergroups_libraryversion v where v.id = version_id and v.ref = {_DOORS})"
_VOTING = f"exists (select 1 from buyergroups_adoption a where a.id = adoption_id and a.working_group_id = {_setting('wg_ids')})"

PROTECTED = [
    ("buyergroups_workinggroupguest", dict(working_group="working_group_id", user="user_id", door="token_hash")),
    ("buyergroups_gathering", dict(group="group_id", working_group="working_group_id")),
    ("buyergroups_sharedfile", dict(group="group_id", working_group="working_group_id")),
    ("buyergroups_outreachentry", dict(group="group_id")),
    ("buyergroups_memberimport", dict(group="group_id")),
    ("buyergroups_goodexample", dict(organization="organization_id", group="group_id")),
    ("buyergroups_adoption", dict(working_group="working_group_id")),
    ("buyergroups_jointstatement", dict(group="group_id", working_group="working_group_id")),
    ("buyergroups_signup", dict(organization="organization_id")),
]
GUARDED = [
    rls.guarded("buyergroups_gatheringattendance", f"{_PACT} or user_id = {_USER} or {_ARRANGED}"),
    rls.guarded(
        "buyergroups_libraryversion", f"{_PACT} or {_OF_ITEM.format(item='item_id')}"
    ),
    rls.guarded("buyergroups_criterion", f"{_PACT} or {_OF_VERSION}"),
    # Anybody who sees a draft may comment on it; what becomes of the comment is its working group's.
    rls.guarded(
        "buyergroups_comment", f"{_PACT} or user_id = {_USER} or {_OF_VERSION}", added=_SEES_VERSION
    ),
    rls.guarded("buyergroups_adoptionvote", f"{_PACT} or {_VOTING}"),
]
# A guest reads what he was invited to, and changes nothing of it (4.4).
READABLE = [
    ("buyergroups_gathering", "guest", f"ref = {_DOORS}"),
    ("buyergroups_gatheringattendance", "visited", _VISITED),
    ("buyergroups_libraryversion", "guest", f"ref = {_DOORS}"),
    ("buyergroups_comment", "invited", _INVITED),
    ("buyergroups_gathering", "public", "public"),
    ("buyergroups_gathering", "member", _MEMBER.format(column="group_id")),
    ("buyergroups_sharedfile", "member", _MEMBER.format(column="group_id")),
    (
        "buyergroups_sharedfile",
        "guest",
        f"exists (select 1 from buyergroups_gathering g where g.id = gathering_id and g.ref = {_DOORS})",
    ),
    ("buyergroups_libraryversion", "public", "state in ('CONSULTATION', 'PUBLISHED', 'SUPERSEDED')"),
    (
        "buyergroups_libraryversion",
        "committee",
        "(select current_setting('app.scope', true)) = 'committee' and state in ('ADOPTED', 'APPROVED')",
    ),
    ("buyergroups_criterion", "seen", _SEES_VERSION),
    ("buyergroups_comment", "shown", f"state = 'SHOWN' and {_SEES_VERSION}"),
    ("buyergroups_goodexample", "public", "state = 'PUBLIC'"),
    ("buyergroups_adoption", "result", "state in ('ADOPTED', 'REJECTED')"),
    ("buyergroups_jointstatement", "public", "state in ('OPEN', 'CLOSED')"),
    ("buyergroups_signup", "standing", "withdrawn_at is null"),
]

_FIXED = "('ADOPTED', 'APPROVED', 'PUBLISHED', 'SUPERSEDED')"
_BY_COMMITTEE = "('CRITERIA', 'GUIDELINE', 'TOOL', 'CONTRACT_CLAUSES', 'FACTOR_SET', 'INDICATOR_SET')"
# Moments are kept in UTC and days are the Secretariat's, which may be the next one already.
_ON = "daterange({day}, {day} + 2)"
_MEMBER_ON = (
    "exists (select 1 from buyergroups_workinggroupmember m join participants_participation p"
    " on p.organization_id = m.organization_id where m.working_group_id = {group}"
    f" and m.organization_id = new.organization_id and m.period && {_ON} and p.period && {_ON}{{more}})"
)
_GROUP_OF_VOTE = "(select a.working_group_id from buyergroups_adoption a where a.id = new.adoption_id)"
_DAY_OF_VOTE = "(select a.opened_at::date from buyergroups_adoption a where a.id = new.adoption_id)"
_DAY_CAST = "coalesce(new.cast_at::date, current_date)"
GUARDS = [
    guard(
        "buyergroups_workinggroup",
        "buyergroups_wg_decided",
        "insert or update of state, decision_id",
        refuse(
            "new.state = 'ACTIVE' and (tg_op = 'INSERT' or old.state = 'PROPOSED') and not exists"
            " (select 1 from governance_decision d where d.id = new.decision_id and d.state = 'ADOPTED')",
            "a working group begins with a decision of the Steering Committee (4.5)",
        ),
    ),
    guard(
        "buyergroups_workinggroupmember",
        "buyergroups_wg_member_takes_part",
        "insert or update of organization_id",
        refuse(
            "not exists (select 1 from participants_participation p where p.organization_id = new.organization_id"
            " and p.period @> lower(new.period))",
            "only participants join a working group (4.2)",
        ),
    ),
    guard(
        "buyergroups_workinggroupchair",
        "buyergroups_wg_chair_from_midst",
        "insert or update",
        refuse(
            "not isempty(new.period) and not exists (select 1 from buyergroups_workinggroupmember m"
            " where m.id = new.member_id and m.working_group_id = new.working_group_id"
            " and m.period @> lower(new.period))",
            "a chair comes from the midst of its working group (4.3)",
        ),
    ),
    guard(
        "buyergroups_libraryversion",
        "buyergroups_version_final",
        "update or delete",
        refuse("tg_op = 'DELETE' and old.state <> 'DRAFT'", "a version is superseded or withdrawn, never removed (4.6)")
        + "\n"
        + refuse(
            f"tg_op = 'UPDATE' and old.state in {_FIXED} and not (old.state = 'ADOPTED' and new.state = 'DRAFT')"
            " and (new.item_id, new.number, new.sha256, new.summary, new.changes, new.file_id) is distinct from"
            " (old.item_id, old.number, old.sha256, old.summary, old.changes, old.file_id)",
            "what was adopted is not changed: make a new version (5.1.2)",
        )
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and new.state = 'APPROVED' and old.state <> 'APPROVED' and not exists"
            " (select 1 from governance_decision d where d.id = new.decision_id and d.state = 'ADOPTED'"
            " and d.subject_sha256 = new.sha256)",
            "the Steering Committee approves exactly these words (5.1.2)",
        )
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and new.state = 'PUBLISHED' and new.decision_id is null and exists"
            f" (select 1 from buyergroups_libraryitem i where i.id = new.item_id and i.kind in {_BY_COMMITTEE})",
            "this kind is published after the Steering Committee approved it (5.1.2)",
        ),
    ),
    guard(
        "buyergroups_criterion",
        "buyergroups_criterion_while_draft",
        "insert or update or delete",
        refuse(
            "exists (select 1 from buyergroups_libraryversion v where v.id ="
            " case when tg_op = 'DELETE' then old.version_id else new.version_id end"
            " and v.state not in ('DRAFT', 'CONSULTATION'))",
            "what was adopted is not changed: make a new version (5.1.2)",
        ),
    ),
    guard(
        "buyergroups_adoption",
        "buyergroups_adoption_final",
        "update or delete",
        refuse("tg_op = 'DELETE' or old.state <> 'OPEN'", "a vote that is closed stays as it is (4.2)"),
    ),
    guard(
        "buyergroups_adoptionvote",
        "buyergroups_vote_of_members",
        "insert or update or delete",
        refuse("tg_op = 'DELETE'", "who may vote is frozen when a vote opens (4.2)")
        + "\n"
        + refuse(
            "not exists (select 1 from buyergroups_adoption a where a.id = new.adoption_id and a.state = 'OPEN')",
            "this vote is closed (4.2)",
        )
        + "\n"
        + refuse(
            "tg_op = 'INSERT' and not " + _MEMBER_ON.format(group=_GROUP_OF_VOTE, day=_DAY_OF_VOTE, more=""),
            "only members of the working group vote; guests have no deciding voice (4.4)",
        )
        + "\n"
        + refuse(
            "new.cast_by_id is not null and not "
            + _MEMBER_ON.format(group=_GROUP_OF_VOTE, day=_DAY_CAST, more=" and m.user_id = new.cast_by_id"),
            "only members of the working group vote; guests have no deciding voice (4.4)",
        ),
    ),
    guard(
        "buyergroups_jointstatement",
        "buyergroups_statement_final",
        "update or delete",
        refuse(
            "tg_op = 'DELETE' and old.state <> 'DRAFT'", "a joint statement is closed or withdrawn, never removed (4.6)"
        )
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and old.state in ('OPEN', 'CLOSED') and (new.title, new.text, new.kind, new.sha256,"
            " new.product_group_id, new.wanted_from, new.wanted_until) is distinct from (old.title, old.text, old.kind,"
            " old.sha256, old.product_group_id, old.wanted_from, old.wanted_until)",
            "what buyers have signed is not changed (4.1)",
        )
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and old.state = 'CLOSED' and new.totals is distinct from old.totals",
            "the totals are frozen on the closing day (4.1)",
        ),
    ),
    guard(
        "buyergroups_signup",
        "buyergroups_signed_by_buyers",
        "insert or update or delete",
        refuse("tg_op = 'DELETE'", "a signature is withdrawn, not removed (4.1)")
        + "\n"
        + refuse(
            "not exists (select 1 from buyergroups_jointstatement s where s.id = new.statement_id"
            " and s.state = 'OPEN' and s.sha256 = new.text_sha256)",
            "an open statement is signed, in exactly its words (4.1)",
        )
        + "\n"
        + refuse(
            "tg_op = 'UPDATE' and (new.statement_id, new.organization_id, new.quantity, new.wanted_by,"
            " new.text_sha256, new.signed_at) is distinct from (old.statement_id, old.organization_id, old.quantity,"
            " old.wanted_by, old.text_sha256, old.signed_at)",
            "a signature is withdrawn and given anew, not changed (4.1)",
        )
        + "\n"
        + refuse(
            "tg_op = 'INSERT' and not exists (select 1 from participants_participation p"
            " where p.organization_id = new.organization_id and p.role = 'PROCURING'"
            " and p.period && daterange(new.signed_at::date, new.signed_at::date + 2)) and not exists (select 1 from buyergroups_groupmembership m"
            " where m.organization_id = new.organization_id and m.kind = 'MEMBER' and m.state = 'ACTIVE'"
            " and m.period && daterange(new.signed_at::date, new.signed_at::date + 2))",
            "only buyers sign: procuring participants and members of buyer groups (register I-13)",
        ),
    ),
]
KEPT = (
    *("adoption", "adoptionvote", "comment", "criterion", "feedback", "feedbacksummary", "gathering"),
    *("gatheringattendance", "goodexample", "jointstatement", "label", "libraryitem", "libraryversion"),
    *("memberimport", "outreachentry", "sharedfile", "signup", "startupcase", "tenderentry", "tenderlot"),
    *("tendermove", "usersblock", "workinggroup", "workinggroupchair", "workinggroupguest", "workinggroupmember"),
)
HIDDEN = {
    "comment": ("name", "email"),
    "gatheringattendance": ("name",),
    "memberimport": ("rows", "problems"),
    "signup": ("signer_name", "signer_title"),
    "tenderentry": ("contact_email",),
    "workinggroupguest": ("name", "email", "token_hash"),
}


class Migration(migrations.Migration):
    dependencies = [("buyergroups", "0006_working_together"), ("audit", "0003_history")]

    operations = [
        *(migrations.RunSQL(rls.protect(table, **columns), rls.unprotect(table)) for table, columns in PROTECTED),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDED),
        *(migrations.RunSQL(*rls.readable(table, name, condition)) for table, name, condition in READABLE),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
        migrations.RunSQL(rls.append_only("buyergroups_tendermove"), rls.not_append_only("buyergroups_tendermove")),
        *(
            migrations.RunSQL(
                history.keep(f"buyergroups_{table}", hidden=HIDDEN.get(table, ())), history.drop(f"buyergroups_{table}")
            )
            for table in KEPT
        ),
    ]
