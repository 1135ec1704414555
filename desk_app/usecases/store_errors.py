"""What can be wrong with the database, as the desk and the window know it.

Codes stay the same for ever. The facts hold no SQL, no values and no passwords.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.errors import Refused, Unavailable


@dataclass(eq=False)
class StoreTrouble(Unavailable):
    """The database cannot do what was asked. Nothing was saved."""

    code: ClassVar[str] = "STO-0"


@dataclass(eq=False)
class StoreAway(StoreTrouble):
    """The database cannot be reached, or the connection broke before anything was saved."""

    code: ClassVar[str] = "STO-1"


@dataclass(eq=False)
class CommitUnknown(StoreTrouble):
    """The connection broke while saving: whether it was saved is not known.

    Whoever holds the idempotency key finds out by asking for its stored answer.
    """

    code: ClassVar[str] = "STO-2"


@dataclass(eq=False)
class StoreBusy(StoreTrouble):
    """Somebody else held what this needed for longer than may be waited."""

    code: ClassVar[str] = "STO-3"


@dataclass(eq=False)
class StoreClash(StoreBusy):
    """Two transactions crossed; running this one again is expected to succeed."""

    code: ClassVar[str] = "STO-4"


@dataclass(eq=False)
class StoreFull(StoreTrouble):
    """No room left on the disk. Reading still works."""

    code: ClassVar[str] = "STO-5"


@dataclass(eq=False)
class StoreDamaged(StoreTrouble):
    """What is on the disk is not what was written. `where` names the place, never the contents."""

    code: ClassVar[str] = "STO-6"
    where: str


@dataclass(eq=False)
class StoreReadOnly(StoreTrouble):
    """The database may not be written: file rights, or a server in recovery."""

    code: ClassVar[str] = "STO-7"


@dataclass(eq=False)
class StoreWriteFailed(StoreTrouble):
    """The disk refused a write or a flush; the file must be opened again before going on."""

    code: ClassVar[str] = "STO-8"


@dataclass(eq=False)
class StoreTooSlow(StoreTrouble):
    """A question took longer than may be waited and was stopped."""

    code: ClassVar[str] = "STO-9"


@dataclass(eq=False)
class StoreNewer(Refused):
    """The database was made by a newer program. Both versions are told."""

    code: ClassVar[str] = "STO-10"
    program: str
    database: str


@dataclass(eq=False)
class StoreMissing(Refused):
    """There is no database at this place; it is never made by itself."""

    code: ClassVar[str] = "STO-11"
    place: str


@dataclass(eq=False)
class StorePlaceRefused(Refused):
    """A database may not stand here: `why` is ``network``, ``memory``, ``scheme`` or ``exists``."""

    code: ClassVar[str] = "STO-12"
    place: str
    why: str


@dataclass(eq=False)
class StoreForeign(Refused):
    """There is something at this place, but it is no database of this program."""

    code: ClassVar[str] = "STO-13"
    place: str


@dataclass(eq=False)
class StoreSignInRefused(StoreTrouble):
    """The database server does not accept the name or the password."""

    code: ClassVar[str] = "STO-14"


@dataclass(eq=False)
class KeyFileUnusable(Refused):
    """The key of the encrypted columns cannot be used; `why` says what is wrong with the file."""

    code: ClassVar[str] = "STO-15"
    path: str
    why: str


@dataclass(eq=False)
class KeyFileOpen(Refused):
    """Others on this machine may read the key file (it must be 0600)."""

    code: ClassVar[str] = "STO-16"
    path: str


@dataclass(eq=False)
class KeyWrong(Refused):
    """The key file is not the one this database was made with."""

    code: ClassVar[str] = "STO-17"
    path: str


@dataclass(eq=False)
class CopyFailed(StoreTrouble):
    """The older database could not be copied, so it was not changed."""

    code: ClassVar[str] = "STO-18"
    place: str
