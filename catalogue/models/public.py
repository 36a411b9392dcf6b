"""The version of what is public, and traces of things on record that were deleted."""

import uuid

from django.db import models
from django.db.models.functions import Now


class PublicState(models.Model):
    """One row of counters that the database raises: `version` whenever something changes that the public may read,
    `shared` whenever members or observers may, `endings` when something that the public could read ended
    (catalogue.triggers.Ends). `words` is the version that the words for typing errors were gathered from.
    """

    version = models.BigIntegerField(default=0)
    shared = models.BigIntegerField(db_default=0)
    endings = models.BigIntegerField(db_default=0)
    words = models.BigIntegerField(db_default=-1)
    changed_at = models.DateTimeField(db_default=Now())
    shared_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_public_state")]

    def __str__(self) -> str:
        return str(self.version)


class Tombstone(models.Model):
    """A row of a watched table that was deleted, or that the public reads no more: written by a trigger, told by
    change feeds. `ending` is deleted or withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.CharField(max_length=63)
    object_id = models.CharField(max_length=40)
    code = models.CharField(max_length=300, blank=True)
    ending = models.CharField(max_length=10, db_default="deleted")
    ended_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["ended_at", "id"]
        indexes = [models.Index(fields=["table", "ended_at", "id"], name="tombstones_of_table")]

    def __str__(self) -> str:
        return f"{self.table} {self.code or self.object_id}"
