"""From a card job to what the panel shows: steps, sentence and ways on. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.domain.card_jobs import ENDED, CardStep
from desk_app.ui.card_panel.port import (
    LineState,
    PanelAction,
    PanelButton,
    PanelLine,
    PanelState,
)
from desk_app.ui.wording import card_panel as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.card_jobs import CardJobRow

_ORDER = (
    CardStep.REQUESTED,
    CardStep.PRINTING,
    CardStep.PRINTED,
    CardStep.WAITING_FOR_CARD,
    CardStep.WRITING,
    CardStep.READING_BACK,
    CardStep.DONE,
)
_RANK = {step: at for at, step in enumerate(_ORDER)}
_AT_THE_CARD = frozenset({CardStep.WRITING, CardStep.READING_BACK})
_STOPPED = frozenset({CardStep.FAILED, CardStep.UNKNOWN})


@dataclass(frozen=True)
class Rig:
    """What stands at this workstation."""

    has_printer: bool
    has_writer: bool


@dataclass(frozen=True)
class Doing:
    """What goes on at this moment.

    `insert_before` is the monotonic moment until which the device waits for a card; `reading` says
    that the card is only looked at.
    """

    running: bool = False
    reading: bool = False
    insert_before: float | None = None


STOPPED = Doing()


def awaits_scan(job: CardJobRow, rig: Rig) -> bool:
    """Whether the finished card has to be scanned, because nothing here can read it."""
    made = job.prints > 0 or not rig.has_printer
    return job.verify and not rig.has_writer and made and job.step not in ENDED


def print_in_doubt(job: CardJobRow, rig: Rig) -> bool:
    """Whether nobody knows if the card was printed: the desk looks, and says so."""
    doubtful = job.step in (CardStep.PRINTING, CardStep.UNKNOWN)
    return doubtful and job.prints == 0 and rig.has_printer


def running_buttons(job: CardJobRow) -> tuple[PanelButton, ...]:
    """Ways on while a device is at work: stopping, but not in the middle of writing."""
    grey = words.WHILE_WRITING if job.step in _AT_THE_CARD else None
    return (
        PanelButton(PanelAction.CANCEL, words.CANCEL, grey),
        PanelButton(PanelAction.POSTPONE, words.POSTPONE, grey),
    )


def stopped_buttons(job: CardJobRow, rig: Rig) -> tuple[PanelButton, ...]:
    """Ways on when the job waits for a decision. Nothing is ever repeated by itself."""
    if job.step in ENDED:
        done = job.step is CardStep.DONE
        return (PanelButton(PanelAction.CLOSE, words.CLOSE, primary=done),)
    return (
        *_ways_on(job, rig),
        PanelButton(PanelAction.SPOIL, words.SPOIL),
        PanelButton(PanelAction.PROOF, words.PROOF),
        PanelButton(PanelAction.CANCEL, words.CANCEL),
        PanelButton(PanelAction.POSTPONE, words.POSTPONE),
    )


def _ways_on(job: CardJobRow, rig: Rig) -> tuple[PanelButton, ...]:
    if print_in_doubt(job, rig):
        return (
            PanelButton(PanelAction.RETRY, words.PRINT_AGAIN),
            PanelButton(PanelAction.PRINTED, words.IS_PRINTED, primary=True),
        )
    if awaits_scan(job, rig):
        return ()
    unsure = job.step in (CardStep.UNKNOWN, *_AT_THE_CARD)
    again = words.PRINT_AGAIN if job.prints == 0 and rig.has_printer else words.RETRY
    retry = PanelButton(PanelAction.RETRY, again, primary=not unsure)
    grey = None if rig.has_writer else words.NO_WRITER
    read = PanelButton(PanelAction.READ, words.READ, grey, primary=unsure and rig.has_writer)
    return (read, retry) if unsure else (retry, read)


def state_of(
    job: CardJobRow,
    buttons: tuple[PanelButton, ...],
    said: Said,
    rig: Rig,
    doing: Doing,
) -> PanelState:
    """Everything the panel shows for `job`."""
    done = job.step is CardStep.DONE
    made = words.MADE_AND_CHECKED if job.verify else words.MADE
    return PanelState(
        title=words.READING if doing.reading else words.MAKING,
        face=job.face,
        lines=lines_of(job, rig, doing),
        buttons=buttons,
        insert_before=doing.insert_before,
        trouble="" if done else said.sentence,
        advice="" if done else said.advice,
        code="" if done else said.code,
        good=made if done else "",
    )


def lines_of(job: CardJobRow, rig: Rig, doing: Doing) -> tuple[PanelLine, ...]:
    """The steps that this workstation takes, and how far the job came."""
    reached = _reached(job, rig)
    lines = [PanelLine(words.NUMBER_BOUND, LineState.DONE, job.display_number)]

    def line(step: CardStep, todo: str, done: str) -> PanelLine:
        rank = _RANK[step]
        if rank < reached or job.step is CardStep.DONE:
            return PanelLine(done, LineState.DONE)
        if rank > reached:
            return PanelLine(todo, LineState.WAITING)
        if job.step is CardStep.UNKNOWN or (print_in_doubt(job, rig) and not doing.running):
            return PanelLine(todo, LineState.UNKNOWN)
        return PanelLine(todo, LineState.FAILED if job.step in _STOPPED else LineState.CURRENT)

    if rig.has_printer:
        lines.append(line(CardStep.PRINTING, words.PRINT, words.PRINTED))
    if rig.has_writer:
        insert = words.INSERT_TO_READ if doing.reading else words.INSERT
        waits = line(CardStep.WAITING_FOR_CARD, insert, words.INSERTED)
        if doing.reading:
            waits = PanelLine(insert, LineState.CURRENT)
        lines += [
            waits,
            line(CardStep.WRITING, words.WRITE, words.WRITTEN),
            line(CardStep.READING_BACK, words.READ_BACK, words.HAS_BEEN_READ_BACK),
        ]
    elif job.verify:
        scan = line(CardStep.READING_BACK, words.SCAN, words.SCANNED)
        if awaits_scan(job, rig) and not doing.running and job.step not in _STOPPED:
            scan = PanelLine(words.SCAN, LineState.CURRENT)
        lines.append(scan)
    lines.append(line(CardStep.DONE, words.ACTIVE, words.ACTIVE))
    return tuple(lines)


def _reached(job: CardJobRow, rig: Rig) -> int:
    """How far a job came, also when it stopped on the way."""
    after_print = CardStep.WAITING_FOR_CARD if rig.has_writer else CardStep.READING_BACK
    if job.step is CardStep.PRINTED:
        return _RANK[after_print]
    if job.step in _RANK and job.step is not CardStep.REQUESTED:
        return _RANK[job.step]
    if job.prints == 0 and rig.has_printer:
        return _RANK[CardStep.PRINTING]
    if job.read_back:
        return _RANK[CardStep.READING_BACK]
    return _RANK[after_print]
