"""A module over 400 lines or a class over 200 is split by noun."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.coverage_gate import ROOT

pytestmark = pytest.mark.architecture

MODULE_LINES = 400
CLASS_LINES = 200
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base"}


def sources(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def too_long(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    lines = len(text.splitlines())
    found = [f"{name}: {lines} lines"] if lines > MODULE_LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > CLASS_LINES:
                found.append(f"{name}: class {node.name} of {length} lines")
    return found


def test_no_module_and_no_class_is_too_long() -> None:
    files = sources("desk_app", "tests", "benchmarks", "packaging")
    assert len(files) > 10
    assert [line for path in files for line in too_long(path)] == []


def test_what_is_too_long_is_found(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("class Long:\n" + "    x = 1\n" * 400, encoding="utf-8")
    assert too_long(path) == ["long.py: 401 lines", "long.py: class Long of 401 lines"]


def test_no_module_is_named_after_nothing() -> None:
    names = {part for path in sources("desk_app") for part in path.with_suffix("").parts}
    assert names & FORBIDDEN_NAMES == set()
