"""The Debian package is laid out of any bundle; here of one that is a single script."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app import __version__

SCRIPT = Path("packaging") / "debian_package.py"
BUNDLED = '#!/bin/sh\nprintf "desk-app, asked: %s\\n" "$*"\n'

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="makes Debian's packages")


def run(repository: Path, *arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(repository / SCRIPT), *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def told(package: Path, *question: str) -> str:
    asked = ["dpkg-deb", *question, str(package)]
    return subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture
def package(repository: Path, tmp_path: Path) -> Path:
    bundle = tmp_path / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "_internal" / "library.so").write_bytes(b"\x7fELF")
    program = bundle / "desk-app"
    program.write_text(BUNDLED, encoding="utf-8")
    program.chmod(0o755)
    made = run(repository, bundle, tmp_path)
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.strip())


def test_what_dpkg_is_told(package: Path) -> None:
    about = told(package, "--info")
    assert f"Version: {__version__}" in about
    assert "Package: desk-app" in about
    assert "libxcb-cursor0" in about
    assert package.name.startswith(f"desk-app_{__version__}_")


def test_everything_belongs_to_root_and_lies_in_its_place(package: Path) -> None:
    listed = [line.split() for line in told(package, "--contents").splitlines()]
    assert {line[1] for line in listed} == {"root/root"}
    places = {line[5].removeprefix("./") for line in listed}
    assert {
        "opt/desk-app/_internal/library.so",
        "usr/bin/desk-app",
        "usr/share/applications/desk-app.desktop",
        "usr/share/icons/hicolor/scalable/apps/desk-app.svg",
        "usr/lib/udev/rules.d/70-desk-app.rules",
        "usr/lib/systemd/system/desk-app-serve.service",
        "usr/share/doc/desk-app/examples/desk-app.example.toml",
    } <= places
    assert not [line for line in listed if line[0][8] == "w" and line[0][0] != "l"]


def test_the_program_in_it_starts(package: Path, tmp_path: Path) -> None:
    system = tmp_path / "system"
    subprocess.run(["dpkg-deb", "--extract", str(package), str(system)], check=True, timeout=60)
    command = system / "usr" / "bin" / "desk-app"
    assert command.is_symlink()
    target = system / command.readlink().relative_to("/")
    done = subprocess.run([target, "--version"], check=True, capture_output=True, text=True)
    assert done.stdout == "desk-app, asked: --version\n"


def test_without_a_bundle_it_says_how_to_make_one(repository: Path, tmp_path: Path) -> None:
    done = run(repository, tmp_path / "nothing", tmp_path)
    assert done.returncode == 1
    assert "make bundle" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_service_names_options_the_program_has(repository: Path) -> None:
    unit = (repository / "packaging/linux/desk-app-serve.service").read_text(encoding="utf-8")
    (start,) = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    program, *asked = start.removeprefix("ExecStart=").split()
    assert program == "/usr/bin/desk-app"
    shown = subprocess.run(
        [sys.executable, "-m", "desk_app", asked[0], "--help"],
        check=True,
        capture_output=True,
        text=True,
        cwd=repository,
        timeout=60,
    ).stdout
    assert [one for one in asked if one.startswith("--") and one not in shown] == []
