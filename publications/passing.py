"""A file for the person who asks for it now, kept nowhere: what it says of people can be erased later."""

import tempfile
import threading
from pathlib import Path

from django.utils.translation import gettext as _

from common.errors import Refused
from publications import jail
from publications.block_json import to_json
from publications.blocks import Document
from publications.enums import Paper, StopReason

LIMITS = jail.Limits(memory_megabytes=1200, cpu_seconds=30, wall_seconds=45)
"""A letter or a list of some hundred names takes a second or two; more is not waited for within a request."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Whoever asks for many at once fills neither the memory nor all that answers requests."""


def render_passing(document: Document, *, format: str, paper: str = Paper.LETTER) -> bytes:
    """The file's bytes. Raises Refused with the reason when none could be made."""
    if not _AT_ONCE.acquire(timeout=LIMITS.wall_seconds):
        raise Refused(_("Other files are being made at the moment. Ask for yours again in a minute."))
    try:
        return _rendered(document, format, paper)
    finally:
        _AT_ONCE.release()


def _rendered(document: Document, format: str, paper: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="passing-") as folder:
        output = Path(folder).resolve() / "document"
        try:
            jail.render(
                to_json(document), format=format, paper=paper, identifier="passing", output=output,
                watch=lambda report: True, limits=LIMITS,
            )  # fmt: skip
        except jail.RenderStopped as stopped:
            raise Refused(str(StopReason(stopped.reason).label)) from stopped
        return output.read_bytes()
