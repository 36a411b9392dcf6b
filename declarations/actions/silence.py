"""The silence procedure: invoked, extended, cancelled by the presidency; broken by a delegation; ended by the clock."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import current_language
from common.results import require
from common.text import clean_text
from declarations import notify, rules
from declarations.actions.adoption import hindrances, undecided
from declarations.actions.outputs import freeze_output, papers_of
from declarations.documents.silence import build_outcome
from declarations.enums import Output, SilenceStatus
from declarations.models import Draft, Paragraph, Silence, SilenceBreak, SilenceExtension
from declarations.policy import Act
from declarations.queries.silence import account_of
from declarations.trail import note
from declarations.workflow import move
from publications.actions import freeze_edition, request_render
from publications.enums import Audience, Format

LONGEST = 4000


@transaction.atomic
def invoke_silence(*, draft: Draft, until: datetime, by: Seat, remark: str = "") -> Silence:
    """Put the words of a draft under silence until an instant: they stand unless a member speaks before.

    The words are frozen with their hash; the remark is in the language of the page. Raises Refused while something in
    the words is open, while an amendment would change them, when a procedure runs already, and for an instant that has
    passed.
    """
    require(rules.may(by, Act.INVOKE_SILENCE, draft))
    draft = Draft.objects.select_for_update(of=("self",)).select_related("declaration").get(pk=draft.pk)
    _refuse_what_is_open(draft)
    if until <= timezone.now():
        raise Refused(_("The deadline must be in the future."))
    silence = Silence.objects.create(
        draft=draft, until=until, remark=clean_text(remark).text[:LONGEST], opened_by=by.user,
        remark_language=current_language(), text=freeze_output(draft=draft, what=Output.CLEAN, by=by),
    )  # fmt: skip
    note(
        "silence.invoked", declaration=draft.declaration, by=by, symbol=draft.symbol, until=until.isoformat(),
        sha256=silence.text.sha256,
    )  # fmt: skip
    notify.invoked(silence)
    return silence


def _refuse_what_is_open(draft: Draft) -> None:
    if draft.silences.filter(status=SilenceStatus.RUNNING).exists():
        raise Refused(_("The draft is under silence already."))
    if found := hindrances(draft):
        places = "; ".join(f"{handle}: {what}" for handle, what in found)
        raise Refused(_("The text is still open (%(places)s). Settle it before it is put under silence.") % {
            "places": places
        })  # fmt: skip
    if waiting := len(undecided(draft)):
        raise Refused(
            ngettext(
                "%(n)s amendment would change these words. Decide it and prepare the next draft first.",
                "%(n)s amendments would change these words. Decide them and prepare the next draft first.",
                waiting,
            )
            % {"n": waiting}
        )


@transaction.atomic
def extend_silence(*, silence: Silence, until: datetime, reason: str, by: Seat) -> None:
    """Set a later deadline, with a reason."""
    silence = _running(silence)
    require(rules.may(by, Act.STEER_SILENCE, silence.draft))
    if silence.is_due:
        raise Refused(_("The deadline has passed."))
    if until <= silence.until:
        raise Refused(_("An extension sets a later deadline."))
    reason = _reason(reason)
    SilenceExtension.objects.create(
        silence=silence, was=silence.until, until=until, reason=reason, language=current_language(), by=by.user
    )
    Silence.objects.filter(pk=silence.pk).update(until=until)
    silence.until = until
    note("silence.extended", declaration=silence.draft.declaration, by=by, until=until.isoformat(), reason=reason)
    notify.extended(silence)


@transaction.atomic
def cancel_silence(*, silence: Silence, reason: str, by: Seat) -> None:
    """Take the procedure back, with a reason; nothing follows from it."""
    silence = _running(silence)
    require(rules.may(by, Act.STEER_SILENCE, silence.draft))
    reason = _reason(reason)
    move(
        silence, SilenceStatus.CANCELLED, reason=reason, reason_language=current_language(), closed_by=by.user
    )  # fmt: skip
    note("silence.cancelled", declaration=silence.draft.declaration, by=by, reason=reason)
    _prove(silence, by)


@transaction.atomic
def break_silence(*, silence: Silence, paragraphs: Sequence[Paragraph], reason: str, by: Seat) -> SilenceBreak:
    """Speak: the clock stops at once. Raises Refused after the deadline, without paragraphs or a reason."""
    silence = _running(silence)
    require(rules.may_break_silence(by, silence.draft))
    if silence.is_due:
        raise Refused(_("The deadline has passed."))
    if not paragraphs or any(row.draft_id != silence.draft_id for row in paragraphs):
        raise Refused(_("Name the paragraphs that your country speaks of."))
    reason = _reason(reason)
    move(silence, SilenceStatus.BROKEN, closed_by=by.user)
    made = SilenceBreak.objects.create(
        silence=silence, country=by.home, reason=reason, language=current_language(), by=by.user
    )
    made.paragraphs.set(paragraphs)
    note(
        "silence.broken", declaration=silence.draft.declaration, by=by,
        paragraphs=[str(row.identity) for row in paragraphs], reason=reason,
    )  # fmt: skip
    _prove(silence, by)
    return made


@transaction.atomic
def end_silence(*, silence: Silence, by: Seat | None) -> None:
    """Note that the deadline passed and nobody spoke: by the presidency, or by the clock (`by` None)."""
    silence = _running(silence)
    if by:
        require(rules.may(by, Act.STEER_SILENCE, silence.draft))
    if not silence.is_due:
        raise Refused(_("The deadline has not passed yet."))
    move(silence, SilenceStatus.ENDED, closed_by=by.user if by else None)
    note("silence.ended", declaration=silence.draft.declaration, by=by, symbol=silence.draft.symbol)
    _prove(silence, by)


def _running(silence: Silence) -> Silence:
    """The row, held until the transaction ends; Refused when it is over."""
    rows = Silence.objects.select_for_update(of=("self",)).select_related("draft__declaration", "text")
    row = rows.get(pk=silence.pk)
    if not row.is_running:
        raise Refused(
            _("The procedure is over: it is marked “%(status)s”.") % {"status": row.get_status_display()}
        )  # fmt: skip
    return row


def _reason(text: str) -> str:
    reason = clean_text(text).text[:LONGEST]
    if not reason:
        raise Refused(_("Give the reason."))
    return reason


def _prove(silence: Silence, by: Seat | None) -> None:
    """The outcome as a frozen document in both languages, its files, and the notices."""
    account = account_of(silence)
    edition = freeze_edition(
        document=papers_of(silence.draft.declaration, by),
        documents_by_language={code: build_outcome(account, code) for code in ("en", "es")},
        manifest={"draft": silence.draft.symbol, "what": "silence", "silence": str(silence.pk)},
        audience=Audience.MEMBERS, is_draft=False, by=by, label=f"{silence.draft.symbol}: {silence.status}"[:80],
    )  # fmt: skip
    Silence.objects.filter(pk=silence.pk).update(outcome=edition)
    silence.outcome = edition
    for language in ("en", "es"):
        for format_ in (Format.PDF, Format.DOCX):
            request_render(edition=edition, language=language, format=format_, by=None)
    notify.over(silence)
