"""The set-up scripts say what is missing; nothing is installed here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT_ENSUREPIP = (
    "import runpy, sys; sys.modules['ensurepip'] = None; "
    "sys.argv = ['set_up.py', 'dev']; runpy.run_path(sys.orig_argv[-1], run_name='__main__')"
)


def run(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Start Python where neither apt-get nor sudo can be found."""
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        env={**os.environ, "PATH": "", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names Debian's packages")
def test_missing_programs_are_named_and_left_out(repository: Path) -> None:
    done = run([str(repository / "packaging" / "system_libraries.py"), "test"])
    assert "system: zbar-tools is missing (a second barcode reader): left out" in done.stdout
    assert "system: xvfb is missing (tests on a real X screen): left out" in done.stdout
    assert "sudo apt-get install" in done.stdout.splitlines()[-1]
    assert "needed" not in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize("script", ["system_libraries.py", "set_up.py"])
def test_an_unknown_profile_ends_with_the_usage(repository: Path, script: str) -> None:
    done = run([str(repository / "packaging" / script), "everything"])
    assert done.returncode != 0
    assert f"usage: python3 packaging/{script}" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names Debian's packages")
def test_a_python_without_venv_is_told_which_package_it_lacks(
    repository: Path, tmp_path: Path
) -> None:
    script = repository / "packaging" / "set_up.py"
    done = run(["-c", WITHOUT_ENSUREPIP, str(script)], DESK_APP_VENV=str(tmp_path / "venv"))
    assert done.returncode == 1
    package = f"python3.{sys.version_info.minor}-venv"
    assert f"sudo apt-get install {package}" in done.stdout
    assert "Traceback" not in done.stdout
    assert not (tmp_path / "venv").exists()


def test_a_lock_that_is_installed_is_not_installed_again(repository: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import set_up\n"
        "assert not set_up.up_to_date('runtime')\n"
        "set_up.PYTHON.parent.mkdir(parents=True)\n"
        "set_up.PYTHON.symlink_to(sys.executable)\n"
        "assert not set_up.up_to_date('runtime')\n"
        "stamp = set_up.VENV / 'installed-dev'\n"
        "stamp.write_text(set_up.stamp_text('dev'))\n"
        "assert set_up.up_to_date('dev') and set_up.up_to_date('runtime')\n"
        "stamp.write_text('of another lock')\n"
        "assert not set_up.up_to_date('dev') and not set_up.up_to_date('runtime')\n"
        "print('seen')"
    )
    done = run(["-c", code, str(repository / "packaging")], DESK_APP_VENV=str(tmp_path / "venv"))
    assert done.stdout.strip() == "seen"
