"""Frozen shapes as the desk would answer them, for pages and presenters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardKind, CardStatus, Sector
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import BlockKind
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import FeeStatus, LedgerKind, TermKind
from desk_app.hardware.api import Scan
from desk_app.usecases.file_abilities import with_abilities
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.queries.card_jobs import CardJobRow
from desk_app.usecases.queries.customer_file import (
    BlockLine,
    CardRow,
    CustomerDetails,
    CustomerFile,
    LedgerLine,
    LogLine,
    MandateLine,
    NoticeLine,
    SubscriptionLine,
)
from desk_app.usecases.queries.search import CustomerHit

SEEN_ON = date(2015, 1, 20)
AT = datetime(2015, 1, 20, 13, 2, 11, tzinfo=UTC)
LONG_NAME = "Mw. drs. A.B.C.D. van der Wolkenstein-Oude Luttikhuis tot Bokhoven e/v Pieterse"

DETAILS = CustomerDetails(
    kind=CustomerKind.REGULAR,
    origin=Origin.ONLINE,
    gender=Gender.FEMALE,
    initials="G.",
    name_prefix="",
    surname="Tester",
    given_name="",
    search_name="",
    birth_date=date(1966, 2, 10),
    country="NL",
    postcode="9468 BG",
    house_number="41",
    house_suffix="",
    street="Dorpsstraat",
    place="Annen",
    phone="",
    mobile="",
    fax="",
    email="g.tester@example.org",
    email_bcc1="",
    email_bcc2="",
    iban="",
    bic="",
    direct_debit=False,
    comment="",
    is_staff=True,
    id_checked_on=None,
    id_checked_by="",
    newsletter=False,
    keep_loan_history=False,
    warn_borrowed_before=False,
    self_service_allowed=True,
    hold_message_by="email",
    classification="",
    language="nl_NL",
    external_number_1="",
    external_number_2="",
    receipts=True,
    target_group="",
    opt_out_marketing=False,
    opt_out_mail=False,
    opt_out_email=False,
    opt_out_phone=False,
    opt_out_website=False,
)

SUBSCRIPTION = SubscriptionLine(
    type_code="0010",
    name="Basis",
    fee=Decimal("0.01"),
    period_months=12,
    term=TermKind.FIXED,
    fee_status=FeeStatus.NORMAL,
    started_on=date(2014, 2, 1),
    valid_until=date(2016, 1, 31),
    lends=True,
    online_complete=False,
    ended_on=None,
    cancelled_per=None,
    cancellation_reason=None,
    next_anniversary=date(2015, 2, 1),
    second_anniversary=date(2016, 2, 1),
)

FACE = CardFace(
    number="5003000030",
    display_number="BIEB-5003000030",
    name_line="G. Tester",
    branch_name="Bibliotheek Ruinerwold",
    library_name="de Bibliotheek",
)

MANDATE = MandateLine(
    reference="BND-261379-20150120-1",
    state=MandateState.PRINTED,
    iban_tail="4300",
    printed_at=AT,
    signed_on=None,
    processed_at=None,
    withdrawn_at=None,
)


EVERYTHING = frozenset(Permission)
"""What somebody has who may do everything."""


def without_card(**changed: object) -> CustomerFile:
    """G. Tester of `003_34566048864d8de6.txt`: signed up online, has no card yet."""
    file = CustomerFile(
        actor_id=261379,
        version=1,
        seen_on=SEEN_ON,
        branch_code="9548",
        branch_name="Personeel BnD",
        display_name="Mw. G. Tester",
        card_number=None,
        age=48,
        details=DETAILS,
        subscription=SUBSCRIPTION,
        expires_on=date(2016, 1, 31),
        items_out=0,
        last_activity_on=SEEN_ON,
        created_at=AT,
        deleted=False,
        temporary_hint="2X1986",
        username="2X1986004417",
        colleague=False,
        blocks=(BlockLine(BlockKind.NO_CARD, ""),),
        notices=(),
        cards=(),
        balance=Decimal("0.00"),
        ledger=(
            LedgerLine(AT, LedgerKind.PAYMENT, Decimal("-0.01"), "iDEAL"),
            LedgerLine(AT, LedgerKind.FEE, Decimal("0.01"), "Basis"),
        ),
        mandate=None,
        earlier_mandates=(),
        abilities=(),
    )
    return with_abilities(replace(file, **changed), EVERYTHING)  # type: ignore[arg-type]


def details(**changed: object) -> CustomerDetails:
    """The details of G. Tester, some of them changed."""
    return replace(DETAILS, **changed)  # type: ignore[arg-type]


def card(number: str = "5003000030", **changed: object) -> CardRow:
    """An active hoofdpas that was never used, some of it changed."""
    row = CardRow(
        number=number,
        display_number=f"BIEB-{number}",
        sector=Sector.LIBRARY,
        kind=CardKind.PRIMARY,
        status=CardStatus.ACTIVE,
        added_at=AT,
        last_used_on=None,
        typed_by_hand=False,
        without_plastic=False,
        printed_count=1,
        verified_at=AT,
        blocked_reason="",
        replaced_by=None,
        job_id=None,
        job_step="",
        abilities=(),
    )
    return replace(row, **changed)  # type: ignore[arg-type]


def with_cards(*rows: CardRow, **changed: object) -> CustomerFile:
    """A customer with these cards; the first hoofdpas among them is the card number."""
    primary = next((row.number for row in rows if row.kind is CardKind.PRIMARY), None)
    facts: dict[str, object] = {
        "cards": rows,
        "card_number": primary,
        "blocks": (),
        "temporary_hint": "",
        "username": primary or "g.tester",
    }
    return without_card(**{**facts, **changed})


def cards_of_all_states() -> tuple[CardRow, ...]:
    """One card in each state."""
    return (
        card(last_used_on=date(2015, 1, 12)),
        card(
            "5003000047",
            kind=CardKind.SECONDARY,
            status=CardStatus.BEING_MADE,
            verified_at=None,
            printed_count=0,
            job_id=4,
            job_step=CardStep.WRITING.value,
        ),
        card(
            "5003000054",
            kind=CardKind.SECONDARY,
            status=CardStatus.BLOCKED,
            blocked_reason="verloren in de trein naar Zwolle, gevonden voorwerpen gebeld",
        ),
        card(
            "5003000061",
            kind=CardKind.SECONDARY,
            status=CardStatus.REPLACED,
            replaced_by="5003000030",
            last_used_on=date(2014, 11, 2),
        ),
        card(
            "5003000078",
            kind=CardKind.SECONDARY,
            status=CardStatus.SPOILED,
            blocked_reason="magneetstrip beschadigd",
            verified_at=None,
        ),
        card("5003000085", kind=CardKind.SECONDARY, verified_at=None, typed_by_hand=True),
    )


def busy_customer() -> CustomerFile:
    """Long names, notices, blocks, a mandate, a balance, cards of every state."""
    return with_cards(
        *cards_of_all_states(),
        display_name=LONG_NAME,
        items_out=127,
        balance=Decimal("1234.50"),
        mandate=MANDATE,
        details=details(
            surname="Wolkenstein-Oude Luttikhuis tot Bokhoven",
            name_prefix="van der",
            initials="A.B.C.D.",
            given_name="Anna Bartholomea",
            street="Burgemeester van Heemstra van Froma en Eibersburenlaan",
            place="Gasselterboerveenschemond",
            house_number="1234",
            house_suffix="bis-A",
            mobile="+31 6 12345678",
            phone="+31 592 123456",
            iban="NL91ABNA0417164300",
            direct_debit=True,
            comment="Haalt altijd de boeken voor de buurvrouw op. Liever bellen dan mailen.",
            id_checked_on=SEEN_ON,
            id_checked_by="M. de Vries",
            newsletter=True,
            is_staff=False,
        ),
        blocks=(
            BlockLine(BlockKind.UNPAID_FEE, ""),
            BlockLine(BlockKind.MANUAL, "eerst legitimatie laten zien", AT, "M. de Vries", 7),
        ),
        notices=(
            NoticeLine(1, "Reservering ligt klaar bij de jeugdbalie", AT, "M. de Vries"),
            NoticeLine(2, "Vraag om nieuw telefoonnummer", AT, "J. Smit"),
        ),
        ledger=(
            LedgerLine(AT, LedgerKind.CARD_REPLACEMENT, Decimal("5.00"), "BIEB-5003000061"),
            LedgerLine(AT, LedgerKind.PAYMENT, Decimal("-47.50"), "Automatische incasso"),
            LedgerLine(AT, LedgerKind.FEE, Decimal("1277.00"), "Compleet, gezinsabonnement"),
        ),
    )


def log_lines() -> tuple[LogLine, ...]:
    """4.Overig with a field, an account number and an event."""
    return (
        LogLine(AT, "M. de Vries", "balie 1", "surname", "Testers", "Tester"),
        LogLine(AT, "M. de Vries", "balie 1", "direct_debit", "0", "1"),
        LogLine(AT, "M. de Vries", "balie 1", "birth_date", "1966-02-11", "1966-02-10"),
        LogLine(AT, "J. Smit", "balie 2", "card:added", "", "5003000030"),
    )


def job(step: CardStep = CardStep.REQUESTED, **changed: object) -> CardJobRow:
    """The job that makes G. Tester's card."""
    row = CardJobRow(
        job_id=4,
        actor_id=261379,
        customer_name="Mw. G. Tester",
        number="5003000030",
        display_number="BIEB-5003000030",
        step=step,
        attempt=1,
        prints=0,
        trouble="",
        read_back="",
        workstation="balie 1",
        started_by="M. de Vries",
        started_at=AT,
        changed_at=AT,
        verify=True,
        face=FACE,
    )
    return replace(row, **changed)  # type: ignore[arg-type]


def hit(actor_id: int = 261379, **changed: object) -> CustomerHit:
    """A line of the result list."""
    row = CustomerHit(
        actor_id=actor_id,
        list_name="Tester, G.",
        birth_date=date(1966, 2, 10),
        address_line="Dorpsstraat 41, Annen",
        card_number="",
        branch_code="9548",
        branch_name="Personeel BnD",
        match="name",
    )
    return replace(row, **changed)  # type: ignore[arg-type]


def scan(text: str) -> Scan:
    """A scan of a scanner that types."""
    return Scan(text=text, raw=text, symbology=None, source="keys:", received_at=0.0)
