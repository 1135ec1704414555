"""The words of Uitlenen."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.domain.local_time import netherlands
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.lending.state import Line, Sign
from desk_app.ui.wording import circulation, counter, dates
from desk_app.ui.wording.customer_file import BLOCKS
from desk_app.usecases.commands.circulation import Lent, Renewed, WhatToDo
from desk_app.usecases.queries.circulation import CounterCustomer, LoanLine, ReservationRow
from desk_app.usecases.queries.customer_file import BlockLine

TITLE = "Uitlenen"
WAITING_HEADING = "Scan een pas"
WAITING_ADVICE = (
    "Of zoek de klant op naam (Alt+Z) en druk op F5. Een exemplaar dat u nu scant, wordt ingenomen."
)
SCAN_COPIES = "Scan de exemplaren een voor een."
READ_FIRST = "Lees eerst de melding."
CUSTOMER = "Klant aan de balie"
COLLEAGUE = "personeel"
SUBSCRIPTION = "Abonnement"
SCHOOL = "School"
ITEMS_OUT = "In bezit"
READY = "Ligt klaar"
LAST_ACTIVITY = "Laatste activiteit"
NO_SUBSCRIPTION = "geen"

NOTICE_HEADING = "Melding bij deze klant"
NOTICE_READ = "&Gelezen"

TABS = ("1.Deze keer", "2.In bezit (F9)", "3.Reserveringen")
TABS_NAME = "Wat deze klant leent en heeft"
LINES = "Wat deze keer is uitgeleend"
LINE_COLUMNS = ("", "Titel", "Exemplaar", "Terug op", "Opmerking")
LINES_EMPTY = ("Nog niets uitgeleend", "Scan de exemplaren een voor een.")
LOANS = "In bezit"
LOAN_COLUMNS = ("Titel", "Auteur", "Exemplaar", "Terug op", "Te laat", "Verlengd", "Wachtenden")
LOANS_EMPTY = ("Niets in bezit", "Deze klant heeft niets van de bibliotheek thuis.")
RESERVATIONS = "Reserveringen van deze klant"
RESERVATION_COLUMNS = ("Titel", "Stand", "Ophalen in", "Ophalen t/m", "Gereserveerd op", "Voor u")
RESERVATIONS_EMPTY = ("Geen reserveringen", "Deze klant wacht nergens op.")

CANCEL_LAST = "Annuleer laatste (F4)"
RENEW = "&Verleng"
HAND_OVER = "Geef &mee"
DROP = "Reservering annuleren"
OPEN_FILE = "Kla&ntbestand"
END = "Klaar (F12)"
RETURN_IT = "&Innemen"
RETURN_AND_LEND = "Eerst &innemen, dan uitlenen"

NO_CUSTOMER = "Er is geen klant aan de balie."
NOTHING_LENT = "Er is deze keer nog niets uitgeleend."
CHOOSE_LOAN = "Kies eerst een regel bij In bezit (F9)."
CHOOSE_READY = "Kies eerst een reservering die klaarligt."
CHOOSE_RESERVATION = "Kies eerst een reservering."
NO_PREVIOUS = "Er is nog geen vorige klant."
NOT_HERE = "Ga eerst naar Uitlenen."

SIGNS: Mapping[Sign, str] = {
    Sign.BUSY: "…  Bezig",
    Sign.LENT: "✓  Uitgeleend",
    Sign.RESERVED: "✓  Reservering",
    Sign.CANCELLED: "↩  Geannuleerd",
    Sign.STOPPED: "✕  Niet geleend",
    Sign.UNKNOWN: "?  Onbekend",
}


def sign(line: Line) -> str:
    """What came of a scan, with a sign and a word."""
    return SIGNS[line.sign]


def title(line: Line) -> str:
    """What was scanned; the barcode where the title is not known."""
    return counter.book(line.title, line.author) if line.title else "–"


def identity(customer: CounterCustomer) -> str:
    """``BIEB-5003000030  [010024]  ·  Groep 5B``."""
    number = customer.card_number or "Geen pasnummer"
    parts = [f"{number}  [{customer.actor_id:06}]"]
    if customer.group:
        parts.append(customer.group)
    return "   ·   ".join(parts)


def possession(items_out: int, most: int) -> str:
    """``3 van 30``."""
    return f"{items_out} van {most}" if most else str(items_out)


def blocks(lines: tuple[BlockLine, ...]) -> str:
    """Every block in one line."""
    said = [
        f"{BLOCKS[line.kind]}: {line.reason}" if line.reason else BLOCKS[line.kind]
        for line in lines
    ]
    return "  ·  ".join(said)


def unread(waiting: int) -> str:
    """What stands under a notice that was not read yet."""
    if not waiting:
        return "Lees dit eerst. Wat u scant, wacht zolang."
    one = "1 exemplaar wacht" if waiting == 1 else f"{waiting} exemplaren wachten"
    return f"Lees dit eerst: {one} tot dit gelezen is."


def ready(rows: tuple[ReservationRow, ...]) -> str:
    """What lies ready, to be handed over."""
    if len(rows) == 1:
        barcode = f" ({rows[0].barcode})" if rows[0].barcode else ""
        return f"Er ligt een reservering klaar: {rows[0].title}{barcode}. Pak het en scan het."
    titles = "  ·  ".join(row.title for row in rows[:3])
    rest = f"  ·  en nog {len(rows) - 3}" if len(rows) > 3 else ""
    return f"Er liggen {len(rows)} reserveringen klaar: {titles}{rest}"


def lent(answer: Lent) -> str:
    """The last thing that was lent."""
    kept = "Gereserveerd en uitgeleend" if answer.was_reserved else "Uitgeleend"
    return f"{kept} t/m {dates.plain_date(answer.due_on)}: {answer.title}."


def renewed(title: str, answer: Renewed) -> str:
    """It may stay longer."""
    left = (
        "Daarna kan het niet nog eens."
        if answer.renewals_left <= 0
        else f"Daarna nog {answer.renewals_left} keer."
    )
    return f"Verlengd t/m {dates.plain_date(answer.due_on)}: {title}. {left}"


def cancelled(title: str) -> str:
    """The last loan was taken back."""
    return f"Geannuleerd: {title} staat niet meer op naam van deze klant."


RESERVE_ANEW = "De reservering was al vervuld: reserveer zo nodig opnieuw."
DROPPED = "De reservering is geannuleerd."

_AFTER_CANCEL: Mapping[WhatToDo, str] = {
    WhatToDo.SHELF: "Terug in de kast",
    WhatToDo.SET_ASIDE: "Apart leggen: gereserveerd",
    WhatToDo.SEND: "Naar een andere vestiging",
    WhatToDo.WITHDRAWN: "Afgeschreven: niet terug in de kast",
}


def after_cancel(what: WhatToDo, to_name: str) -> str:
    """Where a copy goes whose loan was taken back."""
    return f"Naar {to_name}" if what is WhatToDo.SEND and to_name else _AFTER_CANCEL[what]


def ask_drop(row: ReservationRow) -> Question:
    """The place in the queue is lost."""
    return Question(
        "Reservering annuleren?",
        f"{row.title} – de plaats in de wachtrij vervalt. Dit kan niet ongedaan worden gemaakt.",
        "Reservering annuleren",
        "Laten staan",
        danger=True,
    )


def previous(name: str, count: int) -> str:
    """Who stood here before, on the page that waits."""
    return f"Vorige klant: {name} – {counter.counted(count, 'uitlening', 'uitleningen')}"


PREVIOUS = "Vorige klant (V)"


def state_words(row: ReservationRow) -> str:
    """Where a reservation stands."""
    if row.suspended:
        return "Wacht, uitgesteld"
    return circulation.RESERVATION_STATES[row.state]


def ahead(row: ReservationRow) -> str:
    """How many come first; an en dash once a copy was found."""
    return str(row.ahead) if row.collect_until is None and row.barcode is None else "–"


def renewals(row: LoanLine) -> str:
    """How often it was renewed."""
    return f"{row.renewals} keer" if row.renewals else "–"


def waiting(row: LoanLine) -> str:
    """How many others wait for it."""
    return str(row.waiting) if row.waiting else "–"


def reserved_title(row: ReservationRow) -> str:
    """What is waited for."""
    return counter.book(row.title, row.author)


def placed_on(row: ReservationRow) -> str:
    """When it was reserved, by the clock on the wall."""
    return dates.short_date(row.placed_at.astimezone(netherlands()).date())


def tab(index: int, count: int) -> str:
    """``1.Deze keer (3)``."""
    return f"{TABS[index]}  {count}" if count else TABS[index]
