"""`updated_at`, kept by the database: no save, bulk update or editor forgets it."""

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now


def stamp(moment: str = "clock_timestamp()", kept: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """A trigger that sets `updated_at` to `moment` (SQL) whenever a row is written with other values.

    Columns that are `kept` to those who write them change nothing that anybody is told.
    """
    other = "NEW IS DISTINCT FROM OLD"
    if kept:
        # Search vectors are made of other columns, and are not there yet when the trigger runs.
        less = f" - ARRAY[{', '.join(repr(column) for column in (*kept, 'search_en', 'search_es'))}]"
        other = f"to_jsonb(NEW){less} IS DISTINCT FROM to_jsonb(OLD){less}"
    return pgtrigger.Trigger(
        name="stamp",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"IF {other} THEN NEW.updated_at = {moment}; END IF; RETURN NEW;",
    )


class Stamped(models.Model):
    """A table that the open interfaces list: `class Meta(Stamped.Meta)`."""

    updated_at = models.DateTimeField(db_default=Now(), editable=False, db_index=True)

    class Meta:
        abstract = True
        triggers = [stamp()]


def stable_id() -> models.UUIDField:
    """The identifier that lists tell, of a table whose rows have numbers. Rows that are there get one each."""
    return models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
