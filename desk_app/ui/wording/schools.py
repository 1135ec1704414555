"""The words of Scholen en koppeling."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.domain.card_numbers import PROCESSES, CheckDigit
from desk_app.domain.cards import Sector
from desk_app.domain.schools import SCHOOL_SECTORS
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.schools.state import PairLine, Show, Switch, Task
from desk_app.ui.wording.dates import parse_date, short_date
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.usecases.queries.schools import SchoolRow

TITLE = "Scholen en koppeling"
ADVICE = "Waar leerlingen mogen reserveren, en wie met de bibliotheek gekoppeld is."
TABLE = "Scholen"
COLUMNS = ("Code", "School", "Soort", "Vestiging", "BRIN", "Groepen", "Leerlingen", "Koppeling")
EMPTY_HEADING = "Er is nog geen school"
EMPTY_ADVICE = "Voeg een school toe om leerlingen te kunnen inlezen."
PAIRS = "Koppelingen"
PAIR_COLUMNS = (
    "Leerling",
    "Geboren",
    "Groep",
    "Klant van de bibliotheek",
    "Geboren",
    "Plaats",
    "Kan niet omdat",
)
NO_PAIRS_HEADING = "Er is niets te koppelen"
NO_PAIRS_ADVICE = "Een leerlingenimport stelt koppelingen voor; een medewerker bevestigt ze."
SHOW = "Toon"
SHOWS: Mapping[Show, str] = {Show.PROPOSED: "Voorstellen", Show.LINKED: "Gekoppelde leerlingen"}
RESERVING = "Reserveren"
LINK = "Koppeling met de bibliotheek"
SWITCHES: Mapping[Switch, str] = {
    Switch.AT_SCHOOL: "In de schoolbibliotheek",
    Switch.IN_BRANCHES: "In de bibliotheekvestigingen",
    Switch.ONLY_LENT_OUT: "Op school alleen wat helemaal uitgeleend is",
}
SECTORS: Mapping[Sector, str] = {
    Sector.PRIMARY_SCHOOL: "basisschool (EDUB)",
    Sector.SECONDARY_SCHOOL: "voortgezet onderwijs (EDUV)",
}

ADD = "School &toevoegen…"
LINK_ON = "Koppeling &aan…"
LINK_OFF = "Koppeling &uit…"
CONSENT = "&Toestemming vastleggen…"
WITHDRAW = "Toestemming &intrekken…"
CONFIRM = "&Koppel…"
REJECT = "&Niet dezelfde"
UNLINK = "&Ontkoppel…"
OPEN_PUPIL = "&Leerling openen"
OPEN_CUSTOMER = "Klant o&penen"

CHOOSE_SCHOOL = "Kies eerst een school in de lijst."
CHOOSE_PAIR = "Kies eerst een regel in de lijst."
CLOSE_PANEL = "Maak eerst af wat rechts open staat."
IS_ON = "De koppeling staat al aan."
IS_OFF = "De koppeling staat al uit."
ALREADY_LINKED = "Deze leerling is al gekoppeld."
NOT_LINKED = "Deze leerling is niet gekoppeld."
NO_CUSTOMER = "Open de klant via de leerling."

SWITCHED = "Bewaard. De portal houdt zich er meteen aan."
LINKED = "Gekoppeld. De pas van de bibliotheek is de hoofdpas."
REJECTED = "Deze twee worden niet meer samen voorgesteld."
UNLINKED = "Ontkoppeld."
WITHDRAWN = "De toestemming is ingetrokken; een koppeling is meteen verbroken."
SAVED: Mapping[Task, str] = {
    Task.ADD: "De school is toegevoegd.",
    Task.LINK_ON: "De koppeling staat aan. Koppel nu wie toestemming van alle ouders heeft.",
    Task.CONSENT: "De toestemming is vastgelegd.",
}
TASKS: Mapping[Task, str] = {
    Task.ADD: "School toevoegen",
    Task.LINK_ON: "Koppeling aan",
    Task.CONSENT: "Toestemming vastleggen",
}
ADD_ADVICE = "Adres en briefhoofd zijn die van de vestiging die de school bedient."
LINK_ADVICE = (
    "Sinds schooljaar 2019 staat de koppeling uit vanwege de AVG. Zij gaat alleen aan op verzoek "
    "van de school."
)
TEXT_VERSION = "1"
LABELS: Mapping[str, str] = {
    "school_code": "Code",
    "name": "Naam",
    "sector": "Soort",
    "library_code": "Vestiging",
    "place": "Plaats",
    "brin": "BRIN",
    "label": "Label op de pas",
    "number_process": "Opbouw pasnummer",
    "requested_by": "Gevraagd door",
    "requested_on": "Op",
    "given_by": "Gegeven door",
    "given_on": "Op",
    "how": "Hoe",
    "text_version": "Versie van de tekst",
    "all_parents": "Alle ouders",
}
HINTS: Mapping[str, str] = {
    "school_code": "De code van de school als vestiging.",
    "brin": "Met de twee cijfers van de locatie, bijvoorbeeld 99ZZ00.",
    "label": "Vier cijfers waarmee de pasnummers van deze school beginnen.",
    "requested_by": "Wie van de school erom vroeg.",
    "given_by": "Namen van de ouders of verzorgers.",
    "how": "Bijvoorbeeld: formulier van school, getekend.",
    "all_parents": "Zonder toestemming van alle ouders is er geen koppeling.",
}
ALL_PARENTS = "ja, alle ouders met gezag"


def sector_choices() -> tuple[tuple[str, str], ...]:
    """The sorts of school."""
    return tuple((sector.value, SECTORS[sector]) for sector in SCHOOL_SECTORS)


def process_choices() -> tuple[tuple[str, str], ...]:
    """The number structures that the program can make numbers of."""
    return tuple(
        (process.key, f"{process.key} – {process.name}")
        for process in PROCESSES.values()
        if process.check is not CheckDigit.ELEVEN_TEST
    )


def link_short(row: SchoolRow) -> str:
    """``aan`` or ``uit``."""
    return "aan" if row.link_on else "uit"


def link_words(row: SchoolRow) -> str:
    """Whether the link is on, and on whose request."""
    if not row.link_on:
        return "Uit."
    return f"Aan, op verzoek van {row.link_requested_by} ({short_date(row.link_requested_on)})."


def ask_link_off(row: SchoolRow) -> Question:
    """Before every pupil of a school is unlinked."""
    return Question(
        title="Koppeling uit",
        text=f"De koppeling van {row.name} met de bibliotheek uitzetten?",
        yes="Zet uit",
        lines=("Alle leerlingen van deze school worden meteen ontkoppeld.",),
        danger=True,
    )


def link_ended(pupils: int) -> str:
    """How many were unlinked."""
    who = "1 leerling is" if pupils == 1 else f"{pupils} leerlingen zijn"
    return f"De koppeling staat uit; {who} ontkoppeld."


def consent_advice(pair: PairLine) -> str:
    """For whom."""
    return f"Voor {pair.list_name}. Bewaar geen kopie van een legitimatiebewijs."


def ask_withdraw(pair: PairLine) -> Question:
    """Before consent is withdrawn."""
    return Question(
        title="Toestemming intrekken",
        text=f"De toestemming voor {pair.list_name} intrekken?",
        yes="Trek in",
        lines=("Een koppeling wordt meteen verbroken.",),
        danger=True,
    )


def ask_confirm(pair: PairLine) -> Question:
    """Before two files are taken for one child."""
    place = f", {pair.library_place}" if pair.library_place else ""
    born = short_date(pair.library_birth_date)
    return Question(
        title="Koppel",
        text="Is dit dezelfde persoon?",
        yes="Koppel",
        lines=(
            f"Leerling: {pair.list_name}, geboren {short_date(pair.birth_date)}",
            f"Klant: {pair.library_name}, geboren {born}{place}",
            "De pas van de bibliotheek wordt de hoofdpas. Let op tweelingen.",
        ),
    )


def ask_unlink(pair: PairLine) -> Question:
    """Before a link ends."""
    return Question(
        title="Ontkoppel",
        text=f"{pair.list_name} ontkoppelen van de bibliotheek?",
        yes="Ontkoppel",
        lines=("De pas van school wordt weer de hoofdpas op school.",),
        danger=True,
    )


def told(pair: PairLine) -> str:
    """What is known about a pair."""
    if pair.proposal_id is None:
        return f"{pair.list_name} is gekoppeld; de hoofdpas is {pair.library_name}."
    if pair.refused:
        said = sentence_for_code(pair.refused)
        return f"{pair.list_name}: {said.sentence} {said.advice}".strip()
    return f"{pair.list_name} kan gekoppeld worden met {pair.library_name}."


def why_not_link(pair: PairLine) -> str | None:
    """What stands in the way of linking, None when nothing does."""
    return sentence_for_code(pair.refused).sentence if pair.refused else None


def wrong_date(task: Task, values: Mapping[str, str]) -> dict[str, str]:
    """The date field of a task that holds no date."""
    name = {Task.LINK_ON: "requested_on", Task.CONSENT: "given_on"}.get(task)
    if name is None or parse_date(values[name]) is not None:
        return {}
    return {name: "Typ een datum als dd-mm-jjjj."}
