"""What goes over from a draft to the next one: links, positions on words that did not change, open amendments."""

from uuid import UUID

from common.i18n import LANGUAGES
from common.merge import merge
from declarations.enums import OPEN, AmendmentStatus, Operation, Outcome
from declarations.models import Amendment, Basis, Cosponsor, Draft, Paragraph, Position
from declarations.models.paragraph import THINGS
from declarations.workflow import move

ByIdentity = dict[UUID, Paragraph]
ByAmendment = dict[UUID, Paragraph]


def carry_links(draft: Draft, rows: ByIdentity) -> None:
    """What paragraphs rest on; and positions in force, where the words in both languages stayed."""
    bases = Basis.objects.filter(paragraph__draft=draft).select_related("paragraph")
    Basis.objects.bulk_create(
        Basis(paragraph=row, **{f"{name}_id": getattr(basis, f"{name}_id") for name in THINGS})
        for basis in bases
        if (row := rows.get(basis.paragraph.identity))
    )
    positions = Position.objects.filter(paragraph__draft=draft, is_current=True).select_related("paragraph")
    Position.objects.bulk_create(
        Position(
            paragraph=row, country_id=old.country_id, stance=old.stance, until=old.until, note=old.note, at=old.at,
            by_id=old.by_id,
        )
        for old in positions
        if (row := rows.get(old.paragraph.identity)) and all(row.text(c) == old.paragraph.text(c) for c in LANGUAGES)
    )  # fmt: skip


def carry_amendments(draft: Draft, made: Draft, rows: ByIdentity, born: ByAmendment) -> list[Amendment]:
    """Copies of what was not decided, drafts of delegations among them, with their words brought to the new text.

    Where the words can no longer be brought to it, the copy keeps them and is marked: its authors are asked. What
    amends a new paragraph that was taken (`born`) amends the paragraph of the new draft.
    """
    found = Amendment.objects.filter(draft=draft, status__in=(*OPEN, AmendmentStatus.DRAFT), decision=None)
    found = found.select_related("paragraph", "after", "country", "to__decision", "to__paragraph")
    before = list(draft.paragraphs.order_by("order"))
    copies: dict[UUID, Amendment] = {}
    # Those that amend another one come after it, so that they find its copy.
    for old in sorted(found.prefetch_related("merges", "cosponsors"), key=lambda row: row.to_id is not None):
        copy = _copy(old, made, rows, before, copies)
        if old.to_id in born and copy.to is None:
            copy.operation, copy.paragraph, copy.after, copy.kind = Operation.REPLACE, born[old.to_id], None, ""
        _bring(old, copy)
        copy.save(force_insert=True)
        copies[old.pk] = copy
        Cosponsor.objects.bulk_create(
            Cosponsor(amendment=copy, country_id=one.country_id, by_id=one.by_id, at=one.at)
            for one in old.cosponsors.all()
        )
        if old.status != AmendmentStatus.DRAFT:
            move(old, AmendmentStatus.CARRIED)
    for old_pk, copy in copies.items():
        merged = Amendment.merges.through.objects.filter(from_amendment_id=old_pk)
        copy.merges.set([copies[row.to_amendment_id] for row in merged if row.to_amendment_id in copies])
    return list(copies.values())


def _copy(
    old: Amendment, made: Draft, rows: ByIdentity, before: list[Paragraph], copies: dict[UUID, Amendment]
) -> Amendment:
    paragraph = rows.get(old.paragraph.identity) if old.paragraph else None
    to = copies.get(old.to_id) if old.to_id else None
    return Amendment(
        draft=made, paragraph=paragraph, operation=old.operation, after=_anchor(old.after, rows, before),
        kind=old.kind, to=to, country=old.country, number=old.number, text_en=old.text_en, text_es=old.text_es,
        base_en=old.base_en, base_es=old.base_es, reason=old.reason, status=old.status, carried_from=old,
        author_id=old.author_id, tabled_at=old.tabled_at, updated_by_id=old.updated_by_id,
    )  # fmt: skip


def _bring(old: Amendment, copy: Amendment) -> None:
    """Bring its words to the new text, or mark it."""
    if not _rebased(old, copy) and copy.status == AmendmentStatus.TABLED:
        copy.status = AmendmentStatus.STALE


def _anchor(after: Paragraph | None, rows: ByIdentity, before: list[Paragraph]) -> Paragraph | None:
    """The paragraph behind which it stands now: the same, or the nearest one before it that is still there."""
    if after is None:
        return None
    place = next(number for number, row in enumerate(before) if row.pk == after.pk)
    return next((rows[row.identity] for row in reversed(before[: place + 1]) if row.identity in rows), None)


def _rebased(old: Amendment, copy: Amendment) -> bool:
    """Bring the words of `copy` to the new text; False where that cannot be done and they stay as they were."""
    if copy.operation == Operation.INSERT and old.to is None:
        return True
    if old.to and copy.to is None and not _was_taken(old.to):
        return False
    target = copy.to or copy.paragraph
    if target is None:
        return False
    if not copy.has_words:
        return True
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        texts[f"base_{language}"] = target.text(language)
        if not old.text(language):
            continue
        merged = merge(old.base(language), [old.text(language), target.text(language)])
        if not merged.is_clean:
            return False
        texts[f"text_{language}"] = merged.text
    if all(texts.get(f"text_{code}", "") in ("", texts[f"base_{code}"]) for code in LANGUAGES):
        return False
    for name, value in texts.items():
        setattr(copy, name, value)
    return True


def _was_taken(amendment: Amendment) -> bool:
    decision = getattr(amendment, "decision", None)
    return decision is not None and decision.outcome in (Outcome.TAKEN, Outcome.MODIFIED)
