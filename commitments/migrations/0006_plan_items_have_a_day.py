from django.db import migrations

from common.dates import local


def give_days(apps, schema_editor):
    """Items of plans entered before they had a day: that of the plan's stage, unless the plan came to it later.

    On which day an item was entered says nothing of the one on which it was made: without another it has none.
    """
    rows = apps.get_model("commitments", "Commitment").objects
    history = apps.get_model("commitments", "CommitmentEvent").objects.order_by("pgh_created_at")
    for row in rows.filter(kind="plan", made_on=None, plan__stage_on__isnull=False).select_related("plan"):
        first = history.filter(pgh_obj_id=row.pk).first()
        if first is None or row.plan.stage_on <= local(first.pgh_created_at).date():
            rows.filter(pk=row.pk).update(made_on=row.plan.stage_on)


class Migration(migrations.Migration):
    dependencies = [("commitments", "0005_search_of_papers")]

    operations = [migrations.RunPython(give_days, migrations.RunPython.noop)]
