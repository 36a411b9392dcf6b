"""Reading in a child process: whatever a file does to it, the portal goes on and says why the file was not read."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.errors import Refused
from publications.jail import ROOT, environment
from publications.reading.reasons import REASONS

MAX_BYTES = 10 * 1024 * 1024
WALL_SECONDS = 40
_AT_ONCE = threading.BoundedSemaphore(2)


def read_file(content: bytes, reader: str, reasons: Mapping[str, Promise] = REASONS) -> dict[str, Any]:
    """What the file says, as the child `reader` (a module) tells it.

    Raises Refused with the reason in the reader's language, as `reasons` says it.
    """
    if len(content) > MAX_BYTES:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024 // 1024})
    if not _AT_ONCE.acquire(timeout=WALL_SECONDS):
        raise Refused(_("Other files are being read at the moment. Send yours again in a minute."))
    try:
        found = _ask(content, reader)
    finally:
        _AT_ONCE.release()
    if reason := found.get("refused"):
        raise Refused(str(reasons[reason]))
    return found


def _ask(content: bytes, reader: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="reading-") as home:
        try:
            answer = subprocess.run(
                [sys.executable, "-m", reader],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env=environment(home),
                start_new_session=True,
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"refused": "too_heavy"}
    try:
        found: dict[str, Any] = json.loads(answer.stdout)
    except ValueError:  # ended by the kernel's limits before it could say a word
        return {"refused": "too_heavy"}
    return found
