"""The trail of a practice: who did what to it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.clearance import say_step
from accounts.seats import Seat, say_who
from audit.actions import record
from audit.models import AuditEvent
from practices.models import Practice

WORDS = {
    "practice_started": _("began the practice"),
    "practice_version_started": _("began a new version"),
    "practice_saved": _("saved its words"),
    "practice_asked": _("asked for clearance"),
    "practice_returned": _("returned it"),
    "practice_taken_back": _("took it back"),
    "practice_discarded": _("discarded a version"),
    "practice_step_cleared": _("cleared its step"),
    "practice_cleared": _("cleared it"),
    "practice_published": _("published it"),
    "practice_withdrawn": _("withdrew it"),
    "practice_in_repository": _("recorded its address in the UN repository"),
    "practice_answers_call": _("answered a call with it"),
    "practice_answers_call_no_more": _("took it back from a call"),
}
SHOWN = 30


def trail(action: str, practice: Practice, *, by: Seat, **detail: Any) -> None:
    record(
        action, by=by, chain=f"practice:{practice.pk}", object_type="practice", object_id=practice.pk,
        country_code=practice.country.code if practice.country else "", code=practice.code, **detail,
    )  # fmt: skip


def told(practice: Practice) -> list[tuple[AuditEvent, str, str]]:
    """The newest acts on a practice with who did each and what it was, for its own country. One query."""
    rows = AuditEvent.objects.filter(chain=f"practice:{practice.pk}").order_by("-number")[:SHOWN]
    return [(row, say_who(row.actor_label), _say(row)) for row in rows]


def _say(row: AuditEvent) -> str:
    """What was done; of a step of the clearance, which one."""
    words, step = str(WORDS.get(row.action, row.action)), row.detail.get("step")
    return f"{words} ({say_step(step)})" if step else words
