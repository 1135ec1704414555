"""Jaargroepen: those of EDEXML 2.1 (``EDEXJaargroepType``), and the 9 of Wise's column file."""

from __future__ import annotations

from typing import Final

YEAR_GROUPS: Final = ("B", "D", *"0123456789", *map(str, range(11, 17)), *"SVCNH")
HISTORICAL: Final = "H"
"""Of who is no pupil any more (EDEXML 2.1: *Historisch*)."""
