"""`./run`: the whole portal on one machine, without any service installed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from launch import commands
from launch.paths import ROOT, Stop, state_folder
from launch.postgres import Cluster
from launch.processes import MARK
from launch.state import Holder, State
from launch.supervise import Child, Supervisor, end_marked

READY_SECONDS = 60


def port() -> int:
    """PORT, 8000 when it is not set. Raises Stop on anything that is no port."""
    value = os.environ.get("PORT", "8000")
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:
        raise Stop(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)


def refuse_taken(number: int) -> None:
    """Raise Stop when another program answers on the port, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError as error:
            raise Stop(
                f"Port {number} cannot be used ({error.strerror}). Choose another one: PORT={number + 1} ./run"
            ) from None


def compile_catalogues() -> None:
    """Spanish as the browser sees it; only when a translation changed."""
    for po in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            subprocess.run([sys.executable, "tools/translations.py", "compile"], cwd=ROOT, check=True)
            return


def base_environment(state: State) -> dict[str, str]:
    return {**os.environ, "RCM_STATE": str(state.folder)}


@contextmanager
def database(state: State, supervisor: Supervisor) -> Iterator[str]:
    """The address of the database: DATABASE_URL, else of our own cluster, which `supervisor` keeps running."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    cluster = Cluster(state.folder)
    if not (cluster.data / "PG_VERSION").exists():
        print("Making a database (once)", flush=True)
    cluster.prepare()
    child = Child(
        "database", cluster.command(), dict(os.environ), cluster.data, state.log / "postgresql.log",
        stop_signal=signal.SIGINT, switch=cluster.user.switch,
    )  # fmt: skip
    supervisor.start(child)
    cluster.wait_until_ready(child.alive)
    cluster.create_database()
    yield cluster.url()


def prepare_database(state: State, environment: dict[str, str]) -> None:
    """Migrate and load in a process of its own. Raises Stop when that fails; its words are on the terminal."""
    loaded = state.folder / "loaded" / f"{zlib.crc32(environment['DATABASE_URL'].encode()):08x}"
    if subprocess.run(
        [sys.executable, "-m", "launch.prepare", loaded], cwd=ROOT, env=environment, check=False
    ).returncode:
        raise Stop("The database could not be prepared; the reason is above.")


def answers(number: int) -> bool:
    """Whether the portal is ready: the web process up, and the database behind it."""
    connection = http.client.HTTPConnection("127.0.0.1", number, timeout=5)
    try:
        connection.request("GET", "/health/ready/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def taken(holder: Holder) -> Stop:
    if holder.address:
        return Stop(
            f"The portal already runs at {holder.address} (process {holder.process}). "
            f"Stop it there with Ctrl-C, or use another folder: RCM_STATE=… PORT=… ./run"
        )
    return Stop(f"{holder.command} (process {holder.process}) uses the database. Wait until it has ended.")


def serve() -> int:
    """Start everything, say where it answers, keep it running until a signal, stop everything."""
    if os.environ.get("RCM_ENV", "demonstration") == "production":
        raise Stop("./run serves the demonstration. Production is started from docker-compose.yml: docs/operations.md")
    began = time.monotonic()
    number = port()
    address = f"http://127.0.0.1:{number}"
    state = State(state_folder())
    state.prepare()
    holder = state.take("./run", address)
    if holder:
        raise taken(holder)
    refuse_taken(number)
    mark = str(state.folder)
    end_marked(mark)
    compile_catalogues()
    supervisor = Supervisor()
    supervisor.listen()
    try:
        with database(state, supervisor) as url:
            environment = base_environment(state) | {"DATABASE_URL": url}
            environment.setdefault("SITE_URL", address)
            state.tell(Holder("./run", os.getpid(), address, url))
            prepare_database(state, environment)
            start_portal(state, supervisor, environment | {MARK: mark}, number)
            supervisor.watch_until(lambda: answers(number), READY_SECONDS)
            if not supervisor.ending.is_set():
                welcome(address, state, environment, time.monotonic() - began)
            supervisor.watch()
            print("\nStopping", flush=True)
            return 0
    finally:
        supervisor.stop(mark)
        state.release()


def start_portal(state: State, supervisor: Supervisor, environment: dict[str, str], number: int) -> None:
    commands_by_name = {
        "web": commands.web(f"127.0.0.1:{number}"),
        "worker": commands.worker(),
        "relay": commands.relay(),
        "clock": commands.clock(),
    }
    for name, command in commands_by_name.items():
        supervisor.start(Child(name, command, environment, ROOT, state.log / f"{name}.log"))


def welcome(address: str, state: State, environment: dict[str, str], seconds: float) -> None:
    print(f"\nThe portal answers at {address} (after {seconds:.1f} s)\n", flush=True)
    subprocess.run(commands.manage("demonstration_accounts"), cwd=ROOT, env=environment, check=False)
    print(f"\nData and logs: {state.folder}\nCtrl-C stops the portal; the data stays.", flush=True)


def manage(arguments: list[str]) -> int:
    """`./run manage …` against the running portal's database, or against the same one started for the moment."""
    compile_catalogues()
    state = State(state_folder())
    state.prepare()
    given = os.environ.get("DATABASE_URL")
    holder = None if given else state.take("./run manage")
    if given or holder:
        url = given or (holder.database_url if holder else "")
        if not url and holder:
            raise taken(holder)
        return run_manage(arguments, base_environment(state) | {"DATABASE_URL": url})
    supervisor = Supervisor()
    try:
        with database(state, supervisor) as own:
            state.tell(Holder("./run manage", os.getpid(), "", own))
            return run_manage(arguments, base_environment(state) | {"DATABASE_URL": own})
    finally:
        supervisor.stop()
        state.release()


def run_manage(arguments: list[str], environment: dict[str, str]) -> int:
    """The command in the terminal's foreground; Ctrl-C is its own affair."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.run(
            commands.manage(*arguments), cwd=ROOT, env=environment, check=False,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ).returncode  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, before)
