"""What the window asks of the printed matter. No Qt here."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desk_app.usecases.list_shapes import ListSheet, ScanSheet
from desk_app.usecases.print_shapes import CardFace, EnrolmentProof, LoginHandOut, MandateForm
from desk_app.usecases.slip_shapes import SetAsideSlip


class Papers(Protocol):
    """Draws cards and letters. Every method blocks and runs away from the main thread."""

    def card_picture(self, face: CardFace) -> bytes:
        """A PNG of the face, for the panel."""

    def card_page(self, face: CardFace) -> bytes:
        """The PDF of one card, 85.60 x 53.98 mm."""

    def mandate(self, form: MandateForm) -> Path:
        """Write the mandate as a PDF and give its place."""

    def proof(self, proof: EnrolmentProof) -> Path:
        """Write the Inschrijfbewijs as a PDF and give its place."""

    def login_hand_out(self, paper: LoginHandOut) -> Path:
        """Write Zo activeert u uw inlogaccount as a PDF and give its place."""

    def list_sheet(self, sheet: ListSheet) -> Path:
        """Write a list as a PDF and give its place."""

    def set_aside_slip(self, slip: SetAsideSlip) -> Path:
        """Write the slip in a set-aside copy as a PDF and give its place."""

    def scan_sheet(self, sheet: ScanSheet) -> Path:
        """Write bar codes to be scanned as a PDF and give its place."""

    def workbook(self, sheet: ListSheet) -> Path:
        """Write a list as a workbook and give its place."""
