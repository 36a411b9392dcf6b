import common.operations
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('commitments', '0001_initial'), ('commitments', '0002_papers_and_contributions'), ('commitments', '0003_objectives_of_commitments'), ('commitments', '0004_items_of_plans'), ('commitments', '0005_search_of_papers'), ('commitments', '0006_plan_items_have_a_day'), ('commitments', '0007_notes_as_a_list'), ('commitments', '0008_steps_of_clearance')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0008'),
        ('common', '0001_text_search'),
        ('objectives', '0001_squashed_0003'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('publications', '0001_squashed_0012'),
        ('sources', '0001_squashed_0003'),
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='HandOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('frozen_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hand_over', to='publications.document')),
                        ('term', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hand_over', to='accounts.presidencyterm')),
                    ],
                    options={
                        'ordering': ['term'],
                    },
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.SlugField(max_length=80, unique=True, verbose_name='Code')),
                        ('kind', models.CharField(choices=[('report', 'Report'), ('budget', 'Budget'), ('guidelines', 'Guidelines or recommendations'), ('plan', 'Plan'), ('founding', 'Founding document'), ('other', 'Other document')], max_length=12, verbose_name='Kind')),
                        ('title_en', models.CharField(max_length=300, verbose_name='Title (English)')),
                        ('title_es', models.CharField(blank=True, max_length=300, verbose_name='Title (Spanish)')),
                        ('es_unofficial', models.BooleanField(default=True, verbose_name='The Spanish title is an unofficial translation')),
                        ('address_en', models.URLField(blank=True, max_length=500, verbose_name='Address of the English version')),
                        ('address_es', models.URLField(blank=True, max_length=500, verbose_name='Address of the Spanish version')),
                        ('stage', models.CharField(choices=[('draft', 'Draft'), ('recommended', 'Recommended for approval'), ('approved', 'Approved'), ('accepted', 'Accepted')], default='draft', max_length=12, verbose_name='Stage')),
                        ('stage_on', models.DateField(blank=True, null=True)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('title_en', config='portal_en', weight='A'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('title_es', config='portal_es', weight='A'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='accounts.body', verbose_name='Prepared by')),
                        ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='sources.source', verbose_name='Source')),
                    ],
                    options={
                        'ordering': ['-stage_on', 'code'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='paper_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='paper_search_es')],
                    },
                ),
                migrations.CreateModel(
                    name='Commitment',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=120, unique=True)),
                        ('reference', models.CharField(max_length=120, verbose_name='Reference')),
                        ('kind', models.CharField(choices=[('follow_up', 'Follow-up of a conclusion'), ('pledge', 'Pledge of a country'), ('declaration', 'From a declaration'), ('plan', 'Item of a plan')], max_length=12, verbose_name='Kind')),
                        ('text_en', models.TextField(blank=True, verbose_name='Text in English')),
                        ('text_es', models.TextField(blank=True, verbose_name='Text in Spanish')),
                        ('es_unofficial', models.BooleanField(default=True)),
                        ('meeting_code', models.SlugField(blank=True, max_length=60)),
                        ('made_on', models.DateField(blank=True, null=True, verbose_name='Made on')),
                        ('due', models.DateField(blank=True, null=True, verbose_name='Indicative date')),
                        ('due_words_en', models.CharField(blank=True, max_length=120, verbose_name='Date as worded (English)')),
                        ('due_words_es', models.CharField(blank=True, max_length=120, verbose_name='Date as worded (Spanish)')),
                        ('status', models.CharField(choices=[('open', 'Open'), ('under_way', 'Under way'), ('needs_time', 'Needs more time to consult'), ('fulfilled', 'Fulfilled'), ('set_aside', 'Set aside')], default='open', max_length=12, verbose_name='Status')),
                        ('status_on', models.DateField(blank=True, null=True)),
                        ('readers', models.CharField(choices=[('country', 'The country'), ('desk', 'The Presidency and the Secretariat'), ('members', 'Member Countries'), ('public', 'The public')], default='desk', max_length=10)),
                        ('pledge_status', models.CharField(blank=True, choices=[('writing', 'Being written'), ('asked', 'In clearance'), ('cleared', 'Cleared'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], max_length=10)),
                        ('steps', models.JSONField(blank=True, default=list, help_text='accounts.clearance: the chain as it was when asked')),
                        ('remark', models.CharField(blank=True, help_text='Why it was returned', max_length=300)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('reference', config='portal_en', weight='A'), '||', django.contrib.postgres.search.SearchVector('text_en', config='portal_en', weight='B'), django.contrib.postgres.search.SearchConfig('portal_en')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('reference', config='portal_es', weight='A'), '||', django.contrib.postgres.search.SearchVector('text_es', config='portal_es', weight='B'), django.contrib.postgres.search.SearchConfig('portal_es')), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='accounts.country')),
                        ('objectives', models.ManyToManyField(blank=True, related_name='commitments', to='objectives.objective', verbose_name='Objectives')),
                        ('organ', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments_made', to='accounts.body')),
                        ('principles', models.ManyToManyField(blank=True, related_name='commitments', to='objectives.principle', verbose_name='Guiding principles')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='commitments.paper')),
                    ],
                    options={
                        'ordering': ['-made_on', 'code'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='commitment_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='commitment_search_es')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('kind', 'pledge'), models.Q(('pledge_status', ''), _negated=True)), models.Q(models.Q(('kind', 'pledge'), _negated=True), ('country', None), ('pledge_status', ''), models.Q(('readers', 'country'), _negated=True)), _connector='OR'), name='a_pledge_is_a_countrys')],
                    },
                ),
                migrations.CreateModel(
                    name='Carried',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried', to='commitments.commitment')),
                        ('hand_over', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried', to='commitments.handover')),
                    ],
                    options={
                        'ordering': ['hand_over', 'commitment'],
                        'constraints': [models.UniqueConstraint(fields=('hand_over', 'commitment'), name='carried_once')],
                    },
                ),
                migrations.CreateModel(
                    name='CommitmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('code', models.CharField(max_length=120)),
                        ('reference', models.CharField(max_length=120, verbose_name='Reference')),
                        ('kind', models.CharField(choices=[('follow_up', 'Follow-up of a conclusion'), ('pledge', 'Pledge of a country'), ('declaration', 'From a declaration'), ('plan', 'Item of a plan')], max_length=12, verbose_name='Kind')),
                        ('text_en', models.TextField(blank=True, verbose_name='Text in English')),
                        ('text_es', models.TextField(blank=True, verbose_name='Text in Spanish')),
                        ('es_unofficial', models.BooleanField(default=True)),
                        ('meeting_code', models.SlugField(blank=True, db_index=False, max_length=60)),
                        ('made_on', models.DateField(blank=True, null=True, verbose_name='Made on')),
                        ('due', models.DateField(blank=True, null=True, verbose_name='Indicative date')),
                        ('due_words_en', models.CharField(blank=True, max_length=120, verbose_name='Date as worded (English)')),
                        ('due_words_es', models.CharField(blank=True, max_length=120, verbose_name='Date as worded (Spanish)')),
                        ('status', models.CharField(choices=[('open', 'Open'), ('under_way', 'Under way'), ('needs_time', 'Needs more time to consult'), ('fulfilled', 'Fulfilled'), ('set_aside', 'Set aside')], default='open', max_length=12, verbose_name='Status')),
                        ('status_on', models.DateField(blank=True, null=True)),
                        ('readers', models.CharField(choices=[('country', 'The country'), ('desk', 'The Presidency and the Secretariat'), ('members', 'Member Countries'), ('public', 'The public')], default='desk', max_length=10)),
                        ('pledge_status', models.CharField(blank=True, choices=[('writing', 'Being written'), ('asked', 'In clearance'), ('cleared', 'Cleared'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], max_length=10)),
                        ('steps', models.JSONField(blank=True, default=list, help_text='accounts.clearance: the chain as it was when asked')),
                        ('remark', models.CharField(blank=True, help_text='Why it was returned', max_length=300)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.country')),
                        ('organ', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.body')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commitments.commitment')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commitments.paper')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Contribution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fund', models.CharField(choices=[('budget', 'Budget of the Secretariat'), ('reserve', 'Reserve Fund')], max_length=10, verbose_name='Contribution to')),
                        ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1996), django.core.validators.MaxValueValidator(2100)], verbose_name='Year')),
                        ('receipt', models.CharField(choices=[('not_yet', 'Not yet received'), ('part', 'Received in part'), ('received', 'Received')], default='not_yet', max_length=10, verbose_name='Recorded as')),
                        ('received_on', models.DateField(blank=True, null=True, verbose_name='Received on')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='Note')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='accounts.country')),
                    ],
                    options={
                        'ordering': ['-year', 'fund', 'country'],
                        'constraints': [models.UniqueConstraint(fields=('country', 'fund', 'year'), name='one_contribution_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='ContributionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('fund', models.CharField(choices=[('budget', 'Budget of the Secretariat'), ('reserve', 'Reserve Fund')], max_length=10, verbose_name='Contribution to')),
                        ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1996), django.core.validators.MaxValueValidator(2100)], verbose_name='Year')),
                        ('receipt', models.CharField(choices=[('not_yet', 'Not yet received'), ('part', 'Received in part'), ('received', 'Received')], default='not_yet', max_length=10, verbose_name='Recorded as')),
                        ('received_on', models.DateField(blank=True, null=True, verbose_name='Received on')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='Note')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.country')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commitments.contribution')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PaperEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ('code', models.SlugField(db_index=False, max_length=80, verbose_name='Code')),
                        ('kind', models.CharField(choices=[('report', 'Report'), ('budget', 'Budget'), ('guidelines', 'Guidelines or recommendations'), ('plan', 'Plan'), ('founding', 'Founding document'), ('other', 'Other document')], max_length=12, verbose_name='Kind')),
                        ('title_en', models.CharField(max_length=300, verbose_name='Title (English)')),
                        ('title_es', models.CharField(blank=True, max_length=300, verbose_name='Title (Spanish)')),
                        ('es_unofficial', models.BooleanField(default=True, verbose_name='The Spanish title is an unofficial translation')),
                        ('address_en', models.URLField(blank=True, max_length=500, verbose_name='Address of the English version')),
                        ('address_es', models.URLField(blank=True, max_length=500, verbose_name='Address of the Spanish version')),
                        ('stage', models.CharField(choices=[('draft', 'Draft'), ('recommended', 'Recommended for approval'), ('approved', 'Approved'), ('accepted', 'Accepted')], default='draft', max_length=12, verbose_name='Stage')),
                        ('stage_on', models.DateField(blank=True, null=True)),
                        ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.body', verbose_name='Prepared by')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commitments.paper')),
                        ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.source', verbose_name='Source')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PaperStatement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='Day')),
                        ('position', models.CharField(choices=[('needs_time', 'Needs more time to consult'), ('consulted', 'Has consulted')], max_length=12, verbose_name='Statement')),
                        ('until_en', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (English)')),
                        ('until_es', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (Spanish)')),
                        ('text_en', models.TextField(blank=True, max_length=2000, verbose_name='Text in English')),
                        ('text_es', models.TextField(blank=True, max_length=2000, verbose_name='Text in Spanish')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_statements', to='accounts.country')),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='commitments.paper')),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper_statements', to='sources.source')),
                    ],
                    options={
                        'ordering': ['paper', '-on', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='PaperStatementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('on', models.DateField(verbose_name='Day')),
                        ('position', models.CharField(choices=[('needs_time', 'Needs more time to consult'), ('consulted', 'Has consulted')], max_length=12, verbose_name='Statement')),
                        ('until_en', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (English)')),
                        ('until_es', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (Spanish)')),
                        ('text_en', models.TextField(blank=True, max_length=2000, verbose_name='Text in English')),
                        ('text_es', models.TextField(blank=True, max_length=2000, verbose_name='Text in Spanish')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.country')),
                        ('paper', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commitments.paper')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commitments.paperstatement')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.source')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PaperStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='Day')),
                        ('stage', models.CharField(choices=[('draft', 'Draft'), ('recommended', 'Recommended for approval'), ('approved', 'Approved'), ('accepted', 'Accepted')], max_length=12, verbose_name='Stage')),
                        ('reference', models.CharField(blank=True, max_length=120)),
                        ('note_en', models.TextField(blank=True, max_length=2000, verbose_name='Note (English)')),
                        ('note_es', models.TextField(blank=True, max_length=2000, verbose_name='Note (Spanish)')),
                        ('organ', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper_steps', to='accounts.body', verbose_name='Organ')),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='commitments.paper')),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['paper', '-on', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='PaperStepEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('on', models.DateField(verbose_name='Day')),
                        ('stage', models.CharField(choices=[('draft', 'Draft'), ('recommended', 'Recommended for approval'), ('approved', 'Approved'), ('accepted', 'Accepted')], max_length=12, verbose_name='Stage')),
                        ('reference', models.CharField(blank=True, max_length=120)),
                        ('note_en', models.TextField(blank=True, max_length=2000, verbose_name='Note (English)')),
                        ('note_es', models.TextField(blank=True, max_length=2000, verbose_name='Note (Spanish)')),
                        ('organ', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.body', verbose_name='Organ')),
                        ('paper', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commitments.paper')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commitments.paperstep')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Party',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('owner', 'Owner'), ('supporter', 'With the support of')], max_length=10)),
                        ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='accounts.body')),
                        ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='commitments.commitment')),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='accounts.country')),
                    ],
                    options={
                        'ordering': ['commitment', 'role', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('country', None), ('body', None), _connector='XOR'), name='party_is_a_country_or_a_body'), models.UniqueConstraint(fields=('commitment', 'role', 'country', 'body'), name='party_in_a_role_once', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='StatusNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('uid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                        ('on', models.DateField(verbose_name='Day')),
                        ('status', models.CharField(choices=[('open', 'Open'), ('under_way', 'Under way'), ('needs_time', 'Needs more time to consult'), ('fulfilled', 'Fulfilled'), ('set_aside', 'Set aside')], max_length=12, verbose_name='Status')),
                        ('text_en', models.TextField(blank=True, max_length=4000, verbose_name='Text in English')),
                        ('text_es', models.TextField(blank=True, max_length=4000, verbose_name='Text in Spanish')),
                        ('until_en', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (English)')),
                        ('until_es', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (Spanish)')),
                        ('address', models.URLField(blank=True, max_length=500, verbose_name='Address of the evidence')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('search_en', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text_en', config='portal_en', weight='B'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('search_es', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text_es', config='portal_es', weight='B'), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='commitments.commitment')),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='status_notes', to='accounts.country')),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='status_notes', to='sources.source')),
                    ],
                    options={
                        'ordering': ['commitment', '-on', '-id'],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search_en'], name='statusnote_search_en'), django.contrib.postgres.indexes.GinIndex(fields=['search_es'], name='statusnote_search_es')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'set_aside'), _negated=True), models.Q(('text_en', ''), ('text_es', ''), _negated=True), _connector='OR'), name='set_aside_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='StatusNoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('on', models.DateField(verbose_name='Day')),
                        ('status', models.CharField(choices=[('open', 'Open'), ('under_way', 'Under way'), ('needs_time', 'Needs more time to consult'), ('fulfilled', 'Fulfilled'), ('set_aside', 'Set aside')], max_length=12, verbose_name='Status')),
                        ('text_en', models.TextField(blank=True, max_length=4000, verbose_name='Text in English')),
                        ('text_es', models.TextField(blank=True, max_length=4000, verbose_name='Text in Spanish')),
                        ('until_en', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (English)')),
                        ('until_es', models.CharField(blank=True, max_length=120, verbose_name='Until, as worded (Spanish)')),
                        ('address', models.URLField(blank=True, max_length=500, verbose_name='Address of the evidence')),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('commitment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commitments.commitment')),
                        ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.country')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commitments.statusnote')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.source')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commitments_contributionevent" ("country_id", "fund", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "received_on", "recorded_at", "year") VALUES (NEW."country_id", NEW."fund", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."receipt", NEW."received_on", NEW."recorded_at", NEW."year"); RETURN NULL;', hash='cf774aa9c4078b82e4203e6bd8cd1de03e190143', operation='INSERT', pgid='pgtrigger_insert_insert_1c5a4', table='commitments_contribution', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commitments_contributionevent" ("country_id", "fund", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "received_on", "recorded_at", "year") VALUES (NEW."country_id", NEW."fund", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."receipt", NEW."received_on", NEW."recorded_at", NEW."year"); RETURN NULL;', hash='c5b3451a9bf97aa92adf7b938007915351ace5be', operation='UPDATE', pgid='pgtrigger_update_update_5cf1a', table='commitments_contribution', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paper',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='3f7845497d4ff6714697f8f7a57743242ca3f109', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_a4354', table='commitments_paper', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paper',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commitments_paperevent" ("address_en", "address_es", "code", "es_unofficial", "group_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "stage", "stage_on", "title_en", "title_es") VALUES (NEW."address_en", NEW."address_es", NEW."code", NEW."es_unofficial", NEW."group_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_id", NEW."stage", NEW."stage_on", NEW."title_en", NEW."title_es"); RETURN NULL;', hash='e5329fe4e557a0879d21a45bc77974c84b87a914', operation='INSERT', pgid='pgtrigger_insert_insert_401d5', table='commitments_paper', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paper',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."address_en" IS DISTINCT FROM (NEW."address_en") OR OLD."address_es" IS DISTINCT FROM (NEW."address_es") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."es_unofficial" IS DISTINCT FROM (NEW."es_unofficial") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."stage_on" IS DISTINCT FROM (NEW."stage_on") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_es" IS DISTINCT FROM (NEW."title_es"))', func='INSERT INTO "commitments_paperevent" ("address_en", "address_es", "code", "es_unofficial", "group_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "stage", "stage_on", "title_en", "title_es") VALUES (NEW."address_en", NEW."address_es", NEW."code", NEW."es_unofficial", NEW."group_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_id", NEW."stage", NEW."stage_on", NEW."title_en", NEW."title_es"); RETURN NULL;', hash='a6f2e95b47824e788a42c2f6baded6b194a32570', operation='UPDATE', pgid='pgtrigger_update_update_e04a6', table='commitments_paper', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='commitment',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='17a0c7c8b7e1669eb16bb7808b47b4b1ea5b0e81', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_2c49d', table='commitments_commitment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='commitment',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commitments_commitmentevent" ("code", "country_id", "due", "due_words_en", "due_words_es", "es_unofficial", "id", "kind", "made_on", "meeting_code", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "pledge_status", "readers", "reference", "remark", "status", "status_on", "steps", "text_en", "text_es", "version") VALUES (NEW."code", NEW."country_id", NEW."due", NEW."due_words_en", NEW."due_words_es", NEW."es_unofficial", NEW."id", NEW."kind", NEW."made_on", NEW."meeting_code", NEW."organ_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."pledge_status", NEW."readers", NEW."reference", NEW."remark", NEW."status", NEW."status_on", NEW."steps", NEW."text_en", NEW."text_es", NEW."version"); RETURN NULL;', hash='8b55fc5789904839883ae6708b22d7fda06b6918', operation='INSERT', pgid='pgtrigger_insert_insert_67480', table='commitments_commitment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='commitment',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."due_words_en" IS DISTINCT FROM (NEW."due_words_en") OR OLD."due_words_es" IS DISTINCT FROM (NEW."due_words_es") OR OLD."es_unofficial" IS DISTINCT FROM (NEW."es_unofficial") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."made_on" IS DISTINCT FROM (NEW."made_on") OR OLD."meeting_code" IS DISTINCT FROM (NEW."meeting_code") OR OLD."organ_id" IS DISTINCT FROM (NEW."organ_id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."pledge_status" IS DISTINCT FROM (NEW."pledge_status") OR OLD."readers" IS DISTINCT FROM (NEW."readers") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."status_on" IS DISTINCT FROM (NEW."status_on") OR OLD."steps" IS DISTINCT FROM (NEW."steps") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_es" IS DISTINCT FROM (NEW."text_es") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "commitments_commitmentevent" ("code", "country_id", "due", "due_words_en", "due_words_es", "es_unofficial", "id", "kind", "made_on", "meeting_code", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "pledge_status", "readers", "reference", "remark", "status", "status_on", "steps", "text_en", "text_es", "version") VALUES (NEW."code", NEW."country_id", NEW."due", NEW."due_words_en", NEW."due_words_es", NEW."es_unofficial", NEW."id", NEW."kind", NEW."made_on", NEW."meeting_code", NEW."organ_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."pledge_status", NEW."readers", NEW."reference", NEW."remark", NEW."status", NEW."status_on", NEW."steps", NEW."text_en", NEW."text_es", NEW."version"); RETURN NULL;', hash='6c3c30836da0da63cf83239d0a04ea5811384758', operation='UPDATE', pgid='pgtrigger_update_update_56e76', table='commitments_commitment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paperstatement',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commitments_paperstatementevent" ("country_id", "id", "on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "source_id", "text_en", "text_es", "until_en", "until_es") VALUES (NEW."country_id", NEW."id", NEW."on", NEW."paper_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."source_id", NEW."text_en", NEW."text_es", NEW."until_en", NEW."until_es"); RETURN NULL;', hash='c520738fa97da468155dc8c130029783ca00a776', operation='INSERT', pgid='pgtrigger_insert_insert_580ff', table='commitments_paperstatement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paperstatement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commitments_paperstatementevent" ("country_id", "id", "on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "source_id", "text_en", "text_es", "until_en", "until_es") VALUES (NEW."country_id", NEW."id", NEW."on", NEW."paper_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."source_id", NEW."text_en", NEW."text_es", NEW."until_en", NEW."until_es"); RETURN NULL;', hash='a722e083d3b6f3e2b55ac80ceec6baeb01bff44d', operation='UPDATE', pgid='pgtrigger_update_update_3522e', table='commitments_paperstatement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paperstep',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commitments_paperstepevent" ("id", "note_en", "note_es", "on", "organ_id", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "reference", "stage") VALUES (NEW."id", NEW."note_en", NEW."note_es", NEW."on", NEW."organ_id", NEW."paper_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."reference", NEW."stage"); RETURN NULL;', hash='a864625deecdc1b27a3688f073ebdefc795e57b4', operation='INSERT', pgid='pgtrigger_insert_insert_34414', table='commitments_paperstep', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paperstep',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commitments_paperstepevent" ("id", "note_en", "note_es", "on", "organ_id", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "reference", "stage") VALUES (NEW."id", NEW."note_en", NEW."note_es", NEW."on", NEW."organ_id", NEW."paper_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."reference", NEW."stage"); RETURN NULL;', hash='1270689c6210c70270dee3902c87b6f61c862af7', operation='UPDATE', pgid='pgtrigger_update_update_c49c9', table='commitments_paperstep', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusnote',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='4b9f023cd13d53c5ff5340260b4f9a5fdd5dc8e5', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_7e4d1', table='commitments_statusnote', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusnote',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commitments_statusnoteevent" ("address", "commitment_id", "country_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source_id", "status", "text_en", "text_es", "until_en", "until_es") VALUES (NEW."address", NEW."commitment_id", NEW."country_id", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source_id", NEW."status", NEW."text_en", NEW."text_es", NEW."until_en", NEW."until_es"); RETURN NULL;', hash='4f60be446c7f1d5eb5767eab5dce5ceaf9aec366', operation='INSERT', pgid='pgtrigger_insert_insert_754a5', table='commitments_statusnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusnote',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."commitment_id" IS DISTINCT FROM (NEW."commitment_id") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_es" IS DISTINCT FROM (NEW."text_es") OR OLD."until_en" IS DISTINCT FROM (NEW."until_en") OR OLD."until_es" IS DISTINCT FROM (NEW."until_es"))', func='INSERT INTO "commitments_statusnoteevent" ("address", "commitment_id", "country_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source_id", "status", "text_en", "text_es", "until_en", "until_es") VALUES (NEW."address", NEW."commitment_id", NEW."country_id", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source_id", NEW."status", NEW."text_en", NEW."text_es", NEW."until_en", NEW."until_es"); RETURN NULL;', hash='c5d7c13e7d3041b755fd53ee0a08722c5e5c89db', operation='UPDATE', pgid='pgtrigger_update_update_61cd1', table='commitments_statusnote', when='AFTER')),
                ),
            ],
        ),
    ]
