"""Agenda and conclusions as numbered editions, from which files are made."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import LANGUAGES, pick
from common.results import require
from events import queries, rules
from events.documents.agenda import build_agenda
from events.documents.conclusions import build_conclusions
from events.enums import EventAudience, Print
from events.models import Event
from publications import blocks
from publications.actions import create_document, freeze_edition
from publications.block_json import to_json
from publications.enums import Audience, DocumentKind
from publications.models import Document, Edition

AUDIENCES = {
    EventAudience.PUBLIC: Audience.PUBLIC,
    EventAudience.MEMBERS: Audience.MEMBERS,
    EventAudience.DESK: Audience.PRESIDENCY,
}


@transaction.atomic
def freeze_print(*, event: Event, what: str, by: Seat | None) -> Edition:
    """The next edition of an event's agenda or conclusions in both languages; `by` None is the shell.

    Gives the last edition when nothing has changed since. Raises Refused when there is nothing to print and
    PermissionDenied when the seat does not keep events.
    """
    if by:
        require(rules.may_keep_events(by))
    trees, audience = _agenda(event) if what == Print.AGENDA else _conclusions(event)
    document = _document(event, what, by)
    last = document.editions.order_by("-number").first()
    if last and last.audience == audience and _same(last, trees):
        return last
    return freeze_edition(
        document=document,
        documents_by_language=trees,
        manifest={"event": event.code, "what": what},
        audience=audience,
        is_draft=False,
        by=by,
        label=str(event.get_agenda_status_display()) if what == Print.AGENDA else "",
    )


def _agenda(event: Event) -> tuple[dict[str, blocks.Document], str]:
    days = queries.agenda_of(event)
    if not any(day.items.all() for day in days):
        raise Refused(_("There is no agenda yet."))
    trees = {language: build_agenda(event, days, language) for language in LANGUAGES}
    return trees, AUDIENCES[EventAudience(event.audience)]


def _conclusions(event: Event) -> tuple[dict[str, blocks.Document], str]:
    lines = list(event.conclusions.all())
    if not lines:
        raise Refused(_("There are no conclusions yet."))
    trees = {language: build_conclusions(event, lines, language) for language in LANGUAGES}
    return trees, _readers_of_conclusions(event)


def _readers_of_conclusions(event: Event) -> Audience:
    audience = AUDIENCES[EventAudience(event.audience)]
    return Audience.MEMBERS if audience == Audience.PUBLIC and not event.conclusions_public else audience


def limit_prints(event: Event) -> None:
    """Keep the readers of what was printed in step with the event: what is taken back is taken back as a file, too."""
    wanted = {
        event.agenda_document_id: AUDIENCES[EventAudience(event.audience)],
        event.conclusions_document_id: _readers_of_conclusions(event),
    }
    for document, readers in wanted.items():
        Document.objects.filter(pk=document).exclude(readers=readers).update(readers=readers)


def _document(event: Event, what: str, by: Seat | None) -> Document:
    name = "agenda_document" if what == Print.AGENDA else "conclusions_document"
    found: Document | None = getattr(event, name)
    if found is None:
        found = create_document(
            kind=DocumentKind.AGENDA if what == Print.AGENDA else DocumentKind.CONCLUSIONS,
            **{f"title_{language}": _title(event, what, language) for language in LANGUAGES},
            by=by,
        )
        setattr(event, name, found)
        event.save(update_fields=[name])
    return found


def _title(event: Event, what: str, language: str) -> str:
    with override(language):
        return f"{Print(what).label}: {pick(event, 'name', language)}"[:300]


def _same(edition: Edition, trees: dict[str, blocks.Document]) -> bool:
    return edition.blocks == {language: to_json(tree) for language, tree in trees.items()}
