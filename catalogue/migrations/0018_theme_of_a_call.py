from django.db import migrations

from catalogue.triggers import PublicOnly, Watch

CALL = (
    "EXISTS (SELECT 1 FROM reporting_call c JOIN reporting_cycle y ON y.id = c.cycle_id "
    "JOIN reporting_templateversion v ON v.id = c.template_version_id "
    "JOIN reporting_template t ON t.id = v.template_id "
    "WHERE c.id = r.call_id AND c.status <> 'draft' AND NOT y.is_rehearsal AND t.audience <> 'request')"
)


class Migration(migrations.Migration):
    """What a call for contributions is about stands on its public page and on that of the conclusion."""

    dependencies = [
        ("catalogue", "0017_logistics_notes_and_documents_of_items"),
        ("reporting", "0014_theme_of_a_call"),
    ]

    operations = [Watch("reporting_calltheme"), PublicOnly("reporting_calltheme", CALL)]
