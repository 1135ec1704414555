"""Opens the desk behind the window, on the desk lane, with its outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.settings import Settings

if TYPE_CHECKING:
    from desk_app.bootstrap.desk import Outbox
    from desk_app.usecases.desk import Desk


class DeskOpener:
    """`open` is called once, on the desk lane; `close` after that lane has ended."""

    def __init__(self, settings: Settings, workstation: str) -> None:
        self._settings = settings
        self._workstation = workstation
        self._outbox: Outbox | None = None

    def open(self) -> Desk:
        """The desk of these settings; starts the outbox where a mail server is set.

        Raises what `open_store` raises.
        """
        from desk_app.bootstrap.desk import (
            make_desk,
            make_outbox,
            make_passwords,
            open_database,
        )

        passwords = make_passwords()
        store = open_database(self._settings)
        self._outbox = make_outbox(self._settings, passwords, self._workstation)
        if self._outbox is not None:
            self._outbox.start()
        return make_desk(store, passwords, self._workstation, outbox=self._outbox)

    def close(self) -> None:
        """End the outbox."""
        if self._outbox is not None:
            self._outbox.close()
