"""Original or translation: `?text=original` of every page that holds countries' words."""

from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from common.i18n import current_language
from common.shapes import Link

ORIGINAL = "original"


def is_original(request: SeatRequest) -> bool:
    return request.GET.get("text") == ORIGINAL


def reading_links(request: SeatRequest, original: bool) -> list[Link]:
    """The two ways to read the same page."""
    query = request.GET.copy()
    query.pop("text", None)
    plain = f"?{query.urlencode()}"
    query["text"] = ORIGINAL
    own = _("In Spanish where there is a version") if current_language() == "es" else _("In English where there is one")
    return [
        Link(own, plain, "" if original else "true"),
        Link(_("As written"), f"?{query.urlencode()}", "true" if original else ""),
    ]
