"""A PDF being put together: pages that share their resources, embedded type, the same bytes always.

Imports ReportLab, so it is itself imported when the first document is drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Hashable
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDictionary, PDFDocument, PDFName, PDFObject
from reportlab.pdfbase.pdfdoc import PDFObjectReference as Reference

from desk_app.documents.drawing import POINT, Drawing
from desk_app.documents.fonts import PaperFonts

CARD = (85.60, 53.98)
"""ID-1 of ISO/IEC 7810 in millimetres, also called CR80."""
A4 = (210.0, 297.0)
A5 = (148.0, 210.0)


class Paper:
    """One PDF document with pages of one size (width and height in millimetres).

    Page and title say what the paper is and never whose: the properties of a file are read by
    programs that have no business with the customer. Equal drawings give equal bytes.
    """

    def __init__(self, fonts: PaperFonts, size: tuple[float, float], title: str) -> None:
        self._fonts = fonts
        self._size = size
        # The stubs leave out the catalogue and the page tree.
        document: Any = PDFDocument(invariant=True, pdfVersion=(1, 4), lang="nl-NL")
        document.setTitle(title)
        document.setAuthor("")
        document.setSubject(title)
        document.setCreator("desk_app")
        # Printed at its own size: a scaled card is misprinted, a scaled bar code may not scan.
        document.Catalog.ViewerPreferences = PDFDictionary({"PrintScaling": PDFName("None")})
        self._document = document
        self._forms: dict[Hashable, str] = {}
        self._form_entries = PDFDictionary({})
        self._resources = self._number(
            PDFDictionary({"Font": Reference(BasicFonts), "XObject": self._form_entries})
        )
        self._pages = self._number(document.Pages)
        width, height = (f"{length * POINT:.4f}" for length in size)
        self._page = (
            f"<</Type/Page/Parent {self._pages} 0 R/MediaBox[0 0 {width} {height}]"
            f"/Resources {self._resources} 0 R/Contents "
        )
        self._box = f"[0 0 {width} {height}]"

    def form(self, key: Hashable, draw: Callable[[Drawing], None]) -> str:
        """The name, for `Drawing.form`, of what many pages share; drawn once for each `key`."""
        name = self._forms.get(key)
        if name is None:
            drawing = self._drawing()
            draw(drawing)
            entries = f"/Type/XObject/Subtype/Form/BBox{self._box}/Resources {self._resources} 0 R"
            name = self._forms[key] = f"S{len(self._forms) + 1}"
            self._form_entries[name] = self._document.Reference(_stream(drawing.code(), entries))
            self._document.updateSignature(drawing.code())
        return name

    def page(self, draw: Callable[[Drawing], None]) -> None:
        """Draw the next page."""
        drawing = self._drawing()
        draw(drawing)
        code = drawing.code()
        contents = self._number(_stream(code))
        self._document.addPage(_Raw(f"{self._page}{contents} 0 R>>\n".encode("ascii")))
        self._document.updateSignature(code)

    def save(self, file: BinaryIO) -> None:
        """Write the document; it takes no more pages after this."""
        file.write(self._document.GetPDFData(None))

    def _drawing(self) -> Drawing:
        return Drawing(self._fonts, self._document, self._size[1])

    def _number(self, item: PDFObject) -> int:
        reference = self._document.Reference(item)
        number: int = self._document.idToObjectNumberAndVersion[reference.name][0]
        return number


class _Raw(PDFObject):
    """An indirect object that is bytes already, so that ten thousand of them stay cheap."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self._data = data

    def format(self, _document: PDFDocument) -> bytes:
        return self._data


def _stream(code: bytes, entries: str = "") -> _Raw:
    packed = zlib.compress(code)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode("ascii")
    return _Raw(head + packed + b"\nendstream\n")
