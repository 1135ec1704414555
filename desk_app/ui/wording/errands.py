"""The words of what leaves the building."""

from __future__ import annotations


def summary(waiting: int, failed: int) -> str:
    """``Klusjes – 1 wacht``; empty when there is nothing to tell."""
    parts = []
    if waiting:
        parts.append("1 wacht" if waiting == 1 else f"{waiting} wachten")
    if failed:
        parts.append("1 mislukt" if failed == 1 else f"{failed} mislukt")
    return f"Klusjes – {', '.join(parts)}" if parts else ""
