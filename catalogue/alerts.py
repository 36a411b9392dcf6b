"""Alerts of saved searches: what became visible to the person's seat since the last one, told once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import Membership
from accounts.seats import Seat
from catalogue.changes import settled
from catalogue.forms import SearchForm
from catalogue.models import Frequency, SavedSearch, SearchAlert
from catalogue.registry import RESOURCES
from catalogue.search import Asked, changed_since
from common.dates import local
from notices.actions import send_mail_once

SALT = "catalogue.alert"
HOUR = 6
"""San José time at which alerts are due."""
DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}


def next_due(frequency: str, now: datetime | None = None) -> datetime | None:
    """When the next alert is due; None without alerts."""
    if frequency not in DAYS:
        return None
    day = local(now or timezone.now()) + timedelta(days=DAYS[Frequency(frequency)])
    return day.replace(hour=HOUR, minute=0, second=0, microsecond=0)


def tell_due(now: datetime | None = None) -> int:
    """Send every alert that is due; gives how many. Safe when several processes do it, or one is killed."""
    now = now or timezone.now()
    sent = 0
    for pk in list(SavedSearch.objects.filter(due_at__lte=now).order_by("due_at").values_list("pk", flat=True)):
        with transaction.atomic():
            rows = SavedSearch.objects.select_for_update(skip_locked=True, of=("self",))
            search = rows.select_related("user", "membership").filter(pk=pk, due_at__lte=now).first()
            sent += bool(search and _tell(search, now))
    return sent


def seat_for(search: SavedSearch) -> Seat | None:
    """The seat in which the search was saved; the public's eyes once that membership has ended; None for nobody."""
    user = search.user
    if not user.is_active:
        return None
    active = Membership.objects.active().filter(pk=search.membership_id)
    membership = active.select_related("country", "hat__body").first()
    return Seat(user=user, membership=membership)


def _tell(search: SavedSearch, now: datetime) -> bool:
    """In one transaction: the alert's row, the mail's row, and until when it was told. The mail leaves afterwards."""
    since, until = search.told_until, settled(now)
    search.due_at = next_due(search.frequency, now)
    seat = seat_for(search)
    if seat is None or until <= since:
        search.save(update_fields=["due_at"])
        return False
    found = changed_since(asked_of(search), seat, since, until)
    search.told_until = until
    search.save(update_fields=["due_at", "told_until"])
    if not found:
        return False
    SearchAlert.objects.create(search=search, since=since, until=until, found=found)
    mail = send_mail_once(
        user=search.user,
        key=f"search:{search.pk}:{since.isoformat()}",
        subject=lambda: _("New for your search “%(name)s”") % {"name": search.name},
        body=lambda: _words(search, found),
        unsubscribe=stop_address(search),
    )
    return mail is not None


def asked_of(search: SavedSearch) -> Asked:
    """What a saved search looks for; what is no longer a choice does not count."""
    return SearchForm(QueryDict(search.query)).asked()


def _words(search: SavedSearch, found: dict[str, int]) -> str:
    """The mail names no text: it says how many things are new, and where they can be read."""
    language = search.user.language
    lines = [
        f"- {RESOURCES[name].title}: "
        + ngettext("%(count)s new or changed", "%(count)s new or changed", count) % {"count": count}
        for name, count in found.items()
    ]
    page = f"{settings.SITE_URL}/{language}{reverse('catalogue:search')[3:]}?{search.query}"
    return "\n\n".join(
        [
            _("Since the last message, this became readable for you:"),
            "\n".join(lines),
            page,
            _("To stop these messages: %(address)s") % {"address": stop_address(search)},
        ]
    )


def stop_address(search: SavedSearch) -> str:
    """The signed address that stops the alerts of one search without log-in."""
    token = signing.Signer(salt=SALT).sign(str(search.pk))
    with override(search.user.language):
        return f"{settings.SITE_URL}{reverse('catalogue:alert-stop', args=[token])}"


def search_of(token: str) -> SavedSearch | None:
    """The search that a signed address names; None where the signature is not ours or the search is gone."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.filter(pk=pk).first()
