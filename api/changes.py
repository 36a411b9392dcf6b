"""What changed in the interface, newest first. Version 1 only ever gains; what goes away is told here a year before."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Change:
    day: date
    words: Promise


@dataclass(frozen=True)
class Ending:
    """A list, or a field of one, that will go: announced on a day, there at least until another a year later."""

    resource: str
    announced: date
    until: date
    words: Promise
    field: str = ""

    def headers(self) -> dict[str, str]:
        """What answers of the list say until then (RFC 9745, RFC 8594)."""
        return {"Deprecation": f"@{_second(self.announced)}", "Sunset": http_date(_second(self.until))}


def _second(day: date) -> int:
    return int(datetime.combine(day, time.min, UTC).timestamp())


ENDINGS: tuple[Ending, ...] = ()

CHANGES = (
    Change(
        date(2026, 11, 29),
        _("A number that is no objective's and a letter that is no principle's are refused with 400, as documented."),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "The feed of a list takes the filters of the list. A question that asks for no text refuses one with 422. "
            "A failure of the portal is told as application/problem+json too."
        ),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "The address of a numbered conclusion is its own page, no longer that of its meeting. Feeds name "
            "commitments of the Conference by their words."
        ),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "Calls name the practices that answer them. Meetings, conclusions, declarations, items of agendas and "
            "calls come with updated_since when something that they name becomes public or no longer is."
        ),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "The list event-links leaves a trace also for a link between two meetings that were closed by one act. "
            "Until today such a link ended without one: who keeps a copy finds its traces from this day on."
        ),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "Practices say for whom and when they were published, their criteria and their address in the UN "
            "repository. Six practices of the record moved from the state published to in_repository, because the UN "
            "repository holds them: status=published no longer returns them."
        ),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "New lists: the chain of decisions, and what became of commitments. Calls say who is asked, on what theme "
            "and objectives, and which conclusion asked for it; meetings name their earlier dates and the commitments "
            "they carry out, "
            "conclusions what was made of them, items of agendas their documents, declarations their undertakings. "
            "Editions whose document was closed leave a trace."
        ),
    ),
    Change(
        date(2026, 11, 28),
        _("Sessions say on which days of their own they are held. The address of a body is that of its page."),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "New lists: sessions, concept notes, documents for approval, results of questionnaires, and what was "
            "passed on. Meetings say who had which part and name their documents. Citation, address and licence with "
            "every object. Practices are narrowed by kind, language and date."
        ),
    ),
    Change(
        date(2026, 11, 28),
        _(
            "Citation, address and licence with every text; revisions are narrowed by objective, practices by state. "
            "Lists that will end say so in two headers, Deprecation and Sunset."
        ),
    ),
    Change(date(2026, 11, 28), _("Agendas of meetings, item by item; filters of every list.")),
    Change(
        date(2026, 11, 28),
        _(
            "Meetings and conclusions are narrowed by organ, kind, year, cycle and days; objectives and principles "
            "have identifiers; conclusions that are taken back end one by one."
        ),
    ),
    Change(date(2026, 11, 28), _("Version 1: lists, single things, changes since a moment, keys, the working copy.")),
)
