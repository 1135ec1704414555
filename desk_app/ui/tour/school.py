"""School: the school's file, a reservation at school, and the counter (`004_b77d1b3c9ac441d5.txt`).

The pupil is the one of `000_19c080678f11c773.txt`: linked with the consent of the parents, and a
member of the library, so a copy of the library may be reserved from the portal of the school.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel

from desk_app.ui.framework.editors import ChoiceField
from desk_app.ui.framework.prompter import SheetPrompter
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.shell import menus
from desk_app.ui.simulator_panel.port import SimulatedDesk, Through
from desk_app.ui.tour.hands import Hands, Script, TourFailed, Until
from desk_app.ui.tour.web import Web

_PASSWORD = "vos-telt-zeven-schapen"  # noqa: S105 - of a pupil who does not exist


@dataclass(frozen=True)
class SchoolDay:
    """What the tour needs to know.

    `staff` may import; `file` is the school's; `pupil` finds one pupil in the list; `borrower` is a
    card to lend `barcode` to, the only copy of `title`; `library_url` is where the portal is, and
    `place` the branch of the counter.
    """

    staff: str
    school_code: str
    file: Path
    pupil: str
    borrower: str
    title: str
    barcode: str
    place: str
    library_url: str


def school_day(hands: Hands, web: Web, desk: SimulatedDesk, told: SchoolDay) -> Script:
    """Import, reserve, check in, and the message."""
    yield from _import(hands, told)
    username, code = yield from _code(hands, told)

    hands.say("3. Uitlenen: het enige exemplaar gaat mee naar huis.")
    hands.choose(f"action_{menus.LEND}")
    yield Until("de pagina Uitlenen", lambda: hands.visible("lending_page"))
    desk.scan(told.borrower, Through.SERIAL)
    yield Until("de klant aan de balie", lambda: hands.visible("lending_name"))
    desk.scan(told.barcode, Through.SERIAL)
    yield Until("een uitgeleend exemplaar", lambda: "✓" in _cell(hands, "lending_lines", 0))
    hands.see("uitgeleend")
    hands.choose(f"action_{menus.LEND_END}")

    yield from _reserve(hands, web, told, username, code)

    hands.say("6. Innemen: de scanner alleen is genoeg; de melding zegt voor wie het is.")
    hands.choose(f"action_{menus.CHECK_IN}")
    yield Until("de pagina Innemen", lambda: hands.visible("check_in_page"))
    desk.scan(told.barcode, Through.SERIAL)
    yield Until(
        "de melding",
        lambda: "gereserveerd voor" in hands.find(QLabel, "check_in_answer_heading").text(),
    )
    hands.see("ingenomen-gereserveerd-voor")

    hands.say("7. De leerling leest het bericht in de portal.")
    yield from web.go(f"{told.library_url}/school/berichten")
    yield from web.see("portal-berichten")
    yield from web.click(told.title)
    yield from web.wait("Het ligt voor je klaar")
    yield from web.see("portal-bericht")


def _import(hands: Hands, told: SchoolDay) -> Script:
    hands.say("1. Leerlingenimport: Controle, en dan Voer uit.")
    hands.choose("action_desk.sign_out")
    yield Until("de aanmeldpagina", lambda: hands.usable(f"demo_staff_{told.staff}"))
    hands.click(f"demo_staff_{told.staff}")
    yield Until("de balie", lambda: hands.usable("search_field"))
    hands.choose(f"action_{menus.PUPIL_IMPORT}")
    yield from _pick(hands, "import_school", told.school_code)
    yield Until("een open keuze", lambda: hands.usable("import_choose"))
    hands.click("import_choose")
    dialog = hands.find(QFileDialog, "import_file_dialog")
    dialog.selectFile(str(told.file))
    dialog.fileSelected.emit(str(told.file))
    dialog.close()
    yield Until("Controle", lambda: hands.usable("import_check"))
    hands.click("import_check")
    yield Until("het einde van de controle", lambda: hands.usable("import_run"))
    yield Until("de regels", lambda: _cell(hands, "import_table", 0) == "1")
    hands.see("leerlingenimport-controle")
    hands.click("import_run")
    yield from _yes(hands)
    yield Until("een uitgevoerde import", lambda: hands.usable("import_undo"))
    yield Until("de regels", lambda: _cell(hands, "import_table", 0) == "1")
    hands.see("leerlingenimport-uitgevoerd")


def _code(hands: Hands, told: SchoolDay) -> Generator[Until, None, tuple[str, str]]:
    hands.say("2. Leerlingoverzicht: een eenmalige code voor de portal.")
    hands.choose(f"action_{menus.PUPILS}")
    yield from _pick(hands, "pupils_school", told.school_code)
    yield Until("de groepen", lambda: hands.usable("pupils_all_groups"))
    hands.click("pupils_all_groups")
    yield Until("de leerlingen", lambda: _lines(hands, "pupils_table") > 1)
    hands.see("leerlingoverzicht")
    hands.type("pupils_filter", told.pupil)
    yield Until("één leerling", lambda: _lines(hands, "pupils_table") == 1)
    hands.find(TableView, "pupils_table").choose_row(0)
    yield Until("de knop", lambda: hands.usable("pupils_reset"))
    hands.click("pupils_reset")
    yield from _yes(hands)
    prompter = hands.find(SheetPrompter, "prompter")
    yield Until(
        "de code",
        lambda: prompter.question is not None and "code:" in prompter.question.text,
    )
    hands.see("eenmalige-code")
    assert prompter.question is not None
    found = re.search(r"Gebruikersnaam: (\S+)\nEenmalige code: (\S+)", prompter.question.text)
    if found is None:
        raise TourFailed("de code staat er niet")
    hands.click("prompter_yes")
    return found.group(1), found.group(2)


def _reserve(hands: Hands, web: Web, told: SchoolDay, username: str, code: str) -> Script:
    hands.say("4. De leerling zoekt in de portal en kiest Reserveer.")
    yield from web.forget()
    yield from web.go(f"{told.library_url}/school/op/{told.school_code}")
    yield from web.see("portal-begin")
    yield from web.fill(q=told.title)
    yield from web.click("Zoek")
    yield from web.click("Zoek ook in de bibliotheek")
    yield from web.wait(told.title)
    yield from web.see("portal-zoeken")
    yield from web.click(told.title)
    yield from web.see("portal-titel")
    yield from web.click("Reserveer")

    hands.say("5. Aanmelden met de code, een eigen wachtwoord, en meteen terug naar de titel.")
    yield from web.fill(username=username, password=code)
    yield from web.see("portal-aanmelden")
    yield from web.click("Aanmelden")
    yield from web.fill(new_password=_PASSWORD, again=_PASSWORD)
    yield from web.click("Bewaar")
    yield from web.wait("Wil je dit reserveren?")
    yield from web.fill(place=told.place)
    yield from web.see("portal-reserveren")
    yield from web.click("Ja, reserveer")
    yield from web.wait("Gereserveerd!")
    yield from web.see("portal-gereserveerd")


def _pick(hands: Hands, name: str, value: str) -> Script:
    """Choose in a list by its key, as the mouse does."""
    yield Until("de keuzelijst", lambda: hands.usable(name))
    field = hands.find(ChoiceField, name)
    yield Until("de scholen", lambda: field.findData(value) >= 0)
    field.set_value(value)
    field.activated.emit(field.currentIndex())


def _yes(hands: Hands) -> Script:
    yield Until("de vraag", lambda: hands.usable("prompter_yes"))
    hands.click("prompter_yes")


def _lines(hands: Hands, table: str) -> int:
    found = hands.window.findChild(TableView, table)
    return 0 if found is None else found.model().rowCount()


def _cell(hands: Hands, table: str, column: int) -> str:
    """What the first line of a table says in a column; empty when there is none."""
    found = hands.window.findChild(TableView, table)
    return "" if found is None else str(found.model().index(0, column).data() or "")
