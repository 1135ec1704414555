"""Questions: what is shown, what is hidden, and that no text makes one fail."""

from __future__ import annotations

from typing import Any

import pytest

from desk_app.domain.card_jobs import CardJobUnknown, CardStep
from desk_app.domain.card_numbers import CardNumberMisfit, NotACard
from desk_app.domain.cards import CardIsReplaced, CardNumberTaken, CardStatus, DigitalOnly
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.login_accounts import LoginAccount, LoginAccountState
from desk_app.domain.staff import Permission, Role
from desk_app.usecases.abilities import Action, WhyNot, ability
from desk_app.usecases.commands.card_jobs import StartCardJob
from desk_app.usecases.commands.cards import AddCard, ReplaceCard
from desk_app.usecases.commands.subscriptions import ChangeSubscription
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.handling import Asking
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Query
from desk_app.usecases.queries.card_jobs import FindCardJob, ListUnfinishedCardJobs
from desk_app.usecases.queries.customer_answers import customer_log, preview_card_addition
from desk_app.usecases.queries.customer_file import (
    CardAdditionPreview,
    CustomerLog,
    OpenByNumber,
    OpenCustomer,
    PreviewCardAddition,
    SubscriptionChoices,
)
from desk_app.usecases.queries.papers import DrawUpProof
from desk_app.usecases.queries.search import SearchCustomers, WhoseNumber
from desk_app.usecases.queries.status import ErrandOverview
from tests.usecases.library import (
    CARD,
    CARD_2,
    COLLEAGUE,
    HOME,
    IBAN,
    NOON,
    ONLINE,
    OTHER,
    PLAIN,
    TEMPORARY,
    TODAY,
    Library,
)

HOSTILE = [
    "",
    "\x00",
    "' OR 1=1 --",
    "%s %d {0}",
    "<img src=x onerror=alert(1)>",
    "\u202e5003000030",
    "\ud800",
    "9" * 10_000_000,
    "💥" * 100,
]


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


def test_the_file_says_what_may_be_done(desk: LocalDesk) -> None:
    file = desk.ask(OpenCustomer(ONLINE))
    assert file.details.iban == IBAN
    assert file.username == TEMPORARY
    assert ability(file.abilities, Action.ADD_CARD).allowed
    delete = ability(file.abilities, Action.DELETE)
    assert (delete.why_not, delete.needs) == (WhyNot.NO_PERMISSION, Permission.CUSTOMER_DELETE)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.SCHOOL_CONSULTANT])
def test_an_account_number_is_for_who_may_read_it(library: Library, role: Role) -> None:
    for file in (
        library.desk(role).ask(OpenCustomer(ONLINE)),
        library.desk(role).ask(OpenByNumber(TEMPORARY)),
    ):
        assert file is not None
        assert IBAN not in str(file)
        assert file.details.iban.endswith(IBAN[-4:])
    with library.customer() as customer:
        customer.iban = ""
    assert library.desk(role).ask(OpenCustomer(ONLINE)).details.iban == ""


@pytest.mark.parametrize("role", [Role.FRONT_OFFICE, Role.FRONT_OFFICE_EXTENDED, Role.FINANCIAL])
def test_nobody_reads_the_user_name_of_a_colleague(library: Library, role: Role) -> None:
    file = library.desk(role).ask(OpenCustomer(COLLEAGUE))
    assert (file.username, file.colleague) == (None, True)
    assert "eigen-naam" not in str(file)


def test_somebody_who_is_not_there(desk: LocalDesk) -> None:
    questions: tuple[Query[Any], ...] = (
        OpenCustomer(1),
        SubscriptionChoices(1),
        PreviewCardAddition(1, CARD),
    )
    for question in questions:
        with pytest.raises(CustomerUnknown):
            desk.ask(question)
    with pytest.raises(CustomerUnknown):
        desk.ask(DrawUpProof(1))
    with pytest.raises(CardJobUnknown):
        desk.ask(FindCardJob(1))
    assert desk.ask(OpenByNumber(CARD)) is None
    assert desk.ask(CustomerLog(1)) == ()


def test_a_number_is_found_as_it_was_scanned(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    for scanned in (CARD, f"BIEB-{CARD}", " 5003 000030 "):
        file = desk.ask(OpenByNumber(scanned))
        assert file is not None
        assert file.actor_id == ONLINE
    assert desk.ask(DrawUpProof(ONLINE)).number == CARD


def test_what_adding_the_first_card_will_do(library: Library, desk: LocalDesk) -> None:
    assert desk.ask(PreviewCardAddition(ONLINE, f"EDUB-{CARD}")) == CardAdditionPreview(
        number=CARD,
        display_number=f"EDUB-{CARD}",
        becomes_primary=True,
        becomes_active_at_once=True,
        temporary_number_ends=True,
        username_old=TEMPORARY,
        username_new=CARD,
    )
    change = desk.execute(AddCard(ONLINE, CARD)).result.username_change
    assert change is not None
    assert (change.old, change.new) == (TEMPORARY, CARD)


def test_a_chosen_user_name_stays(library: Library, desk: LocalDesk) -> None:
    with library.customer() as customer:
        assert customer.login_account is not None
        customer.login_account.username = "vosje-12"
    preview = desk.ask(PreviewCardAddition(ONLINE, CARD))
    assert (preview.username_old, preview.username_new) == ("vosje-12", "vosje-12")
    assert desk.execute(AddCard(ONLINE, CARD)).result.username_change is None
    assert library.rows("SELECT kind FROM errand") == []


def test_the_user_name_that_is_a_card_of_before_follows(library: Library, desk: LocalDesk) -> None:
    with library.customer(PLAIN) as customer:
        customer.login_account = LoginAccount(CARD, "a@example.org", LoginAccountState.ACTIVE)
    desk.execute(AddCard(PLAIN, CARD))
    with library.customer(PLAIN) as customer:
        customer.cards[0].status = CardStatus.REPLACED
    preview = desk.ask(PreviewCardAddition(PLAIN, CARD_2))
    assert (preview.becomes_primary, preview.username_new) == (True, CARD_2)
    assert not preview.temporary_number_ends


def test_adding_a_second_card_changes_no_name(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    preview = desk.ask(PreviewCardAddition(ONLINE, CARD_2))
    assert not preview.becomes_primary
    assert preview.username_old == preview.username_new == CARD
    nobody = desk.ask(PreviewCardAddition(PLAIN, CARD_2))
    assert nobody.username_old == nobody.username_new == ""
    colleague = desk.ask(PreviewCardAddition(COLLEAGUE, CARD_2))
    assert colleague.username_old == colleague.username_new == ""


def test_why_a_number_cannot_be_added(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(ReplaceCard(ONLINE, CARD, CARD_2))
    problems = {
        (ONLINE, CARD): CardIsReplaced.code,
        (ONLINE, CARD_2): "",
        (PLAIN, CARD): CardNumberTaken.code,
        (PLAIN, CARD_2): CardNumberTaken.code,
        (PLAIN, "5003999999"): "",
        (PLAIN, "5004000001"): CardNumberMisfit.code,
        (PLAIN, TEMPORARY): NotACard.code,
    }
    for (actor_id, number), problem in problems.items():
        assert desk.ask(PreviewCardAddition(actor_id, number)).problem == problem, number
    desk.execute(ChangeSubscription(PLAIN, "0141"))
    assert desk.ask(PreviewCardAddition(PLAIN, "5003999999")).problem == DigitalOnly.code
    with library.customer(PLAIN) as customer:
        customer.subscriptions.clear()
    assert desk.ask(PreviewCardAddition(PLAIN, "5003999999")).problem == ""


def test_a_card_of_the_desks_own_branch_is_as_good(library: Library, desk: LocalDesk) -> None:
    with library.transaction() as work:
        work.branches.get(OTHER).label = "5999"
        work.branches.get(HOME).verify_cards = True
        work.customers.get(PLAIN).branch_code = OTHER
    for number, problem in (("5003000030", ""), ("5999000030", ""), ("5777000030", "CRD-2")):
        preview = desk.ask(PreviewCardAddition(PLAIN, number))
        assert (preview.problem, preview.becomes_active_at_once) == (problem, True)


def test_whose_number_it_is(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    mine = desk.ask(WhoseNumber(f"BIEB-{CARD}"))
    assert (mine.number, mine.actor_id, mine.card_status) == (CARD, ONLINE, "active")
    assert mine.problem == CardNumberTaken.code
    free = desk.ask(WhoseNumber(CARD_2))
    assert (free.actor_id, free.card_status, free.problem) == (None, "", "")
    assert desk.ask(WhoseNumber("978")).problem == NotACard.code
    # The temporary number went with the first card, and stays taken.
    used = desk.ask(WhoseNumber(TEMPORARY))
    assert (used.actor_id, used.card_status, used.problem) == (None, "", CardNumberTaken.code)


def test_searching(desk: LocalDesk) -> None:
    answer = desk.ask(SearchCustomers("Tester"))
    assert {hit.actor_id for hit in answer.hits} == {ONLINE, PLAIN, COLLEAGUE}
    assert len(desk.ask(SearchCustomers("Tester", limit=-5)).hits) == 1
    assert desk.ask(SearchCustomers(TEMPORARY)).hits[0].actor_id == ONLINE


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_makes_a_question_fail(library: Library, desk: LocalDesk, text: str) -> None:
    assert desk.ask(OpenByNumber(text)) is None
    assert desk.ask(WhoseNumber(text)).actor_id is None
    assert desk.ask(PreviewCardAddition(ONLINE, text)).problem
    desk.ask(SearchCustomers(text))
    assert desk.ask(ListUnfinishedCardJobs("BALIE-1")) == ()


def test_card_jobs(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    job = desk.execute(StartCardJob(ONLINE, CARD, "BALIE-1")).result
    assert desk.ask(FindCardJob(job.job_id)) == job
    assert desk.ask(ListUnfinishedCardJobs("BALIE-1")) == (job,)
    assert desk.ask(ListUnfinishedCardJobs("BALIE-2")) == ()
    assert job.step is CardStep.REQUESTED


def test_the_log_is_read_in_pages(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(ONLINE, CARD_2))
    assert [line.new for line in desk.ask(CustomerLog(ONLINE))] == [CARD_2, CARD]
    assert [line.new for line in desk.ask(CustomerLog(ONLINE, limit=1))] == [CARD_2]
    assert [line.new for line in desk.ask(CustomerLog(ONLINE, offset=1))] == [CARD]
    assert desk.ask(CustomerLog(ONLINE, limit=-1, offset=-1)) == ()


def test_nothing_waits_to_leave_at_first(library: Library, desk: LocalDesk) -> None:
    overview = desk.ask(ErrandOverview())
    assert overview.open == ()
    assert [one.state for one in overview.counts] == list(ErrandState)
    desk.execute(AddCard(ONLINE, CARD))
    overview = desk.ask(ErrandOverview())
    (errand,) = overview.open
    assert (errand.kind, errand.actor_id, errand.state) == ("mail", ONLINE, ErrandState.WAITING)
    assert overview.count(ErrandState.WAITING) == 1
    assert overview.count(ErrandState.FAILED) == 0


def test_nobody_signed_in_has_no_branch_of_their_own(library: Library) -> None:
    asking = Asking(library.store.readings(), None, NOON, TODAY, "BALIE-1")
    assert not asking.may(Permission.CUSTOMER_READ)
    assert preview_card_addition(PreviewCardAddition(ONLINE, CARD), asking).problem == ""
    assert customer_log(CustomerLog(ONLINE), asking) == ()
