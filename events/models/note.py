"""Notes of a meeting in the form of the United Nations side events: points with whom they come from, and a summary."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Body, Country, Membership, StakeholderCategory
from accounts.seats import Seat
from common.i18n import pick
from common.zones import instant
from events.enums import NoteKind
from events.models.agenda import AgendaItem
from events.models.record import Event
from events.models.session import Session
from objectives.models import Objective, Principle
from publications.models import Document

SUMMARY_WORDS = 500
"""What the form asks of the summary. It guides; nothing is refused for its length."""


class Notetaker(models.Model):
    """A person, in one seat, whom the desk named to take notes of an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="notetakers")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="notes_of")

    class Meta:
        ordering = ["event", "membership__user__name"]
        constraints = [models.UniqueConstraint(fields=["event", "membership"], name="notetaker_once")]

    def __str__(self) -> str:
        return f"{self.event}: {self.membership}"


class NoteTableQuerySet(models.QuerySet["NoteTable"]):
    def visible_to(self, seat: Seat) -> "NoteTableQuerySet":
        """The desk reads all; a notetaker those of the event; members what was shared. Notes are never public."""
        if seat.is_desk:
            return self
        if seat.membership is None:
            return self.none()
        named = Q(event__in=Notetaker.objects.filter(membership=seat.membership).values("event"))
        if seat.is_member:
            named |= Q(shared=True, event__in=Event.objects.visible_to(seat))
        return self.filter(named)


class NoteTable(models.Model):
    """The filled form of an event, or of one of its sessions. `notetakers` is the form's line where it has its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="note_tables")
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="note_tables")
    date = models.DateField(_("Day"), null=True, blank=True)
    time = models.TimeField(_("Hour"), null=True, blank=True)
    notetakers = models.CharField(_("Notetakers"), max_length=300, blank=True)
    shared = models.BooleanField(_("Member Countries read the notes"), default=False)
    rest = models.TextField(blank=True, help_text="lines of the form that was taken in which were not recognised")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")

    objects = NoteTableQuerySet.as_manager()

    class Meta:
        ordering = ["event", "session__order"]
        constraints = [
            models.UniqueConstraint(fields=["event", "session"], nulls_distinct=False, name="notes_of_a_session_once")
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.session or 'notes'}"

    def get_absolute_url(self) -> str:
        return reverse("events:notes", args=[self.pk])

    @property
    def name(self) -> str:
        """The session where there is one, else the event, in the reader's language."""
        return f"{self.session.name}: {pick(self.session, 'title')}" if self.session else pick(self.event, "name")

    @property
    def starts_at(self) -> datetime | None:
        """When it began, as an instant in UTC; None without a day, an hour or a time zone."""
        zone = self.event.time_zone
        return instant(self.date, self.time, zone) if self.date and self.time and zone else None


class NoteRow(models.Model):
    """One point of the form, in the language in which it was written; each is saved alone, under its own version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(NoteTable, models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("Kind"), max_length=12, choices=NoteKind, default=NoteKind.HIGHLIGHT)
    text = models.TextField(blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.ENGLISH)
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="notes",
        help_text="the item of the agenda in whose discussion it was said",
    )  # fmt: skip
    objectives = models.ManyToManyField(Objective, blank=True, related_name="notes")
    principles = models.ManyToManyField(Principle, blank=True, related_name="notes")
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="notes")
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["table_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "order"], name="note_row_order_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_uncleared(self) -> bool:
        """An intervention is the notetakers' record; only the State itself could clear it."""
        return self.kind == NoteKind.INTERVENTION

    def attributed(self, language: str | None = None) -> str:
        """The column "attributed to", one source or group to a line; call it with the sources prefetched."""
        lines: list[str] = []
        open_group = ""
        for source in self.sources.all():
            said = source.said(language)
            if source.group and source.group == open_group:
                lines[-1] += f", {said}"
            else:
                lines.append(f"{source.group}: {said}" if source.group else said)
            open_group = source.group
        return "\n".join(lines)

    @property
    def objective_numbers(self) -> list[int]:
        return sorted(objective.number for objective in self.objectives.all())

    @property
    def principle_letters(self) -> list[str]:
        return sorted(principle.letter for principle in self.principles.all())


class NoteSource(models.Model):
    """Whom a point comes from: a country, a body, a category of stakeholders, or a group as the form words it.

    `group` is the heading under which the form lists several ("Observer organizations: A, B").
    """

    row = models.ForeignKey(NoteRow, models.CASCADE, related_name="sources")
    order = models.PositiveSmallIntegerField()
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="notes")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="notes")
    category = models.ForeignKey(StakeholderCategory, models.PROTECT, null=True, blank=True, related_name="notes")
    words = models.CharField(max_length=250, blank=True)
    group = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["row_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["row", "order"], name="note_source_order_once"),
            models.CheckConstraint(
                condition=Q(country__isnull=False) | Q(body__isnull=False) | Q(category__isnull=False) | ~Q(words=""),
                name="note_source_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.said()

    def said(self, language: str | None = None) -> str:
        """How it is named in a language: within a group by its acronym, alone with its full name."""
        if self.words:
            return self.words
        if self.body:
            acronym = pick(self.body, "acronym", language)
            if self.group and acronym:
                return acronym
            name = pick(self.body, "name", language)
            return f"{name} ({acronym})" if acronym else name
        who = self.country or self.category
        return pick(who, "name", language) if who else ""


class NoteSummary(models.Model):
    """The summary in one language; both are there from the start, and each is saved under its own version."""

    table = models.ForeignKey(NoteTable, models.CASCADE, related_name="summaries")
    language = models.CharField(max_length=2, choices=Language)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["table_id", "language"]
        constraints = [models.UniqueConstraint(fields=["table", "language"], name="note_summary_once")]

    def __str__(self) -> str:
        return f"{self.table}, {self.language}"
