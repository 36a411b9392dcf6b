"""What a questionnaire found, as it may be said: one row for each choice that a kind of respondent named."""

import uuid

from django.db import models

from common.stamps import Stamped
from reporting.enums import CallStatus, RespondentKind
from reporting.models.cycle import Call
from reporting.models.template import Question


class SurveyResultQuerySet(models.QuerySet["SurveyResult"]):
    def published(self) -> "SurveyResultQuerySet":
        """Of calls that are closed and whose results were published; a rehearsal has none."""
        rows = self.filter(call__results_at__isnull=False, call__status=CallStatus.CLOSED)
        return rows.exclude(call__cycle__is_rehearsal=True)


class SurveyResult(Stamped):
    """Written when the results are published, deleted when they are taken back: page and lists say the same.

    `named_*` is what the page says: a number, or of States a word where fewer than three stand on one side. A kind of
    which fewer than three answered has no row, and no row adds kinds up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=250, unique=True)
    call = models.ForeignKey(Call, models.CASCADE, related_name="published_results")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=RespondentKind)
    order = models.PositiveIntegerField()
    choice = models.CharField(max_length=80)
    label_en = models.TextField()
    label_es = models.TextField()
    named_en = models.CharField(max_length=60)
    named_es = models.CharField(max_length=60)
    base_en = models.CharField(max_length=120)
    base_es = models.CharField(max_length=120)

    objects = SurveyResultQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["call", "order"]

    def __str__(self) -> str:
        return self.code
