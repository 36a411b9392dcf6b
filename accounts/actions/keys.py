"""Keys of the open interface: made, revoked, used. Every act leaves a line in the trail."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import rules
from accounts.enums import KeyScope
from accounts.models import ApiKey, Membership
from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import require

KEYS = "keys"
MAX_KEYS = 10
MAX_KEY_DAYS = 366


@transaction.atomic
def create_key(*, name: str, scopes: Collection[str], days: int, by: Seat) -> tuple[ApiKey, str]:
    """A key for the person of this seat. Returns it with its text, which is told this once and stored nowhere.

    Raises Refused without a name or a scope, for an age out of bounds, and when there are MAX_KEYS already.
    """
    require(rules.may_have_key(by, scopes))
    if not name.strip() or not scopes or not set(scopes) <= set(KeyScope.values):
        raise Refused(_("Say what the key is for and what it may do."))
    if not 1 <= days <= MAX_KEY_DAYS:
        raise Refused(_("A key lasts from one day to %(days)s days.") % {"days": MAX_KEY_DAYS})
    membership = Membership.objects.select_for_update().get(pk=by.membership.pk if by.membership else "")
    if ApiKey.objects.usable().filter(membership=membership).count() >= MAX_KEYS:
        raise Refused(_("You have %(count)s keys. Revoke one first.") % {"count": MAX_KEYS})
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        membership=membership,
        name=name.strip()[:80],
        prefix=prefix,
        digest=ApiKey.digest_of(secret),
        scopes=sorted(set(scopes)),
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("key_created", by=by, chain=KEYS, object_type="key", object_id=prefix, scopes=key.scopes)
    return key, f"rcm_{prefix}_{secret}"


@transaction.atomic
def revoke_key(*, key: ApiKey, by: Seat) -> None:
    """End a key at once."""
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("key_revoked", by=by, chain=KEYS, object_type="key", object_id=key.prefix)


def note_use(*, key: ApiKey) -> None:
    """Keep when a key was used last, to the minute."""
    now = timezone.now()
    if key.last_used_at is None or now - key.last_used_at > timedelta(minutes=1):
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
