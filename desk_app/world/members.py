"""What the online Bibliotheek knows of a library's members, as the library told it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from desk_app.world.identity.secrets import hash_password


@dataclass(frozen=True)
class Member:
    """One member: `card_number` is the hoofdpas, `rights` the codes such as `Basis`.

    `website_password` is the hash of the password of before the inlogaccount; most have none.
    """

    reference: str
    card_number: str = ""
    secondary_cards: tuple[str, ...] = ()
    first_name: str = ""
    last_name: str = ""
    postcode: str = ""
    email: str = ""
    school_only: bool = False
    rights: tuple[str, ...] = field(default=())
    website_password: str | None = field(default=None, repr=False)


class Members:
    """All members by reference. Safe to use from any thread."""

    def __init__(self) -> None:
        self._kept: dict[str, Member] = {}
        self._lock = threading.Lock()

    def put(self, member: Member, *, password: str | None = None) -> bool:
        """Take a member over as the library says; True when it is a new one.

        Without `password` an earlier one stays.
        """
        with self._lock:
            earlier = self._kept.get(member.reference)
            hashed = hash_password(password) if password else member.website_password
            if hashed is None and earlier is not None:
                hashed = earlier.website_password
            self._kept[member.reference] = replace(member, website_password=hashed)
        return earlier is None

    def remove(self, reference: str) -> bool:
        """Forget a member; True when there was one."""
        with self._lock:
            return self._kept.pop(reference, None) is not None

    def all(self) -> list[Member]:
        """Every member, in the order in which they came."""
        with self._lock:
            return list(self._kept.values())

    def get(self, reference: str | None) -> Member | None:
        """By reference."""
        with self._lock:
            return self._kept.get(reference) if reference else None

    def with_card(self, number: str) -> Member | None:
        """By the number of the hoofdpas; a volgpas does not open anything."""
        wanted = bare_number(number)
        return next(
            (one for one in self.all() if wanted and bare_number(one.card_number) == wanted), None
        )

    def with_email(self, email: str) -> Member | None:
        """By e-mail address, when exactly one member has it."""
        wanted = email.casefold()
        found = [one for one in self.all() if one.email and one.email.casefold() == wanted]
        return found[0] if len(found) == 1 else None

    def renamed(self, reference: str | None, old: str, new: str) -> None:
        """A temporary number became a card: where the old one stood, the new one stands now."""
        member = self.get(reference)
        if member is not None and bare_number(member.card_number) == bare_number(old):
            self.put(replace(member, card_number=new))

    def restore(self, members: list[Member]) -> None:
        """Take over the members of an earlier run."""
        with self._lock:
            self._kept = {member.reference: member for member in members}


def bare_number(number: str) -> str:
    """A number without the letters before it (`BIEB-5003000030`), spaces and hyphens."""
    plain = "".join(letter for letter in number.casefold() if letter.isalnum())
    for kind in ("bieb", "edub"):
        if plain.startswith(kind) and plain[len(kind) :].isdigit():
            return plain[len(kind) :]
    return plain
