"""Files of evidence: looked into before they are kept, images made anew."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from common.uploads import look_into
from reporting import rules
from reporting.models import Assignment, Attachment, Signature
from reporting.policy import Act
from reporting.trail import note

SIGNED = ("application/pdf", "image/png", "image/jpeg")


@transaction.atomic
def keep_file(*, assignment: Assignment, upload: UploadedFile, by: Seat, act: Act = Act.EDIT_ANSWER) -> Attachment:
    """Store an uploaded file after a look at its content, whatever its name says: evidence, or what `act` needs it for.

    Takes PDF, Word, Excel, PNG and JPEG up to `EVIDENCE_MAX_BYTES`. Images up to `EVIDENCE_MAX_PIXELS` are written
    anew, without what a camera adds. Raises Refused with the reason in the reader's language.
    """
    require(rules.may(by, act, assignment))
    kept = look_into(upload)
    stem = get_valid_filename((upload.name or "document").rsplit("/", 1)[-1].rsplit(".", 1)[0])[:150] or "document"
    attachment = Attachment(
        assignment=assignment,
        name=f"{stem}.{kept.suffix}",
        media_type=kept.media_type,
        size=len(kept.content),
        sha256=hashlib.sha256(kept.content).hexdigest(),
        uploaded_by=by.person,
    )
    attachment.file.save(f"{attachment.pk}.{kept.suffix}", ContentFile(kept.content), save=True)
    return attachment


@transaction.atomic
def attach_signed(*, signature: Signature, upload: UploadedFile, by: Seat) -> Attachment:
    """Keep the page that was signed or stamped with the step it cleared: a PDF, or a picture of it.

    It stays with the country; a revision names it by its fingerprint.
    """
    assignment = signature.round.assignment
    attachment = keep_file(assignment=assignment, upload=upload, by=by, act=Act.SIGN)
    if attachment.media_type not in SIGNED:
        raise Refused(_("Attach what was signed as PDF, or as a picture of it (PNG or JPEG)."))
    signature.document = attachment
    signature.save(update_fields=["document"])
    note(
        "signed_document_kept", assignment=assignment, by=by, object_type="attachment", object_id=attachment.pk,
        step=signature.step, name=attachment.name, sha256=attachment.sha256,
    )  # fmt: skip
    return attachment
