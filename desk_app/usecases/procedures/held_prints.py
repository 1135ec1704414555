"""Prints that a printer still has, by the card job they are for."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.errors import Cancelled
from desk_app.hardware.api import CancelToken, PrintJob
from desk_app.hardware.errors import DeviceTrouble, OutcomeUnknown, PrintTrouble


class HeldPrints:
    """What a printer holds is waited for once more and not sent again.

    A print counts as held until its end is recorded (`forget`), so a card that came out while the
    store was away is not printed twice.
    """

    def __init__(self) -> None:
        self._held: dict[int, PrintJob] = {}

    def __bool__(self) -> bool:
        return bool(self._held)

    def finish(
        self, job_id: int, begin: Callable[[], PrintJob], seconds: float, cancel: CancelToken
    ) -> None:
        """Wait at most `seconds` for the end of the print; `begin` sends it when it is not held.

        Raises:
            DeviceTrouble: see `PrintJob.await_end` and `CardPrinter.print_card`.
            Cancelled: called off.
        """
        running = self._held.get(job_id)
        if running is None:
            running = self._held[job_id] = begin()
        try:
            running.await_end(seconds, cancel)
        except OutcomeUnknown:
            raise
        except PrintTrouble as trouble:
            if not trouble.job_held:
                del self._held[job_id]
            raise
        except (Cancelled, DeviceTrouble):
            del self._held[job_id]
            raise

    def forget(self, job_id: int) -> None:
        """The end of the print was recorded."""
        self._held.pop(job_id, None)

    def drop(self) -> None:
        """Cancel what is still held: nobody waits for it, so it must not come out later.

        A printer that cannot be reached now is left alone.
        """
        while self._held:
            _, held = self._held.popitem()
            try:
                held.cancel()
            except DeviceTrouble:
                continue
