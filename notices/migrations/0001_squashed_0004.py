import common.operations
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial'), ('notices', '0002_unsubscribe'), ('notices', '0003_capacity'), ('notices', '0004_mail_states')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0008'),
    ]

    operations = [
        common.operations.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='BouncedAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('reason', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ['-since'],
                    },
                ),
                migrations.CreateModel(
                    name='Preference',
                    fields=[
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='mail_preference', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('daily', models.BooleanField(default=False)),
                        ('reminders', models.BooleanField(default=True)),
                        ('zone', models.CharField(blank=True, choices=[('America/Belize', 'America/Belize'), ('America/Costa_Rica', 'America/Costa Rica'), ('America/El_Salvador', 'America/El Salvador'), ('America/Guatemala', 'America/Guatemala'), ('America/Managua', 'America/Managua'), ('America/Mexico_City', 'America/Mexico City'), ('America/Panama', 'America/Panama'), ('America/Santo_Domingo', 'America/Santo Domingo'), ('America/Tegucigalpa', 'America/Tegucigalpa'), ('America/New_York', 'America/New York'), ('America/Chicago', 'America/Chicago'), ('America/Denver', 'America/Denver'), ('America/Los_Angeles', 'America/Los Angeles'), ('America/Toronto', 'America/Toronto'), ('America/Vancouver', 'America/Vancouver'), ('America/Bogota', 'America/Bogota'), ('America/Lima', 'America/Lima'), ('America/Guayaquil', 'America/Guayaquil'), ('America/Argentina/Buenos_Aires', 'America/Argentina/Buenos Aires'), ('America/Santiago', 'America/Santiago'), ('America/Montevideo', 'America/Montevideo'), ('America/Sao_Paulo', 'America/Sao Paulo'), ('America/Jamaica', 'America/Jamaica'), ('Europe/Madrid', 'Europe/Madrid'), ('Europe/Zurich', 'Europe/Zurich'), ('UTC', 'UTC'), ('Etc/GMT+3', 'UTC−3'), ('Etc/GMT+4', 'UTC−4'), ('Etc/GMT+5', 'UTC−5'), ('Etc/GMT+6', 'UTC−6'), ('Etc/GMT+7', 'UTC−7'), ('Etc/GMT+8', 'UTC−8'), ('Etc/GMT+9', 'UTC−9'), ('Etc/GMT+10', 'UTC−10')], max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name='Mail',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('key', models.CharField(max_length=150, unique=True)),
                        ('to', models.EmailField(max_length=254)),
                        ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], max_length=2)),
                        ('subject', models.CharField(max_length=250)),
                        ('body', models.TextField()),
                        ('unsubscribe', models.CharField(blank=True, help_text='address that stops mail like this one', max_length=500)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('state', models.CharField(choices=[('waiting', 'Waits for the mail system'), ('sent', 'Taken by the mail system'), ('gathered', 'Kept for the message of the day'), ('told', 'Told in the message of the day'), ('refused', 'Refused by the mail system'), ('bounced', 'Came back'), ('given_up', 'Not taken for three days'), ('withheld', 'Not sent: the address does not work')], default='waiting', max_length=10)),
                        ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('problem', models.CharField(blank=True, help_text='what the mail system said', max_length=300)),
                        ('digest', models.ForeignKey(blank=True, help_text='message of the day', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gathered', to='notices.mail')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                        'indexes': [models.Index(fields=['state', 'due_at'], name='mail_that_is_due')],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('key', models.CharField(max_length=150)),
                        ('text_en', models.TextField()),
                        ('text_es', models.TextField()),
                        ('address', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('membership', models.ForeignKey(blank=True, help_text='capacity it is for', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='accounts.membership')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                        'indexes': [models.Index(fields=['user', 'read_at'], name='unread_notices')],
                        'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='one_notice_per_event')],
                    },
                ),
            ],
        ),
    ]
