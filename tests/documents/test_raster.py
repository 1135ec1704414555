from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from desk_app.documents.raster import Raster, rasterise
from tests.documents.paper_reader import card_renderer
from tests.documents.test_card_face import FACE


def test_a_card_is_as_many_dots_as_its_printer_has() -> None:
    raster = rasterise(card_renderer().render(FACE), 0, 300)
    assert (raster.width, raster.height) == (1012, 638)
    assert len(raster.rgba) == 1012 * 638 * 4
    assert set(raster.rgba[3::4]) == {255}


def test_the_png_is_the_picture() -> None:
    raster = rasterise(card_renderer().render(FACE), 0, 150)
    image = QImage.fromData(raster.png(150))
    assert (image.width(), image.height()) == (raster.width, raster.height)
    assert round(image.dotsPerMeterX() * 0.0254) == 150
    again = image.convertToFormat(QImage.Format.Format_RGBA8888)
    stride = again.bytesPerLine()
    for row in (0, 40, raster.height - 1):
        shown = bytes(again.constBits()[row * stride : row * stride + raster.width * 4])
        assert shown == raster.rgba[row * raster.width * 4 : (row + 1) * raster.width * 4]


def test_a_png_of_one_pixel() -> None:
    image = QImage.fromData(Raster(1, 1, b"\x01\x02\x03\xff").png())
    assert image.pixelColor(0, 0).getRgb() == (1, 2, 3, 255)


def test_what_is_no_pdf_is_said_so() -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        rasterise(b"%PDF-nothing")


@pytest.mark.parametrize("page", [-1, 1, 99])
def test_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(ValueError, match="no page"):
        rasterise(card_renderer().render(FACE), page)
