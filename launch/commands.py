"""The command lines of the portal's processes, in one place: the launcher, the tests and docker-compose.yml agree."""

import sys

APPLICATION = "rcm_portal.wsgi:application"


def web(bind: str, workers: int = 1, threads: int = 4, python: str = sys.executable) -> list[str]:
    """Gunicorn with threads. `bind` is HOST:PORT. /dev/shm keeps its heartbeat off a disk that may be slow."""
    return [
        python, "-m", "gunicorn", APPLICATION,
        "--bind", bind,
        "--worker-class", "gthread",
        "--workers", str(workers),
        "--threads", str(threads),
        "--worker-tmp-dir", "/dev/shm",  # noqa: S108
        "--graceful-timeout", "10",
        "--no-control-socket",
    ]  # fmt: skip


def worker(python: str = sys.executable) -> list[str]:
    """One Celery process that renders one document at a time, in a child that may be killed."""
    return [
        python, "-m", "celery", "--app", "rcm_portal", "worker",
        "--pool", "prefork",
        "--concurrency", "1",
        "--loglevel", "WARNING",
        "--without-gossip",
        "--without-mingle",
    ]  # fmt: skip


def relay(python: str = sys.executable) -> list[str]:
    """The loop that hands queued rows to Celery and takes back those whose worker died."""
    return manage("relay_jobs", python=python)


def clock(python: str = sys.executable) -> list[str]:
    """The loop that does what is due from time to time: alerts, files of open data, mail that waits."""
    return manage("clock", python=python)


def manage(*arguments: str, python: str = sys.executable) -> list[str]:
    return [python, "manage.py", *arguments]
