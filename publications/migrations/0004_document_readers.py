from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publications", "0003_notes")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="readers",
            field=models.CharField(
                choices=[
                    ("country", "The country"),
                    ("secretariat", "The country and the Secretariat"),
                    ("presidency", "The Presidency and the Secretariat"),
                    ("members", "Member Countries"),
                    ("observers", "Member Countries and observers"),
                    ("public", "The public"),
                ],
                default="public",
                max_length=12,
            ),
        ),
    ]
