"""A list as a workbook (ECMA-376), for whoever goes on with it in a spreadsheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from desk_app.usecases.list_shapes import ListSheet

_WIDEST = 60
_TITLE_LENGTH = 31
_NOT_IN_A_TITLE = str.maketrans("", "", "[]:*?/\\")


def workbook(sheet: ListSheet) -> bytes:
    """One sheet, the titles of the columns first. The headings of its parts are left out: every
    row stands by itself, so that it can be sorted.

    Every cell is text: what looks like a formula stays what somebody typed (OWASP ASVS 5.0,
    1.2.10), and a number keeps its leading zeros.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title.translate(_NOT_IN_A_TITLE)[:_TITLE_LENGTH])
    for at, column in enumerate(sheet.columns, 1):
        page.column_dimensions[_letter(at)].width = min(column.share + 4, _WIDEST)
    page.append([_text(page, column.title) for column in sheet.columns])
    for part in sheet.parts:
        for row in part.rows:
            page.append([_text(page, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text(page: Any, value: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


def _letter(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at))
