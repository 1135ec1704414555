"""What printers say about themselves (RFC 8011, section 5.4.12) as errors and states."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desk_app.hardware.api import PrinterStatus
from desk_app.hardware.errors import (
    PrinterCoverOpen,
    PrinterJammed,
    PrinterOutOfMedia,
    PrinterStopped,
    PrintTrouble,
    RibbonOut,
)

_OUT_OF_MEDIA = frozenset({"media-needed", "media-empty", "input-tray-missing"})
_RIBBON_OUT = frozenset({"marker-supply-empty", "marker-supply-missing", "toner-empty"})
_COVER_OPEN = frozenset({"cover-open", "door-open", "interlock-open"})
_JAMMED = frozenset({"media-jam", "media-path-jam"})
_STOPPED = frozenset(
    {"paused", "moving-to-paused", "shutdown", "timed-out", "connecting-to-device"}
)
_RIBBON_LOW = frozenset({"marker-supply-low", "toner-low"})

_TABLE: tuple[tuple[frozenset[str], PrinterStatus, Callable[..., PrintTrouble] | None], ...] = (
    (_COVER_OPEN, PrinterStatus.COVER_OPEN, PrinterCoverOpen),
    (_JAMMED, PrinterStatus.JAMMED, PrinterJammed),
    (_OUT_OF_MEDIA, PrinterStatus.OUT_OF_MEDIA, PrinterOutOfMedia),
    (_RIBBON_OUT, PrinterStatus.RIBBON_OUT, RibbonOut),
    (_STOPPED, PrinterStatus.STOPPED, None),
    (_RIBBON_LOW, PrinterStatus.RIBBON_LOW, None),
)


def status_from_reasons(reasons: Iterable[str]) -> PrinterStatus | None:
    """The gravest state that the reasons tell (severity already taken off), or None."""
    told = frozenset(reasons)
    return next((status for words, status, _ in _TABLE if told & words), None)


def trouble_from_reasons(
    reasons: tuple[str, ...], device: str, *, job_held: bool, is_stopped: bool = False
) -> PrintTrouble | None:
    """The error that keeps a job from going on, or None when nothing does.

    is_stopped: the printer's own state is stopped, whatever the reasons.
    """
    told = frozenset(reasons)
    for words, _, kind in _TABLE:
        if kind is not None and told & words:
            return kind(device=device, job_held=job_held)
    if is_stopped or told & _STOPPED:
        return PrinterStopped(device=device, job_held=job_held, reasons=reasons)
    return None
