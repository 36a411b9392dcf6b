"""The presidency consolidates: decisions on amendments, and the next draft made of them."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES, other_language
from common.results import require
from common.text import clean_text
from declarations import notify, rules
from declarations.actions.carrying import carry_amendments, carry_links
from declarations.actions.text import cleaned
from declarations.consolidation import Result, consolidate
from declarations.enums import OPEN, DraftStatus, Outcome
from declarations.models import Amendment, Decision, Draft, Paragraph
from declarations.policy import Act
from declarations.queries.silence import require_unstilled
from declarations.trail import note
from declarations.workflow import move


@dataclass(frozen=True)
class Made:
    """A decision as it was entered; the texts count when the amendment is taken with changes."""

    outcome: str
    text_en: str = ""
    text_es: str = ""
    into: Amendment | None = None
    remark: str = ""


@transaction.atomic
def decide(*, amendment: Amendment, made: Made, version: int, by: Seat) -> Decision:
    """Enter what becomes of an amendment; `version` is that of the decision that was read, 0 where there was none.

    Raises Conflict when somebody else decided meanwhile, Refused when the decision says too little.
    """
    _held(amendment, by)
    if amendment.status not in OPEN:
        raise Refused(_("Only a tabled amendment can be decided."))
    fields = _fields(amendment, made) | {"decided_by": by.user, "decided_at": timezone.now()}
    if version == 0:
        stored, created = Decision.objects.get_or_create(amendment=amendment, defaults=fields)
        if not created:
            raise Conflict(stored=stored, version=stored.version, submitted=made)
    else:
        rows = Decision.objects.filter(amendment=amendment, version=version)
        if not rows.update(**fields, version=F("version") + 1):
            found = Decision.objects.filter(amendment=amendment).first()
            raise Conflict(stored=found, version=found.version if found else 0, submitted=made)
        stored = Decision.objects.get(amendment=amendment)
    note(
        "amendment.decided", declaration=amendment.draft.declaration, by=by, amendment=str(amendment.pk),
        label=amendment.label, outcome=made.outcome,
    )  # fmt: skip
    return stored


def _held(amendment: Amendment, by: Seat) -> None:
    """Decisions wait for the next draft that is being made, and find that there is one."""
    Draft.objects.select_for_update().get(pk=amendment.draft_id)
    amendment.draft.refresh_from_db(fields=["status"])
    amendment.refresh_from_db(fields=["status"])
    require(rules.may(by, Act.DECIDE, amendment.draft))
    require_unstilled(amendment.draft)


def _fields(amendment: Amendment, made: Made) -> dict[str, object]:
    if made.outcome not in Outcome.values:
        raise Refused(_("This choice is not in the list."))
    modified, subsumed = made.outcome == Outcome.MODIFIED, made.outcome == Outcome.SUBSUMED
    texts = {f"text_{code}": cleaned(getattr(made, f"text_{code}")) if modified else "" for code in LANGUAGES}
    if modified and (not amendment.has_words or not any(texts.values())):
        raise Refused(_("Write how the paragraph reads with the changes."))
    if subsumed and (made.into is None or made.into.pk == amendment.pk or made.into.draft_id != amendment.draft_id):
        raise Refused(_("Choose the text of this draft in which the amendment is contained."))
    remark = clean_text(made.remark).text
    return {"outcome": made.outcome, "into": made.into if subsumed else None, "remark": remark, **texts}


@transaction.atomic
def take_decision_back(*, amendment: Amendment, by: Seat) -> None:
    """Leave the amendment open again; undecided ones are carried over to the next draft."""
    _held(amendment, by)
    if Decision.objects.filter(amendment=amendment).delete()[0]:
        note(
            "amendment.decision_taken_back", declaration=amendment.draft.declaration, by=by,
            amendment=str(amendment.pk), label=amendment.label,
        )  # fmt: skip


def outcome_of(draft: Draft) -> list[Result]:
    """The next draft as it forms. Three queries."""
    amendments = Amendment.objects.filter(draft=draft, status__in=OPEN).select_related("country")
    decisions = Decision.objects.filter(amendment__draft=draft, amendment__status__in=OPEN)
    return consolidate(list(draft.paragraphs.order_by("order")), amendments, decisions)


@transaction.atomic
def prepare_next_draft(*, draft: Draft, by: Seat) -> Draft:
    """The next draft, in preparation, made of the decisions; what is undecided is carried over to it.

    A language that no taken amendment speaks becomes the one to be translated. Raises Refused while two taken
    amendments touch the same words.
    """
    require(rules.may(by, Act.NEXT_DRAFT, draft))
    Draft.objects.select_for_update().get(pk=draft.pk)
    results = outcome_of(draft)
    if clashes := [clash for result in results for clash in result.clashes]:
        labels = "; ".join(" – ".join(clash.labels) for clash in clashes)
        raise Refused(
            _("Taken amendments touch the same words: %(labels)s. Take one with changes and subsume the others in it.")
            % {"labels": labels}
        )
    move(draft, DraftStatus.SUPERSEDED)
    made = Draft.objects.create(declaration=draft.declaration, number=draft.number + 1, created_by=by.user)
    kept = [one for one in results if not one.removed]
    rows = [_paragraph(made, result, order, by) for order, result in enumerate(kept, start=1)]
    Paragraph.objects.bulk_create(rows)
    born = {
        one.pk: row for row, result in zip(rows, kept, strict=True) if result.paragraph is None for one in result.taken
    }
    by_identity = {row.identity: row for row in rows}
    carry_links(draft, by_identity)
    carried = carry_amendments(draft, made, by_identity, born)
    note(
        "draft.prepared", declaration=draft.declaration, by=by, symbol=made.symbol, of=draft.symbol,
        taken=sorted(row.label for result in results for row in result.taken),
        carried=sorted(row.label for row in carried if row.number),
    )  # fmt: skip
    notify.carried(made, [row for row in carried if row.number])
    return made


def _paragraph(draft: Draft, result: Result, order: int, by: Seat) -> Paragraph:
    """A paragraph of the next draft: as it was, or with the words that were taken."""
    old = result.paragraph
    source, based_on = _source(result, draft.declaration.source_language)
    kept = {code: old is not None and not result.changed(code) for code in LANGUAGES}
    identity: dict[str, UUID] = {"identity": old.identity} if old else {}
    return Paragraph(
        draft=draft, order=order, kind=result.kind, source_language=source, text_en=result.texts["en"],
        text_es=result.texts["es"], version_en=1, version_es=1, based_on=based_on,
        agreed_en=kept["en"] and bool(old and old.agreed_en), agreed_es=kept["es"] and bool(old and old.agreed_es),
        updated_by=by.user, **identity,
    )  # fmt: skip


def _source(result: Result, usual: str) -> tuple[str, int]:
    """The source language, and 1 where the other one says the same: the language that alone was changed leads."""
    old = result.paragraph
    source = old.source_language if old else usual
    changed = [code for code in LANGUAGES if result.changed(code)]
    said = [code for code in LANGUAGES if result.texts[code]]
    if old is None:
        lead = source if source in said or not said else other_language(source)
        return lead, int(len(said) == len(LANGUAGES))
    if len(changed) == 1:
        return changed[0], 0
    return source, int(bool(changed) or old.is_aligned)
