"""The files that are made each night."""

import uuid

from django.db import models


class Release(models.Model):
    """One set of files, published by this row: `files` are [{name, resource, format, rows, size, sha256}].

    `version` and `endings` are the counters of `PublicState` before the first file was read. Once something ended, the
    files are given out no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField()
    version = models.BigIntegerField()
    endings = models.BigIntegerField()
    token = models.CharField(max_length=40, unique=True)
    files = models.JSONField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.token
