"""Editing the text of a draft in preparation: one language of one paragraph at a time, each under its own version."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from common.text import clean_text
from declarations import brackets, rules
from declarations.enums import DraftStatus, Kind, Pair
from declarations.models import Basis, Draft, Paragraph
from declarations.policy import Act
from declarations.trail import note

MAX_CHARACTERS = 10_000


def cleaned(raw: str) -> str:
    """A paragraph as it is stored. Raises Refused when it is longer than a paragraph can be."""
    text = clean_text(raw).text
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            _("This text has %(count)s characters; one paragraph holds %(limit)s. It is still in the box.")
            % {"count": len(text), "limit": MAX_CHARACTERS}
        )
    return text


@transaction.atomic
def save_text(*, paragraph: Paragraph, language: str, text: str, version: int, by: Seat) -> Paragraph:
    """Store one language of a paragraph; the other one of a pair becomes stale when it is the source that moved.

    Sending what is stored already changes nothing. Raises Conflict when `version` is stale, Refused when the text is
    too long or the draft was circulated meanwhile, PermissionDenied by the rule.
    """
    require(rules.may(by, Act.EDIT_TEXT, paragraph.draft))
    words = cleaned(text)
    stored = Paragraph.objects.select_related("draft__declaration").get(pk=paragraph.pk)
    if stored.text(language) == words:
        return stored
    fields: dict[str, Any] = {
        f"text_{language}": words,
        f"version_{language}": F(f"version_{language}") + 1,
        f"agreed_{language}": False,
        "updated_at": timezone.now(),
        "updated_by": by.user,
    }
    if language != stored.source_language:
        fields["based_on"] = F(f"version_{stored.source_language}")
    found = Paragraph.objects.filter(
        pk=stored.pk, draft__status=DraftStatus.PREPARING, **{f"version_{language}": version}
    )
    if not found.update(**fields):
        stored.refresh_from_db()
        if stored.version(language) == version:
            raise Refused(_("The draft was circulated in the meantime: its text no longer changes."))
        raise Conflict(stored=stored.text(language), version=stored.version(language), submitted=words)
    stored.refresh_from_db()
    return stored


@transaction.atomic
def confirm_pair(*, paragraph: Paragraph, by: Seat) -> None:
    """The translation is still right although the source moved."""
    require(rules.may(by, Act.EDIT_TEXT, paragraph.draft))
    if paragraph.pair == Pair.NONE:
        raise Refused(_("The other language is not there yet."))
    Paragraph.objects.filter(pk=paragraph.pk).update(
        based_on=F(f"version_{paragraph.source_language}"), updated_at=timezone.now(), updated_by=by.user
    )
    paragraph.refresh_from_db()


@transaction.atomic
def settle_choice(
    *, paragraph: Paragraph, language: str, place: int, option: int | None, version: int, by: Seat
) -> None:
    """Choose between the open alternatives at one place (`option` None: none of them). Raises as `save_text`."""
    try:
        text = brackets.settle(paragraph.text(language), place, option)
    except IndexError as error:
        raise Refused(_("Somebody settled this place already.")) from error
    save_text(paragraph=paragraph, language=language, text=text, version=version, by=by)


@transaction.atomic
def note_agreement(*, paragraph: Paragraph, language: str, agreed: bool, version: int, by: Seat) -> None:
    """Note that the members agreed on the words of one language, or take the note back.

    Raises Refused when the words are not those that were on the page, or brackets stand in them.
    """
    require(rules.may(by, Act.NOTE_AGREEMENT, paragraph.draft))
    if agreed and brackets.is_open(paragraph.text(language)):
        raise Refused(_("A place in brackets is open: it cannot be agreed yet."))
    if agreed and not paragraph.text(language):
        raise Refused(_("There is no text in this language yet."))
    found = Paragraph.objects.filter(pk=paragraph.pk, **{f"version_{language}": version})
    if not found.update(**{f"agreed_{language}": agreed}):
        raise Refused(_("The words changed in the meantime. Read them again before noting agreement."))
    note(
        "paragraph.agreed" if agreed else "paragraph.agreement_taken_back",
        declaration=paragraph.draft.declaration, by=by, paragraph=str(paragraph.identity), language=language,
        symbol=paragraph.draft.symbol,
    )  # fmt: skip


@transaction.atomic
def add_paragraph(*, draft: Draft, after: Paragraph | None, kind: str, by: Seat) -> Paragraph:
    """An empty paragraph behind another one, or at the beginning."""
    require(rules.may(by, Act.EDIT_TEXT, draft))
    rows = list(Paragraph.objects.select_for_update().filter(draft=draft).order_by("order"))
    place = next((number for number, row in enumerate(rows, start=1) if after and row.pk == after.pk), 0)
    for row in rows[place:]:
        row.order += 1
    Paragraph.objects.bulk_update(rows[place:], ["order"])
    made = Paragraph.objects.create(
        draft=draft, order=rows[place - 1].order + 1 if place else 1, kind=Kind(kind),
        source_language=draft.declaration.source_language, updated_by=by.user,
    )  # fmt: skip
    note("paragraph.added", declaration=draft.declaration, by=by, paragraph=str(made.identity), kind=kind)
    return made


@transaction.atomic
def set_kind(*, paragraph: Paragraph, kind: str, by: Seat) -> None:
    require(rules.may(by, Act.EDIT_TEXT, paragraph.draft))
    Paragraph.objects.filter(pk=paragraph.pk).update(kind=Kind(kind), updated_at=timezone.now(), updated_by=by.user)


@transaction.atomic
def move_paragraph(*, paragraph: Paragraph, up: bool, by: Seat) -> None:
    """Exchange a paragraph with its neighbour; nobody's typing is disturbed."""
    require(rules.may(by, Act.EDIT_TEXT, paragraph.draft))
    rows = list(Paragraph.objects.select_for_update().filter(draft=paragraph.draft).order_by("order"))
    place = next(number for number, row in enumerate(rows) if row.pk == paragraph.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place].order, rows[other].order = rows[other].order, rows[place].order
    Paragraph.objects.bulk_update([rows[place], rows[other]], ["order"])


@transaction.atomic
def remove_paragraph(*, paragraph: Paragraph, by: Seat) -> None:
    """Take a paragraph out of a draft in preparation; the trail keeps its words."""
    require(rules.may(by, Act.EDIT_TEXT, paragraph.draft))
    note(
        "paragraph.removed", declaration=paragraph.draft.declaration, by=by, paragraph=str(paragraph.identity),
        text_en=paragraph.text_en, text_es=paragraph.text_es,
    )  # fmt: skip
    paragraph.delete()


@transaction.atomic
def add_basis(*, paragraph: Paragraph, name: str, thing: object, by: Seat) -> None:
    """Link a paragraph to what it rests on: an objective, a conclusion, a published answer, a note."""
    require(rules.may(by, Act.NOTE_AGREEMENT, paragraph.draft))
    named: dict[str, Any] = {name: thing}
    Basis.objects.get_or_create(paragraph=paragraph, **named)


@transaction.atomic
def remove_basis(*, basis: Basis, by: Seat) -> None:
    require(rules.may(by, Act.NOTE_AGREEMENT, basis.paragraph.draft))
    basis.delete()
