"""Stable identifiers of things whose primary key is their number or letter: made by the database from that key alone.

Such an identifier is the same in every installation: the MD5 of `rcm:<kind>:<key>` with the marks of a UUID of
version 8 (RFC 9562, own definition).
"""

from django.db import models
from django.db.models import F, Func

HASH = "md5('rcm:{kind}:' || (%(expressions)s)::text)"
MADE = f"overlay(overlay({HASH} placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid"


def made_from(kind: str, key: str) -> models.GeneratedField:
    """The identifier of a row of this kind, from its column `key`."""
    made = Func(F(key), template=MADE.format(kind=kind), output_field=models.UUIDField())
    return models.GeneratedField(expression=made, output_field=models.UUIDField(), db_persist=True, unique=True)
