"""Who stands at the counter and what they have, as the desk would answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desk_app.domain.copies import CopyStatus
from desk_app.domain.loans import RenewalsUsedUp
from desk_app.domain.notices import BlockKind
from desk_app.domain.reservation_rules import PlaceKind
from desk_app.domain.reservations import Channel, ReservationState
from desk_app.domain.titles import TitleKind
from desk_app.usecases.commands.circulation import Lent, Returned, WhatToDo
from desk_app.usecases.passing_on import Announced
from desk_app.usecases.queries.circulation import (
    CopyState,
    CounterCustomer,
    Holder,
    LoanLine,
    PickRow,
    QueueRow,
    ReservationRow,
    SetAsideRow,
    ShelfWork,
)
from desk_app.usecases.queries.customer_file import BlockLine, NoticeLine
from desk_app.usecases.queries.titles import TitleHit, TitlesFound

AT = datetime(2026, 11, 27, 13, 2, 11, tzinfo=UTC)
PLACE = "9548"
COPY, OTHER_COPY, THIRD_COPY = "30001000000017", "30001000000024", "30001000000031"
CARD = "5003000030"
ODD_COPY = "AB12345"

LOAN = LoanLine(
    loan_id=11,
    barcode=OTHER_COPY,
    title_id=2,
    title="Matilda",
    author="Roald Dahl",
    kind=TitleKind.BOOK,
    home_name="Ruinerwold",
    lent_at=AT,
    due_on=date(2026, 11, 20),
    days_late=7,
    renewals=0,
    waiting=0,
)
USED_UP = replace(
    LOAN,
    loan_id=12,
    barcode=THIRD_COPY,
    title="Pippi Langkous",
    author="Astrid Lindgren",
    due_on=date(2026, 12, 4),
    days_late=0,
    renewals=2,
    waiting=3,
    why_not_renewed=RenewalsUsedUp(2),
)
WAITS = ReservationRow(
    reservation_id=21,
    title_id=3,
    title="De waanzinnige boomhut van 13 verdiepingen",
    author="Andy Griffiths",
    kind=TitleKind.BOOK,
    pickup_code=PLACE,
    pickup_name="Ruinerwold",
    pickup_kind=PlaceKind.BRANCH,
    state=ReservationState.WAITING,
    placed_at=AT,
    channel=Channel.PORTAL,
    suspended=False,
    ahead=4,
    barcode=None,
    ready_at=None,
    collect_until=None,
)
READY = replace(
    WAITS,
    reservation_id=22,
    title_id=4,
    title="De GVR",
    author="Roald Dahl",
    state=ReservationState.READY,
    ahead=0,
    barcode="30001000000048",
    ready_at=AT,
    collect_until=date(2026, 12, 4),
)
CUSTOMER = CounterCustomer(
    actor_id=10_024,
    place=PLACE,
    name="A. Testleerling",
    card_number="BIEB-5003000030",
    school="",
    group="",
    subscription="Jeugd",
    colleague=False,
    blocks=(),
    notices=(),
    items_out=2,
    most=30,
    last_activity_on=date(2026, 11, 20),
    loans=(LOAN, USED_UP),
    reservations=(READY, WAITS),
    ready=(READY,),
    refused=None,
)
OTHER = replace(
    CUSTOMER,
    actor_id=261_379,
    name="Mw. G. Tester",
    card_number="BIEB-5003000081",
    loans=(),
    reservations=(),
    ready=(),
    items_out=0,
)
NOTICE = NoticeLine(1, "Pas ligt nog in de la: meegeven", AT, "balie")
BLOCK = BlockLine(BlockKind.MANUAL, "boek kwijt", AT, "balie", 5)
NOTICED = replace(CUSTOMER, notices=(NOTICE,))

LENT = Lent(
    loan_id=31,
    barcode=COPY,
    title_id=1,
    title="Jip en Janneke",
    author="Annie M.G. Schmidt",
    due_on=date(2026, 12, 18),
    items_out=3,
    most=30,
)
PUPIL = Holder(10_024, "A. Testleerling", "Groep 5B", is_pupil=True)
BACK = Returned(
    barcode=COPY,
    title_id=1,
    title="Jip en Janneke",
    author="Annie M.G. Schmidt",
    what_to_do=WhatToDo.SHELF,
    lent_to=Holder(261_379, "Mw. G. Tester", "", is_pupil=False),
    due_on=date(2026, 12, 18),
)
SET_ASIDE = replace(
    BACK,
    what_to_do=WhatToDo.SET_ASIDE,
    to_code=PLACE,
    to_name="Ruinerwold",
    meant_for=PUPIL,
    reservation_id=21,
    collect_until=date(2026, 12, 11),
    announced=Announced.PORTAL,
    days_late=5,
)
SENT = replace(
    BACK, what_to_do=WhatToDo.SEND, to_code="9546", to_name="Meppel", lent_to=None, due_on=None
)
ON_SHELF = CopyState(
    copy_id=1,
    barcode=ODD_COPY,
    title_id=1,
    title="Jip en Janneke",
    author="Annie M.G. Schmidt",
    kind=TitleKind.BOOK,
    status=CopyStatus.AVAILABLE,
    lendable=True,
    shelf="AK",
    home_code=PLACE,
    home_name="Ruinerwold",
    place_code=PLACE,
    place_name="Ruinerwold",
    waiting=0,
)

QUEUED = QueueRow(
    reservation_id=41,
    holder=PUPIL,
    position=1,
    pickup_code=PLACE,
    pickup_name="Ruinerwold",
    state=ReservationState.WAITING,
    placed_at=AT,
    channel=Channel.PORTAL,
    suspended=False,
    collect_until=None,
)
FOUND = replace(
    QUEUED,
    reservation_id=40,
    holder=Holder(261_379, "Mw. G. Tester", "", is_pupil=False),
    position=0,
    state=ReservationState.READY,
    collect_until=date(2026, 12, 4),
    channel=Channel.DESK,
)
PUT_OFF = replace(QUEUED, reservation_id=42, position=2, suspended=True)
QUEUE = (FOUND, QUEUED, PUT_OFF)
HIT = TitleHit(
    title_id=1,
    title="Jip en Janneke",
    subtitle="Voorleesboek",
    author="Annie M.G. Schmidt",
    series="",
    series_part="",
    kind=TitleKind.BOOK,
    language="dut",
    year=1963,
    age_from=4,
    age_to=7,
    avi=None,
    isbn="",
    cover=None,
    owned=5,
    available=0,
)
OTHER_HIT = replace(HIT, title_id=2, title="Matilda", subtitle="", author="Roald Dahl", available=2)
KEPT_ROW = SetAsideRow(
    copy_id=51,
    barcode=COPY,
    title_id=1,
    title="Jip en Janneke",
    author="Annie M.G. Schmidt",
    work=ShelfWork.KEEP,
    holder=PUPIL,
    reservation_id=41,
    pickup_code=PLACE,
    pickup_name="Ruinerwold",
    ready_at=AT,
    collect_until=date(2026, 12, 4),
    too_late=False,
)
TO_SEND = replace(
    KEPT_ROW,
    copy_id=52,
    barcode=OTHER_COPY,
    work=ShelfWork.SEND,
    reservation_id=42,
    pickup_code="9546",
    pickup_name="Meppel",
    ready_at=None,
    collect_until=None,
)
TO_PUT_BACK = replace(
    KEPT_ROW,
    copy_id=53,
    barcode=THIRD_COPY,
    work=ShelfWork.PUT_BACK,
    holder=None,
    reservation_id=None,
    ready_at=None,
    collect_until=None,
)
SHELF = (KEPT_ROW, TO_SEND, TO_PUT_BACK)
PICK = PickRow(
    title_id=1,
    title="Jip en Janneke",
    author="Annie M.G. Schmidt",
    kind=TitleKind.BOOK,
    shelf="AK SCHM",
    barcodes=(COPY, OTHER_COPY),
    waiting=3,
    wanted=1,
    first_placed_at=AT,
)
TITLES = TitlesFound("j", (HIT, OTHER_HIT))
