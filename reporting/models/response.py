"""Answers to a questionnaire: one respondent, one row, and a row for each question that was answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Body, Country, StakeholderCategory
from common.i18n import pick
from reporting.enums import RespondentKind, ResponseStatus
from reporting.models.cycle import Call
from reporting.models.template import Question


class ResponseQuerySet(models.QuerySet["Response"]):
    def submitted(self) -> "ResponseQuerySet":
        """What counts, is quoted and is compiled: nothing else leaves who writes it."""
        return self.filter(status=ResponseStatus.SUBMITTED)

    def known(self) -> "ResponseQuerySet":
        """All but those whose address nobody confirmed."""
        return self.exclude(status=ResponseStatus.UNCONFIRMED)


class Response(models.Model):
    """One respondent of one call: a country, a body, or who was invited or wrote under a confirmed address.

    A Member Country answers in its own seats: focal points write, who has the last word in its clearance submits.

    The address is there to reach the respondent and is erased some time after the call; no history keeps it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="responses")
    kind = models.CharField(_("Kind of respondent"), max_length=15, choices=RespondentKind)
    category = models.ForeignKey(
        StakeholderCategory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Category")
    )
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.CharField(_("Organization"), max_length=200, blank=True)
    place = models.CharField(_("Country or sub-region"), max_length=150, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.ENGLISH)
    status = models.CharField(max_length=15, choices=ResponseStatus, default=ResponseStatus.INVITED)
    consent = models.BooleanField(default=False, help_text="Answers may be quoted with the name")
    saves = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["call", "created_at"]
        constraints = [
            models.UniqueConstraint("call", Lower("email"), condition=~Q(email=""), name="one_response_of_an_address"),
            models.UniqueConstraint(fields=["call", "country"], name="one_response_of_a_country"),
            # A body may answer in several hats, of which none reads what another wrote.
            models.UniqueConstraint(fields=["call", "body", "kind"], name="one_response_of_a_body"),
            models.CheckConstraint(
                condition=~Q(country__isnull=False, body__isnull=False), name="response_of_a_country_or_a_body"
            ),
            models.CheckConstraint(
                condition=Q(kind=RespondentKind.MEMBER, country__isnull=False)
                | (~Q(kind=RespondentKind.MEMBER) & Q(country__isnull=True)),
                name="member_is_a_country_and_nobody_else",
            ),
            models.CheckConstraint(
                condition=~Q(status="submitted") | Q(submitted_at__isnull=False), name="response_submitted_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.name}"

    @property
    def name(self) -> str:
        """Country, body or organization, in the reader's language."""
        place = self.country or self.body
        return pick(place, "name") if place else self.organization


class ResponseAnswer(models.Model):
    """What a respondent says to one question: words, codes of choices, or ranked rows [{objective, text}]."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    choices = models.JSONField(default=list, blank=True)
    items = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["response", "question__section__order", "question__order"]
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="one_answer_of_a_response")]

    def __str__(self) -> str:
        return f"{self.response}: {self.question}"
