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


_DEMO = """
import sys
from PySide6.QtCore import QTimer
from desk_app.demo.showing import show_demo
from desk_app.ui.shell import preparing
from desk_app.ui.shell.main_window import MainWindow

tell, furnish = preparing.tell_preparing, MainWindow.furnish

def told(window):
    tell(window)
    print("first", window.centralWidget().text(), "sqlalchemy" in sys.modules, flush=True)
    if sys.argv[1:] == ["closed at once"]:
        QTimer.singleShot(0, window.close)

def furnished(window, *facts, **told):
    furnish(window, *facts, **told)
    print("then", window.windowTitle(), window.sign_in_page.isVisible(), flush=True)
    QTimer.singleShot(0, window.close)

preparing.tell_preparing, MainWindow.furnish = told, furnished
sys.exit(show_demo(None))
"""


def test_the_demo_shows_its_window_first_and_fills_its_library_behind_it(
    repository: Path, tmp_path: Path
) -> None:
    seen = _run(repository, tmp_path, "-c", _DEMO)
    assert (seen.returncode, "Traceback" in seen.stderr) == (0, False), seen.stderr
    first, *_addresses, then = seen.stdout.splitlines()
    assert first == "first De demobibliotheek wordt klaargezet… False"
    assert then.startswith("then DEMO")
    assert then.endswith("True")


def test_a_demo_that_is_closed_while_it_is_prepared_ends(repository: Path, tmp_path: Path) -> None:
    seen = _run(repository, tmp_path, "-c", _DEMO, "closed at once")
    assert (seen.returncode, "Traceback" in seen.stderr) == (0, False), seen.stderr
    assert "then" not in seen.stdout


def test_a_demo_that_cannot_be_prepared_says_why(repository: Path, tmp_path: Path) -> None:
    broken = _DEMO.replace(
        "show_demo(None)", "show_demo('postgresql://nobody@/none?host=/nowhere')"
    )
    seen = _run(repository, tmp_path, "-c", broken)
    assert seen.returncode == 1
    assert "StoreAway" in seen.stderr
