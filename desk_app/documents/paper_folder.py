"""Everything that is printed, as the window asks for it: drawn, and put in a folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from desk_app.documents.card_face import CardFaceRenderer
from desk_app.documents.card_layout import CardLayout
from desk_app.documents.enrolment_proof import EnrolmentProofRenderer
from desk_app.documents.fonts import PaperFonts
from desk_app.documents.list_sheet import ListSheetRenderer
from desk_app.documents.list_workbook import workbook
from desk_app.documents.login_hand_out import LoginHandOutRenderer
from desk_app.documents.mandate_form import MandateFormRenderer
from desk_app.documents.raster import rasterise
from desk_app.documents.scan_sheet import ScanSheetRenderer
from desk_app.documents.set_aside_slip import SetAsideSlipRenderer
from desk_app.errors import Unavailable
from desk_app.usecases.list_shapes import ListSheet, ScanSheet
from desk_app.usecases.print_shapes import CardFace, EnrolmentProof, LoginHandOut, MandateForm
from desk_app.usecases.slip_shapes import SetAsideSlip

PICTURE_DPI = 300.0
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(eq=False)
class PaperNotWritten(Unavailable):
    """A paper could not be written; `errno` is the system's."""

    code: ClassVar[str] = "PRT-2"
    name: str
    errno: int | None


class PaperFolder:
    """Draws cards, and writes letters as PDF into `folder`, readable by this user only."""

    def __init__(self, fonts: PaperFonts, layout: CardLayout, folder: Path) -> None:
        self._folder = folder
        self._cards = CardFaceRenderer(fonts, layout)
        self._mandates = MandateFormRenderer(fonts)
        self._proofs = EnrolmentProofRenderer(fonts)
        self._hand_outs = LoginHandOutRenderer(fonts)
        self._lists = ListSheetRenderer(fonts)
        self._scan_lists = ScanSheetRenderer(fonts)
        self._slips = SetAsideSlipRenderer(fonts)
        self._written = 0

    @property
    def written(self) -> int:
        """How many papers were written."""
        return self._written

    def card_picture(self, face: CardFace) -> bytes:
        """A PNG of the face. Raises NumberNotPrintable."""
        return self.picture(self.card_page(face))

    def picture(self, pdf: bytes) -> bytes:
        """A PNG of the first page of `pdf`."""
        return rasterise(pdf, dpi=PICTURE_DPI).png(PICTURE_DPI)

    def card_page(self, face: CardFace) -> bytes:
        """One card as a PDF. Raises NumberNotPrintable."""
        return self._cards.render(face)

    def mandate(self, form: MandateForm) -> Path:
        """Write a mandate to be signed.

        Raises:
            PaperNotWritten: the folder cannot be written.
        """
        return self._write(f"mandate-{form.reference}", self._mandates.render(form))

    def proof(self, proof: EnrolmentProof) -> Path:
        """Write an Inschrijfbewijs.

        Raises:
            PaperNotWritten: the folder cannot be written.
        """
        name = f"inschrijfbewijs-{proof.number or proof.issued_on.isoformat()}"
        return self._write(name, self._proofs.render(proof))

    def login_hand_out(self, paper: LoginHandOut) -> Path:
        """Write Zo activeert u uw inlogaccount.

        Raises:
            PaperNotWritten: the folder cannot be written.
        """
        name = f"inlogaccount-{paper.username or paper.printed_on.isoformat()}"
        return self._write(name, self._hand_outs.render(paper))

    def list_sheet(self, sheet: ListSheet) -> Path:
        """Write a list.

        Raises:
            PaperNotWritten: the folder cannot be written.
        """
        return self._write(sheet.file_name, self._lists.render(sheet))

    def workbook(self, sheet: ListSheet) -> Path:
        """Write a list as a workbook.

        Raises:
            PaperNotWritten: the folder cannot be written.
        """
        return self._write(sheet.file_name, workbook(sheet), ".xlsx")

    def scan_sheet(self, sheet: ScanSheet) -> Path:
        """Write bar codes to be scanned.

        Raises:
            PaperNotWritten: the folder cannot be written.
        """
        return self._write(sheet.file_name, self._scan_lists.render(sheet))

    def set_aside_slip(self, slip: SetAsideSlip) -> Path:
        """Write the slip in a set-aside copy.

        Raises:
            PaperNotWritten: the folder cannot be written.
        """
        return self._write(slip.file_name, self._slips.render(slip))

    def card(self, number: str, pdf: bytes) -> Path:
        """Keep the PDF of a printed card."""
        return self._write(f"card-{number}", pdf)

    def _write(self, name: str, content: bytes, ending: str = ".pdf") -> Path:
        place = self._folder / f"{_UNSAFE.sub('-', name)}{ending}"
        unfinished = place.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            unfinished.replace(place)
        except OSError as error:
            raise PaperNotWritten(name=place.name, errno=error.errno) from error
        self._written += 1
        return place
