"""The pupils' way into the portal: one-time codes, signing in, and a password of one's own.

Never a birth date (`promises.md` of the design: a public library whose passwords were birth dates
lost 713,000 customers' data): who has no password gets a one-time code at the desk, shown once.
"""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from desk_app.domain import pupils as rules
from desk_app.domain.login_accounts import check_not_colleague
from desk_app.domain.people import Named
from desk_app.domain.pupils import Pupil
from desk_app.domain.staff import Permission
from desk_app.usecases.access_errors import SignInRefused, SignInTooSoon
from desk_app.usecases.commands.sessions import Strangers, count_stranger
from desk_app.usecases.handling import CommandHandlers, FailedSignIns, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.service_ports import PasswordHasher


@dataclass(frozen=True)
class PortalCode:
    """A one-time code with the user name it goes with; shown once, in halves: ``abcde-fgh23``."""

    actor_id: int
    username: str
    expires_at: datetime
    code: str = secret()


@dataclass(frozen=True)
class ResetPupilPassword(Command[PortalCode]):
    """A one-time code for a pupil; the password of before opens nothing any more."""

    permission: ClassVar[Permission] = Permission.PUPIL_RESET
    audit: ClassVar[AuditTag] = AuditTag.PUPIL_PASSWORD_RESET
    keeps_answer: ClassVar[bool] = False
    actor_id: int


@dataclass(frozen=True)
class PupilSignedIn:
    """Who signed in. With `must_change` the portal shows nothing but the choice of a password.

    A session goes with `stamp`: another one (`queries.portal.MyAccount`) ends it.
    """

    actor_id: int
    school_code: str
    given_name: str
    must_change: bool
    stamp: str = secret()


@dataclass(frozen=True)
class SignInPupil(Command[PupilSignedIn]):
    """A pupil signs in with user name and password, or with the code it was given."""

    permission: ClassVar[Permission] = Permission.PORTAL_SIGN_IN
    audit: ClassVar[AuditTag] = AuditTag.PUPIL_SIGNED_IN
    keeps_answer: ClassVar[bool] = False
    username: str
    password: str = secret()


@dataclass(frozen=True)
class ChangePupilPassword(Command[PupilSignedIn]):
    """The pupil that is signed in chooses a password, on showing the one it has.

    Who came in by a code has none to show: the code that opened the session is enough.
    """

    permission: ClassVar[Permission] = Permission.PUPIL
    audit: ClassVar[AuditTag] = AuditTag.PUPIL_PASSWORD_CHOSEN
    keeps_answer: ClassVar[bool] = False
    new_password: str = secret()
    password: str = secret("")


class PortalHandlers:
    """The handlers that judge a pupil's password.

    A user name nobody has, and one of a pupil who left, take as long, wait as long and are refused
    in the same words as a wrong password.
    """

    def __init__(self, passwords: PasswordHasher) -> None:
        self._passwords = passwords
        self._strangers = Strangers()

    @property
    def commands(self) -> CommandHandlers:
        """What staff do."""
        return {ResetPupilPassword: self.reset}

    @property
    def visitor_commands(self) -> CommandHandlers:
        """What pupils do themselves."""
        return {SignInPupil: self.sign_in, ChangePupilPassword: self.change}

    @property
    def failed_sign_ins(self) -> FailedSignIns:
        """What is done after a refused password, in a transaction of its own."""
        return {SignInPupil: self.count_failure, ChangePupilPassword: self.count_failed_change}

    def reset(self, command: ResetPupilPassword, on: Handling) -> PortalCode:
        """Raises `PupilUnknown`, `PupilHasLeft`, `LoginOfColleague`."""
        pupil = on.work.pupils.get(command.actor_id)
        if pupil.left_on is not None:
            raise rules.PupilHasLeft(pupil.actor_id)
        check_not_colleague(colleague=_colleague(pupil, on))
        code = "".join(secrets.choice(rules.CODE_LETTERS) for _ in range(rules.CODE_LENGTH))
        rules.give_code(pupil, self._passwords.hash(code), on.now)
        assert pupil.portal_code_expires_at is not None
        return PortalCode(
            pupil.actor_id,
            pupil.portal_username,
            pupil.portal_code_expires_at,
            rules.show_code(code),
        )

    def sign_in(self, command: SignInPupil, on: Handling) -> PupilSignedIn:
        """Raises `SignInRefused`, `SignInTooSoon`."""
        pupil = self._judge(command.username, command.password, on)
        return _signed_in(pupil, on)

    def change(self, command: ChangePupilPassword, on: Handling) -> PupilSignedIn:
        """Raises `SignInRefused`, `SignInTooSoon`, `PortalPasswordTooShort` and its like."""
        pupil = on.work.pupils.get(_own(on))
        if pupil.left_on is not None:
            raise SignInRefused
        if not pupil.portal_must_change:
            _refuse_too_soon(pupil.not_before, on)
            if not self._passwords.verify(pupil.portal_password_hash, command.password):
                raise SignInRefused
            rules.note_portal_success(pupil)
        named: Named = on.work.customers.get(pupil.actor_id)
        words = (pupil.portal_username, named.surname, named.given_name)
        rules.check_portal_password("new_password", command.new_password, *words)
        rules.choose_password(pupil, self._passwords.hash(command.new_password))
        return _signed_in(pupil, on)

    def count_failure(self, command: SignInPupil, on: Handling) -> str:
        """Count against the pupil, or against the name nobody has; what was typed is not kept."""
        pupil = _present(command.username, on)
        if pupil is None:
            count_stranger(self._strangers.of(command.username), on.now)
            return ""
        rules.note_portal_failure(pupil, on.now)
        return f"customer:{pupil.actor_id}"

    def count_failed_change(self, _command: ChangePupilPassword, on: Handling) -> str:
        """Count against the pupil whose session it is."""
        pupil = on.work.pupils.get(_own(on))
        rules.note_portal_failure(pupil, on.now)
        return f"customer:{pupil.actor_id}"

    def _judge(self, username: str, password: str, on: Handling) -> Pupil:
        pupil = _present(username, on)
        waits = self._strangers.of(username) if pupil is None else pupil
        _refuse_too_soon(waits.not_before, on)
        if pupil is None or not self._opens(pupil, password, on):
            if pupil is None or not (pupil.portal_password_hash or pupil.portal_code_hash):
                self._passwords.verify_nobody(password)
            raise SignInRefused
        rules.note_portal_success(pupil)
        return pupil

    def _opens(self, pupil: Pupil, password: str, on: Handling) -> bool:
        """One hash is compared, whichever it is: a pupil has a password or a code, never both."""
        if pupil.portal_password_hash:
            return self._passwords.verify(pupil.portal_password_hash, password)
        if not pupil.portal_code_hash:
            return False
        right = self._passwords.verify(pupil.portal_code_hash, rules.normalise_code(password))
        return right and rules.code_opens(pupil, on.now)


def _refuse_too_soon(not_before: datetime | None, on: Handling) -> None:
    if not_before is not None and on.now < not_before:
        raise SignInTooSoon(math.ceil((not_before - on.now).total_seconds()))


def _own(on: Handling) -> int:
    """Whose session this is; what a pupil does for itself is about nobody else."""
    assert on.visitor is not None
    assert on.visitor.actor_id is not None
    return on.visitor.actor_id


def _present(username: str, on: Handling) -> Pupil | None:
    pupil = on.work.pupils.by_username(rules.clean_username(username))
    return None if pupil is None or pupil.left_on is not None else pupil


def _colleague(pupil: Pupil, on: Handling) -> bool:
    """Whether this pupil also works here, in either of its files."""
    files = (pupil.actor_id, pupil.linked_actor_id)
    return any(on.work.customers.get(one).is_staff for one in files if one is not None)


def _signed_in(pupil: Pupil, on: Handling) -> PupilSignedIn:
    customer = on.work.customers.get(pupil.actor_id)
    return PupilSignedIn(
        pupil.actor_id,
        pupil.school_code,
        customer.given_name or customer.initials,
        pupil.portal_must_change,
        rules.access_stamp(pupil.portal_password_hash, pupil.portal_code_hash),
    )
