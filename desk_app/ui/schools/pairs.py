"""The pairs of pupil and library customer of one school: proposed, or linked. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desk_app.errors import Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.schools.state import PairLine, Show
from desk_app.usecases.queries.schools import (
    GroupRow,
    LinkProposals,
    ListGroups,
    ProposalRow,
    PupilOverview,
    PupilRow,
)


class Pairs:
    """Lists one sort at a time; `came` hears that the list is there."""

    def __init__(
        self, runner: Runner, came: Callable[[], None], refused: Callable[[Refused], None]
    ) -> None:
        self._runner = runner
        self._tell = came
        self._refused = refused
        self._what = Show.PROPOSED
        self._chosen: int | None = None
        self.rows: tuple[PairLine, ...] = ()

    @property
    def chosen(self) -> PairLine | None:
        """The chosen pair."""
        return next((row for row in self.rows if row.actor_id == self._chosen), None)

    def about(self, actor_ids: Iterable[int]) -> bool:
        """Whether somebody listed is among these."""
        listed = {row.actor_id for row in self.rows} | {row.library_actor_id for row in self.rows}
        return bool(listed.intersection(actor_ids))

    def show(self, what: Show) -> None:
        """The other sort from now on."""
        self._what = what
        self._chosen = None

    def choose(self, pair: PairLine | None) -> None:
        """A pair was chosen, or none."""
        self._chosen = None if pair is None else pair.actor_id

    def list_of(self, school_code: str) -> None:
        """Ask for the pairs of a school; empty: of none."""
        if not school_code:
            self._came(())
        elif self._what is Show.PROPOSED:
            self._runner.ask(
                LinkProposals(school_code),
                lambda rows: self._came(tuple(map(_proposed, rows))),
                self._refused,
                supersedes="pairs",
            )
        else:
            self._runner.ask(
                ListGroups(school_code),
                lambda groups: self._ask_linked(school_code, groups),
                self._refused,
                supersedes="pairs",
            )

    def _ask_linked(self, school_code: str, groups: tuple[GroupRow, ...]) -> None:
        ids = tuple(group.group_id for group in groups if group.group_id is not None)
        self._runner.ask(
            PupilOverview(school_code, ids, without_group=True),
            lambda rows: self._came(tuple(_linked(row) for row in rows if row.linked)),
            self._refused,
            supersedes="pairs",
        )

    def _came(self, rows: tuple[PairLine, ...]) -> None:
        self.rows = rows
        if self.chosen is None:
            self._chosen = rows[0].actor_id if rows else None
        self._tell()


def _proposed(row: ProposalRow) -> PairLine:
    return PairLine(
        row.actor_id,
        row.list_name,
        row.group_name,
        row.birth_date,
        row.library_actor_id,
        row.library_list_name,
        row.library_birth_date,
        row.library_place,
        row.refused,
        row.proposal_id,
    )


def _linked(row: PupilRow) -> PairLine:
    return PairLine(row.actor_id, row.list_name, row.group_name, library_name=row.primary_card)
