"""Where the project lies and where a running portal keeps its data."""

import os
import stat
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED_STATE = Path("/var/lib/rcm-portal")


class Stop(Exception):
    """The command cannot go on; the text says why and what to do, to a person at a terminal."""


def open_to_all(folder: Path) -> bool:
    """Whether any user of the machine may enter the folder, and every folder above it."""
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder, *folder.parents) if path.exists())


def state_folder() -> Path:
    """The folder of the database, files, queue and logs: RCM_STATE, else `.state` beside the code.

    PostgreSQL refuses to run as root, so root starts it as another user, who must be able to enter the folder.
    Where the clone lies in a private place (such as /root) the state is kept under /var/lib/rcm-portal instead,
    in a folder named after the path of the clone.
    """
    chosen = os.environ.get("RCM_STATE")
    if chosen:
        return Path(chosen).resolve()
    beside = ROOT / ".state"
    if os.geteuid() != 0 or open_to_all(ROOT):
        return beside
    return SHARED_STATE / f"{ROOT.name}-{zlib.crc32(str(ROOT).encode()):08x}"
