"""From a card job to what the panel shows: steps, sentence and ways on. Plain Python."""

from __future__ import annotations

from desk_app.domain.card_jobs import CardStep
from desk_app.ui.card_panel.port import (
    LineState,
    PanelAction,
    PanelButton,
    PanelLine,
    PanelState,
)
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.card_jobs import CardJobRow

_WHILE_WRITING = "De pas wordt nu beschreven; wacht tot dat klaar is."

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


def running_buttons(job: CardJobRow) -> tuple[PanelButton, ...]:
    """Ways on while a device is at work: stopping, but not in the middle of writing."""
    grey = _WHILE_WRITING if job.step in (CardStep.WRITING, CardStep.READING_BACK) else None
    return (
        PanelButton(PanelAction.CANCEL, "Annuleren", grey),
        PanelButton(PanelAction.POSTPONE, "Later afmaken", grey),
    )


def stopped_buttons(job: CardJobRow, *, has_writer: bool) -> tuple[PanelButton, ...]:
    """Ways on when the job waits for a decision. Nothing is ever repeated by itself."""
    if job.step is CardStep.DONE:
        return (PanelButton(PanelAction.CLOSE, "Sluiten", primary=True),)
    if job.step in (CardStep.SPOILED, CardStep.CANCELLED):
        return (PanelButton(PanelAction.CLOSE, "Sluiten"),)
    no_writer = None if has_writer else "Op deze werkplek is geen pasjesschrijver."
    awaits_scan = job.verify and not has_writer and job.step is CardStep.PRINTED
    unsure = job.step in (CardStep.UNKNOWN, CardStep.WRITING, CardStep.READING_BACK)
    retry = PanelButton(PanelAction.RETRY, "Opnieuw", primary=not unsure)
    read = PanelButton(PanelAction.READ, "Lees pas", no_writer, primary=unsure and has_writer)
    ways = [read, retry] if unsure else [retry, read]
    if awaits_scan:
        ways = []
    return (
        *ways,
        PanelButton(PanelAction.SPOIL, "Pas afkeuren"),
        PanelButton(PanelAction.PROOF, "Inschrijfbewijs"),
        PanelButton(PanelAction.POSTPONE, "Later afmaken"),
        PanelButton(PanelAction.CANCEL, "Annuleren"),
    )


def state_of(
    job: CardJobRow,
    buttons: tuple[PanelButton, ...],
    said: Said,
    code: str,
    *,
    insert_before: float | None,
    reading: bool,
    awaits_scan: bool,
    has_writer: bool,
    has_printer: bool,
) -> PanelState:
    """Everything the panel shows for `job`."""
    done = job.step is CardStep.DONE
    return PanelState(
        title="Pas lezen" if reading else "Pas maken",
        face=job.face,
        lines=_lines(
            job,
            reading=reading,
            awaits_scan=awaits_scan,
            has_writer=has_writer,
            has_printer=has_printer,
        ),
        buttons=buttons,
        insert_before=insert_before,
        trouble="" if done else said.sentence,
        advice="" if done else said.advice,
        code="" if done else code,
        good="De pas is gemaakt en gecontroleerd."
        if done and job.verify
        else ("De pas is gemaakt." if done else ""),
    )


def _lines(
    job: CardJobRow, *, reading: bool, awaits_scan: bool, has_writer: bool, has_printer: bool
) -> tuple[PanelLine, ...]:
    reached = _reached(job, has_writer=has_writer)
    stopped = job.step in (CardStep.FAILED, CardStep.UNKNOWN)
    lines = [PanelLine("Pasnummer gekoppeld", LineState.DONE, job.display_number)]

    def line(step: CardStep, words: str, note: str = "") -> PanelLine:
        rank = _RANK[step]
        if rank < reached or job.step is CardStep.DONE:
            return PanelLine(words, LineState.DONE, note)
        if rank == reached:
            return PanelLine(words, LineState.FAILED if stopped else LineState.CURRENT, note)
        return PanelLine(words, LineState.WAITING, note)

    if has_printer:
        lines.append(line(CardStep.PRINTING, "Ledenpas afdrukken"))
    if has_writer:
        words = "Stop de pas in de pasjesschrijver" if not reading else "Stop de pas in om te lezen"
        lines += [
            line(CardStep.WAITING_FOR_CARD, words),
            line(CardStep.WRITING, "Schrijven"),
            line(CardStep.READING_BACK, "Teruglezen en vergelijken"),
        ]
    elif job.verify:
        scan = line(CardStep.READING_BACK, "Scan de gemaakte pas ter controle")
        if awaits_scan:
            scan = PanelLine(scan.words, LineState.CURRENT)
        lines.append(scan)
    lines.append(line(CardStep.DONE, "Actief"))
    return tuple(lines)


def _reached(job: CardJobRow, *, has_writer: bool) -> int:
    """How far a job came, also when it stopped on the way."""
    if job.step in _RANK and job.step is not CardStep.REQUESTED:
        rank = _RANK[job.step]
        if job.step is CardStep.PRINTED:
            return _RANK[CardStep.WAITING_FOR_CARD if has_writer else CardStep.READING_BACK]
        return rank
    if job.prints == 0:
        return _RANK[CardStep.PRINTING]
    if job.read_back:
        return _RANK[CardStep.READING_BACK]
    return _RANK[CardStep.WAITING_FOR_CARD if has_writer else CardStep.READING_BACK]
