from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_UNTIL_PAINTED = """
import sys
import desk_app.__main__
from desk_app.ui.shell.main_window import MainWindow

def painted(window, event):
    print(*sorted(sys.modules), flush=True)
    import os
    os._exit(0)

MainWindow.paintEvent = painted
sys.argv[1:] = []
desk_app.__main__.main()
"""


def _run(repository: Path, config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=repository,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(config)},
    )


def test_the_program_paints_its_window_before_it_loads_anything(
    repository: Path, tmp_path: Path
) -> None:
    seen = _run(repository, tmp_path, "-c", _UNTIL_PAINTED)
    assert seen.returncode == 0, seen.stderr
    loaded = set(seen.stdout.split())
    assert "PySide6.QtWidgets" in loaded
    assert {name for name in loaded if name.startswith("desk_app")} == {
        "desk_app",
        "desk_app.__main__",
        "desk_app.bootstrap",
        "desk_app.bootstrap.running",
        "desk_app.ui",
        "desk_app.ui.application",
        "desk_app.ui.shell",
        "desk_app.ui.shell.main_window",
    }
    assert not loaded & {"click", "sqlalchemy", "reportlab", "psycopg", "serial", "PySide6.QtTest"}


def test_a_refused_setting_ends_the_program_with_a_sentence(
    repository: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "desk-app"
    folder.mkdir()
    (folder / "desk-app.toml").write_text('taal = "nl"\n', encoding="utf-8")
    ended = _run(repository, tmp_path, "-m", "desk_app")
    assert ended.returncode == 1
    assert "taal: deze instelling bestaat niet" in ended.stderr
    assert "Traceback" not in ended.stderr
