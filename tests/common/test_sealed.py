"""Personal data at rest: opens only with its own key, as what it is about, under one of the portal's keys."""

import pytest
from cryptography.fernet import Fernet

from common.sealed import SealBroken, new_key, rewrap, seal, unseal


def test_what_was_sealed_opens_with_its_key_and_shows_nothing_without():
    key = new_key()
    sealed = seal(b"canary", key, "row 1")

    assert unseal(sealed, key, "row 1") == b"canary"
    assert b"canary" not in sealed
    assert seal(b"canary", key, "row 1") != sealed


@pytest.mark.parametrize(
    ("change", "about"),
    [
        (lambda sealed: sealed, "row 2"),
        (lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), "row 1"),
        (lambda sealed: sealed[:20], "row 1"),
        (lambda sealed: b"", "row 1"),
    ],
)
def test_what_was_changed_or_moved_to_another_row_does_not_open(change, about):
    key = new_key()
    sealed = change(seal(b"canary", key, "row 1"))

    with pytest.raises(SealBroken):
        unseal(sealed, key, about)


def test_another_key_of_the_same_portal_does_not_open_it():
    sealed = seal(b"canary", new_key(), "row")

    with pytest.raises(SealBroken):
        unseal(sealed, new_key(), "row")


def test_the_portals_key_can_be_changed_and_the_old_one_left_out(settings):
    old, new = settings.PERSONAL_DATA_KEYS, [Fernet.generate_key().decode()]
    key = new_key()
    sealed = seal(b"canary", key, "row")

    settings.PERSONAL_DATA_KEYS = new
    for act in (rewrap, lambda key: unseal(sealed, key, "row")):
        with pytest.raises(SealBroken):
            act(key)
    settings.PERSONAL_DATA_KEYS = new + old
    again = rewrap(key)
    settings.PERSONAL_DATA_KEYS = new
    assert unseal(sealed, again, "row") == b"canary"
