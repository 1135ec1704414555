"""Staff accounts, their roles, and what each role may do.

Roles and permissions are a table; code asks the table (`PERMISSIONS_OF`), never the role's name.
The role names follow the counter's own words: *uitgebreide bevoegdheden*
(`000_19c080678f11c773.txt`) is `Role.FRONT_OFFICE_EXTENDED`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.errors import FieldRefused, Refused


class Role(StrEnum):
    """A named set of permissions. The value is stored and sent."""

    VOLUNTEER = "vrijwilliger"
    FRONT_OFFICE = "frontoffice"
    FRONT_OFFICE_EXTENDED = "frontoffice-uitgebreid"
    FINANCIAL = "financieel"
    SCHOOL_CONSULTANT = "schoolconsulent"
    ADMINISTRATOR = "beheerder"


class Permission(StrEnum):
    """What can be allowed, as ``subject:action``, in alphabetical order."""

    ANYONE = "anyone"
    AUDIT_READ = "audit:read"
    BRANCH_MANAGE = "branch:manage"
    CARD_ADD = "card:add"
    CARD_BLOCK = "card:block"
    CARD_DELETE = "card:delete"
    CARD_ISSUE = "card:issue"
    CARD_REPLACE = "card:replace"
    CARD_UNBLOCK = "card:unblock"
    CATALOGUE_EDIT = "catalogue:edit"
    CATALOGUE_READ = "catalogue:read"
    CIRCULATION_LEND = "circulation:lend"
    CIRCULATION_RETURN = "circulation:return"
    CUSTOMER_DELETE = "customer:delete"
    CUSTOMER_EDIT = "customer:edit"
    CUSTOMER_ENROL = "customer:enrol"
    CUSTOMER_NOTICE = "customer:notice"
    CUSTOMER_READ = "customer:read"
    CUSTOMER_STAFF_FLAG = "customer:staff_flag"
    ERRAND_MANAGE = "errand:manage"
    ERRAND_READ = "errand:read"
    FINANCE_IBAN_READ = "finance:iban_read"
    FINANCE_MANDATE = "finance:mandate"
    LOGIN_MANAGE = "login:manage"
    LOGIN_READ = "login:read"
    LOGIN_RESET = "login:reset"
    PORTAL_CATALOGUE = "portal:catalogue"
    """What anybody sees of schools and their titles in the portal; no role has it."""
    PORTAL_SIGN_IN = "portal:sign_in"
    """What somebody does who is to become a pupil in the portal; no role has it."""
    PUPIL = "pupil"
    """What a pupil does for itself in the portal; no role has it."""
    PUPIL_READ = "pupil:read"
    PUPIL_RESET = "pupil:reset"
    RESERVATION_MANAGE = "reservation:manage"
    SCHOOL_IMPORT = "school:import"
    SCHOOL_LINK = "school:link"
    SCHOOL_MANAGE = "school:manage"
    SCHOOL_READ = "school:read"
    SIGNED_IN = "signed_in"
    SIGN_UP = "sign_up:web"
    """Becoming a member on the library's own pages; no role has it (see `visitors`)."""
    STAFF_MANAGE = "staff:manage"
    SUBSCRIPTION_CANCEL = "subscription:cancel"
    SUBSCRIPTION_CHANGE = "subscription:change"
    SYSTEM = "system"
    """What the program does by itself; no role has it."""


_READING = frozenset(
    {
        Permission.ANYONE,
        Permission.SIGNED_IN,
        Permission.CATALOGUE_READ,
        Permission.CUSTOMER_READ,
    }
)
_VOLUNTEER = _READING | {
    Permission.CARD_ADD,
    Permission.CARD_ISSUE,
    Permission.CARD_REPLACE,
    Permission.CARD_BLOCK,
    Permission.CIRCULATION_LEND,
    Permission.CIRCULATION_RETURN,
    Permission.CUSTOMER_NOTICE,
    Permission.ERRAND_READ,
}
_FRONT_OFFICE = _VOLUNTEER | {
    Permission.CARD_UNBLOCK,
    Permission.CARD_DELETE,
    Permission.CATALOGUE_EDIT,
    Permission.CUSTOMER_EDIT,
    Permission.CUSTOMER_ENROL,
    Permission.ERRAND_MANAGE,
    Permission.FINANCE_MANDATE,
    Permission.FINANCE_IBAN_READ,
    Permission.LOGIN_MANAGE,
    Permission.LOGIN_READ,
    Permission.LOGIN_RESET,
    Permission.RESERVATION_MANAGE,
    Permission.SUBSCRIPTION_CANCEL,
    Permission.SUBSCRIPTION_CHANGE,
}
_SCHOOLS = frozenset(
    {
        Permission.PUPIL_READ,
        Permission.PUPIL_RESET,
        Permission.SCHOOL_IMPORT,
        Permission.SCHOOL_LINK,
        Permission.SCHOOL_MANAGE,
        Permission.SCHOOL_READ,
    }
)
_EXTENDED = _FRONT_OFFICE | _SCHOOLS | {Permission.CUSTOMER_DELETE}

PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.VOLUNTEER: _VOLUNTEER,
    Role.FRONT_OFFICE: _FRONT_OFFICE,
    Role.FRONT_OFFICE_EXTENDED: _EXTENDED,
    Role.FINANCIAL: _READING
    | {
        Permission.FINANCE_IBAN_READ,
        Permission.FINANCE_MANDATE,
        Permission.SUBSCRIPTION_CANCEL,
        Permission.SUBSCRIPTION_CHANGE,
        Permission.CUSTOMER_NOTICE,
        Permission.CUSTOMER_EDIT,
        Permission.ERRAND_READ,
    },
    Role.SCHOOL_CONSULTANT: _VOLUNTEER
    | _SCHOOLS
    | {Permission.CATALOGUE_EDIT, Permission.CUSTOMER_EDIT, Permission.RESERVATION_MANAGE},
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.ANYONE,
            Permission.SIGNED_IN,
            Permission.AUDIT_READ,
            Permission.BRANCH_MANAGE,
            Permission.CATALOGUE_READ,
            Permission.CUSTOMER_STAFF_FLAG,
            Permission.ERRAND_MANAGE,
            Permission.ERRAND_READ,
            Permission.STAFF_MANAGE,
        }
    ),
}


@dataclass
class StaffMember:
    """A named account of somebody who works here; accounts are never shared."""

    staff_id: int
    username: str
    display_name: str
    role: Role
    branch_code: str
    password_hash: str
    customer_actor_id: int | None = None
    disabled_at: datetime | None = None
    failed_attempts: int = 0
    not_before: datetime | None = None


@dataclass
class StaffSession:
    """Somebody signed in at one workstation. Only the hash of the token is stored."""

    token_hash: str
    staff_id: int
    workstation: str
    opened_at: datetime
    last_seen_at: datetime
    locked: bool = False
    closed_at: datetime | None = None


# ------------------------------------------------------------------------------ user names

USERNAME_MIN_LENGTH: Final = 2
USERNAME_MAX_LENGTH: Final = 40
DISPLAY_NAME_MAX_LENGTH: Final = 60


@dataclass(eq=False)
class StaffUnknown(Refused):
    """There is no such staff account."""

    code: ClassVar[str] = "STF-1"
    staff_id: int


@dataclass(eq=False)
class UsernameTaken(FieldRefused):
    """Another account has this user name; capitals make no difference."""

    code: ClassVar[str] = "STF-2"


@dataclass(eq=False)
class UsernameRefused(FieldRefused):
    """A user name has 2 to 40 letters, digits, dots, hyphens or underscores, a letter first."""

    code: ClassVar[str] = "STF-3"


@dataclass(eq=False)
class DisplayNameRefused(FieldRefused):
    """A display name has 1 to `longest` printable characters."""

    code: ClassVar[str] = "STF-4"
    longest: int


@dataclass(eq=False)
class PasswordTooShort(FieldRefused):
    """A password has at least `shortest` characters."""

    code: ClassVar[str] = "STF-5"
    shortest: int


@dataclass(eq=False)
class PasswordTooLong(FieldRefused):
    """A password has at most `longest` characters."""

    code: ClassVar[str] = "STF-6"
    longest: int


@dataclass(eq=False)
class PasswordTooCommon(FieldRefused):
    """A password made of a word everybody tries, or of the person's or the library's name."""

    code: ClassVar[str] = "STF-7"


@dataclass(eq=False)
class LastAdministrator(Refused):
    """Somebody must stay who can manage the accounts."""

    code: ClassVar[str] = "STF-8"
    staff_id: int


@dataclass(eq=False)
class ColleagueHasAccount(Refused):
    """An account names this customer file as its own, so it stays a colleague's."""

    code: ClassVar[str] = "STF-9"
    actor_id: int


def check_username(field: str, text: str) -> str:
    """The user name as it is kept, without surrounding space.

    Raises:
        UsernameRefused: too short, too long, or with characters that cannot be told apart.
    """
    name = text.strip()
    fits = USERNAME_MIN_LENGTH <= len(name) <= USERNAME_MAX_LENGTH
    plain = name.isascii() and all(c.isalnum() or c in ".-_" for c in name)
    if not (fits and plain and name[0].isalpha()):
        raise UsernameRefused(field)
    return name


def check_display_name(field: str, text: str) -> str:
    """The name shown beside what this person did, in Unicode form NFC.

    Raises:
        DisplayNameRefused: empty, too long, or with control or direction characters.
    """
    name = unicodedata.normalize("NFC", text).strip()
    printable = all(unicodedata.category(c) not in _UNSEEN for c in name)
    if not (0 < len(name) <= DISPLAY_NAME_MAX_LENGTH and printable):
        raise DisplayNameRefused(field, DISPLAY_NAME_MAX_LENGTH)
    return name


_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# ------------------------------------------------------------------------------- passwords

PASSWORD_MIN_LENGTH: Final = 12
PASSWORD_MAX_LENGTH: Final = 128

_FIRST_GUESSES: Final = """
aanmelden abcdef admin administrator ajax amsterdam appel april augustus azerty baby balie
beheer beheerder biblio bibliotheek bieb boek boeken december donderdag dragon drenthe februari
feyenoord football geheim geheimpje groningen hallo herfst hoihoi holland iloveyou inloggen
januari juli juni koffie lente lezen letmein liefde login lol maandag maart mama master mei
monkey nederland november oktober ons onze oranje papa password princess psv qwerty
qwertyuiop rotterdam school secret september sesam shadow sunshine superman test tester
utrecht vakantie voetbal vrijdag vrijwilliger welkom welcome winter wise wachtwoord woensdag
zaterdag zomer zon zondag dinsdag wachtwoorden asdf asdfgh zxcvbn abc abcd de het een is mijn
"""

COMMON_WORDS: Final = frozenset(_FIRST_GUESSES.split())
"""Words a guesser tries first, with the words of this field; a password that is nothing but such
words, digits and signs is no secret, however long (OWASP ASVS 5.0, 6.2.4 and 6.2.11)."""


def check_password(field: str, password: str, own_words: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long or among the first a guesser tries.

    There are no rules about kinds of characters and no forced change (OWASP ASVS 5.0, 6.2.5 and
    6.2.10). `own_words` are names that count as common too: the person's, the branch's.

    Raises:
        PasswordTooShort, PasswordTooLong, PasswordTooCommon
    """
    if len(password) < PASSWORD_MIN_LENGTH:
        raise PasswordTooShort(field, PASSWORD_MIN_LENGTH)
    if len(password) > PASSWORD_MAX_LENGTH:
        raise PasswordTooLong(field, PASSWORD_MAX_LENGTH)
    if _nothing_left(password, own_words):
        raise PasswordTooCommon(field)


def _nothing_left(password: str, own_words: tuple[str, ...]) -> bool:
    letters = "".join(c if c.isalpha() else " " for c in password.casefold())
    own = {part for word in own_words for part in _parts(word)}
    rest = " ".join(letters.split())
    for word in sorted(own | COMMON_WORDS, key=len, reverse=True):
        rest = rest.replace(word, " ")
    left = rest.replace(" ", "")
    return len(set(left)) < _LETTERS_THAT_COUNT


_LETTERS_THAT_COUNT: Final = 4
_SHORTEST_OWN_WORD: Final = 3


def _parts(words: str) -> list[str]:
    plain = "".join(c if c.isalpha() else " " for c in words.casefold())
    return [part for part in plain.split() if len(part) >= _SHORTEST_OWN_WORD]


# -------------------------------------------------------------------------------- throttling

FREE_ATTEMPTS: Final = 3
LONGEST_WAIT: Final = timedelta(seconds=60)


def wait_after(failed_attempts: int) -> timedelta:
    """How long an account waits after so many failures in a row: 1, 2, 4 … at most 60 seconds.

    The first few cost nothing, and no account is ever closed by guessing: whoever guesses must not
    be able to keep the person it belongs to out.
    """
    over = failed_attempts - FREE_ATTEMPTS
    if over < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(over, 10)), LONGEST_WAIT)


def note_failure(member: StaffMember, now: datetime) -> None:
    """Count a failed sign-in and set the moment before which the next one is not judged."""
    member.failed_attempts += 1
    wait = wait_after(member.failed_attempts)
    member.not_before = now + wait if wait else None


def note_success(member: StaffMember) -> None:
    """A sign-in that succeeded starts the count anew."""
    member.failed_attempts = 0
    member.not_before = None


# --------------------------------------------------------------------------------- sessions

LONGEST_SESSION: Final = timedelta(hours=10)
"""A session ends after a working day, used or not."""


def session_over(session: StaffSession, now: datetime) -> bool:
    """Whether a session was closed or has lasted too long."""
    return session.closed_at is not None or now - session.opened_at >= LONGEST_SESSION
