"""Make a Debian package of the bundle: `python3 packaging/debian_package.py dist/desk-app dist`.

The package holds the program with its own Python under /opt, and joins it to the system: a command,
an entry in the menu, the rules for devices, and a service for the library's web pages that is not
enabled by itself. Needs `dpkg-deb`, which every Debian and Ubuntu has; no root.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
NAME = "desk-app"
HOME = Path("opt") / NAME

DEPENDS = (
    "libc6",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0 | libglib2.0-0t64",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
RECOMMENDS = ("cups-client", "libusb-1.0-0")
# What stands in the package besides the bundle: from where in the repository, to where.
FILES = (
    (LINUX / "desk-app.desktop", "usr/share/applications/desk-app.desktop"),
    (LINUX / "70-desk-app.rules", "usr/lib/udev/rules.d/70-desk-app.rules"),
    (LINUX / "desk-app-serve.service", "usr/lib/systemd/system/desk-app-serve.service"),
    (
        ROOT / "resources" / "server" / "static" / "icon.svg",
        "usr/share/icons/hicolor/scalable/apps/desk-app.svg",
    ),
    (ROOT / "README.md", f"usr/share/doc/{NAME}/README.md"),
    (ROOT / "CHANGELOG.md", f"usr/share/doc/{NAME}/CHANGELOG.md"),
    (
        ROOT / "packaging" / "desk-app.example.toml",
        f"usr/share/doc/{NAME}/examples/desk-app.example.toml",
    ),
    (
        ROOT / "packaging" / "library.example.toml",
        f"usr/share/doc/{NAME}/examples/library.example.toml",
    ),
)
POSTINST = """#!/bin/sh
set -e
if [ "$1" = configure ]; then
    if [ -d /run/udev ]; then udevadm control --reload || true; fi
    if [ -d /run/systemd/system ]; then systemctl daemon-reload || true; fi
fi
"""
PRERM = """#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
    systemctl disable --now desk-app-serve.service || true
fi
"""


def stop(*lines: str) -> None:
    """Say what is wrong, and end without a traceback."""
    for line in lines:
        print(f"deb: {line}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def version() -> str:
    """The version of the program, as `desk_app/__init__.py` tells it."""
    text = (ROOT / "desk_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        stop("desk_app/__init__.py tells no version")
        raise AssertionError
    return found[1]


def architecture() -> str:
    """Debian's name of this machine, which is what the bundle was built for."""
    asked = ["dpkg", "--print-architecture"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def control(kilobytes: int) -> str:
    """What dpkg is told of the package."""
    return "\n".join(
        (
            f"Package: {NAME}",
            f"Version: {version()}",
            f"Architecture: {architecture()}",
            "Maintainer: the desk_app project <root@localhost>",
            f"Installed-Size: {kilobytes}",
            f"Depends: {', '.join(DEPENDS)}",
            f"Recommends: {', '.join(RECOMMENDS)}",
            "Section: misc",
            "Priority: optional",
            "Description: the counter of a Dutch public library",
            " Customers, cards, mandates, lending and reserving, with the scanners, card printers",
            " and card writers that stand on the desk. Brings its own Python.",
            "",
        )
    )


def put(source: Path, target: Path) -> None:
    """Copy one file into the tree, readable by everybody."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def script(target: Path, text: str) -> None:
    """One of dpkg's scripts."""
    target.write_text(text, encoding="utf-8")
    target.chmod(0o755)


def fill(tree: Path, bundle: Path) -> None:
    """Lay out the package as it will lie on the system."""
    shutil.copytree(bundle, tree / HOME, symlinks=True)
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("/") / HOME / NAME)
    for source, place in FILES:
        put(source, tree / place)
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file())
    about = tree / "DEBIAN"
    about.mkdir()
    (about / "control").write_text(control(-(-size // 1024)), encoding="utf-8")
    script(about / "postinst", POSTINST)
    script(about / "prerm", PRERM)
    for path in (tree, *tree.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


def build(bundle: Path, output: Path) -> Path:
    """The package, made of `bundle`, in the folder `output`."""
    if shutil.which("dpkg-deb") is None:
        stop("dpkg-deb is missing; it is on every Debian and Ubuntu, and nowhere else")
    if not os.access(bundle / NAME, os.X_OK):
        stop(f"there is no bundle in {bundle}/; `make bundle` makes it")
    package = output / f"{NAME}_{version()}_{architecture()}.deb"
    with tempfile.TemporaryDirectory(prefix="desk-app-deb-") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        fill(tree, bundle)
        made = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", str(tree), str(package)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    return package


def main(arguments: list[str]) -> None:
    """Build, and say where the package is."""
    if len(arguments) != 2:
        stop("usage: python3 packaging/debian_package.py BUNDLE OUTPUT")
    print(build(Path(arguments[0]), Path(arguments[1])))


if __name__ == "__main__":
    main(sys.argv[1:])
