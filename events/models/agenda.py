"""The agenda of an event: days with announced hours, items, and who speaks in them."""

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, Country
from accounts.seats import Seat
from common.dates import day_said
from common.i18n import current_language, pick
from common.search import indexes, vector
from common.stamps import Stamped
from common.zones import instant
from events.enums import DelegationStatus, DocumentAudience, ItemKind, SpeakerRole
from events.models.record import Event
from events.models.session import Session
from practices.models import Practice
from sources.models import Source


class AgendaDay(models.Model):
    """One day with the hours that were announced for it, in the event's time zone."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="days")
    date = models.DateField(_("Day"))
    opens = models.TimeField(_("Announced from"), null=True, blank=True)
    closes = models.TimeField(_("Announced until"), null=True, blank=True)

    class Meta:
        ordering = ["event", "date"]
        constraints = [models.UniqueConstraint(fields=["event", "date"], name="agenda_day_once")]

    def __str__(self) -> str:
        return f"{self.event}: {self.date}"

    @property
    def opens_at(self) -> datetime | None:
        """When the day begins, as an instant in UTC; None without an hour or a time zone."""
        return instant(self.date, self.opens, self.event.time_zone) if self.opens and self.event.time_zone else None


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, seat: Seat) -> "AgendaItemQuerySet":
        """The agendas of the meetings that the seat may read."""
        return self.filter(day__event__in=Event.objects.visible_to(seat))


class AgendaItem(Stamped):
    """One item. Items may overlap, lack an end or stand outside the announced hours: the check says so in words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.ForeignKey(AgendaDay, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    start = models.TimeField(_("Starts at"))
    end = models.TimeField(_("Ends at"), null=True, blank=True)
    number = models.CharField(_("Number"), max_length=10, blank=True)
    kind = models.CharField(_("Kind"), max_length=24, choices=ItemKind, default=ItemKind.OTHER)
    title_en = models.CharField(_("Title (English)"), max_length=400, blank=True)
    title_es = models.CharField(_("Title (Spanish)"), max_length=400, blank=True)
    es_unofficial = models.BooleanField(_("The Spanish title is an unofficial translation"), default=True)
    section_en = models.CharField(_("Section (English)"), max_length=200, blank=True)
    section_es = models.CharField(_("Section (Spanish)"), max_length=200, blank=True)
    notes_en = models.TextField(_("Notes (English)"), blank=True)
    notes_es = models.TextField(_("Notes (Spanish)"), blank=True)
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="agenda_items", verbose_name=_("Session")
    )
    documents = models.ManyToManyField(
        Source, blank=True, related_name="agenda_items", verbose_name=_("Documents of the record")
    )
    practices = models.ManyToManyField(
        Practice, blank=True, related_name="agenda_items", verbose_name=_("Good practices presented")
    )
    version = models.PositiveIntegerField(default=1)
    search_en = vector("en", "section", "notes", title="title")
    search_es = vector("es", "section", "notes", title="title")

    objects = AgendaItemQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["day", "order"]
        indexes = indexes("agenda_item")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "order"], name="agenda_item_order_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gt=models.F("start")), name="agenda_item_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(title_en="", title_es=""), name="agenda_item_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%H:%M} {self.title_en or self.title_es}"

    def said(self, language: str | None = None) -> str:
        """Like "22 April 2022, 14:30 · Discussion": how notes and findings name it; call it with the day at hand."""
        day = day_said(self.day.date, language or current_language())
        return f"{day}, {self.start:%H:%M} · {pick(self, 'title', language)}"

    @property
    def minutes(self) -> int | None:
        """How long the item lasts, None without an end."""
        if self.end is None:
            return None
        return int((_on(self.end) - _on(self.start)).total_seconds() // 60)


class ItemDocumentQuerySet(models.QuerySet["ItemDocument"]):
    def visible_to(self, seat: Seat) -> "ItemDocumentQuerySet":
        """Documents of items of meetings that the seat reads, as far as their own audience holds it."""
        return self.open_to(seat).filter(item__day__event__in=Event.objects.visible_to(seat))

    def open_to(self, seat: Seat) -> "ItemDocumentQuerySet":
        """Those whose own audience holds the seat, for whoever has asked for the meeting before."""
        if seat.is_desk:
            return self
        read = Q(audience=DocumentAudience.PUBLIC)
        if seat.is_member:
            read |= Q(audience=DocumentAudience.MEMBERS)
        if seat.membership is not None:
            read |= Q(audience=DocumentAudience.PARTICIPANTS) & taking_part(seat)
        return self.filter(read)


def taking_part(seat: Seat) -> Q:
    """Documents of meetings for which the country or body of the seat has notified persons."""
    delegation = "item__day__event__registration__delegations"
    came = Q(**{f"{delegation}__status__in": [DelegationStatus.NOTIFIED, DelegationStatus.REGISTERED]})
    theirs = Q(pk__in=[])
    if seat.is_workspace:
        theirs |= Q(**{f"{delegation}__country": seat.home})
    if seat.body:
        theirs |= Q(**{f"{delegation}__body": seat.body, f"{delegation}__kind": seat.role})
    return Q(pk__in=ItemDocument.objects.filter(came & theirs).values("pk"))


class ItemDocument(models.Model):
    """A document for the discussion of an item, with an audience of its own; what is on the record is a `Source`."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")
    title_en = models.CharField(_("Title (English)"), max_length=250, blank=True)
    title_es = models.CharField(_("Title (Spanish)"), max_length=250, blank=True)
    address = models.URLField(_("Where it can be read"), max_length=500)
    audience = models.CharField(
        _("Who reads it"), max_length=12, choices=DocumentAudience, default=DocumentAudience.MEMBERS
    )

    objects = ItemDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["item", "id"]
        constraints = [models.CheckConstraint(condition=~Q(title_en="", title_es=""), name="item_document_has_a_title")]

    def __str__(self) -> str:
        return self.title_en or self.title_es


class AgendaSpeakerQuerySet(models.QuerySet["AgendaSpeaker"]):
    def on_agenda(self) -> "AgendaSpeakerQuerySet":
        """Those whom the agenda names: what is printed, and open to whoever reads the meeting."""
        return self.filter(asked_floor=False)

    def on_list(self) -> "AgendaSpeakerQuerySet":
        """Those who asked for the floor while the discussion goes on: for the desk and Member Countries."""
        return self.filter(asked_floor=True)


class AgendaSpeaker(models.Model):
    """Who has the floor in an item, as the document words it, with the country or body it names."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="speakers")
    order = models.PositiveSmallIntegerField()
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="agenda_slots")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="agenda_slots")
    role = models.CharField(_("Role"), max_length=12, choices=SpeakerRole, default=SpeakerRole.SPEAKER)
    asked_floor = models.BooleanField(default=False, help_text="put on the speakers list; the agenda does not name it")
    had_floor = models.BooleanField(default=False, help_text="in a discussion: has spoken")
    words_en = models.CharField(max_length=250, blank=True)
    words_es = models.CharField(max_length=250, blank=True)

    objects = AgendaSpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["item", "order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="agenda_speaker_order_once"),
            models.CheckConstraint(
                condition=Q(country__isnull=False) | Q(body__isnull=False) | ~Q(words_en="", words_es=""),
                name="agenda_speaker_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.said()

    def said(self, language: str | None = None) -> str:
        """The words of the document in a language, else the country's or body's name."""
        words = pick(self, "words", language)
        if words:
            return words
        who = self.country or self.body
        return pick(who, "name", language) if who else ""

    def with_role(self, language: str | None = None) -> str:
        """As `said`, with the role before it where it is another one than speaker: "Moderator: …"."""
        said = self.said(language)
        return said if self.role == SpeakerRole.SPEAKER else f"{self.get_role_display()}: {said}"


def _on(time: object) -> datetime:
    return datetime.combine(date.min, time)  # type: ignore[arg-type]
