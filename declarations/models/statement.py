"""What a State attaches to an adopted text: it stands beside the text and never changes it."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Country
from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import Stamped
from declarations.enums import HANDED_OVER, StatementKind, StatementStatus
from declarations.models.adoption import Adoption


class AttachedStatementQuerySet(models.QuerySet["AttachedStatement"]):
    def visible_to(self, seat: Seat) -> "AttachedStatementQuerySet":
        """Everybody reads what its State published, members and the desk what was handed over, a State its own."""
        shown = Q(is_public=True)
        if seat.is_desk or seat.is_member:
            shown |= Q(status__in=(*HANDED_OVER, StatementStatus.WITHDRAWN))
        if seat.is_workspace:
            shown |= Q(country=seat.country)
        return self.filter(shown)


@pghistory.track(exclude=["search_en", "search_es", "updated_at"])
class AttachedStatement(Stamped):
    """A reservation, an explanation of position or a disassociation, in the words of its delegation.

    `places` are the places of the paragraphs it speaks of, as in `AdoptedParagraph.order`; without any it speaks of the
    whole text. `is_public` holds while both the State and the presidency have published, the one its statement, the
    other the declaration. One that was withdrawn stays as a dated trace.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="statements")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(_("Kind"), max_length=15, choices=StatementKind)
    places = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    source_language = models.CharField(max_length=2, choices=Language, default=Language.SPANISH)
    text_en = models.TextField(_("English"), blank=True, max_length=6000)
    text_es = models.TextField(_("Spanish"), blank=True, max_length=6000)
    status = models.CharField(max_length=10, choices=StatementStatus, default=StatementStatus.DRAFT)
    status_changed_at = models.DateTimeField(default=timezone.now)
    on = models.DateField(_("Day"), null=True, blank=True)
    is_public = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    search_en = vector("en", "text")
    search_es = vector("es", "text")

    objects = AttachedStatementQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["adoption", "on", "country", "number"]
        indexes = indexes("attached")
        constraints = [
            models.UniqueConstraint(fields=["adoption", "country", "number"], name="attached_number_once"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(status=StatementStatus.PUBLISHED), name="a_state_publishes_its_own"
            ),
            models.CheckConstraint(
                condition=Q(status=StatementStatus.DRAFT) | Q(on__isnull=False), name="handed_over_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def text(self, language: str) -> str:
        words: str = getattr(self, f"text_{language}")
        return words

    @property
    def is_draft(self) -> bool:
        return self.status == StatementStatus.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        return self.status == StatementStatus.WITHDRAWN
