"""A page of a PDF as an image: for the window, and for a printer that takes dots only."""

from __future__ import annotations

import struct
import threading
import zlib
from dataclasses import dataclass

_PDFIUM = threading.Lock()
"""PDFium may be in one thread of a process at a time, whoever asks."""


@dataclass(frozen=True)
class Raster:
    """`width` x `height` pixels of four bytes (red, green, blue, 255), rows from the top."""

    width: int
    height: int
    rgba: bytes

    def png(self, dpi: float = 300.0) -> bytes:
        """As a PNG that knows its size on paper (ISO/IEC 15948)."""
        rows = memoryview(self.rgba)
        stride = self.width * 4
        lines = b"".join(
            b"\0" + rows[start : start + stride] for start in range(0, stride * self.height, stride)
        )
        per_metre = round(dpi / 0.0254)
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 6, 0, 0, 0)),
                _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
                _chunk(b"IDAT", zlib.compress(lines, 6)),
                _chunk(b"IEND", b""),
            )
        )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def rasterise(pdf: bytes, page: int = 0, dpi: float = 300.0) -> Raster:
    """One page of `pdf` on white. Raises ValueError when it is no PDF or has no such page."""
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error
        try:
            if not 0 <= page < len(document):
                raise ValueError(f"no page {page} of {len(document)}")
            bitmap = document[page].render(
                scale=dpi / 72,
                fill_color=(255, 255, 255, 255),
                rev_byteorder=True,
                force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA,
            )
            return Raster(bitmap.width, bitmap.height, bytes(bitmap.buffer))
        finally:
            document.close()
