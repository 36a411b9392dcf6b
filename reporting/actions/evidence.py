"""Files of evidence: looked into before they are kept, images made anew."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename

from accounts.seats import Seat
from common.results import require
from common.uploads import look_into
from reporting import rules
from reporting.models import Assignment, Attachment
from reporting.policy import Act


@transaction.atomic
def keep_file(*, assignment: Assignment, upload: UploadedFile, by: Seat) -> Attachment:
    """Store an uploaded file of evidence after a look at its content, whatever its name says.

    Takes PDF, Word, Excel, PNG and JPEG up to `EVIDENCE_MAX_BYTES`. Images up to `EVIDENCE_MAX_PIXELS` are written
    anew, without what a camera adds. Raises Refused with the reason in the reader's language.
    """
    require(rules.may(by, Act.EDIT_ANSWER, assignment))
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
