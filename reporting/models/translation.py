"""Who translates which text into which language."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.enums import Language
from reporting.models.answer import Answer


class TranslationTask(models.Model):
    """A text that was given to a person to be translated. How far it has come is told by the text itself."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="translation_tasks")
    language = models.CharField(max_length=2, choices=Language)
    translator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="translation_tasks")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["answer", "language"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "language"], name="one_translator_of_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.language}: {self.translator}"
