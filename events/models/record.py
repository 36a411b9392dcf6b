"""An event on record: what it is, who had which part in it, where it comes from and what it led to."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Body, Country
from accounts.seats import Seat
from common.i18n import pick, sort_key
from common.numerals import roman
from common.search import indexes, vector
from common.stamps import Stamped, stable_id, stamp
from common.zones import is_zone, say_zone
from events.enums import BACKWARDS, AgendaStatus, EventAudience, EventKind, LinkKind, Mode, NoteOf, PartRole
from publications.models import Document
from sources.models import Source


def check_zone(name: str) -> None:
    """A time zone of the list; forms say the nearest names before it comes to this."""
    if not is_zone(name):
        raise ValidationError(_("This is no time zone of the list."))


def check_languages(codes: object) -> None:
    if not isinstance(codes, list) or not set(codes) <= set(Language.values):
        raise ValidationError(_("Only the languages of the portal can be named."))


KEPT = (
    "version", "agenda_rest", "conclusions_rest", "claim_groups", "concept_audience", "agenda_document_id",
    "conclusions_document_id", "notes_document_id", "forum_report_document_id", "concept_note_document_id",
    "logistics_audience", "logistics_document_id",
)  # fmt: skip
"""Columns of an event that no page tells the public: what they lead to has rows, and conditions, of its own."""


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, seat: Seat) -> "EventQuerySet":
        """Public events for everybody; those for members and observers by seat; the desk sees all."""
        if seat.is_desk:
            return self
        audiences = [EventAudience.PUBLIC]
        if seat.is_member:
            audiences.append(EventAudience.MEMBERS)
        return self.filter(audience__in=audiences)

    def in_days(self, first: object, last: object) -> "EventQuerySet":
        """Events of which at least one day lies in [first, last]."""
        return self.filter(starts__lte=last).filter(Q(ends__gte=first) | Q(ends=None, starts__gte=first))

    def coming(self, on: object) -> "EventQuerySet":
        """Events that have not ended before the day, the next one first."""
        return self.filter(Q(starts__gte=on) | Q(ends__gte=on)).order_by("starts", "code")


class Event(Stamped):
    """A meeting, workshop, forum, consultation or side event.

    `series_*` and `ordinal` make "II Preparation Workshop …"; `conclusions_public` speaks for the document of
    conclusions as a whole, no item of it has an audience of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Code"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=EventKind)
    organ = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("Organ or working group")
    )
    series_en = models.CharField(_("Series (English)"), max_length=200, blank=True)
    series_es = models.CharField(_("Series (Spanish)"), max_length=200, blank=True)
    ordinal = models.PositiveSmallIntegerField(
        _("Number in the series"), null=True, blank=True, help_text=_("Printed in Roman numerals")
    )
    name_en = models.CharField(_("Name (English)"), max_length=250)
    name_es = models.CharField(_("Name (Spanish)"), max_length=250, blank=True)
    es_unofficial = models.BooleanField(_("The Spanish name is an unofficial translation"), default=True)
    starts = models.DateField(_("First day"), null=True, blank=True)
    ends = models.DateField(_("Last day"), null=True, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=40, blank=True, validators=[check_zone])
    mode = models.CharField(_("In person or online"), max_length=10, choices=Mode, blank=True)
    place_en = models.CharField(_("Place (English)"), max_length=150, blank=True)
    place_es = models.CharField(_("Place (Spanish)"), max_length=150, blank=True)
    languages = models.JSONField(_("Languages"), default=list, blank=True, validators=[check_languages])
    interpretation = models.BooleanField(_("With interpretation"), default=False)
    level_en = models.TextField(_("Level expected (English)"), blank=True)
    level_es = models.TextField(_("Level expected (Spanish)"), blank=True)
    purpose_en = models.TextField(_("Objectives and product (English)"), blank=True)
    purpose_es = models.TextField(_("Objectives and product (Spanish)"), blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="events", null=True, blank=True)
    documents = models.ManyToManyField(Source, blank=True, related_name="documented_events")
    claim_groups = models.JSONField(default=list, blank=True, help_text="groups of sources.Claim that speak of it")
    cycle_code = models.SlugField(_("Code of the cycle"), max_length=40, blank=True)
    audience = models.CharField(_("Audience"), max_length=10, choices=EventAudience, default=EventAudience.DESK)
    agenda_status = models.CharField(_("Agenda"), max_length=10, choices=AgendaStatus, default=AgendaStatus.TENTATIVE)
    agenda_rest = models.TextField(blank=True, help_text="lines of the pasted agenda that are no items, kept")
    conclusions_public = models.BooleanField(default=False)
    conclusions_rest = models.TextField(blank=True, help_text="lines of the document that are no conclusions, kept")
    agenda_document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    conclusions_document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    notes_document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    forum_report_document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    concept_audience = models.CharField(
        _("Who reads the concept note"), max_length=10, choices=EventAudience, default=EventAudience.DESK
    )
    concept_note_document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    logistics_audience = models.CharField(
        _("Who reads the logistics note"), max_length=10, choices=EventAudience, default=EventAudience.DESK
    )
    logistics_document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    search_en = vector("en", "place", title="name")
    search_es = vector("es", "place", title="name")

    objects = EventQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["starts", "code"]
        indexes = indexes("event")
        triggers = [stamp(kept=KEPT)]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=models.F("starts")), name="event_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def series_name(self) -> str:
        """Like "II Preparation Workshop" in the reader's language; '' where the event belongs to no series."""
        series = pick(self, "series")
        return f"{roman(self.ordinal)} {series}" if series and self.ordinal else series

    @property
    def zone(self) -> str:
        """The time zone with its offset on the first day, as readers see it; '' where none is on record."""
        return say_zone(self.time_zone, self.starts) if self.time_zone else ""

    def audience_of(self, note: str) -> EventAudience:
        """Who reads the concept note or the logistics note, as the desk said."""
        return EventAudience(self.logistics_audience if note == NoteOf.LOGISTICS else self.concept_audience)

    @property
    def language_names(self) -> list[str]:
        return [str(Language(code).label) for code in self.languages]


class EventPart(models.Model):
    """A country or a body in one role at one event. `source` where it is not the event's own source."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="parts")
    role = models.CharField(_("Role"), max_length=20, choices=PartRole)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="event_parts")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="event_parts")
    detail_en = models.CharField(max_length=300, blank=True)
    detail_es = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="event_parts")

    class Meta:
        ordering = ["event", "role", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(country=None) ^ Q(body=None), name="part_of_a_country_or_a_body"),
            models.UniqueConstraint(
                fields=["event", "role", "country", "body"], nulls_distinct=False, name="part_in_a_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.country or self.body}, {self.get_role_display()}"

    @property
    def who(self) -> Country | Body | None:
        return self.country or self.body

    @property
    def sort_name(self) -> str:
        """Key for the alphabetical order of the page's language."""
        return sort_key(pick(self.who, "name")) if self.who else ""


class EventLinkQuerySet(models.QuerySet["EventLink"]):
    def visible_to(self, seat: Seat) -> "EventLinkQuerySet":
        """Links of which the seat reads both ends: the event, and the event or conclusion that it points at."""
        events = Event.objects.visible_to(seat)
        items = Q(to_conclusion__event__in=events)
        if not (seat.is_desk or seat.is_member):
            items &= Q(to_conclusion__event__conclusions_public=True)
        return self.filter(Q(to_event=None) | Q(to_event__in=events), Q(to_conclusion=None) | items, event__in=events)


class EventLink(Stamped):
    """A link of the chain of decisions, read from `event` to exactly one decision, event or document.

    An unconfirmed link is an editor's inference from the documents and says so.
    """

    uid = stable_id()
    event = models.ForeignKey(Event, models.CASCADE, related_name="links")
    kind = models.CharField(_("Kind"), max_length=12, choices=LinkKind)
    to_event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="links_in")
    to_conclusion = models.ForeignKey("Conclusion", models.CASCADE, null=True, blank=True, related_name="links_in")
    to_source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="event_links")
    note_en = models.CharField(max_length=300, blank=True)
    note_es = models.CharField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=True)

    objects = EventLinkQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["event", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_event__isnull=False, to_conclusion=None, to_source=None)
                | Q(to_event=None, to_conclusion__isnull=False, to_source=None)
                | Q(to_event=None, to_conclusion=None, to_source__isnull=False),
                name="link_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["event", "kind", "to_event", "to_conclusion", "to_source"],
                nulls_distinct=False,
                name="link_of_a_kind_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.get_kind_display()} {self.to_event or self.to_conclusion or self.to_source}"

    @property
    def kind_back(self) -> str:
        """The link's kind as the thing it points at reads it."""
        return str(BACKWARDS[LinkKind(self.kind)])


class EventDates(models.Model):
    """Dates that an event had before: as words ("in April 2022") where the record gives no day."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="date_changes")
    order = models.PositiveSmallIntegerField(default=0)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    words_en = models.CharField(max_length=120, blank=True)
    words_es = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reason_en = models.TextField(blank=True)
    reason_es = models.TextField(blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="event_dates")

    class Meta:
        ordering = ["event", "order"]
        constraints = [models.UniqueConstraint(fields=["event", "order"], name="date_change_order_once")]

    def __str__(self) -> str:
        return f"{self.event}: {self.words_en or self.starts}"
