"""What is said when a rule about schools, pupils or their imports says no."""

from __future__ import annotations

from desk_app.ui.wording.said import ErrorText
from desk_app.usecases.school_files import FileTrouble

_TROUBLES: dict[FileTrouble, str] = {
    FileTrouble.UNKNOWN_KIND: "het is geen EDEXML en geen kolommenbestand",
    FileTrouble.EMPTY: "er staat niets in",
    FileTrouble.TOO_LARGE: "het is groter dan het bestand van een school kan zijn",
    FileTrouble.NOT_WELL_FORMED: "het is geen goed gevormd bestand",
    FileTrouble.DOCTYPE: "er staat een documenttype in, en dat is niet toegestaan",
    FileTrouble.ENCODING: "de tekens zijn in een onbekende codering",
    FileTrouble.VERSION: "deze versie van EDEXML is onbekend",
    FileTrouble.COLUMN_MISSING: "er ontbreekt een kolom",
    FileTrouble.PACKAGE: "het is geen goede werkmap",
}


def _trouble(value: object) -> str:
    return _TROUBLES[FileTrouble(str(value))]


def _line(value: object) -> str:
    return f", regel {value}" if value else ""


def _what(value: object) -> str:
    return f" ({value})" if value else ""


TEXTS: dict[str, ErrorText] = {
    "SCH-1": ErrorText("Deze school bestaat niet (meer).", "Kies de school opnieuw."),
    "SCH-2": ErrorText("Deze groep bestaat niet (meer).", "Kies de groep opnieuw."),
    "SCH-3": ErrorText(
        "Een BRIN-code is twee cijfers en twee letters, met het nummer van de locatie erachter.",
        "Bijvoorbeeld 99ZZ00.",
    ),
    "SCH-4": ErrorText(
        "De koppeling gaat alleen aan op verzoek van de school.",
        "Vul in wie van de school het vroeg, en wanneer.",
    ),
    "SCH-5": ErrorText(
        "De koppeling met de bibliotheek staat voor deze school uit.",
        "Zet haar bij de school aan, als de school daarom heeft gevraagd.",
    ),
    "SCH-6": ErrorText("Een andere school heeft deze BRIN-code en dit nummer van de locatie."),
    "BRA-2": ErrorText("Er is al een plaats met deze code.", "Kies een andere code."),
    "CNS-1": ErrorText("Deze toestemming bestaat niet (meer)."),
    "CNS-2": ErrorText(
        "Voor de koppeling is toestemming van alle ouders nodig.",
        "Leg haar vast als alle ouders met gezag akkoord zijn.",
    ),
    "CNS-3": ErrorText(
        "Voor deze leerling is geen toestemming van alle ouders vastgelegd.",
        "Leg eerst de toestemming vast.",
    ),
    "PUP-1": ErrorText("Deze klant is geen leerling van een school."),
    "PUP-2": ErrorText("Deze leerling is uitgeschreven van de school."),
    "PUP-3": ErrorText("Deze leerling is al gekoppeld met de bibliotheek."),
    "PUP-4": ErrorText("Deze leerling is niet gekoppeld met de bibliotheek."),
    "PUP-5": ErrorText("Dit lid van de bibliotheek is al met een leerling gekoppeld."),
    "PUP-6": ErrorText(
        "Alleen een lid van de bibliotheek kan met een leerling worden gekoppeld.",
        "Kies een klant die geen leerling is.",
    ),
    "PUP-7": ErrorText(
        "Zolang de koppeling er is, is de pas van de bibliotheek de hoofdpas.",
        "Maak eerst de koppeling los.",
    ),
    "PUP-8": ErrorText("Een wachtwoord heeft minstens {shortest} tekens."),
    "PUP-9": ErrorText("Een wachtwoord heeft hoogstens {longest} tekens."),
    "PUP-10": ErrorText(
        "Dit wachtwoord is te makkelijk te raden.", "Neem een paar woorden van jezelf."
    ),
    "PUP-11": ErrorText("Dit voorstel om te koppelen bestaat niet (meer)."),
    "IMP-1": ErrorText("Deze leerlingenimport bestaat niet (meer)."),
    "IMP-2": ErrorText(
        "Dat kan nu niet met deze leerlingenimport.", "Bekijk eerst hoe ver zij is."
    ),
    "IMP-3": ErrorText(
        "Van deze school wordt al een leerlingenimport uitgevoerd of teruggedraaid.",
        "Maak die eerst af.",
    ),
    "IMP-4": ErrorText(
        "Dit bestand is van een andere school: BRIN-code {brin}.",
        "Kies het bestand van deze school, of een andere school.",
    ),
    "IMP-5": ErrorText(
        "{leaving} van de {pupils} leerlingen staan niet meer in het bestand.",
        "Vraag de school of dit klopt, en bevestig het aantal.",
    ),
    "IMP-6": ErrorText("Deze regel staat niet in de leerlingenimport."),
    "IMP-7": ErrorText(
        "Na deze leerlingenimport is er nog een uitgevoerd.", "Draai die eerst terug."
    ),
    "IMP-8": ErrorText(
        "Dit leerlingnummer was van een leerling met een andere naam en geboortedatum.",
        "Vraag de school om een nieuw nummer.",
    ),
    "IMP-9": ErrorText("Dit leerlingnummer staat vaker in het bestand."),
    "IMP-10": ErrorText("De groep van deze leerling staat niet in het bestand."),
    "IMP-11": ErrorText(
        "Een leerlingnummer heeft hoogstens 20 tekens, een groepscode 10 en een groepsnaam 30.",
        "In een groepscode staan geen aanhalingstekens, +, &, <, >, /, | of \\.",
    ),
    "IMP-12": ErrorText("Deze groep heeft in het bestand meer dan één naam."),
    "FIL-1": ErrorText(
        "Dit bestand kan niet worden ingelezen: {trouble}{line}{what}. Er is niets ingelezen.",
        "Vraag de school om een nieuw bestand.",
        {"trouble": _trouble, "line": _line, "what": _what},
    ),
    "FIL-2": ErrorText(
        "Het bestand kon niet worden gelezen.", "Kijk of het er nog staat en niet open is."
    ),
    "BAT-1": ErrorText("Deze stapel passen bestaat niet (meer)."),
    "BAT-2": ErrorText("Deze stapel passen is al klaar of afgebroken."),
    "BAT-3": ErrorText("Niemand in deze groep heeft een pas die nog gemaakt moet worden."),
    "BAT-4": ErrorText("Deze stapel passen wordt gemaakt bij {workstation}.", "Maak hem daar af."),
    "BAT-5": ErrorText("Deze stapel passen wacht.", "Kies Ga verder."),
}
