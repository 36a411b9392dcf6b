"""The transmitted package as one ZIP file: the same bytes whenever it is asked for."""

import json
import zipfile
from io import BytesIO

from django.core.files.storage import default_storage

from common.i18n import LANGUAGES
from declarations.models import Transmission
from publications.enums import Format, Paper
from publications.models import EditionFile

MOMENT = (1980, 1, 1, 0, 0, 0)
WANTED = len(LANGUAGES) * len(Format.values)


def files_of(transmission: Transmission) -> list[EditionFile]:
    """The files of the package and of the declaration, in both languages and formats. One query."""
    editions = (transmission.edition_id, transmission.adoption.edition_id)
    rows = EditionFile.objects.filter(edition__in=editions, paper=Paper.LETTER).select_related("edition__document")
    return list(rows.defer("edition__blocks").order_by("edition__document__symbol", "language", "format"))


def pack(transmission: Transmission) -> bytes | None:
    """None until every file is made."""
    rows = files_of(transmission)
    if len(rows) < 2 * WANTED:
        return None
    manifest = {
        "symbol": transmission.adoption.symbol,
        "transmitted_at": transmission.at.isoformat(timespec="seconds"),
        "addressee": {"en": transmission.addressee_en, "es": transmission.addressee_es},
        "sha256": transmission.edition.sha256,
        "parts": transmission.edition.manifest["parts"],
        "files": [{"name": row.filename, "sha256": row.sha256, "bytes": row.size} for row in rows],
    }
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        words = json.dumps(manifest, ensure_ascii=False, indent=2)
        archive.writestr(zipfile.ZipInfo("manifest.json", MOMENT), words, zipfile.ZIP_DEFLATED)
        for row in rows:
            with default_storage.open(row.path) as file:
                archive.writestr(zipfile.ZipInfo(row.filename, MOMENT), file.read(), zipfile.ZIP_DEFLATED)
    return held.getvalue()
