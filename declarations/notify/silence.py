"""Who is told of a silence procedure: every delegation and the desk, once for each thing that happens."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Country
from common.dates import say_moment
from common.i18n import pick
from declarations.enums import SilenceStatus
from declarations.models import Silence
from declarations.notify.text import SPEAKERS, desk, draft_path, people_of
from notices.actions import tell


def invoked(silence: Silence) -> None:
    """The words stand unless a member speaks before the deadline."""
    _tell(
        silence,
        f"silence:{silence.pk}",
        lambda: (
            _("%(symbol)s is under silence until %(moment)s (San José time)")
            % {"symbol": silence.draft.symbol, "moment": say_moment(silence.until)}
        ),
    )


def extended(silence: Silence) -> None:
    """The deadline is a later one."""
    _tell(
        silence,
        f"silence:{silence.pk}:{silence.until:%Y%m%d%H%M}",
        lambda: (
            _("The silence on %(symbol)s is extended until %(moment)s (San José time)")
            % {"symbol": silence.draft.symbol, "moment": say_moment(silence.until)}
        ),
    )


def over(silence: Silence) -> None:
    """It was broken, it was cancelled, or the deadline passed."""
    broken = getattr(silence, "broken", None)

    def words() -> str:
        said = {
            "symbol": silence.draft.symbol, "country": pick(broken.country, "name") if broken else ""
        }  # fmt: skip
        if silence.status == SilenceStatus.BROKEN:
            return _("%(country)s broke the silence on %(symbol)s; the clock has stopped") % said
        if silence.status == SilenceStatus.CANCELLED:
            return _("The Presidency cancelled the silence procedure on %(symbol)s") % said
        return _("The silence on %(symbol)s ended and was not broken: the text stands by tacit consent") % said

    _tell(silence, f"silence:{silence.pk}:over", words)


def _tell(silence: Silence, key: str, text: Callable[[], str]) -> None:
    declaration = silence.draft.declaration
    members = Country.objects.members().filter(is_placeholder=declaration.is_demonstration)
    people = {one.pk: one for one in (*people_of(members, *SPEAKERS), *desk())}
    tell(people.values(), key=key, text=text, address=reverse("declarations:silence", args=draft_path(silence.draft)))
