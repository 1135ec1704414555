"""Somebody who keeps accounts, for tests of the use cases; the real client has its own tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from desk_app.domain.login_accounts import ACTIVATION_TIME, LoginAccountState
from desk_app.usecases.all_handlers import system_handlers
from desk_app.usecases.commands.login_outcomes import SweepLoginAccounts
from desk_app.usecases.errands.identity_carrier import IdentityCarrier
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    AccountTaken,
    IdentityUnknownOutcome,
    UsernameTakenElsewhere,
)
from desk_app.usecases.errands.worker import Chore, OutboxWorker, Patience
from desk_app.usecases.service_ports import AccountSeen, Clock, IdentityService
from desk_app.usecases.store_ports import Store
from desk_app.usecases.system_door import SystemDoor
from tests.usecases.library import PASSWORDS, Library

T = TypeVar("T")
WAITING = LoginAccountState.WAITING_FOR_ACTIVATION
CODE = "4711-8024"


@dataclass
class Kept:
    """One account."""

    username: str
    email: str
    reference: str = ""
    active: bool = False
    expires: datetime | None = None
    rights: tuple[str, ...] = ()


@dataclass
class Keeper:
    """Implements `service_ports.IdentityService`.

    `faults` are taken one a request: None goes well, an error is raised and nothing done, and
    ``"lost reply"`` does it and then says that it is not known.
    """

    clock: Clock
    faults: list[Exception | str | None] = field(default_factory=list)
    fired: list[str] = field(default_factory=list)
    accounts: list[Kept] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tells_expiry: bool = True

    def create(
        self, reference: str, username: str, email: str, display_name: str, rights: tuple[str, ...]
    ) -> AccountSeen:
        def do() -> AccountSeen:
            there = self._ours(reference)
            if there is None:
                if self._named(username):
                    raise UsernameTakenElsewhere
                there = Kept(username, email, reference, rights=rights)
                there.expires = self.clock() + ACTIVATION_TIME
                self.accounts.append(there)
            return self._seen(there)

        return self._do("create", do)

    def link(self, reference: str, username: str) -> AccountSeen:
        def do() -> AccountSeen:
            named = self._named(username)
            if named is None:
                raise AccountNotFound
            if named.reference not in {"", reference}:
                raise AccountTaken
            named.reference = reference
            return self._seen(named)

        return self._do("link", do)

    def show(self, reference: str) -> AccountSeen | None:
        def do() -> AccountSeen | None:
            there = self._ours(reference)
            return self._seen(there) if there else None

        return self._do("show", do)

    def authorise(self, reference: str, rights: tuple[str, ...]) -> AccountSeen:
        return self._do("authorise", lambda: self._set(reference, rights=rights))

    def set_recovery_email(self, reference: str, email: str) -> AccountSeen:
        return self._do("set_recovery_email", lambda: self._set(reference, email=email))

    def rename(self, reference: str, was: str, username: str) -> AccountSeen:
        def do() -> AccountSeen:
            same = self._known(reference).username == was
            return self._set(reference, **({"username": username} if same else {}))

        return self._do("rename", do)

    def forget(self, reference: str) -> None:
        def do() -> None:
            there = self._ours(reference)
            if there is not None and there.active:
                there.reference, there.rights = "", ()
            elif there is not None:
                self.accounts.remove(there)

        self._do("forget", do)

    def one_time_code(self, reference: str) -> str:
        def do() -> str:
            self._known(reference)
            return CODE

        return self._do("one_time_code", do)

    def activate(self, username: str) -> None:
        """The customer follows the link in the mail."""
        there = self._named(username)
        assert there is not None
        there.active, there.expires = True, None

    def _set(self, reference: str, **facts: Any) -> AccountSeen:
        there = self._known(reference)
        for name, value in facts.items():
            setattr(there, name, value)
        return self._seen(there)

    def _do(self, name: str, do: Callable[[], T]) -> T:
        self.asked.append(name)
        # Accounts that were not activated in time are gone.
        now = self.clock()
        self.accounts = [one for one in self.accounts if not (one.expires and one.expires <= now)]
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, Exception):
            self.fired.append(type(fault).__name__)
            raise fault
        done = do()
        if fault is not None:
            self.fired.append(fault)
            raise IdentityUnknownOutcome
        return done

    def _seen(self, one: Kept) -> AccountSeen:
        return AccountSeen(
            one.reference,
            LoginAccountState.ACTIVE if one.active else WAITING,
            one.expires if self.tells_expiry else None,
            one.rights,
            one.username,
            one.email,
        )

    def _known(self, reference: str) -> Kept:
        there = self._ours(reference)
        if there is None:
            raise AccountNotFound
        return there

    def _ours(self, reference: str) -> Kept | None:
        return next((one for one in self.accounts if one.reference == reference), None)

    def _named(self, username: str) -> Kept | None:
        return next((one for one in self.accounts if one.username == username), None)


def worker(library: Library, keeper: IdentityService, store: Store | None = None) -> OutboxWorker:
    """A worker with nobody to carry but the one to the keeper."""
    door = SystemDoor(store or library.store, library.clock, "BALIE-1", system_handlers(PASSWORDS))
    return OutboxWorker(
        door,
        library.store.readings,
        {IdentityCarrier.KIND: IdentityCarrier(keeper, door, library.clock)},
        library.clock,
        patience=Patience(jitter=lambda: 1.0),
        chores=[Chore(timedelta(minutes=5), lambda: door.execute(SweepLoginAccounts()))],
    )


def settle(worker: OutboxWorker) -> None:
    """Let the worker do what is due."""
    for _ in range(50):
        if worker.work_once() > timedelta(0):
            return
    raise AssertionError("the worker never rests")
