"""Answers while somebody is enrolled; nothing here changes anything."""

from __future__ import annotations

from typing import Final

from desk_app.domain import enrolment as rules
from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import (
    MAX_SCAN_LENGTH,
    check_card_number,
    classify,
    display_number,
)
from desk_app.domain.cards import CardNumberTaken, CardStatus, Sector
from desk_app.domain.customer_fields import to_text
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.duplicates import Typed, birth_dates_to_look_for, most_alike
from desk_app.domain.enrolment import Applicant, NumberForm, WantedNumber
from desk_app.domain.login_accounts import LoginOfColleague
from desk_app.domain.money import ZERO
from desk_app.domain.people import formal_name
from desk_app.domain.subscription_rules import runs_on
from desk_app.domain.subscriptions import SubscriptionType, Tariff
from desk_app.domain.text_policy import printable
from desk_app.errors import FieldRefused, Refused
from desk_app.usecases.commands.enrolment import DraftPayload
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.enrolment_ports import KnownAddress
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.print_shapes import BranchContact, LoginHandOut, PostalAddress
from desk_app.usecases.queries.customer_file import CustomerFile, SubscriptionChoice
from desk_app.usecases.queries.enrolment import (
    CheckEnrolment,
    DrawUpLoginHandOut,
    EnrolmentCheck,
    FamilyAt,
    FormerMember,
    LookUpNumber,
    NumberAnswer,
    OpenDraft,
    OpenDrafts,
    PossibleDuplicate,
)
from desk_app.usecases.wire import WireError, decode, from_text

MOST_DUPLICATES: Final = 5
_MOST_LOOKED_AT: Final = 200


def check_enrolment(query: CheckEnrolment, asking: Asking) -> EnrolmentCheck:
    """Problems, possible duplicates, choices and the fee of a form as it stands."""
    form = query.form
    typed = form.texts()
    problems: list[FieldRefused] = []
    wanted = None
    former = None
    try:
        wanted = rules.wanted_number(form.number)
        if wanted.form is NumberForm.CARD:
            check_card_number("number", wanted.number, _own_branch(asking))
        elif wanted.form is NumberForm.AGAIN:
            former = _former_member(wanted.number, asking)
    except FieldRefused as refused:
        problems.append(refused)
    read = rules.read_fields(typed, asking.today)
    number = None if wanted is None else wanted.form
    settled = former is not None and (bool(former.username) or former.details.is_staff)
    problems += (*read.problems, *rules.login_problems(typed, number, asked_before=settled))
    branch_code = _own_branch(asking).code if former is None else former.branch_code
    applicant = Applicant.of(read, number, asking.today)
    tariffs = asking.readings.tariffs(asking.today)
    offers = {one.code: one for one in asking.readings.subscription_types(branch_code)}
    choices = tuple(
        _choice(offered, own, applicant, asking)
        for offered in offers.values()
        if (own := _tariffs_of(offered, tariffs))
    )
    fee = None
    if not form.type_code:
        problems.append(rules.SubscriptionMissing("type_code"))
    else:
        why_not = next((one.why_not for one in choices if one.code == form.type_code), "SUB-2")
        if why_not:
            problems.append(rules.SubscriptionRefused("type_code", why_not))
        else:
            offered = offers[form.type_code]
            tariff = rules.choose(offered, _tariffs_of(offered, tariffs), applicant, asking.today)
            owed = ZERO if former is None else former.balance
            fee = rules.build_up(offered, tariff, owed, asking.today)
    street = asking.readings.enrolment.street_of(form.postcode) if form.postcode else None
    return EnrolmentCheck(
        problems=tuple(problems),
        duplicates=_duplicates(form, read, former, asking),
        choices=choices,
        fee=fee,
        branch_code=branch_code,
        age=applicant.age,
        street=street[0] if street else "",
        place=street[1] if street else "",
        family=_family(form.postcode, form.house_number, asking) is not None,
        login_settled=settled,
    )


def look_up_number(query: LookUpNumber, asking: Asking) -> NumberAnswer:
    """May a new customer have this number, or is it a former member's?"""
    scanned = classify(query.number, _own_branch(asking))
    number = printable(scanned.number, MAX_SCAN_LENGTH)
    shown = display_number(scanned.sector or Sector.LIBRARY, number)
    owner = asking.readings.number_owner(number)
    if owner is None:
        try:
            check_card_number("number", query.number, _own_branch(asking))
        except Refused as refused:
            return NumberAnswer(number, shown, None, refused.code)
        return NumberAnswer(number, shown, NumberForm.CARD)
    actor_id, _use, status = owner
    file = None if actor_id is None else asking.readings.customer_file(actor_id, asking.today)
    if file is None or file.deleted or status in {CardStatus.REPLACED, CardStatus.SPOILED}:
        return NumberAnswer(number, shown, None, CardNumberTaken.code)
    if _is_member(file, asking):
        return NumberAnswer(number, shown, None, rules.StillMember.code, file.actor_id)
    born = file.details.birth_date
    return NumberAnswer(
        number,
        shown,
        NumberForm.AGAIN,
        actor_id=file.actor_id,
        initials=file.details.initials,
        birth_year=None if born is None else born.year,
        place=file.details.place,
    )


def former_member(query: FormerMember, asking: Asking) -> EnrolmentForm:
    """The form of somebody who is enrolled again.

    Raises:
        CustomerUnknown: there is no such customer.
        StillMember: their subscription runs.
    """
    file = asking.readings.customer_file(query.actor_id, asking.today)
    if file is None or file.deleted:
        raise CustomerUnknown(query.actor_id)
    if _is_member(file, asking):
        raise rules.StillMember("number")
    # What an employee or volunteer has is not settled at the desk (`LoginOfColleague`).
    use_login = "0" if file.details.is_staff else "1"
    known = {
        name: to_text(name, getattr(file.details, name))
        for name in rules.CUSTOMER_FIELDS
        if name not in {"iban", "bic"}
    }
    number = next((card.number for card in file.cards if card.number == file.card_number), "")
    wanted = str(WantedNumber(NumberForm.AGAIN, number)) if number else ""
    return EnrolmentForm(number=wanted, use_login=use_login, **known)


def family_at(query: FamilyAt, asking: Asking) -> KnownAddress | None:
    """The address at this postcode and house number, or that of a customer."""
    if query.postcode and query.house_number:
        found = _family(query.postcode, query.house_number, asking)
        if found is not None:
            return found
    if query.actor_id is None:
        return None
    file = asking.readings.customer_file(query.actor_id, asking.today)
    if file is None or not file.details.street:
        return None
    details = file.details
    return KnownAddress(
        details.country,
        details.postcode,
        details.house_number,
        details.house_suffix,
        details.street,
        details.place,
    )


def open_drafts(_query: OpenDrafts, asking: Asking) -> tuple[OpenDraft, ...]:
    """What the asker typed and did not save; what an older program kept is left alone."""
    assert asking.identity is not None
    found: list[OpenDraft] = []
    for row in asking.readings.enrolment.open_drafts(asking.identity.staff_id):
        try:
            payload = decode(from_text(row.payload), DraftPayload)
        except WireError:
            continue
        found.append(OpenDraft(row.draft_id, payload.step, row.changed_at, payload.form))
    return tuple(found)


def draw_up_hand_out(query: DrawUpLoginHandOut, asking: Asking) -> LoginHandOut:
    """The paper for a customer whose account was asked for.

    Raises:
        CustomerUnknown: there is no such customer.
        LoginOfColleague: it is an employee's or volunteer's.
    """
    file = asking.readings.customer_file(query.actor_id, asking.today)
    branch = None if file is None else asking.readings.branch(file.branch_code)
    if file is None or branch is None:
        raise CustomerUnknown(query.actor_id)
    if file.details.is_staff:
        raise LoginOfColleague
    return LoginHandOut(
        branch=BranchContact(
            library_name=branch.library_name,
            branch_name=branch.name,
            address=PostalAddress(branch.street, branch.postcode, branch.place),
            phone=branch.phone,
            email=branch.email,
            website=branch.website,
            accent=branch.accent,
        ),
        name_line=formal_name(file.details),
        printed_on=asking.today,
        username=file.username or "",
        email=file.details.email,
    )


def _own_branch(asking: Asking) -> Branch:
    assert asking.identity is not None
    branch = asking.readings.branch(asking.identity.branch_code)
    assert branch is not None, "everybody works at a branch that exists"
    return branch


def _is_member(file: CustomerFile, asking: Asking) -> bool:
    line = file.subscription
    return line is not None and runs_on(line, asking.today)


def _former_member(number: str, asking: Asking) -> CustomerFile:
    file = asking.readings.customer_file_by_number(number, asking.today)
    if file is None:
        raise rules.NumberMissing("number")
    if _is_member(file, asking):
        raise rules.StillMember("number")
    return file


def _tariffs_of(offered: SubscriptionType, tariffs: tuple[Tariff, ...]) -> tuple[Tariff, ...]:
    return tuple(one for one in tariffs if one.type_code == offered.code)


def _choice(
    offered: SubscriptionType, own: tuple[Tariff, ...], applicant: Applicant, asking: Asking
) -> SubscriptionChoice:
    shown, why_not = own[0], ""
    try:
        shown = rules.choose(offered, own, applicant, asking.today)
    except Refused as refused:
        why_not = refused.code
    return SubscriptionChoice(
        offered.code, offered.name, shown.amount, shown.period_months, offered.term, why_not
    )


def _duplicates(
    form: EnrolmentForm, read: rules.FieldsRead, former: CustomerFile | None, asking: Asking
) -> tuple[PossibleDuplicate, ...]:
    born = read.values.get("birth_date")
    days = birth_dates_to_look_for(born)
    at_home = "postcode" in read.values and "house_number" in read.values
    if not days and not (at_home and form.postcode and form.house_number):
        return ()
    known = asking.readings.enrolment.look_alikes(
        days,
        form.postcode if at_home else "",
        form.house_number if at_home else "",
        _MOST_LOOKED_AT,
    )
    typed = Typed(
        form.initials,
        form.surname,
        form.given_name,
        born,
        form.postcode,
        form.house_number,
        form.house_suffix,
    )
    own = None if former is None else former.actor_id
    alike = most_alike(typed, (one for one in known if one.actor_id != own), MOST_DUPLICATES)
    return tuple(
        PossibleDuplicate(
            one.actor_id,
            how,
            one.initials,
            None if one.birth_date is None else one.birth_date.year,
            one.place,
        )
        for how, one in alike
    )


def _family(postcode: str, house_number: str, asking: Asking) -> KnownAddress | None:
    if not (postcode.strip() and house_number.strip()):
        return None
    return asking.readings.enrolment.household(postcode, house_number)


HANDLERS: QueryHandlers = {
    CheckEnrolment: check_enrolment,
    LookUpNumber: look_up_number,
    FormerMember: former_member,
    FamilyAt: family_at,
    OpenDrafts: open_drafts,
    DrawUpLoginHandOut: draw_up_hand_out,
}
