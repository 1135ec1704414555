"""The words of Innemen."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.domain.local_time import netherlands
from desk_app.ui.check_in.state import Answer, Back
from desk_app.ui.framework.tone import Tone
from desk_app.ui.wording import counter
from desk_app.ui.wording.dates import clock_time, plain_date
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.circulation import Returned, WhatToDo
from desk_app.usecases.passing_on import Announced

TITLE = "Innemen"
WAITING_HEADING = "Scan een exemplaar"
WAITING_ADVICE = "Hier staat dan groot wat u ermee doet. Een pas die u scant, opent Uitlenen."
TABLE = "Ingenomen"
COLUMNS = ("Tijd", "Titel", "Exemplaar", "Wat te doen", "Van", "Let op")
EMPTY_HEADING = "Nog niets ingenomen"
EMPTY_ADVICE = "Wat u scant, komt hier te staan."
ANSWER = "Wat u met het exemplaar doet"
SLIP = "Bon af&drukken"
LEND = "Naar &uitlenen"
CLEAR = "&Lijst leegmaken"
SLIP_PRINTED = "De bon staat klaar om af te drukken."
NO_SLIP = "Alleen voor wat apart wordt gelegd, is er een bon."
NO_BORROWER = "Het gekozen exemplaar was niet uitgeleend."
CHOOSE_FIRST = "Kies eerst een regel in de lijst."
NOTHING_YET = "Er is nog niets ingenomen."
NOT_LENT = "was niet uitgeleend"
BUSY = "Bezig met innemen…"
NOT_IN = "Niet ingenomen"

_TONES: Mapping[WhatToDo, Tone] = {
    WhatToDo.SHELF: Tone.OK,
    WhatToDo.SET_ASIDE: Tone.WARNING,
    WhatToDo.SEND: Tone.INFO,
    WhatToDo.WITHDRAWN: Tone.TROUBLE,
}


def heading(back: Returned) -> str:
    """What to do with it, in as few words as can be."""
    if back.what_to_do is WhatToDo.SHELF:
        return "Terug in de kast"
    if back.what_to_do is WhatToDo.WITHDRAWN:
        return "Afgeschreven: niet terug in de kast"
    if back.what_to_do is WhatToDo.SEND:
        return f"Naar {back.to_name or back.to_code}"
    for_whom = counter.SOMEBODY if back.meant_for is None else counter.who(back.meant_for)
    return f"Apart leggen: gereserveerd voor {for_whom}"


def answer(back: Returned) -> Answer:
    """What to do with the copy in hand, and what else is worth knowing."""
    return Answer(
        _TONES[back.what_to_do],
        heading(back),
        f"{counter.book(back.title, back.author)}   ·   {back.barcode}",
        facts(back),
        sign=_sign(back),
    )


def not_in(said: Said) -> Answer:
    """It was not handed in."""
    facts = tuple(part for part in (said.sentence, said.advice) if part)
    return Answer(Tone.TROUBLE, NOT_IN, facts=facts, code=said.code)


def busy(barcode: str) -> Answer:
    """It is on its way."""
    return Answer(Tone.INFO, BUSY, barcode)


def unknown(barcode: str) -> Answer:
    """Nothing was answered; the message above says why."""
    return Answer(Tone.WARNING, counter.UNKNOWN_OUTCOME, barcode, ("Scan het exemplaar opnieuw.",))


def facts(back: Returned) -> tuple[str, ...]:
    """What else is worth knowing, a sentence each."""
    said = []
    if back.what_to_do is WhatToDo.SEND and back.meant_for is not None:
        said.append(f"Gereserveerd door {counter.who(back.meant_for)}, die het daar ophaalt.")
    if back.collect_until is not None:
        said.append(f"Ophalen t/m {plain_date(back.collect_until)}.")
    if back.announced is Announced.PORTAL:
        said.append("De leerling heeft een bericht gekregen in de portal.")
    elif back.announced is Announced.MAIL:
        said.append("De klant krijgt bericht per e-mail.")
    elif back.what_to_do is WhatToDo.SET_ASIDE:
        said.append("Er gaat geen bericht uit.")
    if back.days_late:
        said.append(
            f"{counter.late(back.days_late)[:1].upper()}{counter.late(back.days_late)[1:]}."
        )
    if back.lent_to is None:
        said.append("Dit exemplaar was niet uitgeleend.")
    return tuple(said)


def at(row: Back) -> str:
    """``14:02``."""
    return clock_time(row.at.astimezone(netherlands()))


def title(row: Back) -> str:
    """What came in."""
    return "–" if row.returned is None else counter.book(row.returned.title, row.returned.author)


def what(row: Back) -> str:
    """What to do, or that it did not come in."""
    return (
        f"✕  {NOT_IN}"
        if row.returned is None
        else f"{_sign(row.returned)}  {heading(row.returned)}"
    )


def lent_to(row: Back) -> str:
    """Who had it."""
    back = row.returned
    return "–" if back is None or back.lent_to is None else counter.who(back.lent_to)


def notes(row: Back) -> str:
    """Signals."""
    back = row.returned
    if back is None:
        return row.problem
    said = [counter.late(back.days_late), NOT_LENT if back.lent_to is None else ""]
    return ", ".join(part for part in said if part) or "–"


def counted(count: int) -> str:
    """How much came in."""
    return counter.counted(count, "exemplaar ingenomen", "exemplaren ingenomen") if count else ""


def _sign(back: Returned) -> str:
    return {
        WhatToDo.SHELF: "✓",
        WhatToDo.SET_ASIDE: "!",
        WhatToDo.SEND: "→",
        WhatToDo.WITHDRAWN: "✕",
    }[back.what_to_do]
