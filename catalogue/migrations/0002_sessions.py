from django.db import migrations

from catalogue.triggers import Watch

SESSION_TABLES = ("session", "session_objectives", "sessionquestion")


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        ("events", "0005_sessions"),
    ]

    operations = [Watch(f"events_{table}") for table in SESSION_TABLES]
