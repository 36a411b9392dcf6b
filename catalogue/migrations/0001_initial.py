import uuid

import django.db.models.functions.datetime
from django.db import migrations, models

from catalogue.trigger_functions import DROP_FUNCTIONS, FUNCTIONS
from catalogue.triggers import Watch


MEETING_TABLES = (
    "event_documents", "eventpart", "eventlink", "eventdates", "agendaday", "agendaitem", "agendaspeaker",
)  # fmt: skip


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_public_ground"),
        ("events", "0004_public_ground"),
        ("objectives", "0002_public_ground"),
        ("practices", "0002_public_ground"),
        ("publications", "0001_initial"),
        ("reporting", "0002_public_ground"),
        ("sources", "0002_public_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.BigIntegerField(default=0)),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_public_state")]},
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=63)),
                ("object_id", models.CharField(max_length=40)),
                ("code", models.CharField(blank=True, max_length=120)),
                ("ended_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "ordering": ["ended_at", "id"],
                "indexes": [models.Index(fields=["table", "ended_at", "id"], name="tombstones_of_table")],
            },
        ),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        Watch("accounts_country", code="r.code"),
        Watch("accounts_body", code="r.code"),
        Watch("accounts_standing"),
        Watch("objectives_objective", code="r.number", key="number"),
        Watch("objectives_principle", code="r.letter", key="letter"),
        Watch("objectives_scheme", code="r.code"),
        Watch("objectives_group", code="(SELECT code FROM objectives_scheme WHERE id = r.scheme_id) || '.' || r.code"),
        Watch("objectives_group_objectives", touches=("objectives_group", "group_id")),
        Watch("sources_source", code="r.code"),
        Watch("sources_figure", code="r.code"),
        Watch("sources_figure_objectives", touches=("sources_figure", "figure_id")),
        Watch("sources_statement", code="r.code"),
        Watch("sources_statement_objectives", touches=("sources_statement", "statement_id")),
        Watch("sources_statement_principles", touches=("sources_statement", "statement_id")),
        Watch("practices_practice", code="r.code", public="r.status <> 'draft'"),
        Watch("practices_practice_objectives", touches=("practices_practice", "practice_id")),
        Watch("practices_practice_principles", touches=("practices_practice", "practice_id")),
        Watch("events_event", code="r.code", public="r.audience = 'public'"),
        *[Watch(f"events_{table}") for table in MEETING_TABLES],
        Watch(
            "events_conclusion",
            code="(SELECT code FROM events_event WHERE id = r.event_id) || '.' || r.order",
            public="(SELECT conclusions_public AND audience = 'public' FROM events_event WHERE id = r.event_id)",
        ),
        Watch("publications_document"),
        Watch("publications_edition"),
        Watch("publications_editionfile"),
        Watch("reporting_cycle"),
        Watch("reporting_call"),
        Watch("reporting_question"),
        Watch("reporting_publication"),
        Watch("reporting_publishedanswer"),
        Watch("reporting_publishedfigure"),
        Watch("reporting_report"),
    ]
