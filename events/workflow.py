"""The only writer of a status in this room: a table of transitions and `move`."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from common.errors import Refused
from events.enums import DelegationStatus, NominationStatus, SessionReportStatus
from events.models import Delegation, Nomination, SessionReport

_D, _N, _R = DelegationStatus, NominationStatus, SessionReportStatus

TRANSITIONS: dict[type[models.Model], dict[str, frozenset[str]]] = {
    Delegation: {
        _D.INVITED: frozenset({_D.NOTIFIED, _D.NOT_ATTENDING}),
        _D.NOTIFIED: frozenset({_D.REGISTERED, _D.NOT_ATTENDING}),
        # Somebody was added or replaced: the State notifies again.
        _D.REGISTERED: frozenset({_D.NOTIFIED, _D.NOT_ATTENDING}),
        _D.NOT_ATTENDING: frozenset({_D.INVITED, _D.NOTIFIED}),
    },
    Nomination: {
        _N.NOMINATED: frozenset({_N.CHOSEN, _N.NOT_CHOSEN}),
        _N.CHOSEN: frozenset({_N.NOMINATED}),
        _N.NOT_CHOSEN: frozenset({_N.NOMINATED, _N.CHOSEN}),
    },
    SessionReport: {
        _R.DRAFT: frozenset({_R.HANDED_OVER}),
        _R.HANDED_OVER: frozenset({_R.DRAFT, _R.ACCEPTED}),
        # Something in the record is to be put right: it goes back to its rapporteurs.
        _R.ACCEPTED: frozenset({_R.DRAFT}),
    },
}


@transaction.atomic
def move(thing: Any, to: str, **fields: Any) -> None:
    """Change `thing.status` to `to`, with other columns in the same conditional UPDATE.

    Raises Refused when the table has no such transition or when somebody else moved it first.
    """
    if to not in TRANSITIONS[type(thing)].get(thing.status, frozenset()):
        raise Refused(_("This is not possible now: the state is “%(state)s”.") % {"state": thing.get_status_display()})
    rows = type(thing)._default_manager.filter(pk=thing.pk, status=thing.status)
    if not rows.update(status=to, **fields):
        thing.refresh_from_db()
        raise Refused(_("Somebody was faster: the state is “%(state)s” now.") % {"state": thing.get_status_display()})
    for name, value in {"status": to, **fields}.items():
        setattr(thing, name, value)
