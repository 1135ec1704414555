"""What `pip install .` puts on a machine."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import desk_app

BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder)],
        check=True,
        cwd=repository,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return folder / done.stdout.split()[-1]


def test_the_wheel_carries_the_code_and_the_resources(wheel: Path, repository: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    resources = [
        path.relative_to(repository / "resources").as_posix()
        for path in (repository / "resources").rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.suffix != ".pyc"
    ]
    assert resources
    assert {f"desk_app/_resources/{name}" for name in resources} <= names
    assert {"desk_app/__main__.py", "desk_app/errors.py"} <= names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_the_wheel_offers_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folder = f"desk_app-{desk_app.__version__}.dist-info"
        points = archive.read(f"{folder}/entry_points.txt").decode()
        about = Parser().parsestr(archive.read(f"{folder}/METADATA").decode())
    assert "desk-app = desk_app.__main__:main" in points
    assert about["Requires-Python"] == ">=3.11"
    assert any(need.lower().startswith("pyside6") for need in about.get_all("Requires-Dist", []))


def test_the_installed_program_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        "import desk_app\nfrom desk_app.resource_files import resource_root\n"
        "print(desk_app.__file__)\nprint(resource_root())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    package, root = done.stdout.splitlines()
    assert Path(package).is_relative_to(tmp_path)
    assert Path(root) == tmp_path / "desk_app" / "_resources"
