"""What the page of accounts says and asks."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.domain.identifiers import actor_id_text
from desk_app.domain.local_time import netherlands
from desk_app.domain.staff import PASSWORD_MIN_LENGTH, Role
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.commands.colleagues import ColleagueMarked
from desk_app.usecases.queries.staff import BranchName, StaffRow

TITLE = "Medewerkers"
ADVICE = "Iedereen die hier werkt, meldt zich aan met een eigen naam."
TABLE = "Medewerkers"
COLUMNS = ("Naam", "Gebruikersnaam", "Rol", "Vestiging", "Eigen klantkaart", "Stand")
EMPTY_HEADING = "Nog geen medewerkers"
EMPTY_ADVICE = "Kies Nieuw om iemand toe te voegen."

ADD = "Nieuw"
CHANGE = "Wijzig"
SET_PASSWORD = "Wachtwoord instellen"  # noqa: S105 - a label
DISABLE = "Intrekken"
COLLEAGUE = "Collega of vrijwilliger…"

ADD_TITLE = "Nieuwe medewerker"
ADD_ADVICE = "Geef het wachtwoord zelf door; het is hier daarna niet meer te zien."
PASSWORD_ADVICE = "Daarna meldt deze medewerker zich opnieuw aan, overal."  # noqa: S105 - a sentence
COLLEAGUE_TITLE = "Collega of vrijwilliger"
COLLEAGUE_ADVICE = (
    "Van een klant die hier werkt, is aan de balie geen inlogaccount te zien. U ziet hier niets "
    "van de klant."
)
OWN_ACCOUNT = "Dit is uw eigen account: na Opslaan meldt u zich opnieuw aan."

FIELDS: Mapping[str, str] = {
    "username": "Gebruikersnaam",
    "display_name": "Naam",
    "role": "Rol",
    "branch_code": "Vestiging",
    "customer_actor_id": "Eigen klantkaart",
    "password": "Wachtwoord",
    "password_again": "Nog een keer",
    "is_staff": "Werkt hier",
}
COLLEAGUE_FIELDS: Mapping[str, str] = {
    "customer_actor_id": "Klantnummer",
    "is_staff": "Klant is collega of vrijwilliger",
}
HINTS: Mapping[str, str] = {
    "customer_actor_id": (
        "Het nummer tussen [ ]; leeg als er geen klantkaart is. De klant telt dan als collega."
    ),
    "password": (f"Ten minste {PASSWORD_MIN_LENGTH} tekens; een paar woorden is goed."),
}
COLLEAGUE_HINTS: Mapping[str, str] = {
    "customer_actor_id": "Het nummer tussen [ ] boven aan de klantkaart.",
}
YES = "Ja"
NO = "Nee"

ROLES: Mapping[Role, str] = {
    Role.VOLUNTEER: "Zoeken, passen maken, meldingen.",
    Role.FRONT_OFFICE: "Ook wijzigen, opzeggen en machtigingen.",
    Role.FRONT_OFFICE_EXTENDED: "Als frontoffice, en klanten verwijderen.",
    Role.FINANCIAL: "Contributie en machtigingen; geen passen.",
    Role.SCHOOL_CONSULTANT: "Als vrijwilliger, en klanten wijzigen.",
    Role.ADMINISTRATOR: "Medewerkers en klusjes; geen klanten.",
}
"""What a role is for, in one line."""

CHOOSE_FIRST = "Kies eerst een medewerker in de lijst."
IS_WITHDRAWN = "Dit account is ingetrokken."
FORM_OPEN = "Kies eerst Opslaan of Annuleer."
NO_BRANCHES = "De vestigingen worden nog opgehaald."

CHOOSE_ROLE = "Kies een rol."
CHOOSE_BRANCH = "Kies een vestiging."
NEEDS_PASSWORD = "Vul een wachtwoord in."  # noqa: S105 - a sentence
NOT_THE_SAME = "De wachtwoorden zijn niet gelijk."
NO_ACTOR_ID = "Vul het nummer van de klant in, zoals 261379."
NEEDS_ACTOR_ID = "Vul het nummer van de klant in."
CHOOSE_YES_OR_NO = "Kies Ja of Nee."
WRONG_FIELDS = "Nog niet opgeslagen: er klopt iets niet."

ACTIVE = "Actief"


def change_title(row: StaffRow) -> str:
    """Whose account is changed."""
    return f"{row.display_name} wijzigen"


def change_advice(row: StaffRow, *, own: bool) -> str:
    """The user name stays; what a change means for who is at work."""
    again = OWN_ACCOUNT if own else "Daarna meldt deze medewerker zich opnieuw aan."
    return f"Gebruikersnaam {row.username}. {again}"


def password_title(row: StaffRow) -> str:
    """Whose password is set."""
    return f"Wachtwoord van {row.display_name}"


def password_advice(*, own: bool) -> str:
    """What another password means for who is at work."""
    return OWN_ACCOUNT if own else PASSWORD_ADVICE


def ask_disable(row: StaffRow, *, own: bool) -> Question:
    """An account is withdrawn for good."""
    also = ("Dit is uw eigen account: u wordt afgemeld.",) if own else ()
    return Question(
        f"Account van {row.display_name} intrekken?",
        "Deze medewerker wordt overal afgemeld en kan zich niet meer aanmelden. Dit kan niet "
        "ongedaan worden gemaakt; wat er is gedaan, blijft op deze naam staan.",
        DISABLE,
        lines=also,
        danger=True,
    )


def added(name: str) -> str:
    """There is a new account."""
    return f"Het account van {name} is gemaakt."


def changed(name: str) -> str:
    """An account was changed."""
    return f"Het account van {name} is gewijzigd."


def password_set(name: str) -> str:
    """An account has another password."""
    return f"{name} heeft een nieuw wachtwoord."


def disabled(name: str) -> str:
    """An account was withdrawn."""
    return f"Het account van {name} is ingetrokken."


def marked(actor_id: int, mark: ColleagueMarked) -> str:
    """How the mark of a customer stands, and nothing else about them."""
    now = "wel" if mark.is_staff else "niet"
    already = "nu" if mark.changed else "al"
    return f"Klant {actor_id_text(actor_id)} staat {already} {now} als collega of vrijwilliger."


def state_words(row: StaffRow) -> str:
    """Whether somebody can sign in with an account."""
    if row.disabled_at is None:
        return ACTIVE
    return f"Ingetrokken {short_date(row.disabled_at.astimezone(netherlands()).date())}"


def branch_words(branch: BranchName) -> str:
    """``9548 Ruinerwold``."""
    return f"{branch.code} {branch.name}"


def actor_words(actor_id: int | None) -> str:
    """The number of a customer file, an en dash for none."""
    return "–" if actor_id is None else actor_id_text(actor_id)
