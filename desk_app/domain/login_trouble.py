"""*Inlogproblemen*: the step-by-step plan of `002_6fed7dc7d090f00a.txt` as a pure function.

From what is known of a customer's account, and what the customer answered, follow what was found,
the one next thing to do or to ask, and what to tell the customer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.login_accounts import LoginAccountState, Right


class Found(StrEnum):
    """What the plan found on its way, in this order."""

    COLLEAGUE = "colleague"
    NO_ACCOUNT = "no_account"
    REQUESTED = "requested"
    UNKNOWN = "unknown"
    NOT_ACTIVATED = "not_activated"
    ACTIVATION_EXPIRED = "activation_expired"
    ACTIVE = "active"
    NO_RIGHTS = "no_rights"
    RIGHTS_MISSING = "rights_missing"
    NO_RIGHTS_DUE = "no_rights_due"
    BASIC_ONLY = "basic_only"
    ALL_RIGHTS = "all_rights"
    EMAIL_DIFFERS = "email_differs"
    NO_EMAIL = "no_email"
    WEBSITE_WORKS = "website_works"
    WEBSITE_FAILS = "website_fails"


class Question(StrEnum):
    """What to ask the customer, one at a time; the answer is yes or no."""

    KNOWS_USERNAME = "knows_username"
    """Hebt u al een inlogaccount, en weet u uw gebruikersnaam?"""
    WEBSITE_WORKS = "website_works"
    """Lukt het inloggen op de website van de bibliotheek met deze gebruikersnaam?"""
    READS_MAIL = "reads_mail"
    """Kunt u de mail lezen op het adres van het account?"""


class NextStep(StrEnum):
    """The one thing to do now at the desk."""

    AUTHORISE = "authorise"
    LINK = "link"
    GENERATE = "generate"
    REGENERATE = "regenerate"
    SHOW_DATA = "show_data"
    RESET_EMAIL = "reset_email"
    ISSUE_CODE = "issue_code"
    ASK_AGAIN = "ask_again"
    FILL_IN_EMAIL = "fill_in_email"
    CHANGE_SUBSCRIPTION = "change_subscription"


class Tell(StrEnum):
    """What to tell the customer."""

    SIGN_IN_YOURSELF = "sign_in_yourself"
    MAIL_WITHIN_24_HOURS = "mail_within_24_hours"
    FIRST_ON_A_COMPUTER = "first_on_a_computer"
    SIGN_IN_ON_WEBSITE = "sign_in_on_website"
    FORGOT_PASSWORD = "forgot_password"  # noqa: S105 - the name of a link on the website
    NEW_PASSWORD_WITH_CODE = "new_password_with_code"  # noqa: S105 - the same
    SAME_DATA_IN_APP = "same_data_in_app"
    MAY_CHANGE_USERNAME = "may_change_username"
    NEEDS_SUBSCRIPTION = "needs_subscription"
    NEEDS_COMPLETE = "needs_complete"
    COMES_LATER = "comes_later"


@dataclass(frozen=True)
class Situation:
    """What is known of a customer. `state` None: no account is coupled.

    `email` says whether the customer has an address here, `email_differs` whether the account has
    another one.
    """

    colleague: bool = False
    state: LoginAccountState | None = None
    rights: tuple[Right, ...] = ()
    due: tuple[Right, ...] = ()
    email: bool = True
    email_differs: bool = False


@dataclass(frozen=True)
class Answers:
    """What the customer answered so far; None where nothing was asked yet."""

    knows_username: bool | None = None
    website_works: bool | None = None
    reads_mail: bool | None = None


@dataclass(frozen=True)
class Assessment:
    """Where the plan stands: the steps it took, what comes next, and what the customer hears.

    A `question` comes before everything else: its answer leads on. With neither `next_step` nor
    `question` the plan is at its end.
    """

    found: tuple[Found, ...]
    next_step: NextStep | None = None
    question: Question | None = None
    tell: tuple[Tell, ...] = ()


def assess(situation: Situation, answers: Answers) -> Assessment:
    """Walk the plan as far as the answers reach."""
    if situation.colleague:
        return Assessment((Found.COLLEAGUE,), tell=(Tell.SIGN_IN_YOURSELF,))
    if situation.state is None:
        return _without_account(situation, answers)
    if situation.state is LoginAccountState.ACTIVE:
        return _with_active_account(situation, answers)
    return _with_account_on_its_way(situation)


_NEW_ACCOUNT = (Tell.MAIL_WITHIN_24_HOURS, Tell.FIRST_ON_A_COMPUTER)


def _without_account(situation: Situation, answers: Answers) -> Assessment:
    found = (Found.NO_ACCOUNT,)
    if answers.knows_username is None:
        return Assessment(found, question=Question.KNOWS_USERNAME)
    if answers.knows_username:
        return Assessment(found, NextStep.LINK, tell=(Tell.SIGN_IN_ON_WEBSITE,))
    return _make_anew(found, NextStep.GENERATE, situation)


def _make_anew(found: tuple[Found, ...], step: NextStep, situation: Situation) -> Assessment:
    if not situation.email:
        return Assessment((*found, Found.NO_EMAIL), NextStep.FILL_IN_EMAIL)
    return Assessment(found, step, tell=_NEW_ACCOUNT)


def _with_account_on_its_way(situation: Situation) -> Assessment:
    if situation.state is LoginAccountState.EXPIRED:
        return _make_anew((Found.ACTIVATION_EXPIRED,), NextStep.REGENERATE, situation)
    if situation.state is LoginAccountState.REQUESTED:
        return Assessment((Found.REQUESTED,), tell=(Tell.COMES_LATER,))
    if situation.state is LoginAccountState.UNKNOWN:
        return Assessment((Found.UNKNOWN,), NextStep.ASK_AGAIN, tell=(Tell.COMES_LATER,))
    if situation.email_differs:
        return Assessment(
            (Found.NOT_ACTIVATED, Found.EMAIL_DIFFERS), NextStep.REGENERATE, tell=_NEW_ACCOUNT
        )
    return Assessment((Found.NOT_ACTIVATED,), tell=_NEW_ACCOUNT)


def _with_active_account(situation: Situation, answers: Answers) -> Assessment:
    found: tuple[Found, ...] = (Found.ACTIVE,)
    if not situation.due:
        return Assessment(
            (*found, Found.NO_RIGHTS_DUE),
            NextStep.CHANGE_SUBSCRIPTION,
            tell=(Tell.NEEDS_SUBSCRIPTION,),
        )
    if not situation.rights:
        return Assessment((*found, Found.NO_RIGHTS), NextStep.AUTHORISE)
    if not set(situation.due) <= set(situation.rights):
        return Assessment((*found, Found.RIGHTS_MISSING), NextStep.AUTHORISE)
    complete = Right.ONLINE_COMPLETE in situation.rights
    found = (*found, Found.ALL_RIGHTS if complete else Found.BASIC_ONLY)
    return _signing_in(situation, answers, found, complete=complete)


def _signing_in(
    situation: Situation, answers: Answers, found: tuple[Found, ...], *, complete: bool
) -> Assessment:
    limits = () if complete else (Tell.NEEDS_COMPLETE,)
    if answers.website_works is None:
        return Assessment(
            found, NextStep.SHOW_DATA, Question.WEBSITE_WORKS, (Tell.SIGN_IN_ON_WEBSITE, *limits)
        )
    if answers.website_works:
        online = (Tell.SAME_DATA_IN_APP,) if complete else limits
        return Assessment((*found, Found.WEBSITE_WORKS), tell=(*online, Tell.MAY_CHANGE_USERNAME))
    found = (*found, Found.WEBSITE_FAILS)
    if answers.reads_mail is None:
        return Assessment(found, question=Question.READS_MAIL)
    if answers.reads_mail:
        return Assessment(found, tell=(Tell.FORGOT_PASSWORD, Tell.SIGN_IN_ON_WEBSITE))
    if situation.email and situation.email_differs:
        return Assessment(
            (*found, Found.EMAIL_DIFFERS), NextStep.RESET_EMAIL, tell=(Tell.FORGOT_PASSWORD,)
        )
    return Assessment(found, NextStep.ISSUE_CODE, tell=(Tell.NEW_PASSWORD_WITH_CODE,))
