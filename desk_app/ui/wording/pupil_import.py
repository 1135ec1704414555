"""The words of the Leerlingenimport."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.domain.local_time import netherlands
from desk_app.domain.pupil_import import FileKind, ImportState, LineAction, LineDecision, LineState
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.pupil_import.state import ALL, Progress, Work
from desk_app.ui.wording.dates import moment, short_date
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.usecases.queries.pupil_imports import ImportLineRow, ImportRow

TITLE = "Leerlingenimport"
ADVICE = (
    "Lees het bestand van de school in. Controle laat zien wat er zou gebeuren en wijzigt niets. "
    "BSN, adressen en foto's worden niet bewaard."
)
SCHOOL = "School"
FILE = "Bestand"
NO_FILE = "nog geen bestand gekozen"
CHOOSE = "&Bestand kiezen…"
CHECK = "&Controle"
RUN = "Voer &uit"
STOP = "&Stop"
UNDO = "&Draai terug…"
DROP = "Ver&geet"
LEAVE_OUT = "&Overslaan"
AS_NEW = "Ander &kind"
AS_PLANNED = "&Toch doen"
RUNS = "Keer"
SHOW = "Toon"
TABLE = "Regels van het bestand"
COLUMNS = ("Regel", "Leerling", "Geboren", "Groep", "Jaargroep", "Wat", "Bijzonderheden", "Stand")
FILE_FILTER = "Leerlingbestanden (*.xml *.csv *.txt *.xlsx);;Alle bestanden (*)"

NO_SCHOOLS_HEADING = "Er is nog geen school"
NO_SCHOOLS_ADVICE = "Voeg een school toe bij Klanten – Overzichten – SchoolWise – Scholen."
NO_RUN_HEADING = "Er is nog niets ingelezen"
NO_RUN_ADVICE = "Kies het bestand van de school (EDEXML 2.1, CSV of XLSX) en daarna Controle."
NO_LINES_HEADING = "Geen regels"
NO_LINES_ADVICE = "Er is geen regel die dit doet."

AT_WORK = "Er wordt nu gewerkt. Wacht, of kies Stop."
NO_SCHOOL = "Kies eerst een school."
CHOOSE_FIRST = "Kies eerst een bestand."
CHECK_FIRST = "Doe eerst een controle."
NOTHING_TO_DO = "Er is niets te doen: alles staat al zo in de administratie."
NOT_AT_WORK = "Er wordt nu niet gewerkt."
NOT_CARRIED_OUT = "Deze keer is niet uitgevoerd."
CARRIED_OUT = "Deze keer is al uitgevoerd."
ALREADY_UNDONE = "Deze keer is al teruggedraaid."
CHOOSE_LINE = "Kies eerst een regel in de lijst."
ONLY_CHECKED = "Dit kan alleen na de controle en voor het uitvoeren."
ONLY_MOVES = "Dit kan alleen bij een leerling die van een andere school zou komen."
NOT_DECIDED = "Deze regel wordt al gedaan zoals hij er staat."
NOTHING_WRITTEN = "Deze regel wijzigt niets."

CHECKED = "De controle is klaar. Er is nog niets gewijzigd."
DONE = "De leerlingen zijn bijgewerkt."
STOPPED = "Gestopt. Wat gedaan is, is bewaard; Voer uit gaat verder waar het bleef."
READING_STOPPED = "Gestopt. Er is niets gewijzigd."
UNDONE = "De wijzigingen zijn teruggedraaid."
DROPPED = "Het ingelezen bestand is vergeten. Er is niets gewijzigd."

ACTIONS: Mapping[LineAction, str] = {
    LineAction.CREATE: "Nieuw",
    LineAction.CHANGE: "Wijzigt",
    LineAction.MOVE_GROUP: "Andere groep",
    LineAction.MOVE_SCHOOL: "Komt van andere school",
    LineAction.REJOIN: "Komt terug",
    LineAction.LEAVE: "Vertrekt",
    LineAction.NOTHING: "Zelfde",
    LineAction.REFUSE: "Geweigerd",
}
_STATES: Mapping[LineState, str] = {
    LineState.READ: "ingelezen",
    LineState.COMPARED: "–",
    LineState.DONE: "gedaan",
    LineState.SKIPPED: "overgeslagen",
    LineState.UNDONE: "teruggedraaid",
    LineState.KEPT: "gebleven: later gewijzigd",
}
_DECISIONS: Mapping[LineDecision, str] = {
    LineDecision.AS_PLANNED: "",
    LineDecision.LEAVE_OUT: "wordt overgeslagen",
    LineDecision.AS_NEW: "wordt een nieuwe leerling",
}
RUN_STATES: Mapping[ImportState, str] = {
    ImportState.READING: "afgebroken bij het inlezen",
    ImportState.COMPARING: "afgebroken bij het vergelijken",
    ImportState.CHECKED: "gecontroleerd",
    ImportState.RUNNING: "deels uitgevoerd",
    ImportState.DONE: "uitgevoerd",
    ImportState.UNDOING: "deels teruggedraaid",
    ImportState.UNDONE: "teruggedraaid",
    ImportState.DROPPED: "vergeten",
}
FILE_KINDS: Mapping[FileKind, str] = {
    FileKind.EDEXML: "EDEXML",
    FileKind.COLUMNS: "kolommenbestand",
}
FIELDS: Mapping[str, str] = {
    "surname": "achternaam",
    "name_prefix": "voorvoegsel",
    "initials": "voorletters",
    "given_name": "roepnaam",
    "birth_date": "geboortedatum",
    "year_group": "jaargroep",
    "group": "groep",
    "group_id": "groep",
    "group_key": "groep",
    "group_name": "groep",
    "group_year": "jaargroep van de groep",
    "card_number": "pasnummer",
    "external_key": "leerlingnummer",
    "school": "school",
    "school_code": "school",
    "left_on": "uitgeschreven",
    "has_left": "vertrokken",
}
_WORK: Mapping[Work, str] = {
    Work.NONE: "",
    Work.READING: "Inlezen",
    Work.COMPARING: "Vergelijken",
    Work.RUNNING: "Uitvoeren",
    Work.UNDOING: "Terugdraaien",
}


def run_words(run: ImportRow) -> str:
    """``27-11-2026 15:30, leerlingen.xml: gecontroleerd``."""
    at = moment(run.started_at.astimezone(netherlands()))
    return f"{at}, {run.file_name}: {RUN_STATES[run.state]}"


def told(run: ImportRow) -> tuple[str, ...]:
    """What a run is about, and what needs a look."""
    year = f", schooljaar {run.school_year}" if run.school_year else ""
    kind = f"{FILE_KINDS[run.file_kind]}{year}"
    lines = [f"{run.lines} leerlingen in het bestand ({kind}), ingelezen door {run.started_by}."]
    if run.teachers:
        lines.append(f"{run.teachers} leerkrachten in het bestand zijn overgeslagen.")
    if run.ask_leaving:
        lines.append(
            f"Let op: {run.leaving} van de {run.pupils} leerlingen van deze school staan niet in "
            "het bestand. Voer uit vraagt of dat klopt."
        )
    if run.done:
        lines.append(f"{run.done} van {run.to_do} wijzigingen gedaan.")
    if run.kept:
        lines.append(f"{run.kept} regels zijn gebleven, omdat er later iets is gewijzigd.")
    return tuple(lines)


def kinds(run: ImportRow) -> tuple[tuple[str, str], ...]:
    """What can be looked at, with how many there are."""
    total = sum(one.lines for one in run.counts)
    return (
        (ALL, f"Alle regels ({total})"),
        *(
            (action.value, f"{word} ({run.count(action)})")
            for action, word in ACTIONS.items()
            if run.count(action)
        ),
    )


def ask_run(run: ImportRow) -> Question:
    """Before anything is changed."""
    return Question(
        title="Voer uit",
        text=f"{run.to_do} leerlingen van {run.school_name} bijwerken?",
        yes="Voer uit",
        lines=(
            *((leaving(run),) if run.leaving else ()),
            "U kunt het daarna in zijn geheel terugdraaien.",
        ),
        danger=run.ask_leaving,
    )


def leaving(run: ImportRow) -> str:
    """How many leave, of how many."""
    return (
        f"{run.leaving} van de {run.pupils} leerlingen staan niet meer in het bestand: zij worden "
        "uitgeschreven en hun passen geblokkeerd."
    )


def ask_undo(run: ImportRow) -> Question:
    """Before a run is undone."""
    return Question(
        title="Draai terug",
        text=f"De {run.done} wijzigingen van {run_words(run)} terugdraaien?",
        yes="Draai terug",
        lines=(
            "Wat daarna door iemand is gewijzigd, blijft zoals het is.",
            "Pasnummers die zijn uitgegeven, worden nooit opnieuw gebruikt.",
        ),
        danger=True,
    )


def progress_words(progress: Progress) -> str:
    """``Uitvoeren: 120 van 600``."""
    work = _WORK[progress.work]
    if not work:
        return ""
    if not progress.total:
        return f"{work}: {progress.done}"
    return f"{work}: {progress.done} van {progress.total}"


def place(row: ImportLineRow) -> str:
    """Where the file tells it; an en dash for who is no longer in it."""
    return str(row.place) if row.place else "–"


def born(row: ImportLineRow) -> str:
    """The birth date."""
    return short_date(row.birth_date)


def action(row: ImportLineRow) -> str:
    """What the line does."""
    return ACTIONS[row.action]


def details(row: ImportLineRow) -> str:
    """What changes, or why it is refused, or what somebody decided."""
    decided = _DECISIONS[row.decision]
    if decided:
        return decided
    if row.problem:
        about = FIELDS.get(row.field, row.field)
        said = sentence_for_code(row.problem).sentence
        return f"{about}: {said}" if about else said
    return ", ".join(dict.fromkeys(FIELDS.get(name, name) for name in row.fields))


def state(row: ImportLineRow) -> str:
    """Where the line stands."""
    return _STATES[row.state]
