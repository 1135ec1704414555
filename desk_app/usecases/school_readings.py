"""What queries about schools and pupils read; facts only, as in `store_ports.Readings`."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from desk_app.domain.pupil_import import LineAction
from desk_app.usecases.queries.card_batches import CardBatchRow
from desk_app.usecases.queries.portal import PortalAccount
from desk_app.usecases.queries.pupil_imports import ImportLineRow, ImportRow
from desk_app.usecases.queries.schools import (
    ConsentRow,
    GroupRow,
    LoanOfGroupRow,
    ProposalRow,
    PupilDetails,
    PupilRow,
    ScanRow,
    SchoolRow,
)


class SchoolReadings(Protocol):
    """Schools, groups and pupils."""

    def schools(self) -> tuple[SchoolRow, ...]:
        """Every school, by name."""

    def codes(self) -> frozenset[str]:
        """The codes of the places that are schools."""

    def groups(self, school_code: str) -> tuple[GroupRow, ...]:
        """The groups of a school; last the pupils without one, if any."""

    def overview(
        self, school_code: str, group_ids: tuple[int, ...], *, without: bool
    ) -> tuple[PupilRow, ...]:
        """Leerlingoverzicht."""

    def scan_list(
        self, school_code: str, group_ids: tuple[int, ...], *, without: bool
    ) -> tuple[ScanRow, ...]:
        """Scanlijst."""

    def loans(
        self, school_code: str, group_ids: tuple[int, ...], today: date, *, without: bool
    ) -> tuple[LoanOfGroupRow, ...]:
        """Uitleenoverzicht."""

    def pupil(self, actor_id: int) -> PupilDetails | None:
        """The pupil that a customer is, or is linked with."""

    def portal_account(self, actor_id: int) -> PortalAccount | None:
        """A pupil as the portal knows it; None for anybody else, and for who left."""

    def proposals(self, school_code: str) -> tuple[ProposalRow, ...]:
        """The links of a school that still wait for somebody who decides."""

    def consents(self, actor_id: int) -> tuple[ConsentRow, ...]:
        """What the parents of a pupil declared, newest first."""


class ImportReadings(Protocol):
    """Imports of pupils."""

    def runs(self, school_code: str, limit: int) -> tuple[ImportRow, ...]:
        """The last runs, newest first; of every school where none is named."""

    def run(self, import_id: int) -> ImportRow | None:
        """One run."""

    def lines(
        self, import_id: int, action: LineAction | None, offset: int, limit: int
    ) -> tuple[ImportLineRow, ...]:
        """A page of lines in the order of the file."""

    def to_do(self, import_id: int, limit: int) -> tuple[int, ...]:
        """The next lines to carry out, or to undo."""


class BatchReadings(Protocol):
    """Batches of cards."""

    def batch(self, batch_id: int) -> CardBatchRow | None:
        """One batch."""

    def unfinished(self, workstation: str) -> tuple[CardBatchRow, ...]:
        """The batches of a workstation that are not over, oldest first."""
