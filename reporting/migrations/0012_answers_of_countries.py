from django.db import migrations, models


def of_no_country(apps, schema_editor):
    """Whoever was invited by mail as a Member Country answers for none."""
    rows = apps.get_model("reporting", "Response").objects.filter(kind="member", country=None)
    rows.update(kind="stakeholder")


class Migration(migrations.Migration):

    dependencies = [
        ("reporting", "0011_machine_agreement"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="response",
            name="cleared",
        ),
        migrations.RunPython(of_no_country, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("country__isnull", False), ("kind", "member")),
                    models.Q(models.Q(("kind", "member"), _negated=True), ("country__isnull", True)),
                    _connector="OR",
                ),
                name="member_is_a_country_and_nobody_else",
            ),
        ),
    ]
