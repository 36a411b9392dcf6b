"""The only writer of a status: a table of transitions and `move`. Of two people who act at once, one succeeds."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.errors import Refused
from declarations.enums import AmendmentStatus, DraftStatus, SentStatus, SilenceStatus, StatementStatus
from declarations.models import Amendment, AttachedStatement, Draft, SentFile, Silence

_D, _A, _S, _T = DraftStatus, AmendmentStatus, SilenceStatus, StatementStatus

TRANSITIONS: dict[type[models.Model], dict[str, frozenset[str]]] = {
    Draft: {
        _D.PREPARING: frozenset({_D.CIRCULATED, _D.ADOPTED}),
        _D.CIRCULATED: frozenset({_D.FROZEN, _D.ADOPTED}),
        _D.FROZEN: frozenset({_D.CIRCULATED, _D.SUPERSEDED, _D.ADOPTED}),
    },
    Amendment: {
        # One that was tabled before is written anew among its authors, or left as it was tabled.
        _A.DRAFT: frozenset({_A.TABLED, _A.STALE}),
        _A.TABLED: frozenset({_A.WITHDRAWN, _A.CARRIED}),
        _A.STALE: frozenset({_A.DRAFT, _A.TABLED, _A.WITHDRAWN, _A.CARRIED}),
    },
    Silence: {_S.RUNNING: frozenset({_S.BROKEN, _S.ENDED, _S.CANCELLED})},
    AttachedStatement: {
        _T.DRAFT: frozenset({_T.SHARED}),
        _T.SHARED: frozenset({_T.PUBLISHED, _T.WITHDRAWN}),
        _T.PUBLISHED: frozenset({_T.SHARED, _T.WITHDRAWN}),
    },
    SentFile: {SentStatus.READ: frozenset({SentStatus.TAKEN, SentStatus.LEFT})},
}


@transaction.atomic
def move(thing: Any, to: str, **fields: Any) -> None:
    """Change `thing.status` to `to`, with other columns in the same UPDATE. Raises Refused when it is not possible."""
    before = thing.status
    if to not in TRANSITIONS[type(thing)].get(before, frozenset()):
        raise Refused(
            _("This is not possible while it is marked “%(status)s”.") % {"status": thing.get_status_display()}
        )
    if isinstance(thing, Draft) and thing.silences.filter(status=_S.RUNNING).exists():
        raise Refused(_("The draft is under silence. It changes when the procedure has ended or is cancelled."))
    fields.setdefault("status_changed_at", timezone.now())
    if not type(thing).objects.filter(pk=thing.pk, status=before).update(status=to, **fields):
        raise Refused(_("Somebody else acted on this a moment ago. Load the page again to see its state."))
    thing.status = to
    for name, value in fields.items():
        setattr(thing, name, value)
