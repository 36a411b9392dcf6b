"""A commitment: something that somebody undertook to do, in the words of the document that says so."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Body, Country
from accounts.seats import Seat
from commitments.enums import CLOSED, CommitmentKind, PartyRole, PledgeStatus, Progress, Readers
from common.i18n import pick, sort_key
from common.search import indexes, vector
from common.stamps import Stamped
from objectives.models import Objective, Principle


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, seat: Seat) -> "CommitmentQuerySet":
        """What was published for all; for members and the desk what members share; a country its own pledges."""
        readers = [Readers.PUBLIC]
        if seat.is_member or seat.is_desk:
            readers.append(Readers.MEMBERS)
        if seat.is_desk:
            readers.append(Readers.DESK)
        shown = Q(readers__in=readers)
        if seat.is_workspace:
            shown |= Q(country=seat.country)
        return self.filter(shown)

    def shared(self) -> "CommitmentQuerySet":
        """All but pledges that a country keeps to itself."""
        return self.exclude(readers=Readers.COUNTRY)

    def in_calendars(self, seat: Seat) -> "CommitmentQuerySet":
        """What stands on its indicative date in every calendar: shared, and neither fulfilled nor set aside."""
        return self.visible_to(seat).shared().filter(due__isnull=False).exclude(status__in=CLOSED)


@pghistory.track(exclude=["search_en", "search_es", "updated_at"])
class Commitment(Stamped):
    """`reference` is what people cite ("RCGM 2021-12-01, 7.d"), `code` the same for addresses; neither ever changes.

    `readers` follow the document that the commitment stands in. `organ` and `meeting_code` say who decided it and
    where. A date is a date or the words of the document ("first quarter of 2022"); it closes and colours nothing.
    `status` and `status_on` repeat the newest note that all its readers read. `country`, `pledge_status`,
    `steps` and `remark` are those of a pledge.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=120, unique=True)
    reference = models.CharField(_("Reference"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=12, choices=CommitmentKind)
    text_en = models.TextField(_("Text in English"), blank=True)
    text_es = models.TextField(_("Text in Spanish"), blank=True)
    es_unofficial = models.BooleanField(default=True)
    organ = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="commitments_made")
    meeting_code = models.SlugField(max_length=60, blank=True)
    plan = models.ForeignKey("Paper", models.PROTECT, null=True, blank=True, related_name="items")
    made_on = models.DateField(pgettext_lazy("commitment", "Made on"), null=True, blank=True)
    due = models.DateField(_("Indicative date"), null=True, blank=True)
    due_words_en = models.CharField(_("Date as worded (English)"), max_length=120, blank=True)
    due_words_es = models.CharField(_("Date as worded (Spanish)"), max_length=120, blank=True)
    status = models.CharField(_("Status"), max_length=12, choices=Progress, default=Progress.OPEN)
    status_on = models.DateField(null=True, blank=True)
    readers = models.CharField(max_length=10, choices=Readers, default=Readers.DESK)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="pledges")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="commitments", verbose_name=_("Objectives"))
    principles = models.ManyToManyField(
        Principle, blank=True, related_name="commitments", verbose_name=_("Guiding principles")
    )
    pledge_status = models.CharField(max_length=10, choices=PledgeStatus, blank=True)
    steps = models.JSONField(default=list, blank=True, help_text="accounts.clearance: the chain as it was when asked")
    remark = models.CharField(max_length=300, blank=True, help_text="Why it was returned")
    version = models.PositiveIntegerField(default=1)
    search_en = vector("en", "text", title="reference!")
    search_es = vector("es", "text", title="reference!")

    objects = CommitmentQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-made_on", "code"]
        indexes = indexes("commitment")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=CommitmentKind.PLEDGE, country__isnull=False) & ~Q(pledge_status="")
                | ~Q(kind=CommitmentKind.PLEDGE) & Q(country=None, pledge_status="") & ~Q(readers=Readers.COUNTRY),
                name="a_pledge_is_a_countrys",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("portal:commitment", args=[self.code])

    @property
    def is_pledge(self) -> bool:
        return self.kind == CommitmentKind.PLEDGE

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def owners(self) -> "list[Party]":
        """In the order of the page's language, countries before bodies; reads `parties` once prefetched."""
        return self._parties(PartyRole.OWNER)

    @property
    def supporters(self) -> "list[Party]":
        return self._parties(PartyRole.SUPPORTER)

    def _parties(self, role: PartyRole) -> "list[Party]":
        return sorted((one for one in self.parties.all() if one.role == role), key=lambda one: one.sort_key)


class Party(models.Model):
    """A country or a body (working group, organ, organization) that owns a commitment or supports it."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=10, choices=PartyRole)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="commitments")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="commitments")

    class Meta:
        ordering = ["commitment", "role", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(country=None) ^ Q(body=None), name="party_is_a_country_or_a_body"),
            models.UniqueConstraint(
                fields=["commitment", "role", "country", "body"], nulls_distinct=False, name="party_in_a_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.who}"

    @property
    def who(self) -> Country | Body:
        found = self.country or self.body
        assert found is not None  # noqa: S101 - the table's own constraint
        return found

    @property
    def sort_key(self) -> tuple[bool, str]:
        return self.country_id is None, sort_key(pick(self.who, "name"))
