from importlib import import_module

from django.db import migrations

from catalogue.triggers import Touches

PRACTICES = import_module("catalogue.migrations.0022_audience_of_practices")
OWNER = ("events_agendaitem_practices", "events_agendaitem", "agendaitem_id")


class Migration(migrations.Migration):
    """An item of an agenda changes with the practices that everybody reads, not with those that members read."""

    dependencies = [("catalogue", "0025_named_as_far_as_read")]

    operations = [PRACTICES.instead(Touches(*OWNER), Touches(*OWNER, PRACTICES.OF_SHOWN))]
