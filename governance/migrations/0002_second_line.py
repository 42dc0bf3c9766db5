"""The second line: row-level security on the owned tables, and what the database itself refuses."""

from django.db import migrations

from pact.access import rls

OWNED = [
    ("governance_matter", dict(committee=True, insert_by_all=True)),
]

# Final decisions with a public text are everybody's; the vote itself is the committee's.
_DECISION = f"""
alter table governance_decision enable row level security;
alter table governance_decision force row level security;
create policy governance_decision_public on governance_decision for select
  using (state in ('ADOPTED', 'REJECTED') and public_text <> '');
create policy governance_decision_reach on governance_decision for all
  using ({rls.reach(committee=True)}) with check ({rls.reach(committee=True)});
"""
_NO_DECISION = """
drop policy governance_decision_reach on governance_decision;
drop policy governance_decision_public on governance_decision;
alter table governance_decision no force row level security;
alter table governance_decision disable row level security;
"""
_SEATS = """
create function governance_seat_in_rule_book() returns trigger language plpgsql as $$
declare most integer;
begin
  select (value #>> '{}')::integer into most from rulebook_ruleparameter
    where key = 'sc.max' and valid @> lower(new.period);
  if new.seat_no < 1 or new.seat_no > coalesce(most, 0) then
    raise exception 'seat % is above the rule book of that day', new.seat_no using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger governance_seat_in_rule_book before insert or update on governance_seatterm
  for each row execute function governance_seat_in_rule_book();
"""
_NO_SEATS = """
drop trigger governance_seat_in_rule_book on governance_seatterm;
drop function governance_seat_in_rule_book();
"""
_TABLES = ("governance_elector", "governance_vote")
GUARDS = [
    (_DECISION, _NO_DECISION),
    *((rls.protect(table, committee=True), rls.unprotect(table)) for table in _TABLES),
    (_SEATS, _NO_SEATS),
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]

    operations = [
        *(migrations.RunSQL(rls.protect(table, **columns), rls.unprotect(table)) for table, columns in OWNED),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
