"""Answers about customers: the readings, with what may be done and without what may not be seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from desk_app.domain import subscription_rules as rules
from desk_app.domain.bank_accounts import masked
from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import (
    MAX_SCAN_LENGTH,
    bare_number,
    check_card_number,
    display_number,
)
from desk_app.domain.card_rules import check_add, check_in_play, in_play, is_digital_only
from desk_app.domain.cards import CardKind, CardNumberTaken, Sector
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import SubscriptionType, Tariff
from desk_app.domain.text_policy import printable
from desk_app.errors import Refused
from desk_app.usecases.file_abilities import with_abilities
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.customer_file import (
    CardAdditionPreview,
    CustomerFile,
    CustomerLog,
    LogLine,
    OpenByNumber,
    OpenCustomer,
    PreviewCardAddition,
    SubscriptionChoice,
    SubscriptionChoices,
)
from desk_app.usecases.queries.search import (
    NumberMeaning,
    SearchAnswer,
    SearchCustomers,
    WhoseNumber,
)
from desk_app.usecases.store_ports import NumberUse

MOST_HITS: Final = 200
MOST_LOG_LINES: Final = 1000


def open_customer(query: OpenCustomer, asking: Asking) -> CustomerFile:
    """The file; of a deleted customer too. Raises `CustomerUnknown`."""
    return _shown(_file(query.actor_id, asking), asking)


def open_by_number(query: OpenByNumber, asking: Asking) -> CustomerFile | None:
    """The file behind a number as it was scanned, None when nobody has it."""
    number = _number(query.number)
    file = asking.readings.customer_file_by_number(number, asking.today)
    return None if file is None else _shown(file, asking)


def customer_log(query: CustomerLog, asking: Asking) -> tuple[LogLine, ...]:
    """4.Overig."""
    limit = min(max(query.limit, 0), MOST_LOG_LINES)
    return asking.readings.customer_log(query.actor_id, limit, max(query.offset, 0))


def preview_card_addition(query: PreviewCardAddition, asking: Asking) -> CardAdditionPreview:
    """What `AddCard` with this number would do. Raises `CustomerUnknown`."""
    file = _file(query.actor_id, asking)
    becomes_primary = not any(row.kind is CardKind.PRIMARY and in_play(row) for row in file.cards)
    branch = asking.readings.branch(file.branch_code)
    number, sector, problem = _addition(query.number, file, asking)
    follows = becomes_primary and not problem and _username_follows(file, asking)
    shown = file.username or ""
    return CardAdditionPreview(
        number=number,
        display_number=display_number(sector, number),
        becomes_primary=becomes_primary,
        becomes_active_at_once=branch is not None and not branch.verify_cards,
        temporary_number_ends=bool(file.temporary_hint),
        username_old=shown,
        username_new=number if follows else shown,
        problem=problem,
    )


def subscription_choices(
    query: SubscriptionChoices, asking: Asking
) -> tuple[SubscriptionChoice, ...]:
    """Everything with a tariff today, by code. Raises `CustomerUnknown`."""
    file = _file(query.actor_id, asking)
    line = file.subscription
    has = line is not None and rules.runs_on(line, asking.today)
    chooser = rules.Chooser(
        age=file.age,
        has=line.type_code if line is not None and has else None,
        direct_debit=file.details.direct_debit,
    )
    tariffs = asking.readings.tariffs(asking.today)
    choices = [
        _choice(offered, tariffs, chooser, asking)
        for offered in asking.readings.subscription_types(file.branch_code)
    ]
    return tuple(choice for choice in choices if choice is not None)


def search_customers(query: SearchCustomers, asking: Asking) -> SearchAnswer:
    """Whatever was typed, at most `MOST_HITS` hits."""
    limit = min(max(query.limit, 1), MOST_HITS)
    return asking.readings.search(query.text, limit, asking.today)


def whose_number(query: WhoseNumber, asking: Asking) -> NumberMeaning:
    """Whose number it is, and what adding it would meet; of a stranger's card only that it is."""
    bare = _number(query.number)
    owner = asking.readings.number_owner(bare)
    if owner is not None:
        actor_id, _, status = owner
        return NumberMeaning(
            number=bare,
            actor_id=actor_id,
            card_status=status.value if status else "",
            problem=CardNumberTaken.code,
        )
    try:
        number = check_card_number("number", query.number, *_branches(None, asking)).number
    except Refused as refused:
        return NumberMeaning(bare, None, problem=refused.code)
    return NumberMeaning(number, None)


def _number(text: str) -> str:
    """The number in a scan, short enough and without what no number holds."""
    return printable(bare_number(text), MAX_SCAN_LENGTH)


def _file(actor_id: int, asking: Asking) -> CustomerFile:
    file = asking.readings.customer_file(actor_id, asking.today)
    if file is None:
        raise CustomerUnknown(actor_id)
    return file


def _shown(file: CustomerFile, asking: Asking) -> CustomerFile:
    """Without a colleague's log-in name (`002_6fed7dc7d090f00a.txt`) and without an account number
    for whoever may not read it.
    """
    if file.details.is_staff:
        file = replace(file, username=None, login_state=None, colleague=True)
    if not asking.may(Permission.FINANCE_IBAN_READ):
        details = replace(file.details, iban=masked(file.details.iban))
        file = replace(file, details=details)
    return with_abilities(file, asking.permissions)


def _addition(text: str, file: CustomerFile, asking: Asking) -> tuple[str, Sector, str]:
    """The number, its sector, and the code of the refusal that adding it would meet."""
    try:
        scanned = check_card_number("number", text, *_branches(file.branch_code, asking))
    except Refused as refused:
        return _number(text), Sector.LIBRARY, refused.code
    sector = scanned.sector or Sector.LIBRARY
    try:
        mine = [row for row in file.cards if row.number == scanned.number]
        if mine:
            check_in_play(mine[0])
            return scanned.number, sector, ""
        lines = (file.subscription,) if file.subscription is not None else ()
        check_add(digital_only=is_digital_only(lines, asking.today))
    except Refused as refused:
        return scanned.number, sector, refused.code
    taken = asking.readings.number_owner(scanned.number) is not None
    return scanned.number, sector, CardNumberTaken.code if taken else ""


def _username_follows(file: CustomerFile, asking: Asking) -> bool:
    """Whether the log-in name is the temporary number, or a card's that is out of play."""
    if not file.username:
        return False
    if any(row.number == file.username for row in file.cards if not in_play(row)):
        return True
    owner = asking.readings.number_owner(file.username)
    return owner is not None and owner[:2] == (file.actor_id, NumberUse.TEMPORARY)


def _branches(of_customer: str | None, asking: Asking) -> tuple[Branch, ...]:
    codes = [of_customer, asking.identity.branch_code if asking.identity else None]
    found = (asking.readings.branch(code) for code in dict.fromkeys(codes) if code is not None)
    return tuple(branch for branch in found if branch is not None)


def _choice(
    offered: SubscriptionType,
    tariffs: tuple[Tariff, ...],
    chooser: rules.Chooser,
    asking: Asking,
) -> SubscriptionChoice | None:
    own = [one for one in tariffs if one.type_code == offered.code]
    if not own:
        return None
    why_not = ""
    shown = own[0]
    try:
        shown = rules.choose(offered, own, chooser, asking.today)
    except Refused as refused:
        why_not = refused.code
    return SubscriptionChoice(
        offered.code, offered.name, shown.amount, shown.period_months, offered.term, why_not
    )


HANDLERS: QueryHandlers = {
    OpenCustomer: open_customer,
    OpenByNumber: open_by_number,
    CustomerLog: customer_log,
    PreviewCardAddition: preview_card_addition,
    SubscriptionChoices: subscription_choices,
    SearchCustomers: search_customers,
    WhoseNumber: whose_number,
}
