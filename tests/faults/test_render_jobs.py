"""Workers killed with SIGKILL at random while they render: every edition gets each of its files exactly once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from launch import commands
from publications.enums import JobStatus
from publications.models import EditionFile, RenderJob
from tests.factories.documents import make_edition, make_job
from tests.publications import samples

JOBS = 20
KILLS = 12
PATIENCE = 420


def environment(state: Path) -> dict[str, str]:
    """What a worker of this test needs: the test's own database, files, broker keys, and short leases."""
    database = connection.settings_dict
    address = f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST'].replace('/', '%2F')}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"{address}:{database['PORT']}/{database['NAME']}",
        "MEDIA_ROOT": str(state),
        "RENDER_LEASE_SECONDS": "3",
        "RENDER_HEARTBEAT_SECONDS": "1",
        "RENDER_ATTEMPTS": "10",
    }


class Worker:
    """A Celery worker in a process group of its own, started again whenever it has been killed."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.env, self.log = env, log.open("ab")
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            commands.worker(), env=self.env, cwd=settings.BASE_DIR, stdout=self.log, stderr=self.log,
            start_new_session=True,
        )  # fmt: skip

    def kill(self, chance: random.Random) -> str:
        """SIGKILL to the whole worker, to its pool process, or to the child that renders."""
        children = descendants(self.process.pid)
        target = chance.choice(["worker", "pool", "child"])
        if target == "pool" and children:
            kill(children[0])
        elif target == "child" and len(children) > 1:
            kill(children[-1])
        else:
            for pid in [self.process.pid, *children]:
                kill(pid)
            self.process.wait()
            self.start()
        return target

    def stop(self) -> None:
        for pid in [*descendants(self.process.pid), self.process.pid]:
            kill(pid)
        self.process.wait()
        self.log.close()


def descendants(pid: int) -> list[int]:
    """Children, then their children: the pool process before the child that renders."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return found + [below for child in found for below in descendants(child)]


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@pytest.fixture
def state(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    return tmp_path / "media"


@pytest.fixture
def worker(db: None, transactional_db: None, state: Path, tmp_path: Path) -> Iterator[Worker]:
    env = environment(state)
    with ExitStack() as stack:
        relay = subprocess.Popen([*commands.relay(sys.executable), "--every", "0.3"], env=env, cwd=settings.BASE_DIR)
        stack.callback(relay.wait)
        stack.callback(relay.kill)
        made = Worker(env, tmp_path / "worker.log")
        stack.callback(made.stop)
        yield made


def finished() -> int:
    return RenderJob.objects.filter(status__in=[JobStatus.DONE, JobStatus.STOPPED]).count()


@pytest.mark.faults
def test_twenty_jobs_and_a_killer_leave_twenty_files(worker: Worker, state: Path) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    text = "\n\n".join(["The Member Country described the steps taken in the period under review. " * 8] * 12)
    editions = [make_edition(trees={"en": samples.note(text=f"{n}.\n\n{text}")}) for n in range(JOBS)]
    jobs = [make_job(edition) for edition in editions]
    deadline = time.monotonic() + PATIENCE
    killed: list[str] = []
    while finished() < JOBS:
        assert time.monotonic() < deadline, f"seed {seed}, killed {killed}, finished {finished()}"
        # Sooner than a note of three pages is rendered, so that there is work left for every kill.
        time.sleep(chance.uniform(0.1, 0.9))
        if len(killed) < KILLS and RenderJob.objects.filter(status=JobStatus.RUNNING).exists():
            killed.append(worker.kill(chance))

    assert len(killed) == KILLS, "the killer came too late to matter"
    for job in jobs:
        job.refresh_from_db()
        assert (job.status, job.progress) == (JobStatus.DONE, 100), f"seed {seed}: {job.reason} {job.reason_detail}"
    files = list(EditionFile.objects.all())
    assert sorted(str(file.edition_id) for file in files) == sorted(str(edition.pk) for edition in editions)
    stored = {path.relative_to(state).as_posix() for path in (state / "editions").rglob("*") if path.is_file()}
    assert stored == {file.path for file in files}
    assert all((state / file.path).stat().st_size == file.size for file in files)
