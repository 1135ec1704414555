from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import desk_app
from desk_app.command_line import REASONS, has_display, main, refusal_text


def test_the_version_is_told() -> None:
    answer = CliRunner().invoke(main, ["--version"])
    assert (answer.exit_code, answer.output) == (0, f"desk-app {desk_app.__version__}\n")


def test_the_commands_are_told() -> None:
    answer = CliRunner().invoke(main, ["--help"])
    assert answer.exit_code == 0
    for command in ("demo", "tour", "run", "init", "migrate", "world"):
        assert f"\n  {command} " in answer.output


def test_nothing_heavy_is_imported_before_a_command_is_chosen(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import desk_app.command_line, sys; print(*sorted(sys.modules))"],
        check=True,
        cwd=repository,
        env={key: value for key, value in os.environ.items() if not key.startswith("COV_")},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    loaded = set(done.stdout.split())
    assert "click" in loaded
    assert not loaded & {"PySide6", "sqlalchemy", "alembic", "psycopg", "reportlab", "argon2"}
    assert {name for name in loaded if name.startswith("desk_app")} == {
        "desk_app",
        "desk_app.command_line",
    }


def test_a_refused_setting_ends_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "balie.toml"
    file.write_text('taal = "nl"\n', encoding="utf-8")
    answer = CliRunner().invoke(main, ["run", "--settings", str(file)])
    assert answer.exit_code == 1
    assert f"{file}: taal: deze instelling bestaat niet" in answer.output
    assert "Traceback" not in answer.output


def test_a_database_without_a_scheme_ends_with_a_sentence() -> None:
    answer = CliRunner().invoke(main, ["migrate", "--database", "bieb.sqlite"])
    assert answer.exit_code == 1
    assert "database: dit is geen adres" in answer.output


@pytest.mark.parametrize("why", REASONS)
def test_every_reason_has_a_sentence(why: str) -> None:
    assert refusal_text("branch", why, "") == f"branch: {REASONS[why]} ({why})"


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_where_a_window_can_be_shown(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], shown: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert has_display() is shown
