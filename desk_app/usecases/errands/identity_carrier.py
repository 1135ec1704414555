"""Carries errands to the identity service, and brings home what it answered.

Every verb begins with a question, so an errand whose outcome was not known is simply carried again:
at most one account comes of it, however often.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from desk_app.domain.login_accounts import CODE_LIVES
from desk_app.errors import Unavailable
from desk_app.usecases.commands.errands import ClaimedErrand
from desk_app.usecases.commands.login_outcomes import RecordIdentityOutcome
from desk_app.usecases.errands.identity import IDENTITY, IdentityErrand, Verb
from desk_app.usecases.errands.identity_outcomes import (
    AccountNotFound,
    CodeNotInTime,
    IdentityAway,
    IdentityUnknownOutcome,
)
from desk_app.usecases.errands.outcomes import NoCarrier, TryLater, TurnedDown
from desk_app.usecases.errands.worker import Door
from desk_app.usecases.service_ports import AccountSeen, Clock, IdentityService
from desk_app.usecases.wire import WireError, decode, from_text

REST: Final = timedelta(seconds=10)
"""How long nothing is tried after the service did not answer."""


class IdentityCarrier:
    """Carries errands of the kind ``identity``; implements `usecases.errands.worker.Carrier`."""

    KIND: Final = IDENTITY

    def __init__(self, service: IdentityService, door: Door, clock: Clock) -> None:
        self._service = service
        self._door = door
        self._clock = clock
        self._not_before: datetime | None = None

    def carry(self, errand: ClaimedErrand) -> None:
        """Ask the service, and have the answer written down.

        Raises:
            NoCarrier: the errand cannot be read.
            TurnedDown: the service does not want it, or a code came too late for whoever waited.
            TryLater: it is asked again; `IdentityUnknownOutcome` when it may have happened.
        """
        try:
            asked: IdentityErrand = decode(from_text(errand.payload), IdentityErrand)
        except WireError as unreadable:
            raise NoCarrier(errand.kind) from unreadable
        try:
            code, seen = self._ask(asked, errand)
        except TurnedDown as no:
            self._record(errand, asked, trouble=no.code, final=True)
            raise
        except TryLater as later:
            if asked.verb is Verb.CODE:
                # Whoever waited for it has gone home.
                self._record(errand, asked, trouble=CodeNotInTime.code, final=True)
                raise CodeNotInTime from later
            if isinstance(later, IdentityUnknownOutcome):
                self._record(errand, asked, trouble=later.code)
            raise
        self._record(errand, asked, seen=seen, code=code)

    def _ask(self, asked: IdentityErrand, errand: ClaimedErrand) -> tuple[str, AccountSeen | None]:
        now = self._clock()
        if asked.verb is Verb.CODE and now - errand.created_at >= CODE_LIVES:
            raise CodeNotInTime
        if self._not_before is not None and now < self._not_before:
            raise IdentityAway
        try:
            answered = self._adopting(asked)
        except IdentityAway:
            self._not_before = self._clock() + REST
            raise
        self._not_before = None
        return answered

    def _adopting(self, asked: IdentityErrand) -> tuple[str, AccountSeen | None]:
        """Ask; an account that came from elsewhere is made ours first."""
        try:
            code, seen = self._spoken(asked)
            if code or seen is not None or not asked.known_as:
                return code, seen
        except AccountNotFound:
            if not asked.known_as:
                raise
        self._service.link(asked.reference, asked.known_as)
        return self._spoken(asked)

    def _spoken(self, asked: IdentityErrand) -> tuple[str, AccountSeen | None]:
        service, reference = self._service, asked.reference
        rights = tuple(right.value for right in asked.rights)
        match asked.verb:
            case Verb.CREATE:
                return "", service.create(
                    reference, asked.username, asked.email, asked.display_name, rights
                )
            case Verb.LINK:
                service.link(reference, asked.username)
                return "", service.authorise(reference, rights)
            case Verb.SHOW:
                return "", service.show(reference)
            case Verb.AUTHORISE:
                return "", service.authorise(reference, rights)
            case Verb.RESET_EMAIL:
                return "", service.set_recovery_email(reference, asked.email)
            case Verb.RENAME:
                return "", service.rename(reference, asked.was, asked.username)
            case Verb.CODE:
                return service.one_time_code(reference), None
        assert asked.verb is Verb.FORGET
        service.forget(reference)
        return "", None

    def _record(
        self,
        errand: ClaimedErrand,
        asked: IdentityErrand,
        *,
        seen: AccountSeen | None = None,
        trouble: str = "",
        final: bool = False,
        code: str = "",
    ) -> None:
        """Have the answer written down; what cannot be written now is asked again."""
        outcome = RecordIdentityOutcome(
            asked.actor_id, errand.errand_id, asked.verb, seen, trouble, final, code
        )
        try:
            self._door.execute(outcome)
        except Unavailable as store_away:
            raise IdentityUnknownOutcome from store_away
