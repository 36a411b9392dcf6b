from django.db import migrations

from catalogue.triggers import PublicOnly

CALL = (
    "r.status <> 'draft' "
    "AND NOT EXISTS (SELECT 1 FROM reporting_cycle c WHERE c.id = r.cycle_id AND c.is_rehearsal) "
    "AND NOT EXISTS (SELECT 1 FROM reporting_templateversion v JOIN reporting_template t ON t.id = v.template_id "
    "WHERE v.id = r.template_version_id AND t.audience = 'request')"
)
CYCLE = (
    "NOT r.is_rehearsal AND "
    "(r.from_record OR EXISTS (SELECT 1 FROM reporting_call WHERE cycle_id = r.id AND status <> 'draft'))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0012_statements_of_states"),
        ("accounts", "0007_rehearsal"),
        ("reporting", "0008_questionnaires"),
    ]

    operations = [
        PublicOnly("reporting_call", CALL),
        PublicOnly("reporting_cycle", CYCLE),
        PublicOnly("accounts_country", "NOT r.is_rehearsal"),
    ]
