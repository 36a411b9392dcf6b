"""Amendments of delegations, and the compromise texts of the presidency: drafted, tabled, joined, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES
from common.results import require
from common.text import clean_text
from declarations import notify, rules
from declarations.actions.text import cleaned
from declarations.consolidation import changes_order
from declarations.enums import OPEN, AmendmentStatus, Kind, Operation
from declarations.models import Amendment, Cosponsor, Draft, Paragraph, TablingRule
from declarations.policy import Act
from declarations.queries.room import paragraphs_of
from declarations.trail import note
from declarations.workflow import move


@dataclass(frozen=True)
class Wording:
    """What an amendment says: the words in each language ('' to be translated later), and why."""

    text_en: str = ""
    text_es: str = ""
    reason: str = ""


@transaction.atomic
def draft_amendment(
    *,
    draft: Draft,
    operation: str,
    wording: Wording,
    by: Seat,
    paragraph: Paragraph | None = None,
    after: Paragraph | None = None,
    kind: str = "",
    to: Amendment | None = None,
    merges: Sequence[Amendment] = (),
) -> Amendment:
    """A draft of the seat's delegation, or a compromise of the desk, which nobody else sees until it is tabled.

    `to` is another amendment whose words this one changes. Raises Refused when something is absent that the operation
    needs, PermissionDenied by the rules.
    """
    require(rules.may(by, Act.COMPROMISE, draft) if by.is_desk else rules.may_amend(by, draft))
    if operation not in Operation.values:
        raise Refused(_("This choice is not in the list."))
    if to is not None:
        operation, paragraph = _amending(to)
    if operation != Operation.INSERT and paragraph is None:
        raise Refused(_("Choose the paragraph that is amended."))
    if to is not None:
        after, kind = to.after, to.kind
    if operation == Operation.INSERT and kind not in Kind.values:
        raise Refused(_("Choose what kind of paragraph is proposed."))
    if operation == Operation.MOVE and after == paragraph:
        raise Refused(_("Choose another paragraph after which it is to stand."))
    origin = to or (paragraph if operation == Operation.REPLACE else None)
    bases = {code: origin.text(code) if origin else "" for code in LANGUAGES}
    made = Amendment.objects.create(
        draft=draft, operation=operation, paragraph=None if operation == Operation.INSERT else paragraph,
        after=after if operation in (Operation.INSERT, Operation.MOVE) else None,
        kind=kind if operation == Operation.INSERT else "", to=to, country=None if by.is_desk else by.home,
        base_en=bases["en"], base_es=bases["es"], author=by.user, updated_by=by.user, **_words(operation, wording),
    )  # fmt: skip
    if by.is_desk:
        made.merges.set(merges)
    note(
        "amendment.drafted", declaration=draft.declaration, by=by, is_shared=False, amendment=str(made.pk),
        operation=operation,
    )  # fmt: skip
    return made


def _amending(to: Amendment) -> tuple[str, Paragraph | None]:
    """An amendment to an amendment says how the paragraph should read instead."""
    if not to.has_words or to.status != AmendmentStatus.TABLED or to.to_id:
        raise Refused(_("Only tabled words for a paragraph can be amended in their turn."))
    return to.operation, to.paragraph


def _words(operation: str, wording: Wording) -> dict[str, str]:
    """The columns of the words; a text that is as long as a paragraph can be, and one at least where it has any."""
    reason = clean_text(wording.reason).text
    if operation not in (Operation.REPLACE, Operation.INSERT):
        return {"reason": reason, "text_en": "", "text_es": ""}
    words = {f"text_{code}": cleaned(getattr(wording, f"text_{code}")) for code in LANGUAGES}
    if not any(words.values()):
        raise Refused(_("Write how the paragraph should read, in one language or both."))
    return {"reason": reason, **words}


@transaction.atomic
def save_amendment(*, amendment: Amendment, wording: Wording, version: int, by: Seat) -> Amendment:
    """Store the words of a draft. Raises Conflict (both as `Wording`) when `version` is stale.

    One that was carried over and asks for new words is a draft again from the first of them on.
    """
    require(rules.may_change(by, amendment))
    fields: dict[str, Any] = _words(amendment.operation, wording)
    rows = Amendment.objects.filter(pk=amendment.pk, version=version, status=amendment.status)
    changed = rows.update(**fields, version=F("version") + 1, updated_at=timezone.now(), updated_by=by.user)
    stored = Amendment.objects.select_related("draft__declaration", "country", "paragraph").get(pk=amendment.pk)
    if not changed:
        kept = Wording(stored.text_en, stored.text_es, stored.reason)
        raise Conflict(stored=kept, version=stored.version, submitted=wording)
    if stored.status == AmendmentStatus.STALE:
        move(stored, AmendmentStatus.DRAFT)
    return stored


@transaction.atomic
def table_amendment(*, amendment: Amendment, by: Seat) -> None:
    """Put it before the members, under the next number of the country. From now on its words stand.

    One that was carried over and written anew keeps its number. Raises Refused when it changes nothing.
    """
    Draft.objects.select_for_update().get(pk=amendment.draft_id)
    amendment.draft.refresh_from_db(fields=["status", "amendments_until"])
    require(rules.may_table(by, amendment))
    bases = _bases(amendment)
    number = amendment.number
    if number is None:
        rows = Amendment.objects.filter(draft=amendment.draft, country=amendment.country)
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    move(amendment, AmendmentStatus.TABLED, number=number, tabled_at=timezone.now(), **bases)
    note(
        "amendment.tabled", declaration=amendment.draft.declaration, by=by, amendment=str(amendment.pk),
        label=amendment.label,
    )  # fmt: skip
    notify.tabled(amendment)


def _bases(amendment: Amendment) -> dict[str, str]:
    """The words that it is tabled to. Raises Refused when there are none any more, or when it changes nothing."""
    if amendment.operation != Operation.INSERT and amendment.paragraph is None:
        raise Refused(_("The paragraph is no longer in the draft. Withdraw this and propose a new paragraph."))
    if amendment.to and amendment.to.status not in OPEN:
        raise Refused(_("The amendment that this one amends was withdrawn. Propose the words to the paragraph itself."))
    if amendment.operation == Operation.MOVE and not changes_order(paragraphs_of(amendment.draft), amendment):
        raise Refused(_("The paragraph stands there already."))
    origin = amendment.to or (amendment.paragraph if amendment.operation == Operation.REPLACE else None)
    if origin is None:
        return {}
    bases = {f"base_{code}": origin.text(code) for code in LANGUAGES}
    if all(amendment.text(code) in ("", bases[f"base_{code}"]) for code in LANGUAGES):
        raise Refused(_("These words are in the text already."))
    return bases


@transaction.atomic
def withdraw_amendment(*, amendment: Amendment, by: Seat) -> None:
    """Take a tabled amendment back; it stays on record as withdrawn."""
    require(rules.may_withdraw(by, amendment))
    if amendment.status not in OPEN:
        raise Refused(_("Only a tabled amendment can be withdrawn."))
    move(amendment, AmendmentStatus.WITHDRAWN)
    note(
        "amendment.withdrawn", declaration=amendment.draft.declaration, by=by, amendment=str(amendment.pk),
        label=amendment.label,
    )  # fmt: skip


@transaction.atomic
def discard_draft(*, amendment: Amendment, by: Seat) -> None:
    """Throw away a draft; one that was tabled before stands again in the words in which it was tabled."""
    if amendment.status != AmendmentStatus.DRAFT:
        raise Refused(_("Only a draft can be thrown away; a tabled amendment is withdrawn."))
    if amendment.is_compromise:
        require(rules.may(by, Act.COMPROMISE, amendment.draft))
    else:
        require(rules.may_draft_for(by, amendment))
    note(
        "amendment.discarded", declaration=amendment.draft.declaration, by=by,
        is_shared=amendment.number is not None, amendment=str(amendment.pk),
    )  # fmt: skip
    if amendment.number is None:
        amendment.delete()
        return
    tabled = _as_tabled(amendment)
    words = {name: getattr(tabled, name) for name in ("text_en", "text_es", "reason")}
    move(amendment, AmendmentStatus.STALE, version=F("version") + 1, **words)


def _as_tabled(amendment: Amendment) -> Amendment:
    """The one in an earlier draft that it was carried over from, as the members read it."""
    found = amendment.carried_from
    while found and found.status == AmendmentStatus.DRAFT:
        found = found.carried_from
    return found or amendment


@transaction.atomic
def join_amendment(*, amendment: Amendment, joins: bool, by: Seat) -> None:
    """Become a co-sponsor of another delegation's amendment, or leave it."""
    require(rules.may_join(by, amendment))
    if joins:
        Cosponsor.objects.get_or_create(amendment=amendment, country=by.home, defaults={"by": by.person})
    else:
        Cosponsor.objects.filter(amendment=amendment, country=by.home).delete()
    note(
        "amendment.joined" if joins else "amendment.left", declaration=amendment.draft.declaration, by=by,
        amendment=str(amendment.pk), label=amendment.label,
    )  # fmt: skip


@transaction.atomic
def set_tabling(*, country: Country, clearer_tables: bool, by: Seat) -> None:
    """The country's own rule: whether a clearer, or the focal point, tables for it."""
    require(rules.may(by, Act.SET_TABLING))
    if not by.speaks_for(country):
        raise Refused(_("This belongs to another country."))
    TablingRule.objects.update_or_create(country=country, defaults={"clearer_tables": clearer_tables})
