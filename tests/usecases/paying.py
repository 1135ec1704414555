"""A payment provider, for tests of the use cases; the real client has its own tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from desk_app.domain.signups import PaymentFacts, PaymentState
from desk_app.domain.visitors import PUBLIC
from desk_app.usecases.all_handlers import visitor_handlers
from desk_app.usecases.commands.signups import BeginSignUp, NotePayment
from desk_app.usecases.errands.letters import Letter
from desk_app.usecases.errands.outcomes import ErrandTrouble
from desk_app.usecases.errands.payment_outcomes import PaymentNotFound
from desk_app.usecases.payment_ports import PaymentBegun, PaymentWanted
from desk_app.usecases.procedures.payments import Payments
from desk_app.usecases.queries.signups import PaymentIsNews
from desk_app.usecases.signup_form import SignUpForm
from desk_app.usecases.visitor_desk import VisitorDesk, VisitorDoor
from desk_app.usecases.wire import decode, from_text
from tests.usecases.library import HOME, PASSWORDS, Library

SITE = "https://lid.example"
FORM = SignUpForm(
    branch_code=HOME,
    type_code="0001",
    account_email="account@example.org",
    initials="G.",
    name_prefix="van der",
    surname="Nieuw",
    birth_date="1966-02-10",
    postcode="7961 AM",
    house_number="12",
    street="Dijkhuizen",
    place="Ruinerwold",
    email="g.nieuw@example.org",
)


@dataclass
class Provider:
    """Implements `payment_ports.PaymentProvider`. `faults` are taken one a request."""

    payments: dict[str, PaymentFacts] = field(default_factory=dict)
    by_key: dict[str, str] = field(default_factory=dict)
    wanted: list[PaymentWanted] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    faults: list[ErrandTrouble] = field(default_factory=list)
    shown: int = 0

    def begin(self, wanted: PaymentWanted) -> PaymentBegun:
        self._fail()
        self.wanted.append(wanted)
        payment_id = self.by_key.setdefault(wanted.key, f"tr_{len(self.by_key) + 1}")
        self.payments.setdefault(
            payment_id,
            PaymentFacts(PaymentState.OPEN, wanted.amount, "EUR", wanted.reference),
        )
        return PaymentBegun(payment_id, f"https://pay.example/{payment_id}")

    def show(self, payment_id: str) -> PaymentFacts:
        self._fail()
        self.shown += 1
        if payment_id not in self.payments:
            raise PaymentNotFound
        return self.payments[payment_id]

    def cancel(self, payment_id: str) -> None:
        self._fail()
        self.cancelled.append(payment_id)

    def decide(self, payment_id: str, state: PaymentState = PaymentState.PAID) -> None:
        was = self.payments[payment_id]
        self.payments[payment_id] = PaymentFacts(state, was.amount, was.currency, was.reference)

    def _fail(self) -> None:
        if self.faults:
            raise self.faults.pop(0)


@dataclass
class Joining:
    """Visitors who sign up at a library, and the provider they pay at."""

    library: Library
    provider: Provider = field(default_factory=Provider)

    def __post_init__(self) -> None:
        self.door = VisitorDoor(
            self.library.store, self.library.clock, "website", visitor_handlers(PASSWORDS)
        )
        self.payments = Payments(
            self.provider,
            self.library.system(),
            self.library.store.readings,
            self.library.clock,
            SITE,
        )

    @property
    def desk(self) -> VisitorDesk:
        return self.door.desk(PUBLIC)

    def begin(self, form: SignUpForm = FORM, key: str = "k1") -> str:
        """Sign up; its name outside."""
        return self.desk.execute(BeginSignUp(form, key)).result.reference

    def to_pay(self, form: SignUpForm = FORM, key: str = "k1") -> tuple[str, str]:
        """Sign up and go to pay: the name of the sign-up, and of the payment."""
        reference = self.begin(form, key)
        checkout = self.payments.begin(self.desk, reference)
        return reference, checkout.rpartition("/")[2]

    def notice(self, payment_id: str) -> None:
        """Somebody says that there is news, as the page for notices does."""
        if self.desk.ask(PaymentIsNews(payment_id)):
            self.desk.execute(NotePayment(payment_id))

    def customers(self) -> int:
        return int(
            self.library.rows("SELECT count(*) AS n FROM customer WHERE surname LIKE 'Nieuw%'")[0].n
        )

    def errands(self, kind: str) -> int:
        rows = self.library.rows("SELECT count(*) AS n FROM errand WHERE kind = :kind", kind=kind)
        return int(rows[0].n)


def letters(library: Library) -> list[Letter]:
    """Every letter that waits, oldest first."""
    cipher = library.store.database.cipher
    rows = library.rows("SELECT payload FROM errand WHERE kind = 'mail' ORDER BY errand_id")
    return [
        decode(from_text(cipher.decrypt(row.payload, "errand.payload")), Letter) for row in rows
    ]


def new_customer(library: Library) -> Any:
    """The row of who signed up with `FORM`."""
    [row] = library.rows("SELECT * FROM customer WHERE surname = 'Nieuw'")
    return row
