"""Files that people send: looked into before they are kept, whatever their names say, images made anew."""

import io
import re
import warnings
import zipfile
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from common.errors import Refused

IMAGES = {"PNG": ("image/png", "png"), "JPEG": ("image/jpeg", "jpg")}
ENDS = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}
"""What a picture ends with: a library may be told to fill up one that is cut off."""
OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
MAX_ENTRIES, MAX_UNPACKED, MAX_RATIO = 2_000, 100 * 1024 * 1024, 100
ALL = ("pdf", "docx", "xlsx", "png", "jpg")
SCANS = ("pdf", "png", "jpg")
ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
"""What makes a PDF more than pages."""
SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
"""A sign of a name in a PDF may be written by its number: "/J#61vaScript"."""


@dataclass(frozen=True)
class Accepted:
    """What of an upload is kept."""

    content: bytes
    media_type: str
    suffix: str


def look_into(upload: UploadedFile, kinds: Collection[str] = ALL) -> Accepted:
    """What of an uploaded file may be kept: of these kinds, up to `EVIDENCE_MAX_BYTES`.

    Images up to `EVIDENCE_MAX_PIXELS` are written anew, without what a camera adds. Among `SCANS` a PDF holds pages
    and nothing that acts. Raises Refused with the reason in the reader's language.
    """
    limit = settings.EVIDENCE_MAX_BYTES
    if (upload.size or 0) > limit:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": limit // 1024 // 1024})
    content = upload.read()
    if content.startswith(b"%PDF-") and "pdf" in kinds:
        if set(kinds) <= set(SCANS):
            _only_pages(content)
        return Accepted(content, "application/pdf", "pdf")
    if content.startswith(b"PK\x03\x04") and "docx" in kinds:
        return Accepted(content, *_office(content))
    if content.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")) and "png" in kinds:
        return Accepted(*_image(content))
    raise Refused(_not_taken(kinds))


def _not_taken(kinds: Collection[str]) -> str:
    if "docx" in kinds:
        return _("This kind of file is not taken. Use PDF, Word, Excel, PNG or JPEG.")
    return _("This kind of file is not taken. Use PDF, PNG or JPEG.")


def _only_pages(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise Refused(_("The file is damaged and cannot be opened."))
    plain = SIGN.sub(lambda sign: bytes.fromhex(sign[1].decode()), content)
    if any(mark in plain for mark in ACTIVE):
        raise Refused(_("The PDF holds scripts or further files. Print it to a new PDF, or send a picture."))


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
        raise Refused(_not_taken(ALL))
    return found


def _image(content: bytes) -> tuple[bytes, str, str]:
    kind = "PNG" if content.startswith(b"\x89PNG") else "JPEG"
    try:
        if ENDS[kind] not in content:
            raise EOFError
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                if image.width * image.height > settings.EVIDENCE_MAX_PIXELS:
                    raise Refused(
                        _("The image has more than %(limit)s megapixels. Make it smaller first.")
                        % {"limit": settings.EVIDENCE_MAX_PIXELS // 1_000_000}
                    )
                media_type, suffix = IMAGES[kind]
                again = io.BytesIO()
                # A camera says in the margin which way is up, and the margin is left behind.
                upright = ImageOps.exif_transpose(image)
                # The colours of a palette are kept beside its pixels, and would be left behind.
                pixels = upright.convert("RGBA") if upright.mode == "P" else upright
                bare = Image.new(pixels.mode, pixels.size)
                bare.paste(pixels)
                bare.save(again, format=kind, **({"quality": 88} if suffix == "jpg" else {}))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        EOFError,
        SyntaxError,
        ValueError,
    ) as error:
        raise Refused(_("The image cannot be read.")) from error
    return again.getvalue(), media_type, suffix
