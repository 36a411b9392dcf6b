"""The Secretariat's reminders and one letter, as they left in the last days of the demonstration."""

from functools import partial

from django.db import transaction

from accounts.enums import Role
from notices.delivery import deliver_new
from portal.loaders.demonstration.stage import Stage
from reporting.actions.reminders import (
    REMINDED,
    add_reminder,
    digest_of,
    recipients,
    send_letter,
    send_reminders,
    write_letter,
)
from reporting.enums import AssignmentStatus
from reporting.models import Call, Dispatch

WORDS_EN = "The presidency thanks every delegation for its work."
WORDS_ES = "La presidencia agradece el trabajo de cada delegación."


def remind_people(stage: Stage, call: Call) -> None:
    """Four rules, the first of which was due five days ago; a letter to those who are still at work."""
    stage.clock.go(-5.9)
    for days in (-45, -14, 0, 14):
        words = {"words_en": WORDS_EN, "words_es": WORDS_ES} if days == 0 else {"words_en": "", "words_es": ""}
        add_reminder(
            call=call, days=days, roles=[Role.FOCAL_POINT], statuses=list(REMINDED), to_everybody=False,
            by=stage.secretariat, **words,
        )  # fmt: skip
    stage.clock.go(-4.95)
    send_reminders()
    _hand_over(call)
    stage.clock.go(-2.3)
    letter = write_letter(
        call=call,
        roles=[Role.FOCAL_POINT],
        statuses=[AssignmentStatus.ACKNOWLEDGED, AssignmentStatus.NEEDS_TIME],
        subject_en="A word on the demonstration cycle",
        text_en="The Secretariat is glad to help with the form, in writing or by telephone, at any time of the cycle.",
        subject_es="Unas palabras sobre el ciclo de demostración",
        text_es="La Secretaría ayuda con gusto con el formulario, por escrito o por teléfono, en cualquier momento.",
        by=stage.secretariat,
    )
    send_letter(letter=letter, digest=digest_of(recipients(letter)), to_everybody=False, by=stage.secretariat)
    _hand_over(call)


def _hand_over(call: Call) -> None:
    """The clock of the portal would find these mails days after their time."""
    for line in Dispatch.objects.filter(assignment__call=call, mail__attempts=0).select_related("mail"):
        if line.mail:
            transaction.on_commit(partial(deliver_new, line.mail))
