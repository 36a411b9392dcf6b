"""What is personal: sent, looked at (which the trail notes), given out to the person, erased."""

import json
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from common.sealed import SealBroken, new_key, seal, unseal
from common.uploads import SCANS, look_into
from events import rules
from events.enums import FileKind
from events.models import Nomination, Participant, PersonalFile, Registration, TravelData
from events.trail import trail


@transaction.atomic
def send_travel(*, participant: Participant, values: dict[str, str], version: int, by: Seat) -> TravelData:
    """Keep what the buyer of the ticket needs, encrypted. Raises Refused when no ticket is bought for the person.

    Raises Conflict when somebody of the delegation sent it in the meantime; neither text is shown to the other.
    """
    participant = _held(participant, by)
    _check_traveller(participant)
    content = json.dumps(values).encode()
    stored = TravelData.objects.filter(participant=participant).first()
    if (stored.version if stored else 0) != version:
        raise Conflict(stored=None, version=stored.version if stored else 0, submitted=None)
    key = new_key()
    if stored is None:
        travel = TravelData(participant=participant, key=key)
        travel.sealed = seal(content, key, str(travel.pk))
        travel.save(force_insert=True)
    else:
        travel = stored
        changed = TravelData.objects.filter(pk=stored.pk, version=version).update(
            key=key, sealed=seal(content, key, str(stored.pk)), version=F("version") + 1, sent_at=timezone.now()
        )
        if not changed:
            raise Conflict(stored=None, version=version + 1, submitted=None)
    _trail("travel.sent", participant, by)
    return travel


@transaction.atomic
def send_file(*, participant: Participant, kind: str, upload: UploadedFile, by: Seat) -> PersonalFile:
    """Keep a file about a person, encrypted, instead of the one before. Raises Refused with the reason.

    A copy of the passport is taken only where the event asks for it, and only of travellers.
    """
    participant = _held(participant, by)
    if kind == FileKind.PASSPORT:
        _check_traveller(participant)
        if not participant.delegation.registration.passport_copy:
            raise Refused(_("This event asks for no copy of the passport."))
    _check_taken(participant)
    kept = look_into(upload, SCANS)
    for old in participant.files.filter(kind=kind):
        _end(old)
    key = new_key()
    file = PersonalFile(
        participant=participant, kind=kind, key=key, media_type=kept.media_type, suffix=kept.suffix,
        size=len(kept.content), sent_by=by.person,
    )  # fmt: skip
    default_storage.save(file.path, ContentFile(seal(kept.content, key, str(file.pk))))
    file.save(force_insert=True)
    _trail("file.sent", participant, by, kind=kind)
    return file


@transaction.atomic
def accept_invitation(*, participant: Participant, on: date, upload: UploadedFile | None, by: Seat) -> None:
    """Record that the invitation letter was accepted on a day, with the signed letter where there is one."""
    participant = _held(participant, by)
    if participant.registered_at is None:
        raise Refused(_("The invitation letter is made when the Secretariat has registered the person."))
    if upload:
        send_file(participant=participant, kind=FileKind.ACCEPTANCE, upload=upload, by=by)
    Participant.objects.filter(pk=participant.pk).update(accepted_on=on)
    _trail("letter.accepted", participant, by, signed=bool(upload))


def _held(participant: Participant, by: Seat) -> Participant:
    """The row as it is now, locked, for who may name the delegation: what is sent of a person meets no other person in
    the place, and nobody who is being erased. Raises Refused for who is out of the delegation, or erased.
    """
    require(rules.may_name_delegation(by, participant.delegation))
    rows = Participant.objects.select_for_update(of=("self",)).select_related("delegation__registration__event")
    found = rows.filter(pk=participant.pk, version=participant.version, erased_at=None).first()
    if found is None:
        raise Refused(_("Somebody changed this person in the meantime. Load the page again."))
    return found


def _check_traveller(participant: Participant) -> None:
    if not participant.is_traveller:
        raise Refused(_("Travel data is asked of registered persons whose ticket somebody buys."))
    _check_taken(participant)


def _check_taken(participant: Participant) -> None:
    if participant.delegation.registration.erased_at:
        raise Refused(_("Travel data of this event was deleted, and none is taken any more."))


@transaction.atomic
def read_travel(*, travel: TravelData, by: Seat) -> dict[str, str]:
    """What a traveller sent; that it was looked at goes into the trail. Raises Refused when it cannot be opened."""
    require(rules.may_read_travel(by, travel.participant.delegation.registration))
    _trail("travel.seen", travel.participant, by)
    values: dict[str, str] = json.loads(_opened(bytes(travel.sealed), bytes(travel.key), travel.pk))
    return values


@transaction.atomic
def read_file(*, file: PersonalFile, by: Seat) -> bytes:
    """The content of a file; that it was looked at goes into the trail. Raises Refused when it cannot be opened."""
    require(rules.may_read_travel(by, file.participant.delegation.registration))
    _trail("file.seen", file.participant, by, kind=file.kind)
    return _content(file)


def _content(file: PersonalFile) -> bytes:
    try:
        with default_storage.open(file.path) as stored:
            return _opened(stored.read(), bytes(file.key), file.pk)
    except FileNotFoundError as error:
        raise Refused(_("The file is not in the storage.")) from error


def _opened(sealed: bytes, key: bytes, pk: object) -> bytes:
    try:
        return unseal(sealed, key, str(pk))
    except SealBroken as error:
        raise Refused(_("This cannot be opened any more. Ask for it again.")) from error


def forget_files(participant: Participant, *, travel_only: bool = False) -> None:
    """Delete what was sent about a person: rows, keys and bytes; the signed letter stays with `travel_only`.

    Holds the person's row first, so that nothing is sent between this and what the caller does to it.
    """
    Participant.objects.select_for_update().filter(pk=participant.pk).first()
    TravelData.objects.filter(participant=participant).delete()
    files = participant.files.filter(kind=FileKind.PASSPORT) if travel_only else participant.files.all()
    for file in files:
        _end(file)


def _end(file: PersonalFile) -> None:
    path = file.path
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


@transaction.atomic
def give_out(*, participant: Participant, by: Seat) -> tuple[dict[str, Any], dict[str, bytes]]:
    """All that the portal holds of a participant, for the person who asked for it: the data, and files by name.

    A file that cannot be opened any more stands in the data alone.
    """
    require(rules.may_erase(by))
    names = (
        "name", "position", "institution", "email", "rank", "is_head", "role", "theme", "presence", "language",
        "notified_at", "registered_at", "accepted_on", "attended",
    )  # fmt: skip
    held: dict[str, Any] = {name: getattr(participant, name) for name in names}
    held["event"] = participant.delegation.registration.event.code
    held["delegation"] = participant.delegation.name
    travel = TravelData.objects.filter(participant=participant).first()
    if travel:
        held["travel"] = json.loads(_opened(bytes(travel.sealed), bytes(travel.key), travel.pk))
    files = {}
    held["files"] = []
    for file in participant.files.all():
        said = {"kind": file.kind, "media_type": file.media_type, "size": file.size, "sent_at": file.sent_at}
        with suppress(Refused):
            files[f"{file.kind}.{file.suffix}"] = _content(file)
            said["file"] = f"{file.kind}.{file.suffix}"
        held["files"].append(said)
    _trail("participant.given_out", participant, by)
    return held, files


@transaction.atomic
def erase_participant(*, participant: Participant, by: Seat) -> None:
    """Erase a person at their request. That somebody took part for the delegation, at this level, stays."""
    require(rules.may_erase(by))
    forget_files(participant)
    Participant.objects.filter(pk=participant.pk).update(
        name="", position="", institution="", email="", theme="", ticket=None, accepted_on=None,
        erased_at=timezone.now(), version=F("version") + 1,
    )  # fmt: skip
    delegation = participant.delegation
    # A reason for more places may be about the person.
    delegation.contact = delegation.places_note = ""
    delegation.save(update_fields=["contact", "places_note"])
    _trail("participant.erased", participant, by)


@transaction.atomic
def erase_nominee(*, nomination: Nomination, by: Seat) -> None:
    """Erase a nominated person at their request; that there was a nomination stays."""
    require(rules.may_erase(by))
    Nomination.objects.filter(pk=nomination.pk).update(
        name="", organization="", email="", reasons="", erased_at=timezone.now()
    )
    trail("nomination.erased", nomination.registration.event, by=by, nomination=str(nomination.pk))


@transaction.atomic
def erase_after(registration: Registration) -> int:
    """Delete travel data, files and addresses of an event that is long over; gives how many persons had any.

    Names, institutions and levels stay: they are the official list. Who was never notified is in no list and goes.
    What is entered after the first time goes the next time.
    """
    people = Participant.objects.filter(delegation__registration=registration)
    count = people.filter(notified_at=None).delete()[0]
    held = people.exclude(email="") | people.filter(travel__isnull=False) | people.filter(files__isnull=False)
    for person in held.distinct():
        forget_files(person)
        count += 1
    people.exclude(email="").update(email="")
    registration.delegations.exclude(contact="", places_note="").update(contact="", places_note="")
    registration.nominees.exclude(email="").update(email="")
    Registration.objects.filter(pk=registration.pk, erased_at=None).update(erased_at=timezone.now())
    if count:
        trail("travel.erased", registration.event, by=None, people=count)
    return count


@transaction.atomic
def erase_undated(registration: Registration) -> int:
    """Of an event without dates: delete travel data and passports that lie as long as the terms say; gives of how many
    persons. Once the event has dates they are asked for anew.
    """
    before = timezone.now() - timedelta(days=registration.keep_days + 1)
    people = Participant.objects.filter(delegation__registration=registration)
    old = people.filter(travel__sent_at__lt=before) | people.filter(
        files__sent_at__lt=before, files__kind=FileKind.PASSPORT
    )
    count = 0
    for person in old.distinct():
        forget_files(person, travel_only=True)
        count += 1
    if count:
        trail("travel.erased", registration.event, by=None, people=count)
    return count


def _trail(action: str, participant: Participant, by: Seat, **detail: Any) -> None:
    event = participant.delegation.registration.event
    trail(action, event, by=by, participant=str(participant.pk), **detail)
