"""Sessions of a forum: what each is about, by which method it is held, and the questions that guide it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.i18n import pick
from common.search import indexes, vector
from common.stamps import Stamped, stamp
from events.enums import QuestionTopic, SessionMethod
from events.models.record import Event
from objectives.models import Objective


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, seat: Seat) -> "SessionQuerySet":
        """Sessions are read by whoever reads the event."""
        return self.filter(event__in=Event.objects.visible_to(seat))


class Session(Stamped):
    """A session with its objectives; "2a" and "2b" are held side by side or one after the other.

    `label_*` is what the document calls it ("Session", "Segment"). The overview stands verbatim in its language.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    code = models.CharField(_("Code"), max_length=10)
    order = models.PositiveSmallIntegerField()
    label_en = models.CharField(_("Called (English)"), max_length=40, default="Session")
    label_es = models.CharField(_("Called (Spanish)"), max_length=40, default="Sesión")
    title_en = models.CharField(_("Title (English)"), max_length=300)
    title_es = models.CharField(_("Title (Spanish)"), max_length=300, blank=True)
    es_unofficial = models.BooleanField(_("The Spanish is an unofficial translation"), default=True)
    objectives = models.ManyToManyField(Objective, blank=True, related_name="sessions", verbose_name=_("Objectives"))
    starts = models.DateField(_("First day"), null=True, blank=True)
    ends = models.DateField(_("Last day"), null=True, blank=True)
    overview_en = models.TextField(_("Overview (English)"), blank=True)
    overview_es = models.TextField(_("Overview (Spanish)"), blank=True)
    method = models.CharField(_("Method"), max_length=20, choices=SessionMethod, blank=True)
    experts = models.PositiveSmallIntegerField(_("Experts on the panel"), default=3)
    limits = models.JSONField(default=list, blank=True, help_text="own minutes of each step")
    version = models.PositiveIntegerField(default=1)
    search_en = vector("en", "overview", title="title")
    search_es = vector("es", "overview", title="title")

    objects = SessionQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["event", "order"]
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="session_code_once"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=models.F("starts")), name="session_ends_after_it_starts"
            ),
        ]
        indexes = indexes("session")
        triggers = [stamp(kept=("version",))]

    def __str__(self) -> str:
        return f"{self.code}. {self.title_en}"

    @property
    def name(self) -> str:
        """Like "Session 2a" in the reader's language; "Hearing" where the code is no more than its initial."""
        is_initial = self.label_en.casefold().startswith(self.code.casefold())
        return pick(self, "label") if is_initial else f"{pick(self, 'label')} {self.code}"


class SessionQuestion(models.Model):
    """A guiding question. Questions of one topic can be compared across sessions."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    topic = models.CharField(_("Topic"), max_length=12, choices=QuestionTopic, blank=True)
    text_en = models.TextField(blank=True)
    text_es = models.TextField(blank=True)

    class Meta:
        ordering = ["session", "order"]
        constraints = [models.UniqueConstraint(fields=["session", "order"], name="session_question_order_once")]

    def __str__(self) -> str:
        return self.text_en or self.text_es
