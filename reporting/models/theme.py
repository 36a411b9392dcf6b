"""What a call for contributions is about, and the decision that asked for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from events.models import Conclusion
from objectives.models import Objective
from practices.models import Practice
from reporting.models.cycle import Call


class CallThemeQuerySet(models.QuerySet["CallTheme"]):
    def visible_to(self, seat: Seat) -> "CallThemeQuerySet":
        """Those of the questionnaires that the seat may know of."""
        return self.filter(call__in=Call.objects.announced_to(seat).filter(cycle__is_rehearsal=False))


class CallTheme(models.Model):
    """One questionnaire asks for contributions on one theme; a conclusion may have asked for it."""

    call = models.OneToOneField(Call, models.CASCADE, related_name="theme")
    theme_en = models.CharField(_("Theme (English)"), max_length=250)
    theme_es = models.CharField(_("Theme (Spanish)"), max_length=250)
    objectives = models.ManyToManyField(
        Objective, blank=True, related_name="+", verbose_name=_("Objectives that it concerns")
    )
    practices = models.ManyToManyField(
        Practice, blank=True, related_name="themes", verbose_name=_("Practices of the register that answer it")
    )
    conclusion = models.ForeignKey(
        Conclusion, models.PROTECT, null=True, blank=True, related_name="calls",
        verbose_name=_("Conclusion that asked for it"),
    )  # fmt: skip

    objects = CallThemeQuerySet.as_manager()

    class Meta:
        ordering = ["-call__due_at"]

    def __str__(self) -> str:
        return f"{self.call}: {self.theme_en}"
