"""What may and may not be in the repository, whatever the code does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture

LOCKS = ("bootstrap", "runtime", "dev", "package")


def tracked(repository: Path) -> list[Path]:
    done = subprocess.run(
        ["git", "-c", f"safe.directory={repository}", "ls-files", "-z"],
        check=True,
        cwd=repository,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return [repository / name for name in done.stdout.split("\0") if name]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_packages_and_hashes_and_no_place(repository: Path, name: str) -> None:
    text = (repository / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==\S+", text, re.MULTILINE)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)
    assert not re.search(r"://|--index|--extra-index|--find-links|\.org\b|\.io\b|\.com\b", text)


def test_the_lock_of_the_tests_holds_the_program_unchanged(repository: Path) -> None:
    runtime, dev = (
        set(
            re.findall(
                r"^([a-z0-9-]+==[^ ;\\]+)",
                (repository / "requirements" / f"{name}.lock").read_text(encoding="utf-8"),
                re.MULTILINE,
            )
        )
        for name in ("runtime", "dev")
    )
    assert runtime
    assert runtime <= dev


def test_no_file_says_where_packages_come_from(repository: Path) -> None:
    hosts = re.compile(
        rb"(?i)\b(?:files\.pythonhosted|pypi\.(?:org|python)|registry\.npmjs|deb\.debian)\b"
    )
    this = Path(__file__).resolve()
    files = [path for path in tracked(repository) if path.is_file() and path.resolve() != this]
    assert len(files) > 10
    assert [path.name for path in files if hosts.search(path.read_bytes())] == []


def test_no_generated_file_is_tracked(repository: Path) -> None:
    names = [path.relative_to(repository).as_posix() for path in tracked(repository)]
    generated = re.compile(r"(?:^|/)(?:uv\.lock|__pycache__|\.coverage|demo-output|\.venv)(?:/|$)")
    assert [name for name in names if generated.search(name)] == []
