"""What the frame of every page needs: the seat, the navigation, the two languages."""

import re
from dataclasses import dataclass
from functools import cache, partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.seats import PUBLIC, Seat
from common.i18n import current_language
from common.shapes import Link
from notices.queries import unread_count

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
KEYS = {"token", "key", "uidb36"}
"""Parts of addresses that are keys: invitations, questionnaires and reminders by mail, forgotten passwords."""
_PREFIX = re.compile(r"^/(en|es)(?=/|$)")

Rooms = tuple[tuple[str, str | Promise], ...]
# (URL name, words). The first part of the name is the room that the entry belongs to.
PUBLIC_ROOMS: Rooms = (
    ("objectives:objective-list", _("Objectives")),
    ("portal:country-list", _("Countries")),
    ("portal:cycle-list", _("Cycles")),
    ("portal:practice-list", _("Good practices")),
    ("portal:publication-list", _("Publications")),
    ("portal:event-list", _("Events")),
)
WORKSPACE_ROOMS: Rooms = (
    ("reporting:workspace", _("National report")),
    ("objectives:objective-list", _("Objectives")),
    ("portal:country-list", _("Countries")),
    ("portal:practice-list", _("Good practices")),
    ("reporting:report-list", _("Reports")),
    ("declarations:list", _("Declarations")),
    ("portal:event-list", _("Events")),
)
READER_ROOMS: Rooms = (("portal:desk", _("Your page")), *PUBLIC_ROOMS)
DESK_ROOMS: Rooms = (
    ("reporting:desk", _("Submissions")),
    ("reporting:report-list", _("Regional report")),
    ("declarations:list", _("Declarations")),
    ("events:desk", _("Events")),
    ("portal:practice-list", _("Good practices")),
    ("accounts:people", _("People")),
)

# (URL name, words, icon) in the account menu.
ACCOUNT_ROOMS = (
    ("portal:desk", _("My work"), "house"),
    ("notices:inbox", _("Notices"), "bell"),
    ("events:registration-list", _("Registration"), "user-plus"),
    ("accounts:seats", _("Change role"), "users"),
    ("accounts:profile", _("Your account"), "user"),
    ("accounts:keys", _("Keys for programs"), "key-round"),
    ("mfa_index", _("Two-step log-in"), "shield-check"),
    ("account_change_password", _("Change your password"), "key-round"),
    ("notices:outbox", _("Outbox of this demonstration"), "mail"),
)


@dataclass(frozen=True)
class Language:
    """The same page in one language."""

    code: str
    name: str
    url: str
    current: bool


def rooms_of(seat: Seat) -> Rooms:
    """The entries of the main navigation for a seat, as (URL name, words)."""
    if seat.is_desk:
        return DESK_ROOMS
    if seat.is_workspace:
        return WORKSPACE_ROOMS
    return READER_ROOMS if seat.membership else PUBLIC_ROOMS


def address(name: str) -> str:
    """The address of a URL name in the reader's language, '' while the room that serves it is not installed."""
    return _address(name, current_language(), get_urlconf() or settings.ROOT_URLCONF)


@cache
def _address(name: str, language: str, urlconf: str) -> str:
    """The frame of every page asks for a dozen addresses; they stay the same as long as the process runs."""
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""


def navigation(seat: Seat, path: str) -> list[Link]:
    """The main navigation of a seat; of the entries that the path starts with, the longest is the current one."""
    entries = [(url, str(words)) for name, words in rooms_of(seat) if (url := address(name))]
    here = max((url for url, _words in entries if path.startswith(url)), key=len, default="")
    return [Link(words, url, "" if url != here else "page" if path == url else "true") for url, words in entries]


def languages(full_path: str) -> list[Language]:
    """The page at `full_path` in English and in Spanish. Both address trees are the same but for their prefix."""
    current = current_language()
    return [
        Language(
            code,
            name,
            _PREFIX.sub(f"/{code}", full_path) if _PREFIX.match(full_path) else f"/{code}/",
            code == current,
        )
        for code, name in LANGUAGE_NAMES.items()
    ]


def account_links() -> list[Link]:
    """What the account menu offers besides seats and logging out."""
    return [Link(str(words), url, icon=icon) for name, words, icon in ACCOUNT_ROOMS if (url := address(name))]


def _is_key(request: HttpRequest) -> bool:
    """Whether who knows the page's address may act: it is not printed on paper that goes from hand to hand."""
    return bool(request.resolver_match and KEYS & set(request.resolver_match.kwargs))


def portal(request: HttpRequest) -> dict[str, object]:
    """Context of every page. A request that failed before the seat was known is treated as the public's."""
    seat = getattr(request, "seat", PUBLIC)
    path = getattr(request, "page_path", "") or request.get_full_path()
    return {
        "seat": seat,
        "LANGUAGE_CODE": current_language(),
        "navigation": navigation(seat, request.path),
        "page_languages": languages(path),
        "page_address": "" if _is_key(request) else f"{settings.SITE_URL}{path}",
        "unread_notices": partial(unread_count, seat) if seat.user else 0,
        "account_links": account_links() if seat.is_authenticated else [],
        "home_url": address("portal:home") or "/",
        "demonstration": settings.DEMONSTRATION,
    }
