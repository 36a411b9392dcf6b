from importlib import import_module

from django.db import migrations

from catalogue.triggers import Below

links = import_module("catalogue.migrations.0023_chain_notes_and_editions")
instead = import_module("catalogue.migrations.0022_audience_of_practices").instead
# What the other end was before this statement, which may have closed both: then the link ends at its own event.
WAS = "coalesce((SELECT {told} FROM old_rows WHERE id = {id}), (SELECT {told} FROM events_event WHERE id = {id}))"
EVENT_WAS = WAS.format(told="audience = 'public'", id="r.to_event_id")
DECIDED_WAS = WAS.format(told="audience = 'public' AND conclusions_public", id=links.DECIDING)
OTHER_END = (
    f"CASE o.id WHEN r.event_id THEN coalesce({EVENT_WAS}, {DECIDED_WAS}, true) "
    f"ELSE {links.EVENT.format('r.event_id')} END"
)


def at_either_end(others):
    return Below(
        "events_event", "events_eventlink", links.AN_END, code=links.LINK_CODE, public="r.audience = 'public'",
        reads="r.audience", key="uid", others=others,
    )  # fmt: skip


class Migration(migrations.Migration):
    """A link leaves one trace also when both its ends are closed by the same statement."""

    dependencies = [("catalogue", "0023_chain_notes_and_editions")]

    operations = [instead(at_either_end(links.OTHER_END), at_either_end(OTHER_END))]
