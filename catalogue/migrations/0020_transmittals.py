from django.db import migrations

from catalogue.triggers import Ends, Watch

OF_AN_EDITION = (
    "(SELECT e.audience = 'public' AND d.readers = 'public' FROM publications_edition e "
    "JOIN publications_document d ON d.id = e.document_id WHERE e.id = r.edition_id)"
)
CODE = (
    "(SELECT coalesce(d.symbol, d.id::text) || '-' || e.number FROM publications_edition e "
    "JOIN publications_document d ON d.id = e.document_id WHERE e.id = r.edition_id) || '.' || r.id"
)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0019_sessions_and_results"),
        ("publications", "0010_transmittals"),
    ]

    operations = [
        Watch("publications_transmittal", code=CODE, public=OF_AN_EDITION),
        Ends("publications_transmittal", OF_AN_EDITION),
    ]
