"""What one workstation is told about itself: a TOML file, read once at start-up.

`packaging/desk-app.example.toml` shows every setting with its default. An unknown key is refused by
name, because a misspelt setting that is silently ignored costs a library a morning.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args, get_type_hints

import platformdirs

from desk_app.errors import Refused

LogLevel = Literal["debug", "info", "warning", "error"]

APP_NAME = "desk-app"
_ADDRESSES = frozenset({"database", "identity_url", "payment_url", "site_url"})
# RFC 3986, 3.1, and longer than the letter of a drive on Windows.
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:")


@dataclass(eq=False)
class SettingRefused(Refused):
    """One setting cannot be used.

    `setting` is its full name, such as ``devices.scanner``; `why` is one of ``unknown``,
    ``wrong type``, ``not one of the choices``, ``not a URL``, ``unreadable``. The value itself is
    left out: the address of a database may hold a password.
    """

    code: ClassVar[str] = "SET-1"
    setting: str
    why: str
    file: str = ""


@dataclass(frozen=True)
class DeviceSettings:
    """The devices of this workstation, each by the URL of its wire; empty where there is none.

    The schemes are `serial:`, `socket:`, `hid:`, `usb:`, `pcsc:`, `ipp:`, `raw9100:`, `keys:` (a
    scanner that types) and, for a card printer, `queue:` (a printer of the operating system) and
    `folder:` (a folder that receives the cards). Several scanners are separated by commas.
    """

    scanner: str = "keys:"
    card_printer: str = ""
    card_writer: str = ""


@dataclass(frozen=True)
class Settings:
    """Everything one workstation can be told.

    `identity_url` is the address of the service that keeps the log-in accounts, such as
    ``https://identity.example``, empty for none; the bearer token for it stands in
    `identity_token_file`, which nobody else may read.
    `payment_url` and `payment_token_file` are the same for the payment provider. `site_url` is how
    visitors know the pages of `desk-app serve`, such as ``https://lid.example``; empty where they
    are only seen on this computer.
    `mail_server` is the URL letters are handed in at, such as ``smtp://user:password@host``, empty
    for none; they come from `mail_sender`. `database` is empty for a SQLite file in the data
    folder, else ``sqlite:///path`` or ``postgresql://user@host/name``. `data_folder` is empty for
    the operating system's own place.
    """

    database: str = field(default="", repr=False)
    data_folder: str = ""
    mail_server: str = field(default="", repr=False)
    mail_sender: str = ""
    identity_url: str = ""
    identity_token_file: str = ""
    payment_url: str = ""
    payment_token_file: str = ""
    site_url: str = ""
    log_level: LogLevel = "info"
    devices: DeviceSettings = field(default_factory=DeviceSettings)

    @property
    def data_path(self) -> Path:
        """Where this workstation keeps its files: database, wire logs, printed cards."""
        if self.data_folder:
            return Path(self.data_folder).expanduser()
        return platformdirs.user_data_path(APP_NAME, appauthor=False)

    @property
    def log_path(self) -> Path:
        """Where the log files are written."""
        if self.data_folder:
            return self.data_path / "log"
        return platformdirs.user_log_path(APP_NAME, appauthor=False)

    @property
    def database_url(self) -> str:
        """The address of the database, the default filled in."""
        return self.database or f"sqlite:///{(self.data_path / 'desk-app.sqlite').as_posix()}"

    def with_database(self, url: str | None) -> Settings:
        """The same settings with another database, where the command line names one."""
        return self if url is None else replace(self, database=_checked("database", url, str))

    def with_site(self, url: str | None) -> Settings:
        """The same settings with another address of the website, where the command line has one."""
        return self if url is None else replace(self, site_url=_checked("site_url", url, str))


def default_file() -> Path:
    """The settings file of this workstation's user."""
    return platformdirs.user_config_path(APP_NAME, appauthor=False) / f"{APP_NAME}.toml"


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings; the defaults where there is no file.

    Raises `SettingRefused` for a key nobody knows, a value of the wrong kind, an address without a
    scheme, or a file that is not TOML; also when a `file` that was asked for does not exist.
    """
    path = default_file() if file is None else file
    if file is None and not path.exists():
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingRefused(setting="", why="unreadable", file=str(path)) from error
    try:
        return read_settings(table)
    except SettingRefused as refused:
        raise SettingRefused(refused.setting, refused.why, str(path)) from refused


def read_settings(table: Mapping[str, Any]) -> Settings:
    """Turn a parsed TOML table into settings. Raises `SettingRefused`."""
    devices = table.get("devices", {})
    if not isinstance(devices, Mapping):
        raise SettingRefused("devices", "wrong type")
    plain = {key: value for key, value in table.items() if key != "devices"}
    return Settings(
        **_values(Settings, plain, ""),
        devices=DeviceSettings(**_values(DeviceSettings, devices, "devices.")),
    )


def _values(shape: type, table: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    kinds = get_type_hints(shape)
    known = {entry.name for entry in fields(shape)}
    for key in table:
        if key not in known:
            raise SettingRefused(prefix + key, "unknown")
    return {key: _checked(prefix + key, value, kinds[key]) for key, value in table.items()}


def _checked(name: str, value: Any, kind: Any) -> Any:
    if not isinstance(value, str):
        raise SettingRefused(name, "wrong type")
    choices = get_args(kind)
    if choices and value not in choices:
        raise SettingRefused(name, "not one of the choices")
    addressed = name in _ADDRESSES or name.startswith("devices.")
    if addressed and value and not _SCHEME.match(value):
        raise SettingRefused(name, "not a URL")
    return value
