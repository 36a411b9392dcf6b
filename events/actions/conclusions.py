"""Keeping pasted conclusions: the whole document or nothing, one language and then the other."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from events import rules
from events.actions.follow_up import follow_words
from events.intake.conclusions import ParsedConclusions
from events.models import Conclusion, Event
from events.trail import trail

THANKED = ("thanked_countries", "thanked_bodies")


@transaction.atomic
def store_conclusions(*, event: Event, parsed: ParsedConclusions, language: str, by: Seat) -> None:
    """Keep a parsed document in one language; the second language fills the lines of the first.

    Raises Refused while the text has errors, when this language is there already, and when the two languages do not
    have the same numbers in the same order (said with the first place where they part).
    """
    require(rules.may_keep_events(by))
    if parsed.errors:
        raise Refused(_("Put right what is said above, then take the conclusions in."))
    event = Event.objects.select_for_update().get(pk=event.pk)
    lines = list(event.conclusions.all())
    if not lines:
        _create(event, parsed, language)
    else:
        _fill(lines, parsed, language)
    rest = "\n".join(line.text for line in parsed.rest)
    if rest:
        event.conclusions_rest = "\n\n".join(filter(None, [event.conclusions_rest, rest]))
        event.save(update_fields=["conclusions_rest"])
    trail("event.conclusions_taken_in", event, by=by, language=language, lines=len(parsed.lines))


@transaction.atomic
def save_line(*, line: Conclusion, fields: dict[str, Any], by: Seat) -> None:
    """Say what an item does and whose proposal it was, or correct its words.

    Raises Refused when words would change in a published document, or a line would be left without any.
    """
    require(rules.may_keep_events(by))
    words = {name: fields[name] for name in ("text_en", "text_es") if name in fields}
    changed = [name for name, text in words.items() if text != getattr(line, name)]
    if changed and line.event.conclusions_public:
        raise Refused(_("The document is published: its words stay as they are."))
    thanked = {name: fields[name] for name in THANKED if name in fields}
    columns = {name: value for name, value in fields.items() if name not in THANKED}
    for name, value in columns.items():
        setattr(line, name, value)
    if not line.text_en and not line.text_es:
        raise Refused(_("No item is ever dropped from the document."))
    line.save(update_fields=list(columns))
    for name, rows in thanked.items():
        getattr(line, name).set(rows)
    follow_words([line])
    trail("event.conclusion_saved", line.event, by=by, reference=line.reference, fields=sorted(fields))


def _create(event: Event, parsed: ParsedConclusions, language: str) -> None:
    Conclusion.objects.bulk_create(
        Conclusion(
            event=event,
            order=order,
            role=line.role,
            reference=line.reference,
            verbs=list(line.verbs),
            es_unofficial=language != "es",
            **{f"text_{language}": line.text},
        )
        for order, line in enumerate(parsed.lines, start=1)
    )


def _fill(lines: list[Conclusion], parsed: ParsedConclusions, language: str) -> None:
    name = f"text_{language}"
    official = [line for line in lines if getattr(line, name) and not (language == "es" and line.es_unofficial)]
    if official:
        raise Refused(_("The conclusions are there already in this language."))
    outline = [(line.role, line.reference) for line in lines]
    if outline != parsed.outline:
        place = next((i for i, (a, b) in enumerate(zip(outline, parsed.outline, strict=False)) if a != b), -1)
        theirs = parsed.outline[place][1] if place >= 0 else ""
        ours = outline[place][1] if place >= 0 else ""
        raise Refused(
            _("The two languages do not have the same items: where one has “%(ours)s”, the other has “%(theirs)s”.")
            % {"ours": ours or "–", "theirs": theirs or "–"}
        )
    for line, read in zip(lines, parsed.lines, strict=True):
        setattr(line, name, read.text)
        if language == "es":
            line.es_unofficial = False
    Conclusion.objects.bulk_update(lines, [name, "es_unofficial"])
    follow_words(Conclusion.objects.filter(event_id=lines[0].event_id, origins__isnull=False).select_related("event"))
