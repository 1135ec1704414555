"""Titles and copies as the desk tells them, for tests of the pages."""

from __future__ import annotations

from datetime import date

from desk_app.domain.copies import CopyStatus
from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.usecases.queries.titles import CopyRow, CopyShown, TitleHit, TitleShown

BARCODE = "30000000000017"
COPY = CopyRow(
    copy_id=5,
    barcode=BARCODE,
    status=CopyStatus.AVAILABLE,
    home_code="9548",
    home_name="Ruinerwold",
    place_code="9548",
    place_name="Ruinerwold",
    shelf="J VLIN",
    added_on=date(2026, 4, 14),
    lendable=True,
    version=1,
    choices=(CopyStatus.MISSING, CopyStatus.WITHDRAWN),
)
FOX = TitleShown(
    title_id=7,
    title="De vos",
    subtitle="",
    author="Roos Vlinder",
    series="Bosnachten",
    series_part="2",
    isbn="",
    publisher="De Eik",
    year=2021,
    language="dut",
    kind=TitleKind.BOOK,
    age_from=6,
    age_to=9,
    avi=AviLevel.E4,
    subjects="vossen",
    summary="",
    cover=None,
    version=1,
    waiting=0,
    copies=(COPY,),
    may_edit=True,
)
SHOWN_COPY = CopyShown(COPY, FOX.title_id, FOX.title, FOX.author, FOX.kind, may_edit=True)


def hit(title_id: int, title: str = "De vos") -> TitleHit:
    return TitleHit(
        title_id, title, "", "Roos Vlinder", "", "", TitleKind.BOOK, "dut", 2021, None, None, None,
        "", None, 2, 1,
    )  # fmt: skip
