"""Every message for every role: allowed exactly as the table of permissions says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardKind
from desk_app.domain.copies import Copy, CopyStatus
from desk_app.domain.notices import BlockKind
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.domain.titles import Title
from desk_app.errors import DeskAppError, Refused
from desk_app.usecases.access_errors import NotPermitted, SessionEnded
from desk_app.usecases.all_handlers import desk_handlers, system_handlers, visitor_handlers
from desk_app.usecases.commands import (
    card_jobs,
    cards,
    circulation,
    colleagues,
    customers,
    enrolment,
    errands,
    login_outcomes,
    mandates,
    reservations,
    staff,
    title_import,
    titles,
)
from desk_app.usecases.commands import login_accounts as logins
from desk_app.usecases.commands import subscriptions as subs
from desk_app.usecases.commands.sessions import LockSession, SignIn, SignOut, UnlockSession
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.errands.identity import Verb
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.title_import import TitleRecord
from desk_app.usecases.wire import registry
from tests.usecases import school_story
from tests.usecases.library import (
    CARD,
    CARD_2,
    HOME,
    IBAN,
    ONLINE,
    OTHER,
    OTHER_IBAN,
    PASSWORD,
    PASSWORDS,
    PLAIN,
    TODAY,
    USERNAMES,
    Library,
)
from tests.usecases.samples import sample

KNOWN = registry()
ON_SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def test_every_message_has_a_handler() -> None:
    handlers = desk_handlers(PASSWORDS)
    system = system_handlers(PASSWORDS)
    visitors = visitor_handlers(PASSWORDS)
    commands = [set(handlers.commands), set(system), set(visitors.commands)]
    assert set().union(*commands) == set(KNOWN.commands.values())
    assert set(handlers.queries) | set(visitors.queries) == set(KNOWN.queries.values())
    assert sum(map(len, commands)) == len(KNOWN.commands)
    for command in system:
        assert command.permission is Permission.SYSTEM
    for message in _offered():
        assert message.permission is not Permission.SYSTEM


@ON_SQLITE
@pytest.mark.parametrize("role", Role)
def test_every_role_may_do_what_the_table_says(library: Library, role: Role) -> None:
    desk = library.desk(role)
    allowed, refused = set(), set()
    for kind in _offered():
        error = _outcome(desk, _harmless(kind))
        if isinstance(error, NotPermitted):
            assert error.permission is kind.permission
            refused.add(kind.permission)
        else:
            assert not isinstance(error, SessionEnded), kind
            allowed.add(kind.permission)
        if kind in {SignOut, LockSession}:
            desk = library.desk(role)
    asked = {kind.permission for kind in _offered()}
    assert allowed == asked & PERMISSIONS_OF[role]
    assert refused == asked - PERMISSIONS_OF[role]


@ON_SQLITE
def test_nobody_may_do_anything_unless_anyone_may(library: Library) -> None:
    for kind in _offered():
        desk = library.desk()
        if kind.permission is Permission.ANYONE:
            continue
        with pytest.raises(Refused) as refused:
            _hand_in(desk, _harmless(kind))
        assert refused.value.code == "ACC-1", kind
    assert library.audit_tags() == []


def _offered() -> list[Any]:
    handlers = desk_handlers(PASSWORDS)
    return [*handlers.queries, *handlers.commands]


def _outcome(desk: LocalDesk, message: Command[Any] | Query[Any]) -> DeskAppError | None:
    try:
        _hand_in(desk, message)
    except DeskAppError as error:
        return error
    return None


def _harmless(kind: Any) -> Any:
    """A message that is looked at, and refused or without effect when it is let in."""
    if kind is SignIn:
        return SignIn("niemand", "niets")
    return sample(kind)


def _hand_in(desk: LocalDesk, message: Command[Any] | Query[Any]) -> object:
    if isinstance(message, Command):
        return desk.execute(message)
    return desk.ask(message)


# ------------------------------------------------------------------------ every command, done


@dataclass(frozen=True)
class Act:
    """One command that is done by somebody of a role; made when its turn has come."""

    role: Role
    make: Callable[[Library], Command[Any]]


FRONT = Role.FRONT_OFFICE
FORM = EnrolmentForm(
    number="system",
    surname="Tester",
    birth_date="1991-01-04",
    postcode="9468 BG",
    house_number="41",
    street="Kerkweg",
    place="Annen",
    iban=IBAN,
    use_login="0",
    type_code="0141",
)
ADMIN = Role.ADMINISTRATOR
ONE_TIME_CODE = "4711-8024"


def _job(library: Library) -> int:
    number: int = library.rows("SELECT max(job_id) AS job FROM card_job")[0].job
    return number


def _errand(library: Library) -> int:
    number: int = library.rows("SELECT max(errand_id) AS errand FROM errand")[0].errand
    return number


def _staff(library: Library, username: str = "nieuw") -> int:
    sql = "SELECT staff_id FROM staff WHERE username = :username"
    number: int = library.rows(sql, username=username)[0].staff_id
    return number


def _reference(library: Library) -> str:
    sql = "SELECT reference FROM mandate ORDER BY mandate_id DESC LIMIT 1"
    text: str = library.rows(sql)[0].reference
    return text


def _row(library: Library, table: str) -> int:
    number: int = library.rows(f"SELECT max({table}_id) AS row FROM {table}")[0].row
    return number


def _fail_errand(library: Library) -> Command[Any]:
    with library.transaction() as work:
        work.errands.get(_errand(library)).state = ErrandState.FAILED
    return errands.RetryErrand(_errand(library))


def _close_errand(library: Library) -> Command[Any]:
    with library.transaction() as work:
        work.errands.get(_errand(library)).state = ErrandState.FAILED
    return errands.CloseErrand(_errand(library))


def _code_came(library: Library) -> Command[Any]:
    library.system().execute(
        login_outcomes.RecordIdentityOutcome(
            ONLINE, _errand(library), Verb.CODE, code=ONE_TIME_CODE
        )
    )
    return logins.TakeOneTimeCode(ONLINE)


def _ready_to_delete(library: Library) -> Command[Any]:
    with library.transaction() as work:
        customer = work.customers.get(PLAIN)
        customer.cards.clear()
        customer.ledger.clear()
    return customers.DeleteCustomer(PLAIN)


def _copy(library: Library) -> str:
    """The barcode of the copy of the story; made when it is first asked for."""
    barcode = "30000000000001"
    if not library.rows("SELECT 1 FROM copy"):
        with library.transaction() as work:
            title = work.titles.add(Title("De vos"))
            assert title.title_id is not None
            work.copies.add(Copy(barcode, title.title_id, HOME, HOME, TODAY))
    return barcode


def _due_earlier(library: Library) -> Command[Any]:
    barcode = _copy(library)
    with library.transaction() as work:
        copy = work.loans.copy_in_hand(barcode, "")
        loan = work.loans.meaning_of(copy.copy_id).loan
        assert loan is not None
        loan.due_on = TODAY
        work.loans.keep(loan)
    return circulation.RenewLoan(PLAIN, barcode)


def _reserve(_: Library) -> Command[Any]:
    return reservations.PlaceReservation(PLAIN, HOME, 1)


STORY = (
    Act(FRONT, lambda _: UnlockSession(PASSWORD)),
    Act(FRONT, lambda _: customers.EditCustomer(
        ONLINE, (customers.FieldChange("iban", IBAN, OTHER_IBAN),))),
    Act(FRONT, lambda _: customers.AddNotice(ONLINE, "Tas vergeten")),
    Act(FRONT, lambda lib: customers.RemoveNotice(ONLINE, _row(lib, "notice"))),
    Act(FRONT, lambda _: customers.BlockCustomer(ONLINE, BlockKind.MANUAL, "Adres onjuist")),
    Act(FRONT, lambda lib: customers.LiftBlock(ONLINE, _row(lib, "block"))),
    Act(FRONT, lambda _: mandates.PrintMandate(ONLINE)),
    Act(FRONT, lambda lib: mandates.ProcessMandate(ONLINE, _reference(lib), TODAY)),
    Act(FRONT, lambda lib: mandates.WithdrawMandate(ONLINE, _reference(lib))),
    Act(FRONT, lambda _: cards.AddCard(ONLINE, CARD)),
    Act(FRONT, lambda _: cards.AddCard(ONLINE, CARD_2)),
    Act(FRONT, lambda _: cards.ChangeCardKind(ONLINE, CARD_2)),
    Act(FRONT, lambda _: cards.ChangeCardKind(ONLINE, CARD)),
    Act(FRONT, lambda _: cards.BlockCard(ONLINE, CARD_2, "Kwijt")),
    Act(FRONT, lambda _: cards.UnblockCard(ONLINE, CARD_2)),
    Act(FRONT, lambda _: cards.DeleteCard(ONLINE, CARD_2)),
    Act(FRONT, lambda _: cards.ReplaceCard(ONLINE, CARD, "5003000110")),
    Act(FRONT, lambda _: card_jobs.StartCardJob(ONLINE, "5003000110", "BALIE-1")),
    Act(FRONT, lambda lib: card_jobs.AdvanceCardJob(
        _job(lib), CardStep.REQUESTED, CardStep.PRINTING)),
    Act(FRONT, lambda lib: card_jobs.SpoilCard(_job(lib), "Verkeerd bedrukt")),
    Act(FRONT, lambda _: subs.CancelSubscription(
        ONLINE, CancellationMoment.NEXT_ANNIVERSARY, CancellationReason.MOVED)),
    Act(FRONT, lambda _: subs.RevokeCancellation(ONLINE)),
    Act(FRONT, lambda _: subs.ChangeSubscription(ONLINE, "0141")),
    Act(FRONT, lambda _: enrolment.SaveEnrolmentDraft("draft", 1, FORM)),
    Act(FRONT, lambda _: enrolment.DropEnrolmentDraft("draft")),
    Act(FRONT, lambda _: enrolment.EnrolCustomer("other", FORM)),
    Act(FRONT, lambda _: logins.AskLoginAccount(ONLINE)),
    Act(FRONT, lambda _: logins.AuthoriseLoginAccount(ONLINE)),
    Act(FRONT, lambda _: logins.ResetRecoveryEmail(ONLINE)),
    Act(FRONT, lambda _: logins.IssueOneTimeCode(ONLINE)),
    Act(FRONT, _code_came),
    Act(FRONT, lambda lib: circulation.LendCopy(PLAIN, HOME, _copy(lib))),
    Act(FRONT, _due_earlier),
    Act(FRONT, lambda lib: circulation.ReturnCopy(_copy(lib), HOME)),
    Act(FRONT, _reserve),
    Act(FRONT, lambda lib: reservations.SuspendReservation(_row(lib, "reservation"), True)),
    Act(FRONT, lambda lib: reservations.MoveReservation(_row(lib, "reservation"), OTHER)),
    Act(FRONT, lambda lib: reservations.CancelReservation(_row(lib, "reservation"))),
    Act(FRONT, _reserve),
    Act(FRONT, lambda lib: circulation.ReturnCopy(_copy(lib), HOME)),
    Act(FRONT, lambda lib: circulation.CollectReservation(_row(lib, "reservation"), HOME)),
    Act(FRONT, lambda lib: circulation.ReturnCopy(_copy(lib), HOME)),
    Act(FRONT, lambda lib: reservations.ReportMissing(_copy(lib))),
    Act(FRONT, lambda _: cards.AddCard(PLAIN, "5003000089")),
    Act(FRONT, lambda _: logins.GenerateLoginAccount(PLAIN)),
    Act(FRONT, lambda _: logins.RegenerateLoginAccount(PLAIN)),
    Act(FRONT, lambda _: logins.ForgetLoginAccount(PLAIN)),
    Act(FRONT, lambda _: logins.LinkLoginAccount(PLAIN, "lees.graag")),
    Act(FRONT, _fail_errand),
    Act(FRONT, _close_errand),
    Act(Role.FRONT_OFFICE_EXTENDED, _ready_to_delete),
    Act(ADMIN, lambda _: staff.AddStaff(
        "nieuw", "Nieuw", Role.VOLUNTEER, HOME, "groene-fietsbel-12")),
    Act(ADMIN, lambda lib: staff.ChangeStaff(_staff(lib), "Anders", Role.FINANCIAL, HOME)),
    Act(ADMIN, lambda lib: staff.SetStaffPassword(_staff(lib), "blauwe-fietsbel-12")),
    Act(ADMIN, lambda lib: staff.DisableStaff(_staff(lib))),
    Act(ADMIN, lambda _: colleagues.MarkColleague(ONLINE, is_staff=True)),
    Act(FRONT, lambda _: titles.SaveTitle(None, (titles.TitleChange("title", "", "De vos"),))),
    Act(FRONT, lambda lib: titles.AddCopies(_row(lib, "title"), HOME, ("30000000000017",))),
    Act(FRONT, lambda lib: titles.EditCopy(
        _row(lib, "copy"), 1, CopyStatus.MISSING, HOME, "A", lendable=True)),
    Act(FRONT, lambda _: title_import.ImportTitles(
        "boeken.mrc", (TitleRecord(1, key="DLC:1", title="De vos"),))),
    *(Act(*one) for one in school_story.STORY),
    Act(FRONT, lambda _: LockSession()),
    Act(FRONT, lambda _: SignOut()),
    Act(FRONT, lambda _: SignIn(USERNAMES[FRONT], PASSWORD)),
)  # fmt: skip


def test_every_command_done_leaves_one_row_of_its_own_and_no_secret(library: Library) -> None:
    desks = {act.role: library.desk(act.role) for act in STORY}
    done = set()
    for act in STORY:
        command = act.make(library)
        before = len(library.audit_tags())
        desks[act.role].execute(command)
        tags = library.audit_tags()[before:]
        assert tags == [type(command).audit.value], command
        done.add(type(command))
    assert done == set(desk_handlers(PASSWORDS).commands)

    everything = "\n".join(library.audit_details())
    for secret in (
        PASSWORD,
        "fietsbel",
        IBAN,
        OTHER_IBAN,
        ONE_TIME_CODE,
        "lees.graag",
        "Geheimhouder",
        "Vries",
    ):
        assert secret not in everything
    for details in library.audit_details():
        assert json.loads(details)["command"]


def test_the_chain_of_the_story_holds(library: Library) -> None:
    from desk_app.store.audit import verify

    desk = library.desk(FRONT)
    desk.execute(cards.AddCard(ONLINE, CARD))
    with library.store.database.readers.connect() as connection:
        assert list(verify(connection)) == []


def test_the_kinds_of_the_story_are_right(library: Library) -> None:
    desk = library.desk(FRONT)
    for act in STORY[9:12]:
        desk.execute(act.make(library))
    with library.customer() as customer:
        assert {card.number: card.kind for card in customer.cards} == {
            CARD: CardKind.SECONDARY,
            CARD_2: CardKind.PRIMARY,
        }
        assert customer.ledger == []
        assert Decimal("0.00") == sum((row.amount for row in customer.ledger), Decimal("0.00"))
        assert date(2026, 4, 1) == customer.subscriptions[0].started_on
