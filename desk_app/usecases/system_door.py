"""The door for what the program does by itself: the same machinery, no person, no session."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, TypeVar

from desk_app.domain.staff import Permission
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.authorisation import permission_of
from desk_app.usecases.carrying_out import CarryingOut
from desk_app.usecases.handling import CommandHandlers, Identity
from desk_app.usecases.messages import Command, Done
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.store_ports import Store, UnitOfWork

R = TypeVar("R")

_BY: Final = ""


class SystemDoor:
    """Takes only commands with `Permission.SYSTEM`. Safe from one thread at a time."""

    def __init__(
        self, store: Store, clock: Clock, workstation: str, handlers: CommandHandlers
    ) -> None:
        self._carrying = CarryingOut(store, clock, workstation, handlers)

    def execute(self, command: Command[R], *, key: str | None = None) -> Done[R]:
        """Carry out `command`; as `desk.Desk.execute`."""
        return self._carrying.run(command, key, _nobody, staff_name=_BY, session_hash=None).done


def _nobody(_work: UnitOfWork, message: type[Command[Any]], _now: datetime) -> Identity | None:
    permission = permission_of(message)
    if permission is not Permission.SYSTEM:
        raise NotPermitted(permission)
    return None
