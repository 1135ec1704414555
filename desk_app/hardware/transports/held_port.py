"""What every transport that holds something open has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from desk_app.hardware.errors import DeviceUnplugged
from desk_app.hardware.transport import WireLog

Handle = TypeVar("Handle")


class HeldPort(ABC, Generic[Handle]):
    """A transport around one open handle, or none; a subclass says how it opens and lets go."""

    def __init__(self, url: str, wire: WireLog | None) -> None:
        self._url = url
        self._wire = wire or WireLog(url)
        self._handle: Handle | None = None

    @property
    def url(self) -> str:
        """Where the device is."""
        return self._url

    @property
    def wire(self) -> WireLog:
        """What crossed this wire."""
        return self._wire

    @property
    def is_open(self) -> bool:
        """Whether it is open as far as this side knows."""
        return self._handle is not None

    def close(self) -> None:
        """Let go of the device."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        self._wire.noted("close")
        try:
            self._let_go(handle)
        except OSError as error:
            self._wire.noted(f"close failed: errno {error.errno}")

    @abstractmethod
    def _let_go(self, handle: Handle) -> None: ...

    def _hold(self, handle: Handle) -> None:
        self._handle = handle
        self._wire.noted("open")

    def _require(self) -> Handle:
        if self._handle is None:
            raise DeviceUnplugged(device=self._url)
        return self._handle

    def _lost(self) -> DeviceUnplugged:
        self._wire.noted("unplugged")
        self.close()
        return DeviceUnplugged(device=self._url)
