"""Answers about titles and copies."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from desk_app.domain.copies import BarcodeUnknown, by_hand, compact_barcode
from desk_app.domain.staff import Permission
from desk_app.domain.titles import TitleUnknown
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.titles import (
    CopyDetail,
    CopyRow,
    CopyShown,
    FindTitles,
    TitleDetail,
    TitlesFound,
    TitleShown,
)

MOST_TITLES: Final = 200
"""At most so many titles are told at once,"""
FARTHEST_TITLE: Final = 2_000
"""and none beyond this one: whoever reads so far should say more of what they look for."""


def find_titles(query: FindTitles, asking: Asking) -> TitlesFound:
    """Titles by whatever was typed."""
    limit = min(max(query.limit, 1), MOST_TITLES)
    offset = min(max(query.offset, 0), FARTHEST_TITLE)
    return asking.readings.catalogue.find_titles(query.text, query.where, limit, offset)


def title_detail(query: TitleDetail, asking: Asking) -> TitleShown:
    """Raises `TitleUnknown`."""
    found = asking.readings.catalogue.title(query.title_id)
    if found is None:
        raise TitleUnknown(query.title_id)
    own = asking.identity.branch_code if asking.identity else ""
    copies = sorted(found.copies, key=lambda row: (row.home_code != own, row.home_name))
    return replace(
        found,
        copies=tuple(_with_choices(row) for row in copies),
        may_edit=asking.may(Permission.CATALOGUE_EDIT),
    )


def copy_detail(query: CopyDetail, asking: Asking) -> CopyShown:
    """Raises `BarcodeUnknown`."""
    barcode = compact_barcode(query.barcode)
    found = asking.readings.catalogue.copy(barcode)
    if found is None:
        raise BarcodeUnknown(barcode)
    return replace(
        found, copy=_with_choices(found.copy), may_edit=asking.may(Permission.CATALOGUE_EDIT)
    )


def _with_choices(row: CopyRow) -> CopyRow:
    return replace(row, choices=tuple(sorted(by_hand(row.status))))


HANDLERS: QueryHandlers = {
    FindTitles: find_titles,
    TitleDetail: title_detail,
    CopyDetail: copy_detail,
}
