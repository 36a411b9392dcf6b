"""Reads that several rooms share."""

import hmac

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import ApiKey, Membership


class BadKey(Exception):
    """Why a key is refused, in the caller's language. More than "unknown" is told only to who knows the secret."""


def key_of(token: str) -> ApiKey:
    """The key of this text, with its membership, person, country and body: one query. Raises BadKey."""
    mark, _first, rest = token.partition("_")
    prefix, _second, secret = rest.partition("_")
    if mark != "rcm" or not prefix.isalnum() or not prefix.isascii() or not secret or len(token) > 200:
        raise BadKey(_("This key is not known."))
    in_force = Membership.objects.active().filter(pk=OuterRef("membership"))
    rows = ApiKey.objects.select_related("membership__user", "membership__country", "membership__hat__body")
    key = rows.annotate(in_force=Exists(in_force)).filter(prefix=prefix).first()
    if not hmac.compare_digest(key.digest if key else "", ApiKey.digest_of(secret)) or key is None:
        raise BadKey(_("This key is not known."))
    if key.state == "revoked":
        raise BadKey(_("This key was revoked."))
    if key.state == "expired":
        raise BadKey(_("This key has expired."))
    if not key.in_force or not key.membership.user.is_active:
        raise BadKey(_("The membership that this key belongs to has ended."))
    return key
