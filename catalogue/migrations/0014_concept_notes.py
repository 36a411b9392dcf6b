from django.db import migrations

from catalogue.triggers import PublicOnly, Watch

EVENT = "(SELECT audience = 'public'{more} FROM events_event WHERE id = {id})"
OF_AN_ITEM = EVENT.format(
    more="",
    id="(SELECT d.event_id FROM events_agendaitem i JOIN events_agendaday d ON d.id = i.day_id"
    " WHERE i.id = r.agendaitem_id)",
)
THANKED = EVENT.format(
    more=" AND conclusions_public", id="(SELECT event_id FROM events_conclusion WHERE id = r.conclusion_id)"
)
COMMITMENT = "(SELECT readers = 'public' FROM commitments_commitment WHERE id = r.commitment_id)"
CONDITIONS = {
    "events_conceptsection": EVENT.format(more=" AND concept_audience = 'public'", id="r.event_id"),
    "events_agendaitem_documents": OF_AN_ITEM,
    "events_agendaitem_practices": OF_AN_ITEM,
}
COMMITMENTS, CONCLUSIONS = ("commitments_commitment", "commitment_id"), ("events_conclusion", "conclusion_id")
TOUCHING = (
    ("commitments_commitment_objectives", COMMITMENTS, COMMITMENT),
    ("commitments_commitment_principles", COMMITMENTS, COMMITMENT),
    ("events_conclusion_thanked_countries", CONCLUSIONS, THANKED),
    ("events_conclusion_thanked_bodies", CONCLUSIONS, THANKED),
)


class Migration(migrations.Migration):
    """Concept notes, what belongs to an item of an agenda and who was thanked stand on public pages of an event; the
    objectives of a commitment in its lists.
    """

    dependencies = [
        ("catalogue", "0013_questionnaires"),
        ("commitments", "0003_objectives_of_commitments"),
        ("events", "0011_findings_concept_notes_feeds"),
    ]

    operations = [
        *(
            operation
            for table, condition in CONDITIONS.items()
            for operation in (Watch(table), PublicOnly(table, condition))
        ),
        *(
            operation
            for table, owner, condition in TOUCHING
            for operation in (Watch(table, touches=owner), PublicOnly(table, condition))
        ),
    ]
