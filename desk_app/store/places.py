"""Where a database may stand, read from its URL."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from desk_app.usecases.store_errors import StorePlaceRefused

_SQLITE: Final = "sqlite:///"
_POSTGRESQL: Final = ("postgresql", "postgres", "postgresql+psycopg")
_NETWORK_FILE_SYSTEMS: Final = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs coda ceph glusterfs lustre gfs2 ocfs2 davfs "
    "fuse.sshfs fuse.davfs2 fuse.glusterfs fuse.cephfs fuse.smbnetfs fuse.rclone "
    "fuse.gvfsd-fuse".split()
)
_DRIVE_REMOTE: Final = 4


@dataclass(frozen=True)
class FilePlace:
    """A SQLite file on a disk of this machine."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class ServerPlace:
    """A database of a PostgreSQL server; as text without its password."""

    url: str

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.hostname or 'socket'}{parts.path}"

    def __repr__(self) -> str:
        return f"ServerPlace({self!s})"


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return _SQLITE + quote(path.absolute().as_posix())


def place_of(url: str) -> FilePlace | ServerPlace:
    """What a URL points at: ``sqlite:///path`` or ``postgresql://user@host/name``.

    Raises:
        StorePlaceRefused: another kind of URL, a database in memory (each thread would have its
            own), or a file on a network share (SQLite's locks do not hold there).
    """
    scheme = url.partition(":")[0].lower()
    if scheme in _POSTGRESQL:
        return ServerPlace("postgresql" + url[len(scheme) :])
    if not url.startswith("sqlite:"):
        raise StorePlaceRefused(place=scheme, why="scheme")
    text = unquote(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else ""
    if not text or ":memory:" in text or "mode=memory" in text:
        raise StorePlaceRefused(place=text or url, why="memory")
    if text.startswith(("//", "\\\\")):
        raise StorePlaceRefused(place=text, why="network")
    path = Path(text).expanduser().absolute()
    if on_network(path):
        raise StorePlaceRefused(place=str(path), why="network")
    return FilePlace(path)


def on_network(path: Path) -> bool:
    """Whether `path` is known to stand on another machine; False where this cannot be told."""
    if sys.platform == "win32":
        import ctypes

        drive = path.anchor
        return drive.startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
        )
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system_of(path.resolve().as_posix(), mounts) in _NETWORK_FILE_SYSTEMS


def file_system_of(path: str, mounts: str) -> str:
    """The kind of file system `path` stands on, after a table as in ``/proc/self/mounts``."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        _, _, rest = line.partition(" ")
        point, _, behind = rest.partition(" ")
        point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = PurePosixPath(path).is_relative_to(point) if point.startswith("/") else False
        if inside and len(point) >= best:
            best, kind = len(point), behind.partition(" ")[0]
    return kind
