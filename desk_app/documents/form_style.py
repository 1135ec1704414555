"""What forms and letters look like: colours and sizes that can be read at arm's length."""

from __future__ import annotations

from desk_app.documents.colours import is_colour
from desk_app.documents.drawing import POINT, Drawing
from desk_app.documents.fonts import Weight

INK = "#16212B"
MUTED = "#4A5762"
LINE = "#B9C3CC"
SOFT = "#F4F6F8"
HOUSE = "#0B5FA5"

TEXT = 11.5
LEADING = 15.5
LABEL = 10.5
SMALL = 9.5
SMALLEST = 7.0


def accent_of(colour: str) -> str:
    """The branch's colour when it has one, else the colour of the house."""
    return colour if is_colour(colour) else HOUSE


def heading(drawing: Drawing, x: float, y: float, words: str, width: float, accent: str) -> float:
    """A heading with a line under it; gives the base line of the first row below it."""
    drawing.text(x, y, words, 13.0, accent, Weight.SEMI_BOLD)
    drawing.rule(x, y + 2.2, width, accent, 0.9)
    return y + 8.6


def row(
    drawing: Drawing,
    x: float,
    y: float,
    label: str,
    value: str,
    columns: tuple[float, float],
    *,
    strong: bool = False,
) -> None:
    """A label and what it says, in two columns of these widths in millimetres."""
    drawing.text(x, y, label, LABEL, MUTED, Weight.REGULAR)
    weight = Weight.SEMI_BOLD if strong else Weight.MEDIUM
    drawing.line_of(x + columns[0], y, value, columns[1], (TEXT, SMALLEST), INK, weight)


def field(
    drawing: Drawing,
    x: float,
    y: float,
    label: str,
    value: str,
    columns: tuple[float, float],
    height: float = 7.6,
) -> None:
    """Like `row`, with a box round the value, so that it can also be filled in by hand."""
    drawing.text(x, y, label, LABEL, MUTED, Weight.REGULAR)
    box(drawing, x + columns[0], y - height / 2 - TEXT * 0.36 / POINT, columns[1], height)
    drawing.line_of(
        x + columns[0] + 2.4, y, value, columns[1] - 4.8, (TEXT, SMALLEST), INK, Weight.MEDIUM
    )


def box(drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
    """A white field with a thin line round it."""
    drawing.rounded(x, y, width, height, 1.1, LINE)
    rim = 0.22
    drawing.rounded(x + rim, y + rim, width - 2 * rim, height - 2 * rim, 0.9, "#FFFFFF")
