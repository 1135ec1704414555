"""See to the system packages: `python3 packaging/system_libraries.py demo|test|bench`.

Qt's wheel brings Qt itself but not the libraries it expects of the system; the tests also want
programs that nobody here wrote (a database server, a printer, a barcode reader). What is missing is
installed with apt-get when that is allowed (as root, or with sudo that asks no password) and named
exactly when it is not. Only what the profile cannot do without makes it fail.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.conf")
NO_CLUSTER = "create_main_cluster = false\n"


@dataclass(frozen=True)
class Need:
    """One system package, what it is for, and how to see whether it is there."""

    package: str
    purpose: str
    present: Callable[[], bool]
    required: bool


def library(soname: str) -> Callable[[], bool]:
    """A check that the dynamic linker finds this shared library."""

    def present() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return present


def program(name: str) -> Callable[[], bool]:
    """A check that this program is on the PATH or in the system's own directories."""

    def present() -> bool:
        path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
        return shutil.which(name, path=path) is not None

    return present


def postgresql_server() -> bool:
    """True when a PostgreSQL server is installed, on the PATH or where Debian keeps it."""
    return program("initdb")() or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def needs(profile: str) -> list[Need]:
    """What this profile needs, in the order in which it is checked."""
    screen = bool(os.environ.get("DISPLAY")) and profile == "demo"
    wanted = [
        Need("libegl1", "Qt", library("libEGL.so.1"), required=True),
        Need("libgl1", "Qt", library("libGL.so.1"), required=True),
        Need("libglib2.0-0", "Qt", library("libgthread-2.0.so.0"), required=True),
        Need("libdbus-1-3", "Qt", library("libdbus-1.so.3"), required=True),
        Need("libfontconfig1", "Qt", library("libfontconfig.so.1"), required=True),
        Need("libxkbcommon0", "Qt", library("libxkbcommon.so.0"), required=True),
        Need("libusb-1.0-0", "scanners on USB", library("libusb-1.0.so.0"), required=False),
    ]
    if screen or profile == "test":
        wanted += [
            Need(package, "Qt's window on an X screen", library(soname), required=screen)
            for package, soname in (
                ("libxcb-cursor0", "libxcb-cursor.so.0"),
                ("libxcb-icccm4", "libxcb-icccm.so.4"),
                ("libxcb-image0", "libxcb-image.so.0"),
                ("libxcb-keysyms1", "libxcb-keysyms.so.1"),
                ("libxcb-randr0", "libxcb-randr.so.0"),
                ("libxcb-render-util0", "libxcb-render-util.so.0"),
                ("libxcb-shape0", "libxcb-shape.so.0"),
                ("libxcb-xkb1", "libxcb-xkb.so.1"),
                ("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
            )
        ]
    if profile == "test":
        wanted += [
            Need("postgresql", "the tests on PostgreSQL", postgresql_server, required=False),
            Need("cups-ipp-utils", "a real IPP printer", program("ippeveprinter"), required=False),
            Need("avahi-daemon", "ippeveprinter", program("avahi-daemon"), required=False),
            Need("dbus", "avahi-daemon", program("dbus-daemon"), required=False),
            Need("zbar-tools", "a second barcode reader", program("zbarimg"), required=False),
            Need("poppler-utils", "a second PDF reader", program("pdftoppm"), required=False),
            Need("xvfb", "tests on a real X screen", program("Xvfb"), required=False),
            Need("xdotool", "keystrokes from outside", program("xdotool"), required=False),
        ]
    if profile == "test" or (profile == "demo" and not screen):
        wanted.append(Need("chromium", "a real browser", program("chromium"), required=False))
    if profile == "bench":
        wanted.append(
            Need("glabels", "the card layout peer", program("glabels-3-batch"), required=False)
        )
    return wanted


def privileged() -> list[str] | None:
    """What to put before a command that needs root; None where root is not to be had."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(
            ["sudo", "-n", "true"],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def install(packages: Sequence[str]) -> bool:
    """Install these Debian packages; False where that is not allowed or does not succeed."""
    root = privileged()
    if root is None or shutil.which("apt-get") is None:
        return False
    print(f"system: installing {' '.join(packages)}", flush=True)
    if apt(root, ["install", *packages]):
        return True
    apt(root, ["update"])
    if apt(root, ["install", *packages]):
        return True
    # One package that this release does not carry must not keep out the others.
    installed = [apt(root, ["install", package], tell=True) for package in packages]
    return all(installed)


def apt(root: Sequence[str], arguments: Sequence[str], *, tell: bool = False) -> bool:
    """Run apt-get without a question; what it says is shown only on the last try."""
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    command += ["--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    command += ["-o", "Dpkg::Options::=--force-confold", *arguments]
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if tell and done.returncode != 0:
        print(done.stdout, flush=True)
    return done.returncode == 0


def install_postgresql() -> bool:
    """Install the server's programs without a cluster: the tests make their own, elsewhere.

    Only called where there is no server at all, so no cluster of anyone's can be touched.
    """
    root = privileged()
    if root is None or shutil.which("apt-get") is None:
        return False
    before = CLUSTER_SETTINGS.read_text(encoding="utf-8") if CLUSTER_SETTINGS.exists() else None
    write_as_root(root, CLUSTER_SETTINGS, NO_CLUSTER)
    try:
        return install(["postgresql"])
    finally:
        if before is not None:
            write_as_root(root, CLUSTER_SETTINGS, before)


def write_as_root(root: Sequence[str], path: Path, text: str) -> None:
    """Write a file that belongs to root."""
    subprocess.run([*root, "mkdir", "-p", str(path.parent)], check=True)
    subprocess.run(
        [*root, "tee", str(path)],
        check=True,
        input=text,
        encoding="utf-8",
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Entry point of the Makefile; 1 when something is missing that the profile must have."""
    profile = sys.argv[1] if len(sys.argv) > 1 else ""
    if profile not in {"demo", "test", "bench"}:
        print("usage: python3 packaging/system_libraries.py demo|test|bench", file=sys.stderr)
        return 2
    if not sys.platform.startswith("linux"):
        return 0
    missing = [need for need in needs(profile) if not need.present()]
    if not missing:
        return 0
    plain = [need.package for need in missing if need.package != "postgresql"]
    if plain:
        install(plain)
    if len(plain) < len(missing):
        install_postgresql()
    still = [need for need in missing if not need.present()]
    if not still:
        return 0
    for need in still:
        weight = "needed" if need.required else "left out"
        print(f"system: {need.package} is missing ({need.purpose}): {weight}", file=sys.stderr)
    print(
        f"system: install with: sudo apt-get install {' '.join(need.package for need in still)}",
        file=sys.stderr,
        flush=True,
    )
    return 1 if any(need.required for need in still) else 0


if __name__ == "__main__":
    sys.exit(main())
