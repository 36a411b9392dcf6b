from django.db import migrations

from catalogue.triggers import Ends, PublicOnly, Watch

IS_PUBLIC = "r.published_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0008_commitments"),
        ("declarations", "0003_adoption"),
    ]

    operations = [
        Watch("declarations_adoption", code="r.code", public=IS_PUBLIC),
        Watch("declarations_adoptedparagraph", code="r.code"),
        PublicOnly("declarations_adoption", IS_PUBLIC),
        Ends("declarations_adoption", IS_PUBLIC),
        Ends("declarations_adoptedparagraph", "true"),
    ]
