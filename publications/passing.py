"""A file for the person who asks for it now, kept nowhere: what it says of people can be erased later."""

import tempfile
from pathlib import Path

from common.errors import Refused
from publications import jail
from publications.block_json import to_json
from publications.blocks import Document
from publications.enums import Paper, StopReason

LIMITS = jail.Limits(memory_megabytes=1200, cpu_seconds=30, wall_seconds=45)
"""A letter or a list of some hundred names takes a second or two; more is not waited for within a request."""


def render_passing(document: Document, *, format: str, paper: str = Paper.LETTER) -> bytes:
    """The file's bytes. Raises Refused with the reason when none could be made."""
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
