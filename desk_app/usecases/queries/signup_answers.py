"""Answers to the pages of *Word lid*."""

from __future__ import annotations

from desk_app.domain import signups as rules
from desk_app.domain.branches import Branch
from desk_app.domain.signups import NotSoldOnline, SignUpUnknown
from desk_app.domain.subscriptions import NotForThisAge, NotOnOffer, SubscriptionType, Tariff
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.signups import (
    LinkConfirms,
    OfferedOnline,
    PaymentIsNews,
    SignUpBranch,
    SignUpBranches,
    SignUpChoice,
    SignUpProgress,
    SignUpStatus,
)
from desk_app.usecases.tokens import token_hash


def sign_up_branches(_query: SignUpBranches, asking: Asking) -> tuple[SignUpBranch, ...]:
    """By name; a school is a branch too, but nobody fetches a card there."""
    libraries = set(asking.readings.signups.libraries())
    found = [_shown(one) for one in asking.readings.branches() if one.code in libraries]
    return tuple(sorted(found, key=lambda one: one.name))


def offered_online(query: OfferedOnline, asking: Asking) -> tuple[SignUpChoice, ...]:
    """Raises `TooYoungOnline`."""
    age = rules.check_adult(query.birth_date, asking.today)
    tariffs = asking.readings.tariffs(asking.today)
    choices: list[SignUpChoice] = []
    if query.branch_code in asking.readings.signups.libraries():
        for offered in asking.readings.subscription_types(query.branch_code):
            choices += _choice(offered, tariffs, age, asking)
    return tuple(choices)


def sign_up_progress(query: SignUpProgress, asking: Asking) -> SignUpStatus:
    """Raises `SignUpUnknown`."""
    found = asking.readings.signups.standing(query.reference)
    if found is None:
        raise SignUpUnknown
    branch = asking.readings.branch(found.branch_code)
    assert branch is not None
    types = {one.code: one for one in asking.readings.subscription_types(branch.code)}
    offered = types[found.type_code]
    return SignUpStatus(
        found.state,
        _shown(branch),
        offered.name,
        offered.lends,
        found.amount,
        found.payment_id,
        found.payment_state,
        found.checkout_url,
    )


def payment_is_news(query: PaymentIsNews, asking: Asking) -> bool:
    """Whether it is ours, not paid, and not asked about next."""
    return asking.readings.signups.payment_to_look_at(query.payment_id, asking.now)


def link_confirms(query: LinkConfirms, asking: Asking) -> bool:
    """Whether it was neither used nor is too old."""
    return asking.readings.signups.can_be_confirmed(token_hash(query.token), asking.now)


def _shown(branch: Branch) -> SignUpBranch:
    return SignUpBranch(branch.code, branch.name, branch.place)


def _choice(
    offered: SubscriptionType, tariffs: tuple[Tariff, ...], age: int, asking: Asking
) -> list[SignUpChoice]:
    why_not = ""
    try:
        tariff = rules.choose_online(offered, tariffs, age, asking.today)
    except NotForThisAge as refused:
        why_not = refused.code
        valid = [one for one in tariffs if one.type_code == offered.code]
        tariff = max(valid, key=lambda one: one.valid_from)
    except (NotOnOffer, NotSoldOnline):
        return []
    return [
        SignUpChoice(
            offered.code,
            offered.name,
            tariff.amount,
            tariff.period_months,
            offered.lends,
            offered.online_complete,
            why_not,
        )
    ]


HANDLERS: QueryHandlers = {
    SignUpBranches: sign_up_branches,
    OfferedOnline: offered_online,
    SignUpProgress: sign_up_progress,
    PaymentIsNews: payment_is_news,
    LinkConfirms: link_confirms,
}
