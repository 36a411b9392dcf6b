from importlib import import_module

from django.db import migrations

from catalogue.trigger_functions import DROP_SEEN_ONLY, SEEN_ONLY
from catalogue.triggers import Ends, PublicOnly, SeenOnly, Watch

BEFORE = "r.status <> 'draft'"
SHOWN = "r.status IN ('to_be_published', 'published', 'in_repository') AND r.audience = 'public'"
OF_BEFORE = "(SELECT status <> 'draft' FROM practices_practice WHERE id = r.practice_id)"
OF_SHOWN = (
    "(SELECT p.status IN ('to_be_published', 'published', 'in_repository') AND p.audience = 'public' "
    "FROM practices_practice p WHERE p.id = r.practice_id)"
)
SEEN = "r.status NOT IN ('draft', 'submitted')"
OF_SEEN = "(SELECT status NOT IN ('draft', 'submitted') FROM practices_practice WHERE id = r.practice_id)"
CALL = import_module("catalogue.migrations.0018_theme_of_a_call").CALL
OF_THEME = CALL.replace("r.call_id", "(SELECT t.call_id FROM reporting_calltheme t WHERE t.id = r.calltheme_id)")


def instead(before, now):
    return migrations.RunSQL(
        [*reversed(before.reverse_sql), *now.sql], [*reversed(now.reverse_sql), *before.sql], elidable=False
    )


def told_where(table, before, now):
    return migrations.RunSQL(PublicOnly(table, now).sql, PublicOnly(table, before).sql, elidable=False)


class Migration(migrations.Migration):
    """A practice is the public's once it is published for everybody: what is only submitted, or for members, is not.

    What a country writes and submits changes nothing that members and observers read, and raises nothing.
    """

    dependencies = [
        ("catalogue", "0021_transmittals_of_narrowed_documents"),
        ("practices", "0004_versions"),
        ("reporting", "0018_practices_that_answer_a_call"),
    ]

    operations = [
        instead(
            Watch("practices_practice", code="r.code", public=BEFORE),
            Watch("practices_practice", code="r.code", public=SHOWN),
        ),
        instead(Ends("practices_practice", BEFORE), Ends("practices_practice", SHOWN)),
        told_where("practices_practice_objectives", OF_BEFORE, OF_SHOWN),
        told_where("practices_practice_principles", OF_BEFORE, OF_SHOWN),
        Watch("reporting_calltheme_objectives"),
        Watch("reporting_calltheme_practices"),
        PublicOnly("reporting_calltheme_objectives", OF_THEME),
        PublicOnly("reporting_calltheme_practices", f"{OF_THEME} AND {OF_SHOWN}"),
        migrations.RunSQL(SEEN_ONLY, DROP_SEEN_ONLY),
        SeenOnly("practices_practice", SHOWN, SEEN),
        SeenOnly("practices_practice_objectives", OF_SHOWN, OF_SEEN),
        SeenOnly("practices_practice_principles", OF_SHOWN, OF_SEEN),
        SeenOnly("reporting_calltheme_practices", f"{OF_THEME} AND {OF_SHOWN}", OF_SEEN),
    ]  # fmt: skip
