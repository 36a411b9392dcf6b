import common.dates
import common.operations
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_public_ground'), ('accounts', '0003_sessions'), ('accounts', '0004_api_keys'), ('accounts', '0005_days_in_san_jose'), ('accounts', '0006_letterheads'), ('accounts', '0007_rehearsal'), ('accounts', '0008_chain_of_clearance')]

    initial = True

    dependencies = [
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Country',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(help_text='ISO 3166-1 alpha-3', max_length=3, unique=True)),
                        ('iso2', models.CharField(max_length=2, unique=True)),
                        ('name_en', models.CharField(max_length=100)),
                        ('name_es', models.CharField(max_length=100)),
                        ('official_name_en', models.CharField(blank=True, max_length=150)),
                        ('official_name_es', models.CharField(blank=True, max_length=150)),
                        ('time_zone', models.CharField(default='America/Costa_Rica', max_length=40)),
                        ('is_placeholder', models.BooleanField(default=False)),
                        ('is_rehearsal', models.BooleanField(default=False, help_text='Where forms are tried; no country at all')),
                        ('source', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name_plural': 'countries',
                        'ordering': ['name_en'],
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_rehearsal', True)), fields=('is_rehearsal',), name='one_country_of_rehearsal')],
                    },
                ),
                migrations.CreateModel(
                    name='Body',
                    fields=[
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('kind', models.CharField(choices=[('organ', 'Organ of the Conference'), ('observer_organization', 'Observer organization'), ('un_agency', 'United Nations agency, fund or programme'), ('regional_process', 'Regional process or organization'), ('civil_society_network', 'Civil-society network'), ('government_body', 'Government body'), ('other', 'Other body')], max_length=30)),
                        ('acronym_en', models.CharField(blank=True, max_length=40)),
                        ('acronym_es', models.CharField(blank=True, max_length=40)),
                        ('name_en', models.CharField(max_length=200)),
                        ('name_es', models.CharField(blank=True, max_length=200)),
                        ('source', models.TextField(blank=True)),
                        ('note', models.TextField(blank=True)),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='accounts.country')),
                    ],
                    options={
                        'verbose_name_plural': 'bodies',
                        'ordering': ['name_en'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Hat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('secretariat', 'Host of the Executive Secretariat'), ('observer', 'Observer'), ('un_network', 'Coordinator of the United Nations Network on Migration'), ('fund', 'Fund and ticket manager'), ('civil_society', 'Civil-society network'), ('stakeholder', 'Stakeholder')], max_length=20)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hats', to='accounts.body')),
                    ],
                    options={
                        'ordering': ['body', 'kind'],
                        'constraints': [models.UniqueConstraint(fields=('body', 'kind'), name='one_hat_of_a_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='E-mail')),
                        ('name', models.CharField(max_length=150, verbose_name='Name')),
                        ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], default='en', max_length=2, verbose_name='Language')),
                        ('is_active', models.BooleanField(default=True)),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='email_once_whatever_the_case')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('role', models.CharField(choices=[('contributor', 'Contributor'), ('focal_point', 'Focal point'), ('clearer', 'Clearer'), ('translator', 'Translator'), ('presidency', 'Presidency Pro-Tempore'), ('secretariat', 'Executive Secretariat'), ('observer', 'Observer'), ('civil_society', 'Civil society'), ('stakeholder', 'Stakeholder')], max_length=20, verbose_name='Role')),
                        ('institution_en', models.CharField(blank=True, max_length=150, verbose_name='Institution (English)')),
                        ('institution_es', models.CharField(blank=True, max_length=150, verbose_name='Institution (Spanish)')),
                        ('starts', models.DateField(default=common.dates.today)),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.country')),
                        ('hat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.hat')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['role', 'user__name'],
                        'indexes': [models.Index(fields=['user', 'starts'], name='membership_of_user')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('hat', None), ('role__in', ('contributor', 'focal_point', 'clearer', 'translator', 'presidency'))), models.Q(('country', None), ('hat__isnull', False), ('role__in', ('secretariat', 'observer', 'civil_society', 'stakeholder'))), _connector='OR'), name='membership_in_a_country_or_a_hat'), models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='membership_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='ApiKey',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=80, verbose_name='What it is for')),
                        ('prefix', models.CharField(max_length=12, unique=True)),
                        ('digest', models.CharField(max_length=64)),
                        ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read what you may read'), ('workspace', "Read your country's working copy and save answers")], max_length=12), size=None)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('expires_at', models.DateTimeField()),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_keys', to='accounts.membership')),
                    ],
                    options={
                        'ordering': ['-created_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('email', models.EmailField(max_length=254, verbose_name='E-mail')),
                        ('name', models.CharField(blank=True, max_length=150, verbose_name='Name')),
                        ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], default='en', max_length=2, verbose_name='Language')),
                        ('role', models.CharField(choices=[('contributor', 'Contributor'), ('focal_point', 'Focal point'), ('clearer', 'Clearer'), ('translator', 'Translator'), ('presidency', 'Presidency Pro-Tempore'), ('secretariat', 'Executive Secretariat'), ('observer', 'Observer'), ('civil_society', 'Civil society'), ('stakeholder', 'Stakeholder')], max_length=20, verbose_name='Role')),
                        ('institution_en', models.CharField(blank=True, max_length=150, verbose_name='Institution (English)')),
                        ('institution_es', models.CharField(blank=True, max_length=150, verbose_name='Institution (Spanish)')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('expires_at', models.DateTimeField()),
                        ('accepted_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='accounts.country')),
                        ('hat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='accounts.hat')),
                        ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations_sent', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                    },
                ),
                migrations.CreateModel(
                    name='PresidencyTerm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts', models.DateField()),
                        ('ends', models.DateField()),
                        ('source', models.TextField(blank=True)),
                        ('letterhead_en', models.TextField(blank=True)),
                        ('letterhead_es', models.TextField(blank=True)),
                        ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presidency_terms', to='accounts.country')),
                    ],
                    options={
                        'ordering': ['starts'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='term_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                        ('session_data', models.TextField(verbose_name='session data')),
                        ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                        ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'session',
                        'verbose_name_plural': 'sessions',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StakeholderCategory',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('order', models.PositiveSmallIntegerField(unique=True)),
                        ('name_en', models.CharField(max_length=120)),
                        ('name_es', models.CharField(max_length=120)),
                        ('source', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name_plural': 'stakeholder categories',
                        'ordering': ['order'],
                    },
                ),
                migrations.CreateModel(
                    name='Standing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('member', 'Member Country'), ('observer', 'Observer')], max_length=10)),
                        ('starts', models.DateField()),
                        ('ends', models.DateField(blank=True, null=True)),
                        ('source', models.TextField(blank=True)),
                        ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='accounts.body')),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='accounts.country')),
                    ],
                    options={
                        'ordering': ['starts'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('country', None), ('body', None), _connector='XOR'), name='standing_of_a_country_or_a_body'), models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('starts')), _connector='OR'), name='standing_ends_after_start')],
                    },
                ),
                migrations.CreateModel(
                    name='ClearanceStep',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3)])),
                        ('name_en', models.CharField(max_length=150, verbose_name='Name (English)')),
                        ('name_es', models.CharField(max_length=150, verbose_name='Name (Spanish)')),
                        ('clearers', models.ManyToManyField(blank=True, related_name='clearance_steps', to=settings.AUTH_USER_MODEL)),
                        ('country', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clearance_steps', to='accounts.country')),
                    ],
                    options={
                        'db_table': 'reporting_clearancestep',
                        'ordering': ['country', 'order'],
                        'constraints': [models.UniqueConstraint(fields=('country', 'order'), name='one_step_per_place'), models.CheckConstraint(condition=models.Q(('order__range', (1, 3))), name='one_to_three_steps')],
                    },
                ),
                migrations.CreateModel(
                    name='Alias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('language', models.CharField(blank=True, choices=[('en', 'English'), ('es', 'Spanish')], max_length=2)),
                        ('source', models.TextField(blank=True)),
                        ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='accounts.body')),
                        ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='accounts.country')),
                    ],
                    options={
                        'verbose_name_plural': 'aliases',
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('country', None), ('body', None), _connector='XOR'), name='alias_of_a_country_or_a_body'), models.UniqueConstraint(fields=('country', 'body', 'name'), name='alias_once', nulls_distinct=False)],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='country',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='e0a97c294d709aee40d60ef34b155d17acc5536c', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_a94ae', table='accounts_country', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='stamp', sql=pgtrigger.compiler.UpsertTriggerSql(func='IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = clock_timestamp(); END IF; RETURN NEW;', hash='70ce1b7d373ef17dba612bd4f94d6aea04622320', operation='INSERT OR UPDATE', pgid='pgtrigger_stamp_ecde2', table='accounts_body', when='BEFORE')),
                ),
            ],
        ),
    ]
