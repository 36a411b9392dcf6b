"""`updated_at`, kept by the database: no save, bulk update or editor forgets it."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now


def stamp(moment: str = "clock_timestamp()") -> pgtrigger.Trigger:
    """A trigger that sets `updated_at` to `moment` (SQL) whenever a row is written with other values."""
    return pgtrigger.Trigger(
        name="stamp",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at = {moment}; END IF; RETURN NEW;",
    )


class Stamped(models.Model):
    """A table that the open interfaces list: `class Meta(Stamped.Meta)`."""

    updated_at = models.DateTimeField(db_default=Now(), editable=False, db_index=True)

    class Meta:
        abstract = True
        triggers = [stamp()]
