"""The commitments on record, fulfilled only where the documents themselves show it, and the documents for approval."""

from typing import Any

from accounts.models import Body, Country
from commitments.enums import CommitmentKind, PartyRole, Progress, Stage
from commitments.models import Commitment, Paper, PaperStatement, PaperStep, Party, StatusNote
from events.actions.follow_up import cite, readers_of
from events.models import Conclusion, Decision, Event, Fulfilment, Origin
from portal.loaders.files import read
from portal.loaders.ledger import KEPT, Ledger
from sources.models import Source

MEETING = "rcgm-2021-12-01"


def load_commitments(ledger: Ledger, sources: dict[str, Source], countries: dict[str, Country]) -> None:
    """Each with its words as the conclusions hold them, whose it is, what answers it, and the dated notes."""
    bodies = {body.code: body for body in Body.objects.all()}
    events = {event.code: event for event in Event.objects.select_related("organ")}
    for row in read("record/commitments"):
        meeting, *references = row["conclusions"]
        rows = Conclusion.objects.filter(event=events[meeting], reference__in=references)
        lines = list(rows.select_related("event__organ").order_by("order"))
        made = ledger.put(Commitment, {"code": f"{meeting}.{references[0]}"}, _values(lines, row["notes"]))
        if made is None or ledger.outcome == KEPT:
            continue
        for line in lines:
            ledger.put(Origin, {"commitment": made, "conclusion": line}, {})
        for role, named in ((PartyRole.OWNER, row["owners"]), (PartyRole.SUPPORTER, row["supporters"])):
            for kind, _colon, code in (key.partition(":") for key in named):
                who = {"country": countries.get(code) if kind == "country" else None, "body": bodies.get(code)}
                ledger.put(Party, {"commitment": made, "role": role} | who, {})
        for code, english, spanish in row["events"]:
            key = {"commitment": made, "event": events[code]}
            ledger.put(Fulfilment, key, {"note_en": english, "note_es": spanish})
        for note in row["notes"]:
            key = {"commitment": made, "on": note.pop("on"), "status": note.pop("status")}
            ledger.put(StatusNote, key, note | {"source": sources[note["source"]]})


def _values(lines: list[Conclusion], notes: list[dict[str, Any]]) -> dict[str, Any]:
    first = lines[0]
    last = max(notes, key=lambda note: note["on"], default=None)
    return {
        "reference": cite(lines),
        "kind": CommitmentKind.FOLLOW_UP,
        "text_en": first.text_en,
        "text_es": first.text_es,
        "es_unofficial": first.es_unofficial,
        "organ": first.event.organ,
        "meeting_code": first.event.code,
        "made_on": first.event.ends or first.event.starts,
        "readers": readers_of(line.event for line in lines),
        "status": last["status"] if last else Progress.OPEN,
        "status_on": last["on"] if last else None,
    }


def load_papers(ledger: Ledger, sources: dict[str, Source], countries: dict[str, Country]) -> None:
    """Documents that the conclusions of December 2021 took up, with the item of each step and what members said."""
    bodies = {body.code: body for body in Body.objects.all()}
    lines = {
        row.reference: row for row in Conclusion.objects.filter(event__code=MEETING).select_related("event__organ")
    }
    source = sources["rcgm-conclusions-2021-12-01"]
    for row in read("record/papers"):
        steps, statements = row.pop("steps"), row.pop("statements")
        last = steps[-1] if steps else {"stage": Stage.DRAFT, "on": None}
        row |= {"group": bodies.get(row["group"]), "source": source, "stage": last["stage"], "stage_on": last["on"]}
        paper = ledger.put(Paper, {"code": row.pop("code")}, row)
        if paper is None or ledger.outcome == KEPT:
            continue
        for step in steps:
            line = lines[step.pop("item")]
            key = {"paper": paper, "on": step["on"], "stage": step["stage"]}
            stored = ledger.put(PaperStep, key, {"organ": line.event.organ, "reference": cite([line])})
            if stored:
                ledger.put(Decision, {"step": stored}, {"conclusion": line})
        for said in statements:
            key = {"paper": paper, "country": countries[said.pop("country")], "on": said.pop("on")}
            ledger.put(PaperStatement, key, said | {"source": source})
