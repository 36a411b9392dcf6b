import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The chain of clearance belongs to this room; its table, made by the room of reporting, stays with its rows."""

    dependencies = [
        ('accounts', '0007_rehearsal'),
        ('reporting', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
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
                        'constraints': [
                            models.UniqueConstraint(fields=('country', 'order'), name='one_step_per_place'),
                            models.CheckConstraint(condition=models.Q(('order__range', (1, 3))), name='one_to_three_steps'),
                        ],
                    },
                ),
            ],
        ),
    ]
