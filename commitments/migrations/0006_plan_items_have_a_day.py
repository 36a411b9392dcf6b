from django.db import migrations

from common.dates import local


def give_days(apps, schema_editor):
    """Items of plans entered before they had a day: that of the plan's stage, or the one on which they were entered.

    The earlier of the two, as an item is never of a day that came after it was entered.
    """
    rows = apps.get_model("commitments", "Commitment").objects
    history = apps.get_model("commitments", "CommitmentEvent").objects.order_by("pgh_created_at")
    for row in rows.filter(kind="plan", made_on=None).select_related("plan"):
        first = history.filter(pgh_obj_id=row.pk).first()
        days = [row.plan.stage_on if row.plan else None, local(first.pgh_created_at).date() if first else None]
        known = [day for day in days if day]
        if known:
            rows.filter(pk=row.pk).update(made_on=min(known))


class Migration(migrations.Migration):
    dependencies = [("commitments", "0005_search_of_papers")]

    operations = [migrations.RunPython(give_days, migrations.RunPython.noop)]
