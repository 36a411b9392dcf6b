"""The inbox, how a person wants to have mail, what did not arrive, and in the demonstration the mail itself."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import User
from common.results import require
from common.shapes import Link
from notices import rules
from notices.actions import free_address, mark_read
from notices.enums import MailState
from notices.forms import PreferenceForm
from notices.models import BouncedAddress, Mail, Notice, Preference
from notices.queries import preference_of, unread_elsewhere
from notices.stopping import person_of

SHOWN = 100


@seat_required
@require_safe
def inbox(request: SeatRequest) -> HttpResponse:
    """The notices of this seat, newest first; how many wait in others."""
    rows = list(Notice.objects.visible_to(request.seat)[:SHOWN])
    return render(
        request,
        "notices/inbox.html",
        {"notices": rows, "unread": sum(not row.read_at for row in rows), "elsewhere": unread_elsewhere(request.seat)},
    )


@seat_required
@require_POST
def read_all(request: SeatRequest) -> HttpResponse:
    """Mark all as read."""
    mark_read(by=request.seat)
    return redirect("notices:inbox")


@seat_required
@require_POST
def read_one(request: SeatRequest, pk: str) -> HttpResponse:
    """Mark one of the own notices as read."""
    mark_read(by=request.seat, notice=get_object_or_404(Notice.objects.visible_to(request.seat), pk=pk))
    return redirect(f"{reverse('notices:inbox')}#n-{pk}")


@seat_required
@require_http_methods(["GET", "POST"])
def preferences(request: SeatRequest) -> HttpResponse:
    """How the person wants to have mail; the same in every seat."""
    form = PreferenceForm(request.POST or None, instance=preference_of(request.seat.person))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("notices:preferences")
    crumbs = [Link(_("Notices"), reverse("notices:inbox")), Link(_("Mail"))]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "notices/preferences.html", context, status=422 if form.errors else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reminders_stop(request: SeatRequest, token: str) -> HttpResponse:
    """A signed address out of a reminder: GET asks, POST stops, without log-in and also by the mail program itself."""
    person = person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        Preference.objects.update_or_create(user=person, defaults={"reminders": False})
    inbox_ = Link(_("Notices"), reverse("notices:inbox"))
    context = {
        "stopped": not preference_of(person).reminders,
        "crumbs": [inbox_, Link(_("Mail"), reverse("notices:preferences")), Link(_("Stop reminders by mail"))],
    }
    response = render(request, "notices/reminders_stop.html", context)
    add_never_cache_headers(response)
    return response


@seat_required
@require_http_methods(["GET", "POST"])
def undelivered(request: SeatRequest) -> HttpResponse:
    """Addresses that do not work, and how much mail waits. Nothing here says what a mail was about."""
    require(rules.may_keep_addresses(request.seat))
    if request.method == "POST":
        address = get_object_or_404(BouncedAddress, pk=request.POST.get("address"))
        free_address(address=address, by=request.seat)
        messages.success(request, _("Mail goes to %(address)s again.") % {"address": address})
        return redirect("notices:undelivered")
    rows = list(BouncedAddress.objects.all())
    people = {user.email.lower(): user for user in User.objects.filter(email__in=[row.email for row in rows])}
    context = {
        "crumbs": [Link(_("Notices"), reverse("notices:inbox")), Link(_("Mail that did not arrive"))],
        "addresses": [(row, people.get(row.email)) for row in rows],
        "waiting": Mail.objects.filter(state=MailState.WAITING, attempts__gt=0).count(),
        "given_up": Mail.objects.filter(state=MailState.GIVEN_UP).count(),
    }
    return render(request, "notices/undelivered.html", context)


@require_safe
def outbox(request: SeatRequest) -> HttpResponse:
    """Mail of the demonstration; elsewhere there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "notices/outbox.html", {"mails": Mail.objects.all()[:SHOWN]})
