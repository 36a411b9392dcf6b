"""Files of evidence: looked into before they are kept, images made anew."""

import hashlib
import io
import warnings
import zipfile

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from reporting import rules
from reporting.models import Assignment, Attachment, Signature
from reporting.policy import Act
from reporting.trail import note

IMAGES = {"PNG": ("image/png", "png"), "JPEG": ("image/jpeg", "jpg")}
OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
MAX_ENTRIES, MAX_UNPACKED, MAX_RATIO = 2_000, 100 * 1024 * 1024, 100


@transaction.atomic
def keep_file(*, assignment: Assignment, upload: UploadedFile, by: Seat, act: Act = Act.EDIT_ANSWER) -> Attachment:
    """Store an uploaded file after a look at its content, whatever its name says: evidence, or what `act` needs it for.

    Takes PDF, Word, Excel, PNG and JPEG up to `EVIDENCE_MAX_BYTES`. Images up to `EVIDENCE_MAX_PIXELS` are written
    anew, without what a camera adds. Raises Refused with the reason in the reader's language.
    """
    require(rules.may(by, act, assignment))
    limit = settings.EVIDENCE_MAX_BYTES
    if (upload.size or 0) > limit:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": limit // 1024 // 1024})
    content, media_type, suffix = _looked_into(upload.read())
    stem = get_valid_filename((upload.name or "document").rsplit("/", 1)[-1].rsplit(".", 1)[0])[:150] or "document"
    attachment = Attachment(
        assignment=assignment,
        name=f"{stem}.{suffix}",
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by.person,
    )
    attachment.file.save(f"{attachment.pk}.{suffix}", ContentFile(content), save=True)
    return attachment


SIGNED = ("application/pdf", "image/png", "image/jpeg")


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


def _looked_into(content: bytes) -> tuple[bytes, str, str]:
    """(content to keep, media type, suffix), from the first bytes and the structure of the file."""
    if content.startswith(b"%PDF-"):
        return content, "application/pdf", "pdf"
    if content.startswith(b"PK\x03\x04"):
        media_type, suffix = _office(content)
        return content, media_type, suffix
    if content.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        return _image(content)
    raise Refused(_("This kind of file is not taken. Use PDF, Word, Excel, PNG or JPEG."))


def _office(content: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise Refused(_("The file is damaged and cannot be opened.")) from error
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * len(content):
        raise Refused(_("The file unpacks to more than can be looked through."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(_("Files with macros are not taken. Save it without macros."))
    if any(entry.flag_bits & 1 for entry in entries) or len(set(names)) != len(names):
        raise Refused(_("The file is damaged and cannot be opened."))
    found = next((kind for name, kind in OFFICE.items() if name in names), None)
    if found is None:
        raise Refused(_("This kind of file is not taken. Use PDF, Word, Excel, PNG or JPEG."))
    return found


def _image(content: bytes) -> tuple[bytes, str, str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(IMAGES)) as image:
                if image.width * image.height > settings.EVIDENCE_MAX_PIXELS:
                    raise Refused(
                        _("The image has more than %(limit)s megapixels. Make it smaller first.")
                        % {"limit": settings.EVIDENCE_MAX_PIXELS // 1_000_000}
                    )
                media_type, suffix = IMAGES[image.format or "PNG"]
                again = io.BytesIO()
                bare = Image.new(image.mode, image.size)
                bare.paste(image)
                bare.save(again, format=image.format, **({"quality": 88} if suffix == "jpg" else {}))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        ValueError,
    ) as error:
        raise Refused(_("The image cannot be read.")) from error
    return again.getvalue(), media_type, suffix
