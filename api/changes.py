"""What changed in the interface, newest first. Version 1 only ever gains; what goes away is told here a year before."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Change:
    day: date
    words: Promise


CHANGES = (
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
