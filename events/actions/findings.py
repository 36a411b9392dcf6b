"""Findings under the guiding questions: each row is saved alone, by a conditional UPDATE on the version read."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Language
from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from common.text import clean_text
from events import rules
from events.actions.note_rows import UNSENT, cleaned, item_chosen
from events.enums import FindingKind
from events.models import Finding, SessionQuestion, SessionReport
from events.trail import trail


@dataclass(frozen=True)
class Found:
    """A finding as it was typed; `item` is the key of the item of the agenda in which it was said, or ''."""

    text: str
    kind: str = FindingKind.FINDING
    said_by: str = ""
    language: str = Language.ENGLISH
    item: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two the same, whatever line ends and spaces a browser sends."""
        return (clean_text(self.text).text, self.kind, clean_text(self.said_by).text, self.language, self.item)

    @property
    def marks(self) -> str:
        """What the row says beside its text, on one line."""
        kind = str(FindingKind(self.kind).label)
        return " · ".join(filter(None, [self.said_by, kind, str(Language(self.language).label)]))


def found_of(finding: Finding) -> Found:
    """A stored row the way the page shows it."""
    return Found(finding.text, finding.kind, finding.said_by, finding.language, str(finding.item_id or ""))


def locked(report: SessionReport) -> SessionReport:
    """The report as it stands, held for the rest of this transaction: nothing is written beside its acceptance."""
    return SessionReport.objects.select_for_update(of=("self",)).select_related("session__event").get(pk=report.pk)


@transaction.atomic
def save_finding(*, finding: Finding, found: Found, version: int, by: Seat) -> Finding:
    """Store a row. Sending what is stored already changes nothing; one that was never sent comes at the end.

    Raises Conflict (both as `Found`) when `version` is stale, Refused when it was taken out or is too long,
    PermissionDenied by the rule.
    """
    require(rules.may_write_findings(by, locked(finding.question.session.report)))
    if version == UNSENT:
        finding, version = _first_sent(finding, by)
    if found.key == found_of(finding).key:
        return finding
    if found.kind not in FindingKind.values or found.language not in Language.values:
        raise Refused(_("This choice is not in the list."))
    item = item_chosen(found.item, finding.question.session.event)
    said_by = " ".join(clean_text(found.said_by).text.split())[:250]
    changed = Finding.objects.filter(pk=finding.pk, version=version).update(
        text=cleaned(found.text), kind=found.kind, said_by=said_by, language=found.language, item=item,
        version=F("version") + 1, updated_by=by.user, updated_at=timezone.now(),
    )  # fmt: skip
    stored = Finding.objects.filter(pk=finding.pk).first()
    if stored is None:
        raise Refused(_("Somebody took this row out. Copy your text into another one."))
    if not changed:
        raise Conflict(stored=found_of(stored), version=stored.version, submitted=found)
    return stored


@transaction.atomic
def add_finding(*, question: SessionQuestion, by: Seat, key: UUID | None = None) -> Finding:
    """An empty row at the end of a question's findings, in the language of the last one; `key` as its page gave it."""
    require(rules.may_write_findings(by, locked(question.session.report)))
    last = question.findings.order_by("-order").first()
    return Finding.objects.create(
        pk=key or uuid4(), question=question, order=last.order + 1 if last else 1,
        language=last.language if last else Language.ENGLISH,
    )  # fmt: skip


def _first_sent(finding: Finding, by: Seat) -> tuple[Finding, int]:
    """The row and its version, once it has a place; one that is sent again is there already, and that decides."""
    stored = finding.question.findings.filter(pk=finding.pk).first()
    if stored:
        return stored, UNSENT
    added = add_finding(question=finding.question, by=by, key=finding.pk)
    return added, added.version


@transaction.atomic
def remove_finding(*, finding: Finding, version: int, by: Seat) -> None:
    """Take a row out; the trail keeps its words. Raises Conflict when somebody wrote in it in the meantime."""
    session = finding.question.session
    require(rules.may_write_findings(by, locked(session.report)))
    stored = Finding.objects.select_for_update().order_by().filter(pk=finding.pk).first()
    if stored is None:
        return
    if stored.version != version:
        raise Conflict(stored=found_of(stored), version=stored.version, submitted=None)
    trail("event.finding_removed", session.event, by=by, session=session.code, text=stored.text)
    stored.delete()
