"""Where the files are that are not code: icons, fonts, styles, letters.

In a checkout they stand in `resources/` beside the package; an installed wheel carries the same
tree as `desk_app/_resources/`, and so does a frozen program in its unpacked package.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

PACKAGE = Path(__file__).resolve().parent


def resource(relative: str) -> Path:
    """The file or folder with this path inside `resources/`, such as ``"icons/card.svg"``.

    Raises ValueError for a path that leads out of the tree and FileNotFoundError for one that names
    nothing: both are faults of the program, never of the person at the desk.
    """
    parts = PurePosixPath(relative).parts
    if not parts or ".." in parts or PurePosixPath(relative).is_absolute():
        raise ValueError(f"not a path inside the resources: {relative!r}")
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path


@cache
def resource_root() -> Path:
    """The top of the tree. Raises FileNotFoundError where neither place holds it."""
    return first_folder(PACKAGE / "_resources", PACKAGE.parent / "resources")


def first_folder(*places: Path) -> Path:
    """The first of these folders that exists. Raises FileNotFoundError with the last one."""
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(places[-1])
