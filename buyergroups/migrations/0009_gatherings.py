"""A closed statement keeps its closing day; a signature is given and withdrawn while a statement is open, and what names
its signer can be erased afterwards (Pact 4.1, Security F7)."""

from django.db import migrations

from pact.access.rls import guard, refuse

CLOSING = guard(
    "buyergroups_jointstatement",
    "buyergroups_statement_closing_day",
    "update",
    refuse(
        "old.state = 'CLOSED' and new.closes_on is distinct from old.closes_on",
        "the closing day of a closed statement stays (4.1)",
    ),
)
_OPEN = refuse(
    "(tg_op = 'INSERT' or new.withdrawn_at is distinct from old.withdrawn_at) and not exists"
    " (select 1 from buyergroups_jointstatement s where s.id = new.statement_id"
    " and s.state = 'OPEN' and s.sha256 = new.text_sha256)",
    "an open statement is signed, in exactly its words (4.1)",
)
_ONCE = refuse(
    "tg_op = 'UPDATE' and old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at",
    "a withdrawn signature stays withdrawn: sign again (4.1)",
)
_REMOVED = refuse("tg_op = 'DELETE'", "a signature is withdrawn, not removed (4.1)")
_SAME = refuse(
    "tg_op = 'UPDATE' and (new.statement_id, new.organization_id, new.quantity, new.wanted_by,"
    " new.text_sha256, new.signed_at) is distinct from (old.statement_id, old.organization_id, old.quantity,"
    " old.wanted_by, old.text_sha256, old.signed_at)",
    "a signature is withdrawn and given anew, not changed (4.1)",
)
_BUYERS = refuse(
    "tg_op = 'INSERT' and not exists (select 1 from participants_participation p"
    " where p.organization_id = new.organization_id and p.role = 'PROCURING'"
    " and p.period && daterange(new.signed_at::date, new.signed_at::date + 2)) and not exists (select 1 from buyergroups_groupmembership m"
    " where m.organization_id = new.organization_id and m.kind = 'MEMBER' and m.state = 'ACTIVE'"
    " and m.period && daterange(new.signed_at::date, new.signed_at::date + 2))",
    "only buyers sign: procuring participants and members of buyer groups (register I-13)",
)
_BEFORE = refuse(
    "not exists (select 1 from buyergroups_jointstatement s where s.id = new.statement_id"
    " and s.state = 'OPEN' and s.sha256 = new.text_sha256)",
    "an open statement is signed, in exactly its words (4.1)",
)


def _body(*parts: str) -> tuple[str, str]:
    return guard("buyergroups_signup", "buyergroups_signed_by_buyers", "insert or update or delete", "\n".join(parts))


NOW, BEFORE = _body(_REMOVED, _OPEN, _ONCE, _SAME, _BUYERS), _body(_REMOVED, _BEFORE, _SAME, _BUYERS)


class Migration(migrations.Migration):
    dependencies = [("buyergroups", "0008_tenders")]

    operations = [
        migrations.RunSQL(*CLOSING),
        migrations.RunSQL(BEFORE[1] + NOW[0], NOW[1] + BEFORE[0]),
    ]
