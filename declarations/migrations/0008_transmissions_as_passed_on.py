from django.db import migrations


def list_them(apps, schema_editor):
    """What was transmitted before stands among what was passed on, too."""
    transmittals = apps.get_model("publications", "Transmittal").objects
    for one in apps.get_model("declarations", "Transmission").objects.select_related("adoption"):
        transmittals.get_or_create(
            edition_id=one.edition_id, addressee_en=one.addressee_en, on=one.adoption.transmitted_on or one.at.date(),
            defaults={"addressee_es": one.addressee_es},
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("declarations", "0007_screen_moves_and_commitments_behind"),
        ("publications", "0011_action_plan"),
    ]

    operations = [migrations.RunPython(list_them, migrations.RunPython.noop)]
