"""Leerlingenimport, *Voer uit* and *Draai terug*: one pupil, one transaction.

A line that was done is never done again, whatever key it comes under, so a run that was broken off
goes on where it stood. What stood before and after is kept with the line; undoing puts back what
this line changed, and leaves alone what somebody changed since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import PROCESSES, build_number
from desk_app.domain.card_rules import in_play, insert_card, kind_of_new_card, primary_of, replace
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.customers import Customer, Origin
from desk_app.domain.pupil_import import (
    WRITES,
    ImportInWrongState,
    ImportState,
    LineAction,
    LineDecision,
    LineState,
    Planned,
    PupilImport,
    PupilLine,
)
from desk_app.domain.pupils import LEFT, Pupil, clean_username, take_primary_back
from desk_app.domain.schools import School
from desk_app.domain.staff import Permission
from desk_app.usecases.commands.pupil_imports import planned_of, restore_groups
from desk_app.usecases.commands.pupil_links import unlink
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.import_ports import StagedLine
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.pupil_snapshots import put_back, snapshot
from desk_app.usecases.school_ports import LinkProposal
from desk_app.usecases.store_ports import FieldChangeRecord, NumberUse


@dataclass(frozen=True)
class LineOutcome:
    """What became of a line; `actor_id` whom it was about, if anybody."""

    action: LineAction
    state: LineState
    actor_id: int | None = None


@dataclass(frozen=True)
class CarryOutImportLine(Command[LineOutcome]):
    """Carry one line out, as things stand now; a line that was done is left as it is."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_LINE_DONE
    import_id: int
    line_no: int


@dataclass(frozen=True)
class FinishPupilImport(Command[None]):
    """Every line was carried out."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_FINISHED
    import_id: int


@dataclass(frozen=True)
class UndoImportLine(Command[LineOutcome]):
    """Put back what one line changed."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_LINE_UNDONE
    import_id: int
    line_no: int


@dataclass(frozen=True)
class FinishUndoing(Command[None]):
    """Every line was undone, or kept."""

    permission: ClassVar[Permission] = Permission.SCHOOL_IMPORT
    audit: ClassVar[AuditTag] = AuditTag.IMPORT_UNDONE
    import_id: int


_FIELDS: Final = ("surname", "name_prefix", "initials", "given_name", "birth_date")


def carry_out(command: CarryOutImportLine, on: Handling) -> LineOutcome:
    """Raises `ImportUnknown`, `ImportInWrongState`, `ImportLineUnknown`."""
    run = _in_state(command.import_id, ImportState.RUNNING, on)
    staged = on.work.imports.line(command.import_id, command.line_no)
    if staged.state is not LineState.COMPARED:
        return LineOutcome(staged.action or LineAction.NOTHING, staged.state, staged.actor_id)
    planned = _plan_now(run, staged, command.line_no, on)
    state, before, after, actor_id = LineState.SKIPPED, "", "", planned.actor_id
    if planned.action in WRITES and staged.decision is not LineDecision.LEAVE_OUT:
        before = snapshot(actor_id, on)
        # A new number is never used twice, so nothing may be refused after one was claimed.
        actor_id = _carry_out(run, staged.line, planned, on)
        after = snapshot(actor_id, on)
        state = LineState.DONE
    done = Planned(planned.action, actor_id, planned.fields, planned.problem)
    on.work.imports.done(command.import_id, command.line_no, state, done, before, after)
    return LineOutcome(planned.action, state, actor_id)


def finish(command: FinishPupilImport, on: Handling) -> None:
    """Raises `ImportUnknown`, `ImportInWrongState`: not running, or lines are left."""
    run = _in_state(command.import_id, ImportState.RUNNING, on)
    if on.work.imports.left(command.import_id, (LineState.COMPARED,)):
        raise ImportInWrongState(run.state)
    run.state, run.changed_at = ImportState.DONE, on.now


def undo_line(command: UndoImportLine, on: Handling) -> LineOutcome:
    """Raises `ImportUnknown`, `ImportInWrongState`, `ImportLineUnknown`."""
    _in_state(command.import_id, ImportState.UNDOING, on)
    staged = on.work.imports.line(command.import_id, command.line_no)
    action = staged.action or LineAction.NOTHING
    if staged.state is not LineState.DONE or staged.actor_id is None:
        return LineOutcome(action, staged.state, staged.actor_id)
    undone = put_back(staged.actor_id, staged.before, staged.after, on)
    state = LineState.UNDONE if undone else LineState.KEPT
    on.work.imports.undone(command.import_id, command.line_no, state)
    return LineOutcome(action, state, staged.actor_id)


def finish_undoing(command: FinishUndoing, on: Handling) -> None:
    """Raises `ImportUnknown`, `ImportInWrongState`: not being undone, or lines are left."""
    run = _in_state(command.import_id, ImportState.UNDOING, on)
    if on.work.imports.left(command.import_id, (LineState.DONE,)):
        raise ImportInWrongState(run.state)
    restore_groups(run, on)
    run.state, run.changed_at = ImportState.UNDONE, on.now


def _in_state(import_id: int, state: ImportState, on: Handling) -> PupilImport:
    run = on.work.imports.get(import_id)
    if run.state is not state:
        raise ImportInWrongState(run.state)
    return run


def _plan_now(run: PupilImport, staged: StagedLine, line_no: int, on: Handling) -> Planned:
    """What the line does as things stand now, which may be other than when it was compared."""
    if line_no > run.lines:
        pupil = on.work.pupils.by_key(run.school_code, staged.line.external_key)
        if pupil is None or pupil.left_on is not None:
            return Planned(LineAction.NOTHING)
        return Planned(LineAction.LEAVE, pupil.actor_id)
    matched = on.work.imports.match(run, line_no)
    return planned_of(matched, run, on, as_new=staged.decision is LineDecision.AS_NEW)


# ---------------------------------------------------------------------------------- what is done


def _carry_out(run: PupilImport, line: PupilLine, planned: Planned, on: Handling) -> int:
    school = on.work.schools.get(run.school_code)
    branch = on.work.branches.get(run.school_code)
    if planned.actor_id is None:
        return _create(school, branch, line, on)
    customer = on.work.customers.get(planned.actor_id)
    pupil = on.work.pupils.get(planned.actor_id)
    if planned.action is LineAction.LEAVE:
        _leave(pupil, customer, on)
        return customer.actor_id
    _take_fields(pupil, customer, line, on)
    if planned.action is LineAction.MOVE_SCHOOL:
        _move(school, branch, pupil, customer, line, on)
    pupil.group_id = _group_id(school, line, on)
    if pupil.left_on is not None:
        _rejoin(pupil, customer)
    if "card_number" in planned.fields:
        _replace_card(school, customer, line.card_number, branch, on)
    _propose(school, pupil, on)
    return customer.actor_id


def _create(school: School, branch: Branch, line: PupilLine, on: Handling) -> int:
    """A customer of the school library: no address, a card number, and a name for the portal."""
    customer = Customer(
        actor_id=on.work.customers.next_actor_id(),
        branch_code=school.branch_code,
        surname=line.surname,
        created_at=on.now,
        origin=Origin.IMPORT,
        name_prefix=line.name_prefix,
        initials=line.initials,
        given_name=line.given_name,
        birth_date=line.birth_date,
    )
    on.work.customers.add(customer)
    number = _give_card(school, branch, customer, line.card_number, on)
    pupil = Pupil(
        actor_id=customer.actor_id,
        school_code=school.branch_code,
        external_key=line.external_key,
        portal_username=clean_username(number),
        group_id=_group_id(school, line, on),
        year_group=line.year_group,
    )
    on.work.pupils.add(pupil)
    _propose(school, pupil, on)
    return customer.actor_id


def _give_card(
    school: School, branch: Branch, customer: Customer, wanted: str, on: Handling
) -> str:
    """A number of the school's own structure; it is the hoofdpas unless there is another."""
    number = wanted or _next_number(branch, on)
    on.work.numbers.claim(number, NumberUse.CARD, customer.actor_id)
    insert_card(
        customer.cards, _card(school, branch, number, kind_of_new_card(customer.cards, None), on)
    )
    return number


def _card(school: School, branch: Branch, number: str, kind: CardKind, on: Handling) -> Card:
    return Card(
        number=number,
        kind=kind,
        status=CardStatus.BEING_MADE if branch.verify_cards else CardStatus.ACTIVE,
        added_at=on.now,
        sector=school.sector,
    )


def _next_number(branch: Branch, on: Handling) -> str:
    process = PROCESSES[branch.number_process]
    while True:
        serial = on.work.numbers.next_serial(f"school_card:{process.key}:{branch.label}")
        number = build_number(process, branch.label, serial)
        if on.work.numbers.use_of(number) is None:
            return number


def _replace_card(
    school: School, customer: Customer, number: str, branch: Branch, on: Handling
) -> None:
    """The file brings a replacing hoofdpas (*leerlingimport met vervangende hoofdpassen*)."""
    own = [card for card in customer.cards if in_play(card)]
    old = primary_of(own) or (own[-1] if own else None)
    on.work.numbers.claim(number, NumberUse.CARD, customer.actor_id)
    if old is None:
        insert_card(customer.cards, _card(school, branch, number, CardKind.PRIMARY, on))
    else:
        replace(customer.cards, old, _card(school, branch, number, old.kind, on))


def _take_fields(pupil: Pupil, customer: Customer, line: PupilLine, on: Handling) -> None:
    for name in _FIELDS:
        old, new = getattr(customer, name), getattr(line, name)
        if new and new != old:
            setattr(customer, name, new)
            on.work.log_change(FieldChangeRecord(customer.actor_id, name, _text(old), _text(new)))
    if line.year_group:
        pupil.year_group = line.year_group


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _group_id(school: School, line: PupilLine, on: Handling) -> int | None:
    if not line.group_key:
        return None
    for group in on.work.schools.groups_of(school.branch_code):
        if group.external_key == line.group_key:
            return group.group_id
    return None


def _move(
    school: School,
    branch: Branch,
    pupil: Pupil,
    customer: Customer,
    line: PupilLine,
    on: Handling,
) -> None:
    """To another school: what linked it ends, the cards of the old one are blocked."""
    unlink(pupil, on)
    _block_cards(customer)
    pupil.school_code, pupil.external_key, pupil.left_on = (
        school.branch_code,
        line.external_key,
        None,
    )
    customer.branch_code = school.branch_code
    for card in customer.cards:
        # The new card is the hoofdpas, and the old ones are blocked.
        card.kind = CardKind.SECONDARY
    _give_card(school, branch, customer, line.card_number, on)


def _leave(pupil: Pupil, customer: Customer, on: Handling) -> None:
    """Uitschrijven: the link ends and the school's cards are blocked."""
    unlink(pupil, on)
    _block_cards(customer)
    pupil.left_on = on.today
    pupil.group_id = None


def _block_cards(customer: Customer) -> None:
    for card in customer.cards:
        if card.status in {CardStatus.ACTIVE, CardStatus.BEING_MADE}:
            card.status, card.blocked_reason = CardStatus.BLOCKED, LEFT


def _rejoin(pupil: Pupil, customer: Customer) -> None:
    """Back at school: the cards that were blocked for leaving are good again."""
    pupil.left_on = None
    for card in customer.cards:
        if card.status is CardStatus.BLOCKED and card.blocked_reason == LEFT:
            card.status, card.blocked_reason = CardStatus.ACTIVE, ""
    take_primary_back(customer.cards)


def _propose(school: School, pupil: Pupil, on: Handling) -> None:
    """Propose who of the library may be this child; a person decides, and rejects for good."""
    if not school.link_on or pupil.linked_actor_id is not None:
        return
    known = {one.library_actor_id for one in on.work.pupils.proposals(pupil.actor_id)}
    for actor_id in on.work.imports.library_members(pupil.actor_id):
        if actor_id not in known:
            on.work.pupils.add_proposal(LinkProposal(pupil.actor_id, actor_id, on.now))


HANDLERS: CommandHandlers = {
    CarryOutImportLine: carry_out,
    FinishPupilImport: finish,
    UndoImportLine: undo_line,
    FinishUndoing: finish_undoing,
}
