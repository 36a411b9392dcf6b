import common.operations
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('practices', '0001_initial'), ('practices', '0002_public_ground'), ('practices', '0003_fields_of_the_form'), ('practices', '0004_versions'), ('practices', '0005_steps_of_clearance')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0008'),
        ('common', '0001_text_search'),
        ('objectives', '0001_squashed_0003'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('sources', '0001_squashed_0003'),
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Practice',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.SlugField(max_length=80, unique=True)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('title_en', models.CharField(blank=True, max_length=250, verbose_name='Title (English)')),
                        ('title_es', models.CharField(blank=True, max_length=250, verbose_name='Title (Spanish)')),
                        ('es_unofficial', models.BooleanField(default=False)),
                        ('summary_en', models.TextField(blank=True, verbose_name='Summary (English)')),
                        ('summary_es', models.TextField(blank=True, verbose_name='Summary (Spanish)')),
                        ('status', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('to_be_published', 'To be published'), ('published', 'Published'), ('in_repository', 'In the UN repository'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20)),
                        ('audience', models.CharField(choices=[('members', 'Member Countries'), ('observers', 'Member Countries and observers'), ('public', 'The public')], default='public', max_length=20, verbose_name='Who may read it')),
                        ('published_on', models.DateField(blank=True, null=True, verbose_name='Published on')),
                        ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='Withdrawn on')),
                        ('ending_en', models.CharField(blank=True, max_length=300, verbose_name='Why it was withdrawn (English)')),
                        ('ending_es', models.CharField(blank=True, max_length=300, verbose_name='Why it was withdrawn (Spanish)')),
                        ('repository_en', models.CharField(blank=True, max_length=200)),
                        ('repository_es', models.CharField(blank=True, max_length=200)),
                        ('repository_address', models.URLField(blank=True, max_length=500, verbose_name='Its address in the repository')),
                        ('address', models.URLField(blank=True, max_length=500)),
                        ('objectives_inferred', models.BooleanField(default=False)),
                        ('sdgs', models.JSONField(blank=True, default=list, help_text='numbers, 1 to 17', verbose_name='Sustainable Development Goals')),
                        ('sdgs_inferred', models.BooleanField(default=False, verbose_name='The goals were inferred')),
                        ('criteria', models.JSONField(blank=True, default=list, help_text='codes of Criterion', verbose_name='Criteria that it meets')),
                        ('starts', models.DateField(blank=True, null=True, verbose_name='Date of start')),
                        ('ends', models.DateField(blank=True, null=True, verbose_name='Date of end')),
                        ('implementer_en', models.CharField(blank=True, max_length=250, verbose_name='Main implementing organization (English)')),
                        ('implementer_es', models.CharField(blank=True, max_length=250, verbose_name='Main implementing organization (Spanish)')),
                        ('scope_en', models.CharField(blank=True, max_length=250, verbose_name='Geographic scope (English)')),
                        ('scope_es', models.CharField(blank=True, max_length=250, verbose_name='Geographic scope (Spanish)')),
                        ('partners_en', models.TextField(blank=True, verbose_name='Partners (English)')),
                        ('partners_es', models.TextField(blank=True, verbose_name='Partners (Spanish)')),
                        ('impact_en', models.TextField(blank=True, verbose_name='Benefit and impact (English)')),
                        ('impact_es', models.TextField(blank=True, verbose_name='Benefit and impact (Spanish)')),
                        ('lessons_en', models.TextField(blank=True, verbose_name='Key lessons (English)')),
                        ('lessons_es', models.TextField(blank=True, verbose_name='Key lessons (Spanish)')),
                        ('replication_en', models.TextField(blank=True, verbose_name='Recommendations for replication (English)')),
                        ('replication_es', models.TextField(blank=True, verbose_name='Recommendations for replication (Spanish)')),
                        ('innovation_en', models.TextField(blank=True, verbose_name='Innovation (English)')),
                        ('innovation_es', models.TextField(blank=True, verbose_name='Innovation (Spanish)')),
                        ('evaluation_en', models.TextField(blank=True, verbose_name='Evaluation (English)')),
                        ('evaluation_es', models.TextField(blank=True, verbose_name='Evaluation (Spanish)')),
                        ('saves', models.PositiveIntegerField(default=0, help_text='Counts the saves: a stale one is told')),
                        ('cycle_code', models.SlugField(blank=True, max_length=40)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title_en', config='portal_en', weight='A'), '||', django.contrib.postgres.search.SearchVector('summary_en', config='portal_en', weight='B'), django.contrib.postgres.search.SearchConfig('portal_en')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title_es', config='portal_es', weight='A'), '||', django.contrib.postgres.search.SearchVector('summary_es', config='portal_es', weight='B'), django.contrib.postgres.search.SearchConfig('portal_es')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practices', to='accounts.country')),
                        ('objectives', models.ManyToManyField(blank=True, related_name='practices', to='objectives.objective')),
                        ('principles', models.ManyToManyField(blank=True, related_name='practices', to='objectives.principle')),
                        ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practices', to='sources.source')),
                    ],
                    options={
                        'ordering': ['order', 'title_en'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='practice_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='practice_search_es')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='practice_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticeVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('stage', models.CharField(choices=[('writing', 'Being written'), ('asked', 'In clearance'), ('cleared', 'Cleared'), ('published', 'Published'), ('replaced', 'Replaced'), ('discarded', 'Discarded'), ('withdrawn', 'Withdrawn')], default='writing', max_length=10)),
                        ('fields', models.JSONField(default=dict, help_text='name of a box of the form: what it holds')),
                        ('saves', models.PositiveIntegerField(default=0, help_text='Counts the saves: what is cleared is one of them')),
                        ('what_changed', models.CharField(blank=True, max_length=300, verbose_name='What changes')),
                        ('asked_at', models.DateTimeField(blank=True, null=True)),
                        ('steps', models.JSONField(blank=True, default=list, help_text='accounts.clearance: the chain as it was when asked')),
                        ('remark', models.CharField(blank=True, help_text='Why it was returned', max_length=300)),
                        ('cleared_at', models.DateTimeField(blank=True, null=True)),
                        ('cleared_by', models.CharField(blank=True, max_length=250)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('audience', models.CharField(blank=True, choices=[('members', 'Member Countries'), ('observers', 'Member Countries and observers'), ('public', 'The public')], max_length=20, verbose_name='Who may read it')),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='practices.practice')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('practice', 'number'), name='practice_version_once'), models.UniqueConstraint(condition=models.Q(('stage__in', ('writing', 'asked', 'cleared'))), fields=('practice',), name='practice_one_open_version'), models.UniqueConstraint(condition=models.Q(('stage', 'published')), fields=('practice',), name='practice_one_published_version')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticeVersionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('stage', models.CharField(choices=[('writing', 'Being written'), ('asked', 'In clearance'), ('cleared', 'Cleared'), ('published', 'Published'), ('replaced', 'Replaced'), ('discarded', 'Discarded'), ('withdrawn', 'Withdrawn')], default='writing', max_length=10)),
                        ('fields', models.JSONField(default=dict, help_text='name of a box of the form: what it holds')),
                        ('saves', models.PositiveIntegerField(default=0, help_text='Counts the saves: what is cleared is one of them')),
                        ('what_changed', models.CharField(blank=True, max_length=300, verbose_name='What changes')),
                        ('asked_at', models.DateTimeField(blank=True, null=True)),
                        ('steps', models.JSONField(blank=True, default=list, help_text='accounts.clearance: the chain as it was when asked')),
                        ('remark', models.CharField(blank=True, help_text='Why it was returned', max_length=300)),
                        ('cleared_at', models.DateTimeField(blank=True, null=True)),
                        ('cleared_by', models.CharField(blank=True, max_length=250)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('audience', models.CharField(blank=True, choices=[('members', 'Member Countries'), ('observers', 'Member Countries and observers'), ('public', 'The public')], max_length=20, verbose_name='Who may read it')),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='practices.practiceversion')),
                        ('practice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='practices.practice')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='practice',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='3483da9d0acee4060183156a66c2004f9a68987d', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_2695a', table='practices_practice', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='practiceversion',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_practiceversionevent" ("asked_at", "audience", "cleared_at", "cleared_by", "ended_at", "fields", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "published_at", "remark", "saves", "stage", "steps", "what_changed") VALUES (NEW."asked_at", NEW."audience", NEW."cleared_at", NEW."cleared_by", NEW."ended_at", NEW."fields", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."published_at", NEW."remark", NEW."saves", NEW."stage", NEW."steps", NEW."what_changed"); RETURN NULL;', hash='3cd915b3fe50902ca05baff7ff986635633bbb8e', operation='INSERT', pgid='pgtrigger_insert_insert_50763', table='practices_practiceversion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='practiceversion',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "practices_practiceversionevent" ("asked_at", "audience", "cleared_at", "cleared_by", "ended_at", "fields", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "published_at", "remark", "saves", "stage", "steps", "what_changed") VALUES (NEW."asked_at", NEW."audience", NEW."cleared_at", NEW."cleared_by", NEW."ended_at", NEW."fields", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."practice_id", NEW."published_at", NEW."remark", NEW."saves", NEW."stage", NEW."steps", NEW."what_changed"); RETURN NULL;', hash='701e0e68c36e586f3ae8fa0483d43d7e85d75c2d', operation='UPDATE', pgid='pgtrigger_update_update_83f02', table='practices_practiceversion', when='AFTER')),
                ),
            ],
        ),
    ]
