"""Pages of people: accepting an invitation, seats, profile, and who is here."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import directory
from accounts.actions import people as actions
from accounts.decorators import seat_required
from accounts.forms import InvitationForm, OpenAccountForm, ProfileForm, TermForm
from accounts.http import SeatRequest
from accounts.models import Invitation, Membership, MembershipQuerySet, PresidencyTerm, User
from accounts.seats import SESSION_KEY, Seat, memberships_of
from common.errors import Refused
from common.i18n import pick

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "POST"])
def invitation_accept(request: SeatRequest, token: str) -> HttpResponse:
    """Accept a single-use invitation: open an account, or add the role to the one that is logged in."""
    invitation = (
        Invitation.objects.filter(token_hash=Invitation.digest(token)).select_related("country", "hat__body").first()
    )
    if invitation is None:
        raise Http404
    if not invitation.is_open:
        return render(request, "accounts/invitation_closed.html", {"invitation": invitation}, status=410)
    known = User.objects.filter(email__iexact=invitation.email).first()
    form = OpenAccountForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    context: dict[str, Any] = {"invitation": invitation, "known": known, "form": form}
    context["mine"] = request.seat.user is not None and known is not None and request.seat.user.pk == known.pk
    status = 200
    if request.method == "POST":
        try:
            if context["mine"]:
                membership = actions.accept_invitation(invitation=invitation, user=request.seat.person)
                request.session[SESSION_KEY] = str(membership.pk)
                return redirect("portal:desk")
            if known is None and form.is_valid():
                data = form.cleaned_data
                membership = actions.open_account(invitation=invitation, name=data["name"], password=data["password"])
                login(request, membership.user, backend=BACKEND)
                return redirect("portal:desk")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        status = 422
    return render(request, "accounts/invitation_accept.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def seats(request: SeatRequest) -> HttpResponse:
    """Choose in whose name to act."""
    mine = memberships_of(request.seat.person)
    if request.method == "POST":
        chosen = next((m for m in mine if str(m.pk) == request.POST.get("seat")), None)
        if chosen is None:
            raise Http404
        request.session[SESSION_KEY] = str(chosen.pk)
        return redirect("portal:desk")
    return render(request, "accounts/seats.html", {"memberships": mine})


@seat_required
@require_http_methods(["GET", "POST"])
def profile(request: SeatRequest) -> HttpResponse:
    """Name and language."""
    form = ProfileForm(request.POST or None, instance=request.seat.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@seat_required
@require_http_methods(["GET", "POST"])
def people(request: SeatRequest) -> HttpResponse:
    """Who is at work: all for the Secretariat, the own country for its people. Invite from here."""
    seat = request.seat
    if not (seat.is_secretariat or seat.is_workspace):
        raise Http404
    may_invite = seat.is_secretariat or seat.is_focal_point
    form = InvitationForm(request.POST or None, seat=seat) if may_invite else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(_("Only a focal point of the country, or the Executive Secretariat, may do this."))
        if form.is_valid():
            data = dict(form.cleaned_data)
            data.setdefault("country", seat.country)
            try:
                invitation = actions.invite(**data, by=seat)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("%(email)s was invited. The link holds 14 days.") % {"email": invitation.email}
                )
                return redirect("accounts:people")
    rows = list(memberships_within(seat))
    in_force = set(memberships_within(seat).active().values_list("pk", flat=True))
    open_ = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related("country", "hat__body")
    if not seat.is_secretariat:
        open_ = open_.filter(country=seat.country)
    rows.sort(key=lambda m: (pick(m.country, "name") if m.country else "", m.role, m.user.name))
    context = {
        "memberships": [m for m in rows if m.pk in in_force],
        "others": [m for m in rows if m.pk not in in_force],
        "resting": set(memberships_within(seat).resting().values_list("pk", flat=True)),
        "invitations": open_,
        "form": form,
        "may_invite": may_invite,
        "terms": PresidencyTerm.objects.select_related("country"),
        "term_form": TermForm() if seat.is_secretariat else None,
    }
    return render(request, "accounts/people.html", context, status=422 if form and form.errors else 200)


def memberships_within(seat: Seat) -> MembershipQuerySet:
    """Memberships of all times: all for the Secretariat, those of the own country for its people."""
    rows = Membership.objects.select_related("user", "country", "hat__body")
    if seat.is_secretariat:
        return rows
    return rows.filter(country=seat.country) if seat.is_workspace else rows.none()


@seat_required
@require_POST
def membership_act(request: SeatRequest, pk: str) -> HttpResponse:
    """End a membership. What is open in it is handed over on a page of its own before."""
    rows = memberships_within(request.seat).active()
    membership = get_object_or_404(rows, pk=pk)
    return _try(
        request, lambda: actions.end_membership(membership=membership, by=request.seat), _("The membership ended.")
    )


@seat_required
@require_POST
def invitation_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Send an invitation again, or withdraw it (field "act")."""
    rows = Invitation.objects.select_related("country", "hat__body")
    if not request.seat.is_secretariat:
        rows = rows.filter(country=request.seat.country) if request.seat.is_workspace else rows.none()
    invitation = get_object_or_404(rows, pk=pk)
    if request.POST.get("act") == "withdraw":
        return _try(
            request, lambda: actions.withdraw_invitation(invitation=invitation, by=request.seat), _("Withdrawn.")
        )
    return _try(request, lambda: actions.resend_invitation(invitation=invitation, by=request.seat), _("Sent again."))


@seat_required
@require_POST
def term_enter(request: SeatRequest) -> HttpResponse:
    """Enter a term of the presidency."""
    if not request.seat.is_secretariat:
        raise PermissionDenied(_("This belongs to the Executive Secretariat."))
    form = TermForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Country, both dates and a source are needed."))
        return redirect("accounts:people")
    return _try(
        request,
        lambda: directory.enter_presidency_term(**form.cleaned_data, by=request.seat),
        _("The term was entered."),
    )


def _try(request: SeatRequest, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:people")
