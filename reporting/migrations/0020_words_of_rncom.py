from django.db import migrations

COUNTED = """
DELETE FROM reporting_surveyresult WHERE call_id IN (
    SELECT c.id FROM reporting_call c JOIN reporting_templateversion v ON v.id = c.template_version_id
    JOIN reporting_template t ON t.id = v.template_id WHERE t.audience = 'rncom')
"""


class Migration(migrations.Migration):
    """What the network of civil society says is read in its words: counts that were published of it end."""

    dependencies = [("reporting", "0001_squashed_0019")]

    operations = [migrations.RunSQL(COUNTED, migrations.RunSQL.noop, elidable=True)]
