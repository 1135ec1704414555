from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from desk_app.errors import Refused
from desk_app.settings import (
    DeviceSettings,
    SettingRefused,
    Settings,
    default_file,
    load_settings,
    read_settings,
)


def written(folder: Path, text: str) -> Path:
    path = folder / "desk-app.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_shows_every_setting_with_its_default(repository: Path) -> None:
    example = repository / "packaging" / "desk-app.example.toml"
    assert load_settings(example) == Settings()
    table = tomllib.loads(example.read_text(encoding="utf-8"))
    assert set(table) == {
        "database",
        "data_folder",
        "mail_server",
        "mail_sender",
        "identity_url",
        "identity_token_file",
        "payment_url",
        "payment_token_file",
        "site_url",
        "log_level",
        "devices",
    }
    assert set(table["devices"]) == {"scanner", "card_printer", "card_writer"}


def test_without_a_file_the_defaults_hold(home: Path) -> None:
    assert default_file().is_relative_to(home)
    assert not default_file().exists()
    assert load_settings() == Settings()


def test_the_users_own_file_is_read() -> None:
    default_file().parent.mkdir(parents=True)
    default_file().write_text('mail_sender = "a@b.example"\n', encoding="utf-8")
    try:
        assert load_settings().mail_sender == "a@b.example"
    finally:
        default_file().unlink()
        default_file().parent.rmdir()


def test_everything_can_be_set(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'database = "postgresql://balie@localhost/bieb"\n'
        'mail_sender = "a@b.example"\n'
        f'data_folder = "{tmp_path.as_posix()}"\n'
        'log_level = "debug"\n'
        "[devices]\n"
        'scanner = "serial:/dev/ttyACM0?baud=9600"\n'
        'card_printer = "ipp://localhost:8631/ipp/print"\n'
        'card_writer = "serial:COM4"\n',
    )
    settings = load_settings(path)
    assert settings == Settings(
        database="postgresql://balie@localhost/bieb",
        mail_sender="a@b.example",
        data_folder=tmp_path.as_posix(),
        log_level="debug",
        devices=DeviceSettings(
            scanner="serial:/dev/ttyACM0?baud=9600",
            card_printer="ipp://localhost:8631/ipp/print",
            card_writer="serial:COM4",
        ),
    )
    assert settings.database_url == settings.database
    assert settings.data_path == tmp_path
    assert settings.log_path == tmp_path / "log"


def test_the_folders_of_the_operating_system_are_the_default(home: Path) -> None:
    settings = Settings()
    assert settings.data_path.is_relative_to(home)
    assert settings.log_path.is_relative_to(home)
    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith("/desk-app/desk-app.sqlite")


@pytest.mark.parametrize(
    ("table", "setting", "why"),
    [
        ({"databse": "x"}, "databse", "unknown"),
        ({"devices": {"scaner": "keys:"}}, "devices.scaner", "unknown"),
        ({"devices": "keys:"}, "devices", "wrong type"),
        ({"mail_sender": 4400}, "mail_sender", "wrong type"),
        ({"devices": {"scanner": True}}, "devices.scanner", "wrong type"),
        ({"log_level": "loud"}, "log_level", "not one of the choices"),
        ({"database": "bieb.sqlite"}, "database", "not a URL"),
        ({"database": "C:\\bieb.sqlite"}, "database", "not a URL"),
        ({"devices": {"card_writer": "/dev/ttyUSB0"}}, "devices.card_writer", "not a URL"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(table: dict[str, Any], setting: str, why: str) -> None:
    with pytest.raises(SettingRefused) as caught:
        read_settings(table)
    assert isinstance(caught.value, Refused)
    assert (caught.value.setting, caught.value.why) == (setting, why)


def test_the_file_is_named_with_the_setting(tmp_path: Path) -> None:
    path = written(tmp_path, 'taal = "nl"\n')
    with pytest.raises(SettingRefused) as caught:
        load_settings(path)
    assert caught.value.facts() == {"setting": "taal", "why": "unknown", "file": str(path)}


@pytest.mark.parametrize("content", [b"mail_sender = ", b"mail_sender = '\xff'", None])
def test_an_unreadable_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "desk-app.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingRefused) as caught:
        load_settings(path)
    assert caught.value.why == "unreadable"


def test_the_password_of_a_database_is_in_no_message() -> None:
    settings = read_settings({"database": "postgresql://balie:geheim@localhost/bieb"})
    assert "geheim" not in repr(settings)
    with pytest.raises(SettingRefused) as caught:
        read_settings({"database": "//balie:geheim@localhost"})
    assert "geheim" not in str(caught.value)


def test_the_command_line_may_name_another_database() -> None:
    settings = Settings(mail_sender="a@b.example")
    assert settings.with_database(None) is settings
    other = settings.with_database("sqlite:///elders.sqlite")
    assert (other.mail_sender, other.database_url) == ("a@b.example", "sqlite:///elders.sqlite")


def test_the_command_line_may_name_another_address_of_the_website() -> None:
    settings = Settings(mail_sender="a@b.example")
    assert settings.with_site(None) is settings
    other = settings.with_site("https://lid.example")
    assert (other.mail_sender, other.site_url) == ("a@b.example", "https://lid.example")
