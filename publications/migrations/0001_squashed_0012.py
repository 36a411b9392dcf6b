import common.operations
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('publications', '0001_initial'), ('publications', '0002_meetings'), ('publications', '0003_notes'), ('publications', '0004_document_readers'), ('publications', '0005_requested_as'), ('publications', '0006_declarations'), ('publications', '0007_hand_over'), ('publications', '0008_session_reports_and_concept_notes'), ('publications', '0009_logistics_notes_and_what_was_taken_back'), ('publications', '0010_transmittals'), ('publications', '0011_action_plan'), ('publications', '0012_readers_of_documents')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0008'),
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('regional_report', 'Regional report'), ('country_report', 'Country report'), ('country_draft', 'Country draft'), ('receipt', 'Receipt'), ('agenda', 'Agenda'), ('conclusions', 'Conclusions and recommendations'), ('notes', 'Notes'), ('forum_report', 'Report of the sessions'), ('concept_note', 'Concept note'), ('logistics', 'Logistics note'), ('hand_over', 'Hand-over report'), ('declaration', 'Declaration'), ('action_plan', 'Regional action plan'), ('declaration_draft', 'Draft of a declaration')], max_length=20, verbose_name='Kind')),
                        ('symbol', models.CharField(blank=True, max_length=40, null=True, unique=True, verbose_name='Symbol')),
                        ('title_en', models.CharField(max_length=300, verbose_name='Title (English)')),
                        ('title_es', models.CharField(max_length=300, verbose_name='Title (Spanish)')),
                        ('readers', models.CharField(choices=[('country', 'The country'), ('secretariat', 'The country and the Secretariat'), ('presidency', 'The Presidency and the Secretariat'), ('members', 'Member Countries'), ('observers', 'Member Countries and observers'), ('public', 'The public')], default='public', max_length=12)),
                        ('since', models.PositiveIntegerField(default=1)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('readers_at', models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField(verbose_name='Number')),
                        ('label', models.CharField(blank=True, max_length=80, verbose_name='Label')),
                        ('is_draft', models.BooleanField(verbose_name='Draft')),
                        ('audience', models.CharField(choices=[('country', 'The country'), ('secretariat', 'The country and the Secretariat'), ('presidency', 'The Presidency and the Secretariat'), ('members', 'Member Countries'), ('observers', 'Member Countries and observers'), ('public', 'The public')], max_length=12, verbose_name='Audience')),
                        ('blocks', models.JSONField()),
                        ('manifest', models.JSONField(default=dict)),
                        ('sha256', models.CharField(max_length=64)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='accounts.country')),
                        ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to=settings.AUTH_USER_MODEL)),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='publications.document')),
                    ],
                    options={
                        'ordering': ['document', '-number'],
                        'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='edition_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 'country'), _negated=True), ('country__isnull', False), _connector='OR'), name='edition_for_a_country_names_it')],
                    },
                ),
                migrations.CreateModel(
                    name='EditionFile',
                    fields=[
                        ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], max_length=2, verbose_name='Language')),
                        ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=4, verbose_name='Format')),
                        ('paper', models.CharField(choices=[('letter', 'Letter'), ('a4', 'A4')], max_length=6, verbose_name='Paper')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('path', models.CharField(max_length=120)),
                        ('sha256', models.CharField(max_length=64)),
                        ('size', models.PositiveBigIntegerField(help_text='bytes')),
                        ('pages', models.PositiveIntegerField(blank=True, null=True)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='publications.edition')),
                    ],
                    options={
                        'ordering': ['edition', 'language', 'format', 'paper'],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'language', 'format', 'paper'), name='one_file_of_a_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='RenderJob',
                    fields=[
                        ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], max_length=2, verbose_name='Language')),
                        ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=4, verbose_name='Format')),
                        ('paper', models.CharField(choices=[('letter', 'Letter'), ('a4', 'A4')], max_length=6, verbose_name='Paper')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('status', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Being made'), ('done', 'Done'), ('stopped', 'Stopped'), ('cancelled', 'Cancelled')], default='queued', max_length=10, verbose_name='Status')),
                        ('step', models.CharField(blank=True, choices=[('prepare', 'Preparing the text'), ('layout', 'Laying out the pages'), ('write', 'Writing the file'), ('store', 'Storing the file')], max_length=10, verbose_name='Step')),
                        ('steps', models.JSONField(default=list)),
                        ('progress', models.PositiveSmallIntegerField(default=0, help_text='per cent')),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('losses', models.PositiveSmallIntegerField(default=0, help_text='attempts that ended with an expired lease')),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('lease_token', models.UUIDField(blank=True, null=True)),
                        ('worker', models.CharField(blank=True, max_length=100)),
                        ('reason', models.CharField(blank=True, choices=[('too_large', 'The document is larger than one file may be. Divide it and try again.'), ('time', 'Laying out the document took longer than allowed. Shorten its longest table and try again.'), ('memory', 'The document needs more memory than allowed. Shorten its longest table and try again.'), ('invalid', 'The stored document could not be read. Compile it again.'), ('crashed', 'The file could not be made. Try again; if it stops again, tell the Secretariat.'), ('disk', 'The file could not be stored. Tell the Secretariat that the storage is full or closed.'), ('worker_lost', 'The machine that made the file stopped several times. Try again later.')], max_length=20)),
                        ('reason_detail', models.TextField(blank=True)),
                        ('cancel_requested', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('sent_at', models.DateTimeField(blank=True, help_text='last handed to the broker', null=True)),
                        ('started_at', models.DateTimeField(blank=True, null=True)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='publications.edition')),
                        ('requested_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                        ('requested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='render_jobs', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                        'indexes': [models.Index(condition=models.Q(('status', 'queued')), fields=['created_at'], name='job_queued'), models.Index(condition=models.Q(('status', 'running')), fields=['lease_until'], name='job_leased')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ('queued', 'running'))), fields=('edition', 'language', 'format', 'paper'), name='one_live_job_of_a_kind'), models.CheckConstraint(condition=models.Q(models.Q(('lease_token__isnull', False), ('lease_until__isnull', False), ('status', 'running')), models.Q(models.Q(('status', 'running'), _negated=True), ('lease_token', None), ('lease_until', None)), _connector='OR'), name='a_running_job_has_a_lease'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='progress_in_per_cent')],
                    },
                ),
                migrations.CreateModel(
                    name='Transmittal',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('addressee_en', models.CharField(max_length=250, verbose_name='Passed on to (English)')),
                        ('addressee_es', models.CharField(max_length=250, verbose_name='Passed on to (Spanish)')),
                        ('on', models.DateField(verbose_name='Day')),
                        ('symbol', models.CharField(blank=True, max_length=60, verbose_name='Symbol of the document there')),
                        ('address', models.URLField(blank=True, max_length=500, verbose_name='Address of the document there')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transmittals', to='publications.edition')),
                    ],
                    options={
                        'ordering': ['-on', 'id'],
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='document',
                    trigger=pgtrigger.compiler.Trigger(name='readers_at', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF (NEW.readers, NEW.since) IS DISTINCT FROM (OLD.readers, OLD.since) THEN NEW.readers_at = clock_timestamp(); END IF; RETURN NEW;', hash='6854657950eedc87f4eeb6a4614e8ba3fa279124', operation='UPDATE', pgid='pgtrigger_readers_at_e84d4', table='publications_document', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='edition',
                    trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2159d425fabe58be0bd5285688205fa121413709', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_154c6', table='publications_edition', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='renderjob',
                    trigger=pgtrigger.compiler.Trigger(name='status_arrows', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{queued:running,queued:cancelled,running:done,running:queued,running:stopped,running:cancelled,stopped:queued,cancelled:queued}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='280ad05890d695b04ce3b2dc804e3bafda2340c3', operation='UPDATE', pgid='pgtrigger_status_arrows_2b5ae', table='publications_renderjob', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='transmittal',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='a7b50c1cce1df2eb0e72878b83227a26724ce024', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_1994f', table='publications_transmittal', when='BEFORE')),
                ),
            ],
        ),
    ]
