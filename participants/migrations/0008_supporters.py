"""Supporters: the letter as signed with its hash, what they did, agreed exceptions, reports of misuse (Pact 2.2)."""

import hashlib

import django.db.models.deletion
import pact.access.refs
from django.conf import settings
from django.db import migrations, models

from pact.access import rls
from pact.audit import history
from participants.rules import letter_of_support, undertakings

# Nobody is participant and supporter at once (2.2.1): no day lies in a period of both. The lock on the organization
# lets two who decide at once wait for each other.
_BOTH = """
create function participants_never_both() returns trigger language plpgsql as $$
declare other text := case tg_table_name when 'participants_participation' then 'participants_supportletter'
                                         else 'participants_participation' end;
  found boolean;
begin
  perform 1 from participants_organization where id = new.organization_id for no key update;
  execute format('select exists (select 1 from %I where organization_id = $1 and period && $2)', other)
    into found using new.organization_id, new.period;
  if found then
    raise exception 'nobody is participant and supporter at once (Pact 2.2.1)' using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger participants_never_both before insert or update of organization_id, period on participants_participation
  for each row execute function participants_never_both();
create trigger participants_never_both before insert or update of organization_id, period on participants_supportletter
  for each row execute function participants_never_both();
"""
_NOT_BOTH = """
drop trigger participants_never_both on participants_supportletter;
drop trigger participants_never_both on participants_participation;
drop function participants_never_both();
"""
# What was signed stays: the three undertakings, the text and its hash, which is that of the text and no other.
_LETTER = """
alter table participants_supportletter add constraint participants_letter_hash
  check (letter_sha256 = encode(sha256(convert_to(letter, 'UTF8')), 'hex') and jsonb_array_length(undertakings) = 3);
create function participants_letter_signed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
     or (new.ref, new.signature_id, new.text_id, new.undertakings, new.letter, new.letter_sha256)
     is distinct from (old.ref, old.signature_id, old.text_id, old.undertakings, old.letter, old.letter_sha256) then
    raise exception 'a Letter of Support never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger participants_letter_signed before update or delete on participants_supportletter
  for each row execute function participants_letter_signed();
"""
_NO_LETTER = """
drop trigger participants_letter_signed on participants_supportletter;
drop function participants_letter_signed();
alter table participants_supportletter drop constraint participants_letter_hash;
"""
# An exception is never edited (2.2.2 c): it is ended once, with a reason, and another one is recorded.
_AGREED = """
create function participants_exception_agreed() returns trigger language plpgsql as $$
declare ends text[] := '{ended_on,end_reason,ended_by_id,ended_at}';
begin
  if tg_op = 'DELETE' or old.ended_on is not null or to_jsonb(new) - ends is distinct from to_jsonb(old) - ends then
    raise exception 'an agreed exception is ended, never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger participants_exception_agreed before update or delete on participants_marketingexception
  for each row execute function participants_exception_agreed();
"""
_NOT_AGREED = """
drop trigger participants_exception_agreed on participants_marketingexception;
drop function participants_exception_agreed();
"""
# What was reported stays as it was reported; what is settled is final.
_REPORTED = """
create function participants_misuse_reported() returns trigger language plpgsql as $$
declare ours text[] := '{state,looked_at,looked_by_id,settled_at,settled_by_id,outcome,answer,matter_ref}';
begin
  if tg_op = 'DELETE' or old.state = 'SETTLED'
     or to_jsonb(new) - ours is distinct from to_jsonb(old) - ours then
    raise exception 'a report of misuse is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger participants_misuse_reported before update or delete on participants_misusereport
  for each row execute function participants_misuse_reported();
"""
_NOT_REPORTED = """
drop trigger participants_misuse_reported on participants_misusereport;
drop function participants_misuse_reported();
"""
# The evidence is a file of the organization that reports, and of no other.
_OWNER = """
alter table participants_misusereport add constraint participants_misuse_file_of_owner
  foreign key (file_id, organization_id) references files_storedfile (id, organization_id);
"""
_NO_OWNER = "alter table participants_misusereport drop constraint participants_misuse_file_of_owner;"
NOTE, EXCEPTION, REPORT = (
    f"participants_{name}" for name in ("promotionnote", "marketingexception", "misusereport")
)
GUARDS = [
    (_BOTH, _NOT_BOTH),
    (_LETTER, _NO_LETTER),
    (_AGREED, _NOT_AGREED),
    (_REPORTED, _NOT_REPORTED),
    (_OWNER, _NO_OWNER),
    (rls.append_only(NOTE), rls.not_append_only(NOTE)),
    (rls.protect(REPORT, organization="organization_id"), rls.unprotect(REPORT)),
    (history.keep(NOTE), history.drop(NOTE)),
    (history.keep(EXCEPTION), history.drop(EXCEPTION)),
    (history.keep(REPORT, hidden=("reporter_id", "what", "place", "evidence", "answer")), history.drop(REPORT)),
]


def write_letters(apps, schema_editor):
    """The letters that were signed before: name and text stand in their signatures."""
    rows = apps.get_model("participants", "SupportLetter").objects.using(schema_editor.connection.alias)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select set_config('app.scope', 'pact', true)")
        for row in rows.select_related("signature__text"):
            row.text = row.signature.text
            row.undertakings = undertakings(row.text.clauses)
            row.letter = letter_of_support(row.signature.organization_name, row.undertakings)
            row.letter_sha256 = hashlib.sha256(row.letter.encode()).hexdigest()
            row.save()
        cursor.execute("set constraints all immediate")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0004_owner_in_keys'),
        ('participants', '0007_no_circles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='supportletter',
            name='letter',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='supportletter',
            name='letter_sha256',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='supportletter',
            name='text',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.pacttext'),
        ),
        migrations.RunPython(write_letters, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='supportletter',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.pacttext'),
        ),
        migrations.AlterField(
            model_name='participation',
            name='end_kind',
            field=models.CharField(blank=True, choices=[('LEFT', 'left'), ('TERMINATED', 'ended by the Steering Committee'), ('NOT_EXTENDED', 'not extended'), ('PACT_ENDED', 'the Pact ended'), ('MERGED', 'merged'), ('JOINED', 'became a participant')], max_length=16),
        ),
        migrations.AlterField(
            model_name='supportletter',
            name='end_kind',
            field=models.CharField(blank=True, choices=[('LEFT', 'left'), ('TERMINATED', 'ended by the Steering Committee'), ('NOT_EXTENDED', 'not extended'), ('PACT_ENDED', 'the Pact ended'), ('MERGED', 'merged'), ('JOINED', 'became a participant')], max_length=16),
        ),
        migrations.CreateModel(
            name='MarketingException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=pact.access.refs.new_ref, max_length=16, unique=True)),
                ('scope', models.TextField()),
                ('from_on', models.DateField()),
                ('until_on', models.DateField()),
                ('agreed_for', models.CharField(blank=True, max_length=120)),
                ('decision_number', models.CharField(blank=True, max_length=20)),
                ('recorded_at', models.DateTimeField()),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marketing_exceptions', to='participants.organization')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='participants_exception_period'), models.CheckConstraint(condition=models.Q(('scope', ''), _negated=True), name='participants_exception_scope'), models.CheckConstraint(condition=models.Q(('decision_number', ''), models.Q(('agreed_for', ''), _negated=True), _connector='OR'), name='participants_exception_decided_for'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_on__lte', models.F('until_on')), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='participants_exception_end')],
            },
        ),
        migrations.CreateModel(
            name='MisuseReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=pact.access.refs.new_ref, max_length=16, unique=True)),
                ('what', models.TextField()),
                ('place', models.CharField(max_length=300)),
                ('happened_on', models.DateField()),
                ('evidence', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('REPORTED', 'reported'), ('LOOKED_AT', 'being looked at'), ('SETTLED', 'settled')], default='REPORTED', max_length=10)),
                ('reported_at', models.DateTimeField()),
                ('looked_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('NO_MISUSE', 'no misuse'), ('REMINDED', 'supporter reminded'), ('COMMITTEE', 'with the committee')], max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('matter_ref', models.CharField(blank=True, max_length=16)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('looked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='misuse_reports', to='participants.organization')),
                ('reporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='misuse_reports_about', to='participants.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'reported_at'], name='participants_misuse_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('supporter', models.F('organization')), _negated=True), name='participants_misuse_of_another'), models.CheckConstraint(condition=models.Q(models.Q(('looked_at__isnull', True), ('outcome', ''), ('settled_at__isnull', True), ('state', 'REPORTED')), models.Q(('looked_at__isnull', False), ('outcome', ''), ('settled_at__isnull', True), ('state', 'LOOKED_AT')), models.Q(('looked_at__isnull', False), ('settled_at__isnull', False), ('state', 'SETTLED'), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='participants_misuse_state'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'COMMITTEE'), models.Q(('matter_ref', ''), _negated=True)), models.Q(models.Q(('outcome', 'COMMITTEE'), _negated=True), ('matter_ref', '')), _connector='OR'), name='participants_misuse_matter')],
            },
        ),
        migrations.CreateModel(
            name='PromotionNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=pact.access.refs.new_ref, max_length=16, unique=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('sent_at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promotion_notes', to='participants.organization')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'year'), name='participants_promotion_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='participants_promotion_says_it')],
            },
        ),
        *(migrations.RunSQL(forward, backward) for forward, backward in GUARDS),
    ]
