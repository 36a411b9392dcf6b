"""The state folder and its lock: one launcher at a time, known to the next by a small file."""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Holder:
    """Who holds the lock: the command, its process number, and where its portal and its database answer."""

    command: str
    process: int
    address: str = ""
    database_url: str = ""


class State:
    """The folder with everything a portal keeps. `take` before anything is started in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.lock = folder / "lock"
        self.handle: int | None = None

    def prepare(self) -> None:
        """Make the folders. Others may pass through to the database's folder, and read nothing on the way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            self.folder.chmod(0o711)
        for name in ("log", "media", "static", "broker", "broker/queue", "broker/control", "loaded"):
            (self.folder / name).mkdir(exist_ok=True)
            (self.folder / name).chmod(0o700)

    def take(self, command: str, address: str = "") -> Holder | None:
        """Take the lock. Returns None, or the one who holds it. The kernel gives it back however we end."""
        handle = os.open(self.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return self.holder()
        self.handle = handle
        self.tell(Holder(command, os.getpid(), address))
        return None

    def tell(self, holder: Holder) -> None:
        """Write who holds the lock, for those who come and find it taken."""
        if self.handle is None:
            raise RuntimeError("take() comes first")
        os.ftruncate(self.handle, 0)
        os.pwrite(self.handle, json.dumps(asdict(holder)).encode(), 0)

    def holder(self) -> Holder:
        try:
            return Holder(**json.loads(self.lock.read_text()))
        except (ValueError, TypeError):
            # Taken a moment ago, and not written yet.
            return Holder("another command", 0)

    def release(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
