"""Searches that people saved, what they were told of, and the words that correct a typing error."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership


class Frequency(models.TextChoices):
    NEVER = "never", _("No e-mail")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


class SavedSearch(models.Model):
    """A search of one person, made in one seat: alerts tell of what that seat may read, as long as it is theirs.

    `query` is the query string of the search page. Alerts tell of what changed after `told_until`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    query = models.CharField(max_length=1000)
    frequency = models.CharField(_("E-mail"), max_length=10, choices=Frequency, default=Frequency.WEEKLY)
    told_until = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "created_at"]
        indexes = [models.Index(fields=["due_at"], name="searches_due")]

    def __str__(self) -> str:
        return self.name


class SearchAlert(models.Model):
    """One alert, written before it is sent: how many things of each kind were new after `since`, until `until`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="alerts")
    since = models.DateTimeField()
    until = models.DateTimeField()
    found = models.JSONField()

    class Meta:
        ordering = ["-until"]
        constraints = [models.UniqueConstraint(fields=["search", "since"], name="one_alert_per_time")]

    def __str__(self) -> str:
        return f"{self.search_id} {self.since:%Y-%m-%d}"


class Word(models.Model):
    """A word that the public can read somewhere, without accents: what a mistyped word may have been."""

    text = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes = [GistIndex(OpClass("text", name="gist_trgm_ops"), name="words_by_likeness")]

    def __str__(self) -> str:
        return self.text
