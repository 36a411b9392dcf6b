"""Invitations, memberships and seats. Every act leaves a line in the trail."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import rules
from accounts.emails import invitation_settled, write_invitation
from accounts.enums import Role
from accounts.models import Body, Country, Hat, Invitation, Membership, User
from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import require


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    language: str,
    role: str,
    country: Country | None = None,
    hat: Hat | None = None,
    institution_en: str = "",
    institution_es: str = "",
    by: Seat,
) -> Invitation:
    """Invite an e-mail address into a role in a country, or in a hat of a body; the link leaves by mail.

    The link works once, for INVITATION_DAYS days. Raises PermissionDenied when `by` may not invite into this role,
    Refused when the address already has the role there or an invitation to it.
    """
    require(rules.may_invite(by, role=role, country=country, hat=hat))
    email = email.strip().lower()
    if by.user and by.user.email == email:
        raise Refused(_("You cannot invite yourself."))
    _lock(country, hat)  # a form that was sent twice makes one invitation
    if Membership.objects.active().filter(user__email__iexact=email, role=role, country=country, hat=hat).exists():
        raise Refused(_("This person already has this role here."))
    if Invitation.objects.open().filter(email__iexact=email, role=role, country=country, hat=hat).exists():
        raise Refused(_("This address already has an open invitation to this role. You can send it again."))
    token = secrets.token_urlsafe()
    invitation = Invitation.objects.create(
        token_hash=Invitation.digest(token),
        email=email,
        name=name,
        language=language,
        role=role,
        country=country,
        hat=hat,
        institution_en=institution_en,
        institution_es=institution_es,
        invited_by=by.person,
        expires_at=_expiry(),
    )
    _note("invited_person", invitation, by=by)
    write_invitation(invitation, token)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Seat) -> Invitation:
    """Send a new link, valid for another INVITATION_DAYS days; the old link stops working."""
    invitation = _locked(invitation)
    require(rules.may_invite(by, role=invitation.role, country=invitation.country, hat=invitation.hat))
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(_("This invitation was already accepted or withdrawn."))
    token = secrets.token_urlsafe()
    invitation.token_hash = Invitation.digest(token)
    invitation.expires_at = _expiry()
    invitation.save(update_fields=["token_hash", "expires_at"])
    _note("invitation_sent_again", invitation, by=by)
    write_invitation(invitation, token)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Seat) -> None:
    """The link stops working; who opens it reads that it was withdrawn."""
    invitation = _locked(invitation)
    require(rules.may_invite(by, role=invitation.role, country=invitation.country, hat=invitation.hat))
    if invitation.accepted_at:
        raise Refused(_("This invitation was already accepted. End the membership instead."))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    _note("invitation_withdrawn", invitation, by=by)
    invitation_settled.send(Invitation, invitation=invitation)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Turn the invitation into a membership of the account with its e-mail address.

    Raises Refused when the link was used, withdrawn or is too old, or when it was sent to another address.
    """
    invitation = _locked(invitation)
    if user.email.lower() != invitation.email.lower():
        raise Refused(_("This invitation was sent to another e-mail address than the one of your account."))
    if not invitation.is_open:
        raise Refused(_("This invitation can no longer be accepted."))
    membership = Membership.objects.active().filter(
        user=user, role=invitation.role, country=invitation.country, hat=invitation.hat
    ).first() or Membership.objects.create(
        user=user,
        role=invitation.role,
        country=invitation.country,
        hat=invitation.hat,
        institution_en=invitation.institution_en,
        institution_es=invitation.institution_es,
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    _note("invitation_accepted", invitation, by=user, membership=str(membership.pk))
    invitation_settled.send(Invitation, invitation=invitation)
    return membership


@transaction.atomic
def open_account(*, invitation: Invitation, name: str, password: str) -> Membership:
    """A new person: account and membership at once. The password has been validated by the form.

    Raises Refused as `accept_invitation` does, and when the address already has an account.
    """
    invitation = _locked(invitation)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise Refused(_("This address already has an account. Log in to accept the invitation."))
    user = User.objects.create_user(email=invitation.email, password=password, name=name, language=invitation.language)
    return accept_invitation(invitation=invitation, user=user)


@transaction.atomic
def end_membership(*, membership: Membership, by: Seat) -> None:
    """End a membership at once; the person's next request finds no seat. What they wrote stays.

    Refused for the last focal point of a country (hand over first) and for the last person of the Secretariat.
    """
    require(rules.may_change_membership(by, membership))
    _lock(membership.country, membership.hat)
    if membership.role in (Role.FOCAL_POINT, Role.SECRETARIAT) and not _others(membership).exists():
        raise Refused(_("At least one person must stay in this role. Invite or name a successor first."))
    _end(membership)
    _note("membership_ended", membership, by=by)


@transaction.atomic
def hand_over(*, membership: Membership, to: User, by: Seat) -> Membership:
    """End `membership` and give its role, in the same place, to `to`, a person already at work there.

    This is the part of `reporting.actions.handover.hand_over` that concerns the seat; the open work passes there.
    Returns the successor's membership.
    """
    require(rules.may_change_membership(by, membership))
    _lock(membership.country, membership.hat)
    if to == membership.user:
        raise Refused(_("Choose another person."))
    here = Membership.objects.active().filter(user=to, country=membership.country, hat=membership.hat)
    if not here.exists():
        raise Refused(_("The successor must already be at work here. Invite this person first."))
    successor = here.filter(role=membership.role).first() or Membership.objects.create(
        user=to,
        role=membership.role,
        country=membership.country,
        hat=membership.hat,
        institution_en=membership.institution_en,
        institution_es=membership.institution_es,
    )
    _end(membership)
    _note("handed_over", membership, by=by, successor=str(successor.pk))
    return successor


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def _lock(country: Country | None, hat: Hat | None) -> None:
    """Make the writers of one team queue behind each other."""
    if country is not None:
        Country.objects.select_for_update(no_key=True).get(pk=country.pk)
    elif hat is not None:
        Body.objects.select_for_update(no_key=True).get(pk=hat.body_id)


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("country", "hat__body", "invited_by")
        .get(pk=invitation.pk)
    )


def _others(membership: Membership) -> QuerySet[Membership]:
    """Other people in force in the same role and place."""
    return (
        Membership.objects.active()
        .filter(role=membership.role, country=membership.country, hat=membership.hat)
        .exclude(pk=membership.pk)
    )


def _end(membership: Membership) -> None:
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])


def _note(action: str, thing: Invitation | Membership, *, by: Seat | User, **detail: str) -> None:
    """One line in the trail of the country or body. No address and no name besides the actor's."""
    country, hat = thing.country, thing.hat
    record(
        action,
        by=by,
        chain=f"country:{country.pk}" if country else f"body:{hat.body_id if hat else ''}",
        object_type=str(thing._meta.model_name),
        object_id=thing.pk,
        country_code=country.code if country else "",
        role=thing.role,
        **detail,
    )
