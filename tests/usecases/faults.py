"""A store whose commits can be made to fail, in front of the real one; it tells when it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from desk_app.domain.staff import Role
from desk_app.errors import DeskAppError
from desk_app.store.opening import SqlStore
from desk_app.usecases.all_handlers import desk_handlers
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.store_errors import CommitUnknown, StoreAway, StoreClash
from tests.usecases.library import PASSWORD, PASSWORDS, USERNAMES, Library


class FaultyStore:
    """The faults in `commits` are taken one a commit: None goes well.

    ``"lost reply"`` commits and then says that it is not known; ``"lost commit"`` does not commit
    and says the same; ``"clash"`` and ``"away"`` do not commit and say so.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.commits: list[str | None] = []
        self.fired: list[str] = []
        self.readings_away = False
        self.closed = False

    @contextmanager
    def transaction(self, *, staff_name: str, workstation: str, now: datetime) -> Iterator[Any]:
        fault = self.commits.pop(0) if self.commits else None
        with self._store.transaction(
            staff_name=staff_name, workstation=workstation, now=now
        ) as work:
            yield _Work(work, fault, self.fired) if fault else work

    def readings(self) -> Any:
        if self.readings_away:
            self.fired.append("readings")
            raise StoreAway
        return self._store.readings()

    def retry_once(self, run: Callable[[], object]) -> object:
        return self._store.retry_once(run)

    def close(self) -> None:
        self.closed = True


class _Work:
    def __init__(self, work: Any, fault: str, fired: list[str]) -> None:
        self._work = work
        self._fault = fault
        self._fired = fired

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        self._fired.append(self._fault)
        raised: dict[str, type[DeskAppError]] = {
            "lost reply": CommitUnknown,
            "lost commit": CommitUnknown,
            "clash": StoreClash,
            "away": StoreAway,
        }
        if self._fault == "lost reply":
            self._work.commit()
        raise raised[self._fault]


def faulty_desk(library: Library) -> tuple[FaultyStore, LocalDesk]:
    """A desk on such a store, with somebody of the front office signed in."""
    faulty = FaultyStore(library.store)
    desk = LocalDesk(faulty, library.clock, "BALIE-1", desk_handlers(PASSWORDS))
    desk.execute(SignIn(USERNAMES[Role.FRONT_OFFICE], PASSWORD))
    return faulty, desk
