"""What is said when a rule about cards says no."""

from __future__ import annotations

from desk_app.domain.card_jobs import CardStep
from desk_app.ui.wording.customer_file import CARD_STEPS
from desk_app.ui.wording.said import ErrorText


def _step(value: object) -> str:
    return CARD_STEPS[CardStep(str(value))].lower()


def _read(value: object) -> str:
    return f"nummer {value}" if value else "niets"


TEXTS: dict[str, ErrorText] = {
    "CRD-3": ErrorText("Deze klant heeft geen pas met nummer {number}."),
    "CRD-4": ErrorText(
        "Pasnummer {number} is al eens gebruikt. Er is niets toegevoegd.",
        "Neem een andere pas.",
    ),
    "CRD-5": ErrorText(
        "Op een andere balie kreeg deze klant net al een hoofdpas. Er is niets toegevoegd.",
        "Bekijk de passen en voeg zo nodig een volgpas toe.",
    ),
    "CRD-6": ErrorText("Bij dit abonnement hoort geen pas: er worden geen boeken mee geleend."),
    "CRD-7": ErrorText("De eerste pas is de hoofdpas. Voeg die eerst toe."),
    "CRD-8": ErrorText("Pas {number} is vervangen en blijft dat."),
    "CRD-9": ErrorText("Pas {number} is afgekeurd en kan niet meer worden gebruikt."),
    "CRD-10": ErrorText("Pas {number} is geblokkeerd.", "Deblokkeer de pas eerst."),
    "CRD-11": ErrorText("Pas {number} is niet geblokkeerd."),
    "CRD-12": ErrorText(
        "Pas {number} wordt nog gemaakt.", "Maak de pas af, of kies Later afmaken."
    ),
    "CRD-13": ErrorText("Pas {number} is de hoofdpas.", "Vervang de pas, of wijzig de soort."),
    "CRD-14": ErrorText(
        "Pas {number} is al gebruikt en blijft bewaard.", "Blokkeer of vervang de pas."
    ),
    "CRD-15": ErrorText("Nummer {number} is een nummer zonder pas."),
    "JOB-1": ErrorText("Deze pas wordt niet meer gemaakt."),
    "JOB-2": ErrorText(
        "Op een andere plek is deze pas al verder: {step}. Er is niets gewijzigd.",
        "Kijk in het paneel wat er nu moet gebeuren.",
        {"step": _step, "expected": _step},
    ),
    "JOB-3": ErrorText(
        "Deze stap kan nu niet: de pas staat op {step}.",
        "Kijk in het paneel wat er nu moet gebeuren.",
        {"step": _step, "wanted": _step},
    ),
    "JOB-4": ErrorText(
        "Deze pas wordt al gemaakt op {workstation}.", "Maak de pas daar af of annuleer hem daar."
    ),
    "JOB-5": ErrorText(
        "Op de pas staat {found} in plaats van nummer {number}. De pas is niet actief.",
        "Beschrijf de pas nog eens, of keur hem af.",
        {"found": _read},
    ),
    "PRT-1": ErrorText(
        "Nummer {number} past niet in de streepjescode van de pas. Er is niets afgedrukt.",
        "Laat de beheerder de soort streepjescode van de vestiging nakijken.",
    ),
    "PRT-2": ErrorText(
        "{name} kon niet worden opgemaakt: er kan niet in de map worden geschreven.",
        "De gegevens zelf zijn opgeslagen. Laat de beheerder de map en de schijf nakijken.",
    ),
}
