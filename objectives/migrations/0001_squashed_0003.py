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

    replaces = [('objectives', '0001_initial'), ('objectives', '0002_public_ground'), ('objectives', '0003_identifiers')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0008'),
        ('common', '0001_text_search'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Principle',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('letter', models.CharField(max_length=1, primary_key=True, serialize=False)),
                        ('uid', models.GeneratedField(db_persist=True, expression=models.Func(models.F('letter'), output_field=models.UUIDField(), template="overlay(overlay(md5('rcm:principle:' || (%(expressions)s)::text) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid"), output_field=models.UUIDField(), unique=True)),
                        ('title_en', models.CharField(max_length=120)),
                        ('title_es', models.CharField(max_length=120)),
                        ('title_es_verified', models.BooleanField(default=False)),
                        ('summary_en', models.TextField(blank=True)),
                        ('summary_es', models.TextField(blank=True)),
                        ('source', models.TextField(blank=True)),
                    ],
                    options={
                        'ordering': ['letter'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Scheme',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.SlugField(max_length=40, unique=True, verbose_name='Code')),
                        ('order', models.PositiveSmallIntegerField(default=100)),
                        ('name_en', models.CharField(max_length=150, verbose_name='Name (English)')),
                        ('name_es', models.CharField(max_length=150, verbose_name='Name (Spanish)')),
                        ('source', models.TextField(blank=True, verbose_name='Source')),
                        ('note_en', models.TextField(blank=True, verbose_name='Note (English)')),
                        ('note_es', models.TextField(blank=True, verbose_name='Note (Spanish)')),
                        ('es_unofficial', models.BooleanField(default=False)),
                        ('mapping', models.CharField(choices=[('exact', 'As in the source'), ('inferred', 'Inferred, not confirmed'), ('confirmed', 'Confirmed by the Secretariat')], default='exact', max_length=10)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['order', 'name_en'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SchemeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('code', models.SlugField(db_index=False, max_length=40, verbose_name='Code')),
                        ('order', models.PositiveSmallIntegerField(default=100)),
                        ('name_en', models.CharField(max_length=150, verbose_name='Name (English)')),
                        ('name_es', models.CharField(max_length=150, verbose_name='Name (Spanish)')),
                        ('source', models.TextField(blank=True, verbose_name='Source')),
                        ('note_en', models.TextField(blank=True, verbose_name='Note (English)')),
                        ('note_es', models.TextField(blank=True, verbose_name='Note (Spanish)')),
                        ('es_unofficial', models.BooleanField(default=False)),
                        ('mapping', models.CharField(choices=[('exact', 'As in the source'), ('inferred', 'Inferred, not confirmed'), ('confirmed', 'Confirmed by the Secretariat')], default='exact', max_length=10)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='objectives.scheme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Objective',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('number', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ('uid', models.GeneratedField(db_persist=True, expression=models.Func(models.F('number'), output_field=models.UUIDField(), template="overlay(overlay(md5('rcm:objective:' || (%(expressions)s)::text) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid"), output_field=models.UUIDField(), unique=True)),
                        ('title_en', models.CharField(max_length=250)),
                        ('title_es', models.CharField(max_length=250)),
                        ('title_en_verified', models.BooleanField(default=False)),
                        ('title_es_verified', models.BooleanField(default=False)),
                        ('title_en_source', models.TextField(blank=True)),
                        ('title_es_source', models.TextField(blank=True)),
                        ('short_en', models.CharField(max_length=80)),
                        ('short_es', models.CharField(max_length=80)),
                        ('variants', models.JSONField(blank=True, default=list)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title_en', config='portal_en', weight='A'), '||', django.contrib.postgres.search.SearchVector('short_en', config='portal_en', weight='B'), django.contrib.postgres.search.SearchConfig('portal_en')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title_es', config='portal_es', weight='A'), '||', django.contrib.postgres.search.SearchVector('short_es', config='portal_es', weight='B'), django.contrib.postgres.search.SearchConfig('portal_es')), output_field=django.contrib.postgres.search.SearchVectorField())),
                    ],
                    options={
                        'ordering': ['number'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='objective_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='objective_search_es')],
                    },
                ),
                migrations.CreateModel(
                    name='Group',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=20, verbose_name='Code')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('name_en', models.CharField(max_length=250, verbose_name='Name (English)')),
                        ('name_es', models.CharField(max_length=250, verbose_name='Name (Spanish)')),
                        ('topic_en', models.CharField(blank=True, max_length=250, verbose_name='Topic (English)')),
                        ('topic_es', models.CharField(blank=True, max_length=250, verbose_name='Topic (Spanish)')),
                        ('objectives', models.ManyToManyField(related_name='groups', to='objectives.objective')),
                        ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='objectives.scheme')),
                    ],
                    options={
                        'ordering': ['scheme', 'order'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('scheme', 'code'), name='group_code_once_per_scheme')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='objective',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='bfa695c194c1eec86794428f061461e1e9b452b1', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_9cbf4', table='objectives_objective', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='principle',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='e678baf11390d0b571a6b7221fefa4cdec1f8f70', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_f7073', table='objectives_principle', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scheme',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='e61cbd002cba1e946399aa21609345b7523efa7d', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_3b114', table='objectives_scheme', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scheme',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "objectives_schemeevent" ("code", "confirmed_at", "confirmed_by_id", "es_unofficial", "id", "mapping", "name_en", "name_es", "note_en", "note_es", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."es_unofficial", NEW."id", NEW."mapping", NEW."name_en", NEW."name_es", NEW."note_en", NEW."note_es", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."updated_at"); RETURN NULL;', hash='819b0874afa5a33e505b55b4f3a440e68f81ccfe', operation='INSERT', pgid='pgtrigger_insert_insert_606b2', table='objectives_scheme', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scheme',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "objectives_schemeevent" ("code", "confirmed_at", "confirmed_by_id", "es_unofficial", "id", "mapping", "name_en", "name_es", "note_en", "note_es", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (NEW."code", NEW."confirmed_at", NEW."confirmed_by_id", NEW."es_unofficial", NEW."id", NEW."mapping", NEW."name_en", NEW."name_es", NEW."note_en", NEW."note_es", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."updated_at"); RETURN NULL;', hash='d43aff384cb8f43fdabf06468e2faa34c456d92a', operation='UPDATE', pgid='pgtrigger_update_update_14999', table='objectives_scheme', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='group',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='b28c3ec9ffbf39bd6fe3595d53eddc8deafea167', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_55996', table='objectives_group', when='BEFORE')),
                ),
            ],
        ),
    ]
