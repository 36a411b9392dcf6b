import common.operations
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('sources', '0001_initial'), ('sources', '0002_public_ground'), ('sources', '0003_claims_kept')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0008'),
        ('common', '0001_text_search'),
        ('objectives', '0001_squashed_0003'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Source',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.SlugField(max_length=80, unique=True)),
                        ('title_en', models.CharField(max_length=300)),
                        ('title_es', models.CharField(blank=True, max_length=300)),
                        ('es_unofficial', models.BooleanField(default=True)),
                        ('symbol', models.CharField(blank=True, max_length=60)),
                        ('date', models.DateField(blank=True, null=True)),
                        ('address', models.URLField(blank=True, max_length=500)),
                        ('note', models.TextField(blank=True)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title_en', config='portal_en', weight='A'), '||', django.contrib.postgres.search.SearchVector('symbol', config='portal_en', weight='B'), django.contrib.postgres.search.SearchConfig('portal_en')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title_es', config='portal_es', weight='A'), '||', django.contrib.postgres.search.SearchVector('symbol', config='portal_es', weight='B'), django.contrib.postgres.search.SearchConfig('portal_es')), output_field=django.contrib.postgres.search.SearchVectorField())),
                    ],
                    options={
                        'ordering': ['code'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='source_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='source_search_es')],
                    },
                ),
                migrations.CreateModel(
                    name='Statement',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.SlugField(max_length=80, unique=True)),
                        ('kind', models.CharField(choices=[('intervention', 'Intervention from the floor'), ('highlight', 'Highlight'), ('context', 'Regional context'), ('prioritization', 'Regional prioritization'), ('request', 'Request'), ('closing', 'Closing statement')], max_length=20)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('attributed_to_en', models.CharField(blank=True, max_length=200)),
                        ('attributed_to_es', models.CharField(blank=True, max_length=200)),
                        ('text_en', models.TextField()),
                        ('text_es', models.TextField(blank=True)),
                        ('original_language', models.CharField(default='en', max_length=2)),
                        ('translation_unofficial', models.BooleanField(default=True)),
                        ('occasion_en', models.CharField(max_length=250)),
                        ('occasion_es', models.CharField(max_length=250)),
                        ('date', models.DateField(blank=True, null=True)),
                        ('recorded_as_en', models.CharField(blank=True, max_length=250)),
                        ('recorded_as_es', models.CharField(blank=True, max_length=250)),
                        ('cycle_code', models.SlugField(blank=True, max_length=40)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text_en', 'occasion_en', 'attributed_to_en', config='portal_en', weight='B'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text_es', 'occasion_es', 'attributed_to_es', config='portal_es', weight='B'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='accounts.country')),
                        ('objectives', models.ManyToManyField(blank=True, related_name='statements', to='objectives.objective')),
                        ('principles', models.ManyToManyField(blank=True, related_name='statements', to='objectives.principle')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='sources.source')),
                    ],
                    options={
                        'ordering': ['order', 'code'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='statement_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='statement_search_es')],
                    },
                ),
                migrations.CreateModel(
                    name='Claim',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('topic_en', models.CharField(max_length=200)),
                        ('topic_es', models.CharField(blank=True, max_length=200)),
                        ('statement_en', models.TextField()),
                        ('statement_es', models.TextField(blank=True)),
                        ('date', models.DateField(blank=True, null=True)),
                        ('source', models.TextField()),
                        ('group', models.SlugField(blank=True, help_text='Claims of one group disagree', max_length=80)),
                        ('ends', models.DateField(blank=True, help_text='Last day on which it stands', null=True)),
                        ('remark', models.CharField(blank=True, help_text='Why it was last corrected or ended', max_length=300)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='accounts.country')),
                    ],
                    options={
                        'ordering': ['topic_en', 'date', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ClaimEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('topic_en', models.CharField(max_length=200)),
                        ('topic_es', models.CharField(blank=True, max_length=200)),
                        ('statement_en', models.TextField()),
                        ('statement_es', models.TextField(blank=True)),
                        ('date', models.DateField(blank=True, null=True)),
                        ('source', models.TextField()),
                        ('group', models.SlugField(blank=True, db_index=False, help_text='Claims of one group disagree', max_length=80)),
                        ('ends', models.DateField(blank=True, help_text='Last day on which it stands', null=True)),
                        ('remark', models.CharField(blank=True, help_text='Why it was last corrected or ended', max_length=300)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('changed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.country')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sources.claim')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LoadedRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('model', models.CharField(max_length=60)),
                        ('key', models.CharField(max_length=200)),
                        ('values', models.JSONField()),
                    ],
                    options={
                        'ordering': ['model', 'key'],
                        'constraints': [models.UniqueConstraint(fields=('model', 'key'), name='loaded_row_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Figure',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.SlugField(max_length=80, unique=True)),
                        ('statement_en', models.TextField()),
                        ('statement_es', models.TextField(blank=True)),
                        ('es_unofficial', models.BooleanField(default=True)),
                        ('value', models.CharField(max_length=60)),
                        ('unit_en', models.CharField(blank=True, max_length=80)),
                        ('unit_es', models.CharField(blank=True, max_length=80)),
                        ('year', models.CharField(blank=True, max_length=20)),
                        ('place_en', models.CharField(blank=True, max_length=120)),
                        ('place_es', models.CharField(blank=True, max_length=120)),
                        ('cycle_code', models.SlugField(blank=True, help_text='Cycle whose report quotes it', max_length=40)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('statement_en', config='portal_en', weight='A'), '||', django.contrib.postgres.search.SearchVector('place_en', 'unit_en', config='portal_en', weight='B'), django.contrib.postgres.search.SearchConfig('portal_en')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('statement_es', config='portal_es', weight='A'), '||', django.contrib.postgres.search.SearchVector('place_es', 'unit_es', config='portal_es', weight='B'), django.contrib.postgres.search.SearchConfig('portal_es')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('objectives', models.ManyToManyField(blank=True, related_name='figures', to='objectives.objective')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='sources.source')),
                    ],
                    options={
                        'ordering': ['order', 'code'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='figure_record_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='figure_record_search_es')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='source',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='3545234196414a6072e3ede212ba0061b1144d86', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_e7b85', table='sources_source', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='claim',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_claimevent" ("changed_at", "changed_by_id", "country_id", "date", "ends", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "source", "statement_en", "statement_es", "topic_en", "topic_es", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."country_id", NEW."date", NEW."ends", NEW."group", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remark", NEW."source", NEW."statement_en", NEW."statement_es", NEW."topic_en", NEW."topic_es", NEW."version"); RETURN NULL;', hash='3f95f9b374caf6774d1cafc3086716abb882a48b', operation='INSERT', pgid='pgtrigger_insert_insert_8c0a8', table='sources_claim', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='claim',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_claimevent" ("changed_at", "changed_by_id", "country_id", "date", "ends", "group", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "source", "statement_en", "statement_es", "topic_en", "topic_es", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."country_id", NEW."date", NEW."ends", NEW."group", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remark", NEW."source", NEW."statement_en", NEW."statement_es", NEW."topic_en", NEW."topic_es", NEW."version"); RETURN NULL;', hash='bd69f3997c26a3fd3bc5c07d69728685e7a02598', operation='UPDATE', pgid='pgtrigger_update_update_5fd97', table='sources_claim', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='figure',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='ca03c6737e4894b1e19f60e2a77990dc8c2359b7', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_e8a40', table='sources_figure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statement',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='bf31e1db427858f133a16f4a2457c813036bb8fe', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_e32e9', table='sources_statement', when='BEFORE')),
                ),
            ],
        ),
    ]
