"""How speaking to the payment provider can end, and what somebody has to set right by hand.

No text or fact of these errors holds anything of a payment or a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from desk_app.domain.signups import Verdict
from desk_app.errors import Refused
from desk_app.usecases.errands.outcomes import TryLater, TurnedDown

PAYMENT: Final = "payment"
"""The kind of an errand that a person carries out: money that came and cannot be kept."""


@dataclass(eq=False)
class PaymentAway(TryLater):
    """The payment provider does not answer, or fails. Asking again is harmless."""

    code: ClassVar[str] = "PAY-1"


@dataclass(eq=False)
class PaymentSignInRefused(TryLater):
    """The payment provider does not accept this library's key."""

    code: ClassVar[str] = "PAY-2"


@dataclass(eq=False)
class PaymentGarbled(TryLater):
    """The payment provider answered something that cannot be understood."""

    code: ClassVar[str] = "PAY-3"


@dataclass(eq=False)
class PaymentRefusedIt(TurnedDown):
    """The payment provider does not want this payment."""

    code: ClassVar[str] = "PAY-4"


@dataclass(eq=False)
class PaymentNotFound(TurnedDown):
    """The payment provider knows no such payment."""

    code: ClassVar[str] = "PAY-5"


@dataclass(eq=False)
class PaidTooLate(TurnedDown):
    """Paid when the sign-up was over already: pay it back, or enrol the customer at the desk."""

    code: ClassVar[str] = "PAY-6"


@dataclass(eq=False)
class PaidTwice(TurnedDown):
    """Paid once more by somebody who is a member already: pay it back."""

    code: ClassVar[str] = "PAY-7"


@dataclass(eq=False)
class PaidWrongly(TurnedDown):
    """Paid, but not the amount that was asked, or not for this sign-up: look into it."""

    code: ClassVar[str] = "PAY-8"


@dataclass(eq=False)
class PaymentSettingRefused(Refused):
    """The payment provider cannot be used as it is set; `why` says what is wrong with it."""

    code: ClassVar[str] = "PAY-9"
    why: str


@dataclass(eq=False)
class PaidInVain(TurnedDown):
    """Paid as agreed, but no customer can be made of what was typed: enrol them at the desk."""

    code: ClassVar[str] = "PAY-10"


BY_HAND: Final = {
    Verdict.TOO_LATE: PaidTooLate.code,
    Verdict.TWICE: PaidTwice.code,
    Verdict.MISFIT: PaidWrongly.code,
    Verdict.UNFIT: PaidInVain.code,
}
"""What somebody has to do about a payment, by what was judged of it."""
