from django.db import migrations

TABLES = {"objectives_objective": "number", "objectives_principle": "letter"}
BURY = """
DROP TRIGGER catalogue_bury_delete ON {table};
CREATE TRIGGER catalogue_bury_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalogue_bury('{key}', 'r.{code}', 'true')
"""


class Migration(migrations.Migration):
    """Tombstones of objectives and principles name the identifier that the lists give."""

    dependencies = [
        ("catalogue", "0005_two_versions"),
        ("objectives", "0003_identifiers"),
    ]

    operations = [
        migrations.RunSQL(
            BURY.format(table=table, key="uid", code=code), BURY.format(table=table, key=code, code=code)
        )
        for table, code in TABLES.items()
    ]
