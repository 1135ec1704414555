"""Pupils: members of a school's library, and the link with the library's own membership.

A pupil's membership of the school library and a membership of the public library are two files,
because school and library answer for them apart; a person links them when the school asked for it
and all parents agreed (`004_b77d1b3c9ac441d5.txt`). Over a linked pair there is one hoofdpas: the
library's (`000_19c080678f11c773.txt`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final, Protocol

from desk_app.domain.card_numbers import bare_number
from desk_app.domain.card_rules import in_play, make_primary, primary_of
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.consents import ParentalConsent, consent_stands
from desk_app.domain.staff import COMMON_WORDS, wait_after
from desk_app.errors import FieldRefused, Refused

CODE_LIVES: Final = timedelta(days=7)
"""How long a one-time code for the portal opens the account: it goes by way of the teacher."""
CODE_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""What codes are made of: nothing that a child reads as something else."""
CODE_LENGTH: Final = 10
PORTAL_PASSWORD_MIN_LENGTH: Final = 10
"""Characters; long enough for a few words of a child's own."""
PORTAL_PASSWORD_MAX_LENGTH: Final = 128
LEFT: Final = "Uitgeschreven"
"""Why a school's card is blocked of who left the school."""


@dataclass
class Pupil:
    """A pupil, beside the customer row of the school library with the same `actor_id`.

    `external_key` is the school's own key. `linked_actor_id` is the library's customer row of the
    same child. The portal takes a password, or a one-time code until it expires; with
    `portal_must_change` the password must be chosen first. `left_on`: no longer at this school.
    """

    actor_id: int
    school_code: str
    external_key: str
    portal_username: str
    group_id: int | None = None
    year_group: str = ""
    portal_password_hash: str = ""
    portal_must_change: bool = True
    portal_code_hash: str = ""
    portal_code_expires_at: datetime | None = None
    failed_attempts: int = 0
    not_before: datetime | None = None
    left_on: date | None = None
    linked_actor_id: int | None = None


class Linkable(Protocol):
    """A school, as far as the link goes."""

    @property
    def link_on(self) -> bool:
        """Whether the school asked for the link."""


class LinkedPupil(Protocol):
    """A pupil, as far as the link goes."""

    @property
    def linked_actor_id(self) -> int | None:
        """The library's customer of the same child."""

    @property
    def left_on(self) -> date | None:
        """The day the pupil left."""


@dataclass(eq=False)
class PupilUnknown(Refused):
    """This customer is no pupil of a school."""

    code: ClassVar[str] = "PUP-1"
    actor_id: int


@dataclass(eq=False)
class PupilHasLeft(Refused):
    """This pupil left the school."""

    code: ClassVar[str] = "PUP-2"
    actor_id: int


@dataclass(eq=False)
class PupilIsLinked(Refused):
    """This pupil is linked with the library already."""

    code: ClassVar[str] = "PUP-3"
    actor_id: int


@dataclass(eq=False)
class PupilNotLinked(Refused):
    """This pupil is not linked with the library."""

    code: ClassVar[str] = "PUP-4"
    actor_id: int


@dataclass(eq=False)
class LibraryMemberLinked(Refused):
    """The library's customer is linked with another pupil."""

    code: ClassVar[str] = "PUP-5"


@dataclass(eq=False)
class NotALibraryMember(Refused):
    """Only a customer of the library itself can be linked with a pupil."""

    code: ClassVar[str] = "PUP-6"


@dataclass(eq=False)
class PrimaryIsTheLibrarys(Refused):
    """The hoofdpas is the library's card, as long as the link stands."""

    code: ClassVar[str] = "PUP-7"


@dataclass(eq=False)
class ProposalUnknown(Refused):
    """Nobody proposed such a link for this pupil."""

    code: ClassVar[str] = "PUP-11"
    proposal_id: int


@dataclass(eq=False)
class PortalPasswordTooShort(FieldRefused):
    """A password has at least `shortest` characters."""

    code: ClassVar[str] = "PUP-8"
    shortest: int


@dataclass(eq=False)
class PortalPasswordTooLong(FieldRefused):
    """A password has at most `longest` characters."""

    code: ClassVar[str] = "PUP-9"
    longest: int


@dataclass(eq=False)
class PortalPasswordTooEasy(FieldRefused):
    """A password everybody tries, or one made of the pupil's own user name or name."""

    code: ClassVar[str] = "PUP-10"


def library_link_active(
    school: Linkable, pupil: LinkedPupil, consents: Iterable[ParentalConsent]
) -> bool:
    """Whether school, pupil and library are one for this child now.

    The school asked, a person linked the two files, all parents agreed and nobody withdrew.
    """
    return (
        school.link_on
        and pupil.linked_actor_id is not None
        and pupil.left_on is None
        and consent_stands(consents)
    )


# ------------------------------------------------------------------------------------ the hoofdpas


def give_up_primary(school_cards: list[Card], library_cards: Iterable[Card]) -> None:
    """On linking: the library's card is the hoofdpas, where there is one."""
    own = primary_of(school_cards)
    if own is not None and primary_of(library_cards) is not None:
        own.kind = CardKind.SECONDARY


def take_primary_back(school_cards: list[Card]) -> None:
    """On unlinking: the newest card of the school that can be used is the hoofdpas again."""
    if primary_of(school_cards) is not None:
        return
    others = [card for card in reversed(school_cards) if in_play(card)]
    if others:
        blocked = CardStatus.BLOCKED
        newest = max(others, key=lambda card: (card.status is not blocked, card.added_at))
        make_primary(school_cards, newest)


# -------------------------------------------------------------------------------------- the portal


def check_portal_password(field: str, password: str, *own_words: str) -> None:
    """Whether a pupil may choose this password.

    No rules about kinds of characters (OWASP ASVS 5.0, 6.2.5); a birth date, a name or a word that
    everybody tries is no password.

    Raises:
        PortalPasswordTooShort, PortalPasswordTooLong, PortalPasswordTooEasy
    """
    if len(password) < PORTAL_PASSWORD_MIN_LENGTH:
        raise PortalPasswordTooShort(field, PORTAL_PASSWORD_MIN_LENGTH)
    if len(password) > PORTAL_PASSWORD_MAX_LENGTH:
        raise PortalPasswordTooLong(field, PORTAL_PASSWORD_MAX_LENGTH)
    rest = password.casefold()
    for word in sorted({*COMMON_WORDS, *(own.casefold() for own in own_words)}, key=len)[::-1]:
        if len(word) > 2:
            rest = rest.replace(word, "")
    if len({sign for sign in rest if sign.isalpha()}) < 3 or len(set(password)) < 5:
        raise PortalPasswordTooEasy(field)


def clean_username(text: str) -> str:
    """A user name as it is looked up: without spaces and sector prefix, in small letters."""
    return bare_number(text).casefold()


def normalise_code(text: str) -> str:
    """A one-time code as it is compared: without spaces, hyphens and capitals."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def show_code(code: str) -> str:
    """A one-time code as it is read out: ``abcde-fgh23``."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def code_opens(pupil: Pupil, now: datetime) -> bool:
    """Whether a one-time code is waiting that has not expired."""
    expires = pupil.portal_code_expires_at
    return bool(pupil.portal_code_hash) and expires is not None and now < expires


def give_code(pupil: Pupil, code_hash: str, now: datetime) -> None:
    """A new one-time code: password and code of before are gone, and waiting is over."""
    pupil.portal_password_hash = ""
    pupil.portal_must_change = True
    pupil.portal_code_hash = code_hash
    pupil.portal_code_expires_at = now + CODE_LIVES
    pupil.failed_attempts = 0
    pupil.not_before = None


def choose_password(pupil: Pupil, password_hash: str) -> None:
    """A password of the pupil's own; the code is used up."""
    pupil.portal_password_hash = password_hash
    pupil.portal_must_change = False
    pupil.portal_code_hash = ""
    pupil.portal_code_expires_at = None


def access_stamp(password_hash: str, code_hash: str) -> str:
    """Changes with every password and every code: whoever came in by an older one is not let on.

    It tells nothing of the password; the hashes it is made of are salted.
    """
    return sha256(f"{password_hash}\n{code_hash}".encode()).hexdigest()[:32]


def note_portal_failure(pupil: Pupil, now: datetime) -> None:
    """Count a failed sign-in; as with staff, guessing never closes the account."""
    pupil.failed_attempts += 1
    wait = wait_after(pupil.failed_attempts)
    pupil.not_before = now + wait if wait else None


def note_portal_success(pupil: Pupil) -> None:
    """A sign-in that succeeded starts the count anew."""
    pupil.failed_attempts = 0
    pupil.not_before = None
