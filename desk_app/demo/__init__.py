"""The demo: a small library, simulated devices, and a tour that works the counter by itself."""

from __future__ import annotations

from pathlib import Path


def run_demo(database: str | None = None) -> int:
    """Open the window on the demo library; returns the exit code of the program."""
    from desk_app.demo.showing import show_demo

    return show_demo(database)


def run_tour(output: Path, database: str | None = None) -> int:
    """Do the ten steps at the counter by itself, offscreen; returns 0 when all were done."""
    from desk_app.demo.running import tour_demo

    return tour_demo(output, database)
