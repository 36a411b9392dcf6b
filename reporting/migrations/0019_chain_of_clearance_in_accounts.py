from django.db import migrations


class Migration(migrations.Migration):
    """The room of accounts holds the chain of clearance; the table stays as it is."""

    dependencies = [
        ('accounts', '0008_chain_of_clearance'),
        ('reporting', '0018_practices_that_answer_a_call'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name='ClearanceStep')]),
    ]
