from django.db import migrations

from catalogue.triggers import Ends, Watch

IS_PUBLIC = "r.is_public"
OF_A_DECLARATION = "(SELECT published_at IS NOT NULL FROM declarations_adoption WHERE id = r.adoption_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0011_notes_of_members"),
        ("declarations", "0004_silence_statements_products"),
    ]

    operations = [
        Watch("declarations_attachedstatement", code="r.code", public=IS_PUBLIC),
        Ends("declarations_attachedstatement", IS_PUBLIC),
        Watch("declarations_undertaking", public=OF_A_DECLARATION),
        Watch("declarations_transmission", public=OF_A_DECLARATION),
    ]
