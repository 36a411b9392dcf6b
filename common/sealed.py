"""Personal data at rest: each piece is encrypted with a key of its own, and that key with the portal's.

Who deletes the key has deleted the piece, in every copy of the database that does not hold the key.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class SealBroken(Exception):
    """The piece was changed, or none of the portal's keys opens its key."""


def new_key() -> bytes:
    """A fresh key for one piece, as it may be stored: encrypted with the first of the portal's keys."""
    return _portal().encrypt(AESGCM.generate_key(bit_length=256))


def seal(content: bytes, key: bytes, about: str) -> bytes:
    """Encrypt one piece with a key of `new_key`; it opens only as what it is `about` (the id of its row)."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_opened(key)).encrypt(nonce, content, about.encode())


def unseal(sealed: bytes, key: bytes, about: str) -> bytes:
    """The content of `seal`. Raises SealBroken."""
    try:
        return AESGCM(_opened(key)).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def rewrap(key: bytes) -> bytes:
    """The same key, encrypted with the first of the portal's keys now. Raises SealBroken."""
    try:
        return _portal().rotate(key)
    except InvalidToken as error:
        raise SealBroken from error


def _opened(key: bytes) -> bytes:
    try:
        return _portal().decrypt(key)
    except InvalidToken as error:
        raise SealBroken from error


def _portal() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.PERSONAL_DATA_KEYS])
