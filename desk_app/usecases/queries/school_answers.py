"""Answers about schools, pupils, their imports and their cards."""

from __future__ import annotations

from typing import Final

from desk_app.domain.card_batches import CardBatchUnknown
from desk_app.domain.pupil_import import ImportUnknown
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.card_batches import (
    CardBatchRow,
    ShowCardBatch,
    UnfinishedCardBatches,
)
from desk_app.usecases.queries.pupil_imports import (
    ImportLineRow,
    ImportLines,
    ImportRow,
    LinesToDo,
    ListPupilImports,
    ShowPupilImport,
)
from desk_app.usecases.queries.schools import (
    ConsentRow,
    GroupRow,
    LinkProposals,
    ListGroups,
    ListSchools,
    LoanOfGroupRow,
    LoansOfGroup,
    ProposalRow,
    PupilConsents,
    PupilDetails,
    PupilOverview,
    PupilRow,
    ScanList,
    ScanRow,
    SchoolRow,
    ShowPupil,
)

MOST_ROWS: Final = 1_000
"""Rows of one page."""
MOST_GROUPS: Final = 500
"""Groups of one list; no school has more."""


def list_schools(_query: ListSchools, asking: Asking) -> tuple[SchoolRow, ...]:
    """Every school, by name."""
    return asking.readings.schools.schools()


def list_groups(query: ListGroups, asking: Asking) -> tuple[GroupRow, ...]:
    """The groups of a school."""
    return asking.readings.schools.groups(query.school_code)


def overview(query: PupilOverview, asking: Asking) -> tuple[PupilRow, ...]:
    """Leerlingoverzicht."""
    return asking.readings.schools.overview(
        query.school_code, query.group_ids[:MOST_GROUPS], without=query.without_group
    )


def scan_list(query: ScanList, asking: Asking) -> tuple[ScanRow, ...]:
    """Scanlijst per groep."""
    return asking.readings.schools.scan_list(
        query.school_code, query.group_ids[:MOST_GROUPS], without=query.without_group
    )


def loans_of_group(query: LoansOfGroup, asking: Asking) -> tuple[LoanOfGroupRow, ...]:
    """Uitleenoverzicht."""
    return asking.readings.schools.loans(
        query.school_code, query.group_ids[:MOST_GROUPS], asking.today, without=query.without_group
    )


def show_pupil(query: ShowPupil, asking: Asking) -> PupilDetails | None:
    """The pupil that a customer is, or is linked with."""
    return asking.readings.schools.pupil(query.actor_id)


def link_proposals(query: LinkProposals, asking: Asking) -> tuple[ProposalRow, ...]:
    """The links of a school that wait."""
    return asking.readings.schools.proposals(query.school_code)


def pupil_consents(query: PupilConsents, asking: Asking) -> tuple[ConsentRow, ...]:
    """What the parents declared."""
    return asking.readings.schools.consents(query.actor_id)


def list_imports(query: ListPupilImports, asking: Asking) -> tuple[ImportRow, ...]:
    """The last runs."""
    limit = min(max(query.limit, 1), MOST_ROWS)
    return asking.readings.imports.runs(query.school_code, limit)


def show_import(query: ShowPupilImport, asking: Asking) -> ImportRow:
    """Raises `ImportUnknown`."""
    found = asking.readings.imports.run(query.import_id)
    if found is None:
        raise ImportUnknown(query.import_id)
    return found


def import_lines(query: ImportLines, asking: Asking) -> tuple[ImportLineRow, ...]:
    """A page of lines."""
    limit = min(max(query.limit, 1), MOST_ROWS)
    return asking.readings.imports.lines(query.import_id, query.action, max(query.offset, 0), limit)


def lines_to_do(query: LinesToDo, asking: Asking) -> tuple[int, ...]:
    """The next lines to carry out, or to undo."""
    return asking.readings.imports.to_do(query.import_id, min(max(query.limit, 1), MOST_ROWS))


def show_batch(query: ShowCardBatch, asking: Asking) -> CardBatchRow:
    """Raises `CardBatchUnknown`."""
    found = asking.readings.batches.batch(query.batch_id)
    if found is None:
        raise CardBatchUnknown(query.batch_id)
    return found


def unfinished_batches(query: UnfinishedCardBatches, asking: Asking) -> tuple[CardBatchRow, ...]:
    """The batches of a workstation that are not over."""
    return asking.readings.batches.unfinished(query.workstation)


HANDLERS: QueryHandlers = {
    ListSchools: list_schools,
    ListGroups: list_groups,
    PupilOverview: overview,
    ScanList: scan_list,
    LoansOfGroup: loans_of_group,
    ShowPupil: show_pupil,
    LinkProposals: link_proposals,
    PupilConsents: pupil_consents,
    ListPupilImports: list_imports,
    ShowPupilImport: show_import,
    ImportLines: import_lines,
    LinesToDo: lines_to_do,
    ShowCardBatch: show_batch,
    UnfinishedCardBatches: unfinished_batches,
}
