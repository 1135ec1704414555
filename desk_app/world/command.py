"""`desk-app world`: the world until Ctrl+C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path

from desk_app.world.running import World
from desk_app.world.snapshot import SnapshotError

EXIT_GOOD = 0
EXIT_BAD = 1


def run_world(
    *,
    port: int,
    smtp_port: int,
    token: str | None,
    smtp_url: str | None,
    snapshot: Path | None,
    library_url: str,
    tell: Callable[[str], None],
) -> int:
    """Play the world until this program is asked to stop; the exit code.

    `library_url` is where the website's *Word lid* leads, empty for nowhere.
    """
    world = World(port, token, smtp_url=smtp_url, smtp_port=smtp_port, snapshot=snapshot)
    world.library_url = library_url
    try:
        world.start()
    except SnapshotError:
        tell(f"{snapshot} is geen bewaarde stand van dit programma.")
        return EXIT_BAD
    except (OSError, RuntimeError):
        tell(f"Poort {port} of {smtp_port} is bezet. Kies een andere met --port of --smtp-port.")
        return EXIT_BAD
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    tell(f"De buitenwereld staat klaar op {world.url}")
    tell(f"E-mail: {world.smtp_url}")
    if token is None:
        tell(f"Sleutel voor de bibliotheek: {world.token}")
    tell("Stoppen met Ctrl+C.")
    while not stopped.wait(0.5):
        continue
    world.stop()
    return EXIT_GOOD
