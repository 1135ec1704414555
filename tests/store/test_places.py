"""Where a database may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.store import places
from desk_app.store.places import FilePlace, ServerPlace, file_system_of, place_of, sqlite_url
from desk_app.usecases.store_errors import StorePlaceRefused

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /mnt/shared nfs4 rw 0 0
//server/share /mnt/with\\040space cifs rw 0 0
sshfs#desk /home/desk/far fuse.sshfs rw 0 0
/dev/sdb1 /mnt/shared/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/desk", "ext4"),
        ("/mnt/shared", "nfs4"),
        ("/mnt/shared/deep/a.sqlite3", "nfs4"),
        ("/mnt/sharedish", "ext4"),
        ("/mnt/shared/local/a.sqlite3", "ext4"),
        ("/mnt/with space/a", "cifs"),
        ("/home/desk/far/a", "fuse.sshfs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert file_system_of(path, MOUNTS) == kind


def test_a_file_on_a_share_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "file_system_of", lambda *_: "nfs4")
    with pytest.raises(StorePlaceRefused) as refused:
        place_of(sqlite_url(tmp_path / "a.sqlite3"))
    assert refused.value.why == "network"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("sqlite://", "memory"),
        ("sqlite:///:memory:", "memory"),
        ("sqlite:///file::memory:?cache=shared", "memory"),
        ("sqlite:///file:x?mode=memory", "memory"),
        ("sqlite:///\\\\server\\share\\a", "network"),
        ("sqlite://///server/share/a.sqlite3", "network"),
        ("mysql://user:secret@host/name", "scheme"),
        ("nonsense", "scheme"),
    ],
)
def test_what_no_database_may_stand_on(url: str, why: str) -> None:
    with pytest.raises(StorePlaceRefused) as refused:
        place_of(url)
    assert refused.value.why == why
    assert "secret" not in str(refused.value)


def test_a_path_survives_its_url(tmp_path: Path) -> None:
    path = tmp_path / "met spatie, 50% en ?" / "bibliotheek.sqlite3"
    assert place_of(sqlite_url(path)) == FilePlace(path)
    assert str(FilePlace(path)) == str(path)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_by_its_url_and_never_its_password(scheme: str) -> None:
    place = place_of(f"{scheme}://desk:geheim@db.example.org:5433/library")
    assert isinstance(place, ServerPlace)
    assert place.url == "postgresql://desk:geheim@db.example.org:5433/library"
    assert str(place) == "db.example.org/library"
    assert "geheim" not in repr(place) + str(place)
    assert str(place_of("postgresql:///library")) == "socket/library"
