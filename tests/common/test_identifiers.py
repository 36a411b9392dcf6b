"""Identifiers that are made from a number or letter."""

from hashlib import md5
from uuid import RFC_4122, UUID

from objectives.models import Objective, Principle


def made(kind, key):
    told = md5(f"rcm:{kind}:{key}".encode(), usedforsecurity=False).hexdigest()
    return UUID(f"{told[:12]}8{told[13:16]}8{told[17:]}")


def test_the_database_makes_the_same_identifier_as_anybody_else(world):
    assert Objective.objects.get(number=8).uid == made("objective", 8) == UUID("c637c576-39bc-8893-873a-73a02ed1c57b")
    assert Principle.objects.get(letter="a").uid == made("principle", "a")


def test_it_is_a_uuid_of_an_own_definition_and_names_one_thing(world):
    found = [*Objective.objects.values_list("uid", flat=True), *Principle.objects.values_list("uid", flat=True)]

    assert {(one.version, one.variant) for one in found} == {(8, RFC_4122)}
    assert len(set(found)) == len(found) == 33
