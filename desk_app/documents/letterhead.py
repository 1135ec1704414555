"""The head and the foot of a letter: whose paper it is, and how that branch is reached."""

from __future__ import annotations

from desk_app.documents import colours, form_style
from desk_app.documents.drawing import POINT, Drawing
from desk_app.documents.fonts import Weight
from desk_app.documents.form_style import INK, LABEL, MUTED
from desk_app.documents.typesetting import fit_line
from desk_app.usecases.print_shapes import BranchContact


def letterhead(
    drawing: Drawing, branch: BranchContact, page: float, left: float, height: float
) -> None:
    """A band over the whole width of the page with the library and the branch in it."""
    accent = form_style.accent_of(branch.accent)
    on_accent = colours.readable_on(accent, "#FFFFFF", INK)
    drawing.rectangle(0, 0, page, height, accent)
    width = page - 2 * left
    base = height / 2 + (0.4 if branch.branch_name.strip() else 2.4)
    drawing.line_of(left, base, branch.library_name, width, (18.0, 9.0), on_accent, Weight.BOLD)
    drawing.line_of(
        left,
        base + 6.0,
        branch.branch_name,
        width,
        (10.5, 7.0),
        colours.mixed(accent, on_accent, 0.9),
        Weight.REGULAR,
    )


def contact(drawing: Drawing, branch: BranchContact, left: float, width: float, y: float) -> None:
    """How the branch is reached, on two lines at the foot of a page."""
    address = branch.address
    where = (branch.branch_name, address.street, f"{address.postcode} {address.place}")
    how = (branch.phone, branch.email, branch.website)
    drawing.rule(left, y - 5.0, width, form_style.LINE, 0.5)
    for parts in (where, how):
        words = "  ·  ".join(part.strip() for part in parts if part.strip())
        if words:
            line = fit_line(drawing.measure(Weight.REGULAR), words, width * POINT, LABEL - 1, 6.5)
            drawing.text(left, y, line.text, line.size, MUTED, Weight.REGULAR)
            y += 4.8
