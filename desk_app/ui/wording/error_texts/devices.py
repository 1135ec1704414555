"""What the devices on the desk can do wrong, said to the person who stands in front of them."""

from __future__ import annotations

from desk_app.hardware.errors import DeviceAct
from desk_app.ui.wording.said import ErrorText

_ACTS: dict[DeviceAct, str] = {
    DeviceAct.WRITE: "Onbekend of de pas beschreven is.",
    DeviceAct.PRINT: "Onbekend of de pas afgedrukt is.",
}


def _act(value: object) -> str:
    return _ACTS[value] if isinstance(value, DeviceAct) else ""


def _seconds(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, int | float) else str(value)


def _found(value: object) -> str:
    return "geen nummer" if value is None else f"nummer {value}"


def _group(value: object) -> str:
    return "" if value is None else f" (groep {value})"


def _keywords(value: object) -> str:
    words = ", ".join(str(word) for word in value) if isinstance(value, tuple) else str(value)
    return f" ({words})" if words else ""


def _place(value: object) -> str:
    return str(value + 1) if isinstance(value, int) else str(value)


TEXTS: dict[str, ErrorText] = {
    "DEV-0": ErrorText("Een apparaat op de balie werkt niet.", "Kijk het na en kies Opnieuw."),
    "DEV-1": ErrorText(
        "Het apparaat is niet aangesloten of staat uit.",
        "Kijk of de stekker vastzit en het apparaat aanstaat, en kies Opnieuw.",
    ),
    "DEV-2": ErrorText(
        "Een ander programma gebruikt het apparaat.",
        "Sluit dat programma en kies Opnieuw.",
    ),
    "DEV-3": ErrorText(
        "Deze computer mag het apparaat niet gebruiken.",
        "Laat de beheerder toegang geven tot {port}{group}.",
        {"group": _group},
    ),
    "DEV-4": ErrorText(
        "Het apparaat antwoordt al {seconds} seconden niet.",
        "Zet het apparaat uit en weer aan, en kies Opnieuw.",
        {"seconds": _seconds},
    ),
    "DEV-5": ErrorText(
        "Het apparaat geeft een onleesbaar antwoord.",
        "Kijk of de kabel goed vastzit en kies Opnieuw.",
    ),
    "DEV-6": ErrorText(
        "Het apparaat is defect of heeft onderhoud nodig.",
        "Laat het nakijken. U kunt de pas later afmaken.",
    ),
    "DEV-7": ErrorText(
        "Het apparaat weigert de opdracht.",
        "Zet het apparaat uit en weer aan, en kies Opnieuw.",
    ),
    "DEV-8": ErrorText(
        "Dit apparaat werkt niet op deze computer.",
        "Laat de beheerder een ander apparaat instellen.",
    ),
    "DEV-9": ErrorText(
        "Het ingestelde apparaat is onbekend: {device}.",
        "Laat de beheerder de instellingen nakijken.",
    ),
    "DEV-20": ErrorText(
        "Er is geen pas in de pasjesschrijver gestopt. Er is niets beschreven.",
        "Kies Opnieuw en stop de pas erin, of kies Later afmaken.",
    ),
    "DEV-21": ErrorText(
        "De pas ging er te vroeg uit.",
        "Stop dezelfde pas er weer in en kies Opnieuw.",
    ),
    "DEV-22": ErrorText(
        "Er is geen magneetstrip gevonden: de pas zit er verkeerd om in.",
        "Draai de pas om en kies Opnieuw.",
    ),
    "DEV-23": ErrorText(
        "Op deze pas staat al {found}. De pas is niet overschreven.",
        "Pak de pas met nummer {expected} en kies Opnieuw.",
        {"found": _found},
    ),
    "DEV-24": ErrorText(
        "De magneetstrip is niet te lezen.",
        "Haal de pas er nog eens door. Lukt het niet, keur de pas dan af.",
    ),
    "DEV-25": ErrorText(
        "De klep van de pasjesschrijver staat open. Er is niets beschreven.",
        "Sluit de klep en kies Opnieuw.",
    ),
    "DEV-26": ErrorText(
        "Er zit een pas klem in de pasjesschrijver.",
        "Haal de pas eruit en kies Opnieuw.",
    ),
    "DEV-27": ErrorText(
        "Het beschrijven van de pas is mislukt. De pas is niet actief.",
        "Kies Opnieuw, of keur de pas af en neem een nieuwe.",
    ),
    "DEV-28": ErrorText(
        "Op de pas staat {found} in plaats van nummer {expected}. De pas is niet actief.",
        "Kies Opnieuw om de pas nog eens te beschrijven, of keur de pas af.",
        {"found": _found},
    ),
    "DEV-29": ErrorText(
        "{act} Het apparaat viel weg terwijl het bezig was.",
        "Kijk het na op de pas zelf. Er wordt niets vanzelf herhaald.",
        {"act": _act},
    ),
    "DEV-30": ErrorText(
        "Dit nummer past niet op de magneetstrip: {length} tekens, hoogstens {limit} cijfers.",
        "Kies een ander nummer.",
    ),
    "DEV-31": ErrorText("Het wachten op de pas is afgebroken. Er is niets beschreven."),
    "DEV-40": ErrorText(
        "De kaartprinter kan niet verder.", "Kijk de kaartprinter na en kies Opnieuw."
    ),
    "DEV-41": ErrorText(
        "De blanco pasjes in de kaartprinter zijn op. De pas is nog niet afgedrukt.",
        "Vul de pasjes bij. Het afdrukken gaat daarna verder.",
    ),
    "DEV-42": ErrorText(
        "Het lint van de kaartprinter is op. De pas is nog niet afgedrukt.",
        "Plaats een nieuw lint. Het afdrukken gaat daarna verder.",
    ),
    "DEV-43": ErrorText(
        "De klep van de kaartprinter staat open. De pas is nog niet afgedrukt.",
        "Sluit de klep. Het afdrukken gaat daarna verder.",
    ),
    "DEV-44": ErrorText(
        "Er zit een pas klem in de kaartprinter.",
        "Haal de pas eruit en kies Opnieuw.",
    ),
    "DEV-45": ErrorText(
        "De kaartprinter staat stil{reasons}. De pas is nog niet afgedrukt.",
        "Zet de kaartprinter weer aan het werk en kies Opnieuw.",
        {"reasons": _keywords},
    ),
    "DEV-46": ErrorText(
        "De afdruk is bij de kaartprinter geannuleerd. De pas is niet afgedrukt.",
        "Kies Opnieuw om de pas nog eens af te drukken.",
    ),
    "DEV-47": ErrorText(
        "De kaartprinter heeft de afdruk opgegeven{reasons}. De pas is niet afgedrukt.",
        "Kijk de kaartprinter na en kies Opnieuw.",
        {"reasons": _keywords},
    ),
    "DEV-48": ErrorText(
        "De kaartprinter neemt de afdruk niet aan. De pas is niet afgedrukt.",
        "Kijk de kaartprinter na en kies Opnieuw.",
    ),
    "DEV-49": ErrorText("De afdruk is geannuleerd. De pas is niet afgedrukt."),
    "DEV-50": ErrorText(
        "De map voor afgedrukte passen kan niet worden geschreven.",
        "Laat de beheerder de map en de vrije ruimte nakijken.",
    ),
    "DEV-60": ErrorText(
        "Deze scan is geen pasnummer: {length} tekens is te lang.",
        "Scan de streepjescode op de pas.",
    ),
    "DEV-61": ErrorText(
        "Deze scan is geen pasnummer: teken {position} is geen gewone letter of cijfer.",
        "Scan de streepjescode op de pas.",
        {"position": _place},
    ),
    "DEV-70": ErrorText("Het programma sluit af; het apparaat is losgelaten."),
}
