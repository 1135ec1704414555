"""The import contracts of pyproject.toml are kept, and each is shown to break when it is broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture

# The contract by its id, the module that offends, what it imports.
OFFENCES = [
    ("layers", "desk_app.errors", "desk_app.usecases"),
    ("layers", "desk_app.domain.probe", "desk_app.usecases"),
    ("layers", "desk_app.domain.probe", "desk_app.hardware"),
    ("layers", "desk_app.hardware.probe", "desk_app.domain"),
    ("layers", "desk_app.usecases.probe", "desk_app.store"),
    ("layers", "desk_app.ui.probe", "desk_app.store"),
    ("layers", "desk_app.store.probe", "desk_app.documents"),
    ("layers", "desk_app.documents.probe", "desk_app.ui"),
    ("layers", "desk_app.ui.probe", "desk_app.settings"),
    ("core-knows-only-errors", "desk_app.domain.probe", "desk_app.resource_files"),
    ("core-knows-only-errors", "desk_app.usecases.probe", "desk_app.settings"),
    ("hardware-behind-its-api", "desk_app.usecases.probe", "desk_app.hardware.drivers"),
    ("hardware-behind-its-api", "desk_app.ui.probe", "desk_app.hardware.protocols"),
    ("simulators-are-firmware", "desk_app.hardware.simulators.probe", "desk_app.hardware.drivers"),
    (
        "simulators-are-firmware",
        "desk_app.hardware.simulators.probe",
        "desk_app.hardware.protocols",
    ),
    (
        "drivers-know-no-simulator",
        "desk_app.hardware.drivers.probe",
        "desk_app.hardware.simulators",
    ),
    ("protocols-are-pure", "desk_app.hardware.protocols.probe", "socket"),
    ("protocols-are-pure", "desk_app.hardware.protocols.probe", "desk_app.hardware.transports"),
    ("presenters-without-qt", "desk_app.ui.probe_screen.presenter", "PySide6"),
    ("qt-lives-in-ui", "desk_app.usecases.probe", "PySide6"),
    ("qt-lives-in-ui", "desk_app.hardware.probe", "PySide6"),
    ("sql-lives-in-store", "desk_app.usecases.probe", "sqlalchemy"),
    ("sql-lives-in-store", "desk_app.ui.probe", "sqlite3"),
    ("sql-lives-in-store", "desk_app.documents.probe", "psycopg"),
    ("sql-lives-in-store", "desk_app.settings", "alembic"),
    ("wires-live-in-transports", "desk_app.hardware.drivers.probe", "serial"),
    ("wires-live-in-transports", "desk_app.hardware.probe", "usb"),
    ("wires-live-in-transports", "desk_app.ui.probe", "hid"),
    ("wires-live-in-transports", "desk_app.ui.probe", "hidraw"),
    ("school-files-are-read-in-one-place", "desk_app.usecases.probe", "lxml"),
    ("school-files-are-read-in-one-place", "desk_app.ui.probe", "openpyxl"),
    ("paper-lives-in-documents", "desk_app.ui.probe", "reportlab"),
    ("paper-lives-in-documents", "desk_app.usecases.probe", "barcode"),
    ("paper-lives-in-documents", "desk_app.ui.probe", "pypdfium2"),
    ("layers", "desk_app.exchange.probe", "desk_app.store"),
    ("layers", "desk_app.ui.probe", "desk_app.exchange"),
    ("foreign-files-live-in-exchange", "desk_app.usecases.probe", "pymarc"),
    ("layers", "desk_app.bootstrap.probe", "desk_app.world"),
    ("world-stands-apart", "desk_app.world.probe", "desk_app.domain"),
    ("world-stands-apart", "desk_app.world.probe", "desk_app.gateways"),
    ("web-lives-in-web-server-and-world", "desk_app.usecases.probe", "starlette"),
    ("web-lives-in-web-server-and-world", "desk_app.gateways.probe", "jinja2"),
    ("web-lives-in-web-server-and-world", "desk_app.ui.probe", "uvicorn"),
    ("layers", "desk_app.web.probe", "desk_app.domain"),
    ("pages-are-for-servers", "desk_app.usecases.probe", "desk_app.web"),
    ("pages-are-for-servers", "desk_app.ui.probe", "desk_app.web"),
    ("server-through-the-desk", "desk_app.server.probe", "desk_app.store"),
    ("server-through-the-desk", "desk_app.server.probe", "desk_app.gateways"),
    ("domain-is-plain", "desk_app.domain.probe", "rapidfuzz"),
    ("domain-is-plain", "desk_app.domain.probe", "socket"),
]
# Every one is there in the copy, so that each offence has a place to stand.
PACKAGES = (
    *("domain", "usecases", "store", "documents", "ui", "ui/probe_screen", "hardware"),
    *("bootstrap", "exchange", "gateways", "server", "web", "world"),
    *("hardware/drivers", "hardware/protocols", "hardware/simulators", "hardware/transports"),
)


@pytest.fixture(scope="module")
def contracts(repository: Path) -> dict[str, str]:
    """Each contract's name by its id."""
    table = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    return {entry["id"]: entry["name"] for entry in table["tool"]["importlinter"]["contracts"]}


@pytest.fixture
def copied_tree(tmp_path: Path, repository: Path) -> Path:
    """A copy of the package in which a test may write."""
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(repository / "desk_app", tmp_path / "desk_app", ignore=ignore)
    shutil.copy(repository / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        (tmp_path / "desk_app" / package).mkdir(parents=True, exist_ok=True)
        (tmp_path / "desk_app" / package / "__init__.py").touch()
    return tmp_path


def lint(folder: Path) -> str:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program is not None
    done = subprocess.run(
        [program, "--no-cache"],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


def add_import(folder: Path, module: str, imported: str) -> None:
    path = folder.joinpath(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for parent in path.relative_to(folder).parents:
        package = folder / parent / "__init__.py"
        if parent != Path() and not package.exists():
            package.touch()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"import {imported}\n")


def section(output: str, name: str) -> str:
    """What the report says of one broken contract."""
    broken = output.partition("Broken contracts")[2]
    found = re.search(
        rf"^{re.escape(name)}\n-+\n(.*?)(?=^[^\n]+\n-{{5,}}\n|\Z)", broken, re.MULTILINE | re.DOTALL
    )
    return found.group(1) if found else ""


def test_the_contracts_are_kept(repository: Path, contracts: dict[str, str]) -> None:
    output = lint(repository)
    for name in contracts.values():
        assert f"{name} KEPT" in output, output
    assert f"Contracts: {len(contracts)} kept, 0 broken." in output


def test_every_contract_is_seen_to_break(contracts: dict[str, str], copied_tree: Path) -> None:
    for _, module, imported in OFFENCES:
        add_import(copied_tree, module, imported)
    output = lint(copied_tree)
    for contract, module, imported in OFFENCES:
        told = section(output, contracts[contract])
        chain = rf"{re.escape(module)} -> {re.escape(imported)} \(l\.\d+\)"
        assert re.search(chain, told), f"{contract} let {module} import {imported}\n{output}"
    assert {contract for contract, _, _ in OFFENCES} == set(contracts)


def test_a_package_that_nobody_placed_breaks_the_layers(
    contracts: dict[str, str], copied_tree: Path
) -> None:
    add_import(copied_tree, "desk_app.extras.probe", "desk_app.errors")
    output = lint(copied_tree)
    assert f"{contracts['layers']} BROKEN" in output
    told = section(output, contracts["layers"])
    assert "not listed as layers" in told
    assert "- desk_app.extras\n" in told
