import common.dates
import common.operations
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('catalogue', '0001_initial'), ('catalogue', '0002_sessions'), ('catalogue', '0003_open_data'), ('catalogue', '0004_days_in_san_jose'), ('catalogue', '0005_two_versions'), ('catalogue', '0006_identifiers'), ('catalogue', '0007_agendas'), ('catalogue', '0008_commitments'), ('catalogue', '0009_declarations'), ('catalogue', '0010_papers'), ('catalogue', '0011_notes_of_members'), ('catalogue', '0012_statements_of_states'), ('catalogue', '0013_questionnaires'), ('catalogue', '0014_concept_notes'), ('catalogue', '0015_registrations'), ('catalogue', '0016_speakers_of_the_agenda'), ('catalogue', '0017_logistics_notes_and_documents_of_items'), ('catalogue', '0018_theme_of_a_call'), ('catalogue', '0019_sessions_and_results'), ('catalogue', '0020_transmittals'), ('catalogue', '0021_transmittals_of_narrowed_documents'), ('catalogue', '0022_audience_of_practices'), ('catalogue', '0023_chain_notes_and_editions'), ('catalogue', '0024_both_ends_of_a_link'), ('catalogue', '0025_named_as_far_as_read'), ('catalogue', '0026_practices_of_agendas')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0008'),
        ('common', '0001_text_search'),
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Release',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('made_at', models.DateTimeField()),
                        ('version', models.BigIntegerField()),
                        ('endings', models.BigIntegerField()),
                        ('token', models.CharField(max_length=40, unique=True)),
                        ('files', models.JSONField()),
                    ],
                    options={
                        'ordering': ['-made_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Correction',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('day', models.DateField(default=common.dates.today, verbose_name='Day of the correction')),
                        ('place_en', models.CharField(max_length=250, verbose_name='What was corrected (English)')),
                        ('place_es', models.CharField(max_length=250, verbose_name='What was corrected (Spanish)')),
                        ('address', models.CharField(blank=True, help_text='Of the page or document, where there is one.', max_length=500, verbose_name='Address')),
                        ('text_en', models.TextField(max_length=4000, verbose_name='What it said, and what it says now (English)')),
                        ('text_es', models.TextField(max_length=4000, verbose_name='What it said, and what it says now (Spanish)')),
                        ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-number'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PublicState',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.BigIntegerField(default=0)),
                        ('shared', models.BigIntegerField(db_default=0)),
                        ('endings', models.BigIntegerField(db_default=0)),
                        ('words', models.BigIntegerField(db_default=-1)),
                        ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('shared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_public_state')],
                    },
                ),
                migrations.CreateModel(
                    name='SavedSearch',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('query', models.CharField(max_length=1000)),
                        ('frequency', models.CharField(choices=[('never', 'No e-mail'), ('daily', 'Once a day'), ('weekly', 'Once a week')], default='weekly', max_length=10, verbose_name='E-mail')),
                        ('told_until', models.DateTimeField(default=django.utils.timezone.now)),
                        ('due_at', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name', 'created_at'],
                        'indexes': [models.Index(fields=['due_at'], name='searches_due')],
                    },
                ),
                migrations.CreateModel(
                    name='SearchAlert',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('since', models.DateTimeField()),
                        ('until', models.DateTimeField()),
                        ('found', models.JSONField()),
                        ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='catalogue.savedsearch')),
                    ],
                    options={
                        'ordering': ['-until'],
                        'constraints': [models.UniqueConstraint(fields=('search', 'since'), name='one_alert_per_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Tombstone',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('table', models.CharField(max_length=63)),
                        ('object_id', models.CharField(max_length=40)),
                        ('code', models.CharField(blank=True, max_length=300)),
                        ('ending', models.CharField(db_default='deleted', max_length=10)),
                        ('ended_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        'ordering': ['ended_at', 'id'],
                        'indexes': [models.Index(fields=['table', 'ended_at', 'id'], name='tombstones_of_table')],
                    },
                ),
                migrations.CreateModel(
                    name='Word',
                    fields=[
                        ('text', models.CharField(max_length=60, primary_key=True, serialize=False)),
                    ],
                    options={
                        'indexes': [django.contrib.postgres.indexes.GistIndex(django.contrib.postgres.indexes.OpClass('text', name='gist_trgm_ops'), name='words_by_likeness')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='correction',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='26acf5cdc63c03a447016356b77e26351b3e1b2e', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_17f24', table='catalogue_correction', when='BEFORE')),
                ),
            ],
        ),
    ]
