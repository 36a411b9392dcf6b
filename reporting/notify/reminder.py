"""The words of a reminder: calm, in the reader's language, with the hour of the reader's own clock."""

from django.utils.translation import gettext as _

from common.dates import say_day, say_moment
from common.i18n import pick
from common.zones import label
from notices.models import Preference
from reporting.models import Assignment, Reminder


def subject_of(reminder: Reminder, assignment: Assignment) -> str:
    """One line, the same in the inbox and as the subject."""
    words = {"cycle": pick(assignment.call.cycle, "name"), "day": say_day(assignment.indicative_date)}
    if reminder.days < 0:
        return _("The indicative date for “%(cycle)s” is %(day)s") % words
    if reminder.days == 0:
        return _("Today, %(day)s, is the indicative date for “%(cycle)s”") % words
    return _("The indicative date for “%(cycle)s” was %(day)s") % words


def more_of(reminder: Reminder, assignment: Assignment, preference: Preference) -> str:
    """What the mail says besides: the hour, what can be done, what the Secretariat adds."""
    parts = [pick(reminder, "words")] if pick(reminder, "words") else []
    if reminder.days <= 0:
        parts.append(
            _("It ends at %(moment)s (%(zone)s) and closes nothing.")
            % {
                "moment": say_moment(assignment.indicative_date, preference.clock),
                "zone": label(preference.zone) if preference.zone else _("San José time"),
            }
        )
        parts.append(
            _(
                "Any of the 23 objectives can be submitted, in any order. If your country needs more time, a later "
                "date can be asked for on this page:"
            )
        )
    else:
        parts.append(
            _(
                "A contribution is still welcome. If your country needs more time, or will not report this time, one "
                "line on this page tells the Secretariat:"
            )
        )
    return "\n\n".join(parts)


def key_of(reminder: Reminder, assignment: Assignment, on: object) -> str:
    """One event, one notice, one mail."""
    return f"reminder:{reminder.pk}:{assignment.pk}:{on}"
