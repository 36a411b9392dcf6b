from importlib import import_module

from django.db import migrations

from catalogue.triggers import Below, Ends, Watch

BEFORE = import_module("catalogue.migrations.0020_transmittals")
CODE = BEFORE.CODE
KINDS = "('regional_report', 'country_report', 'declaration', 'action_plan')"
DOCUMENT = f"r.readers = 'public' AND r.kind IN {KINDS}"
OF_AN_EDITION = (
    "(SELECT e.audience = 'public' AND e.number >= d.since AND d.readers = 'public' "
    f"AND d.kind IN {KINDS} FROM publications_edition e "
    "JOIN publications_document d ON d.id = e.document_id WHERE e.id = r.edition_id)"
)
# `o` is the document as it was: an edition that had been taken back before neither ends again nor comes back.
OF_A_DOCUMENT = (
    "SELECT e.document_id FROM publications_edition e "
    "WHERE e.id = r.edition_id AND e.audience = 'public' AND e.number >= o.since"
)


def instead(before, now):
    return migrations.RunSQL(
        [*reversed(before.reverse_sql), *now.sql], [*reversed(now.reverse_sql), *before.sql], elidable=False
    )


class Migration(migrations.Migration):
    """What was passed on is listed for some kinds of documents, and leaves the list with its document's readers."""

    dependencies = [
        ("catalogue", "0020_transmittals"),
        ("publications", "0011_action_plan"),
    ]

    operations = [
        instead(
            Watch("publications_transmittal", code=CODE, public=BEFORE.OF_AN_EDITION),
            Watch("publications_transmittal", code=CODE, public=OF_AN_EDITION),
        ),
        instead(
            Ends("publications_transmittal", BEFORE.OF_AN_EDITION), Ends("publications_transmittal", OF_AN_EDITION)
        ),
        Below(
            "publications_document", "publications_transmittal", OF_A_DOCUMENT,
            code=CODE, public=DOCUMENT, reads="r.readers",
        ),
    ]  # fmt: skip
