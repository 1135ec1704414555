"""What is said when a rule about enrolling somebody says no."""

from __future__ import annotations

from desk_app.ui.wording.error_texts.customers import TEXTS as SUBSCRIPTIONS
from desk_app.ui.wording.said import ErrorText

_NO_CARD = "Dit abonnement heeft wel een nummer, maar geen pas."
_NEEDS_IBAN = "Dit abonnement wordt alleen met incasso betaald."


def _why(value: object) -> str:
    own = {"ENR-3": _NO_CARD, "ENR-7": _NEEDS_IBAN}
    if value in own:
        return own[str(value)]
    if value == "SUB-4":
        return "Dit abonnement is er niet voor deze leeftijd."
    text = SUBSCRIPTIONS.get(str(value))
    if text is None or "{" in text.sentence:
        return "Dit abonnement kan niet worden gekozen."
    return text.sentence


TEXTS: dict[str, ErrorText] = {
    "ENR-1": ErrorText(
        "Scan een lege pas, of typ v (systeemnummer) of p (nummer later) en druk op Enter."
    ),
    "ENR-2": ErrorText("Dit nummer is van een klant met een lopend abonnement.", "Open die klant."),
    "ENR-3": ErrorText(_NO_CARD, "Typ bij Klantnummer een v en druk op Enter."),
    "ENR-4": ErrorText("Voor een inlogaccount is een e-mailadres nodig."),
    "ENR-5": ErrorText(
        "Zonder pasnummer kan nog geen inlogaccount worden gegenereerd. Kies Nee.",
    ),
    "ENR-6": ErrorText("Kies een abonnement."),
    "ENR-7": ErrorText(_NEEDS_IBAN, "Vul eerst het IBAN in."),
    "ENR-8": ErrorText(
        "Vestiging met pasnummers {label} kan geen systeemnummer maken.",
        "Scan een pas, of laat de beheerder de nummering nakijken.",
    ),
    "ENR-9": ErrorText(
        "Deze klant kan dit abonnement niet krijgen. {why}.",
        "Kies een ander abonnement.",
        {"why": lambda value: _why(value).rstrip(".")},
    ),
}
