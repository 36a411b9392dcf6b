"""A side event of the demonstration with the notes that were taken of it, some of which its report takes in."""

from events.actions.events import create_event
from events.actions.note_rows import Point, save_point
from events.actions.notes import open_notes, share_notes
from events.enums import EventAudience, EventKind, Mode, NoteKind
from events.models import NoteRow
from portal.loaders.demonstration.stage import Stage
from reporting.actions.notes import take_notes
from reporting.models import Report

POINTS = (
    Point(
        text="Asks that the findings of the review be followed up every year, beside the forum itself.",
        kind=NoteKind.INTERVENTION,
        attributed="Country B",
        objectives="23",
    ),
    Point(
        text="Offers to host a working session on the exchange of data among registries.",
        kind=NoteKind.INTERVENTION,
        attributed="Country F",
        objectives="1, 23",
    ),
    Point(
        text="The countries that took part underlined that shared responsibility guides their work.",
        attributed="Member Countries",
        objectives="23",
    ),
)
HEADINGS = {"heading_en": "From the side event", "heading_es": "Del evento paralelo"}


def hold_side_event(stage: Stage) -> list[NoteRow]:
    """Its notes, shared with Member Countries."""
    stage.clock.go(-16)
    event = create_event(
        code="demonstration-side-event",
        kind=EventKind.SIDE_EVENT,
        name_en="Side event of the demonstration",
        name_es="Evento paralelo de la demostración",
        starts=stage.clock.day(-16),
        mode=Mode.ONLINE,
        audience=EventAudience.MEMBERS,
        by=stage.secretariat,
    )
    table = open_notes(event=event, session=None, by=stage.secretariat)
    rows = [
        save_point(row=row, point=point, version=row.version, by=stage.secretariat)
        for row, point in zip(table.rows.all(), POINTS, strict=False)
    ]
    share_notes(table=table, shared=True, by=stage.secretariat)
    return rows


def take_into(stage: Stage, report: Report, rows: list[NoteRow]) -> None:
    """Behind the objective on international cooperation, which the notes are about."""
    cooperation = report.blocks.get(parameters__objective=23)
    take_notes(report=report, at=cooperation, rows=[row.pk for row in rows], headings=HEADINGS, by=stage.secretariat)
