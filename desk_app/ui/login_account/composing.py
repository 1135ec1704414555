"""From what is known at this moment to what the panel shows. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.login_trouble import Answers, Assessment, Found, NextStep, Question, Tell
from desk_app.ui.login_account.state import Line, PanelState, Way, Weight
from desk_app.ui.wording import customer_file as file_words
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording import login_desk as words
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.ui.wording.said import Said
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.commands.login_accounts import LoginRequested
from desk_app.usecases.queries.customer_file import CustomerFile
from desk_app.usecases.queries.login_accounts import LoginAccountShown, LoginRightsShown

RESTART: Final = "restart"
TO_TROUBLE: Final = "trouble"

ACTION_OF: Final = {
    NextStep.AUTHORISE: Action.AUTHORISE,
    NextStep.LINK: Action.LINK,
    NextStep.GENERATE: Action.GENERATE,
    NextStep.REGENERATE: Action.REGENERATE,
    NextStep.SHOW_DATA: Action.SHOW_DATA,
    NextStep.RESET_EMAIL: Action.RESET_EMAIL,
    NextStep.ISSUE_CODE: Action.ISSUE_CODE,
    NextStep.ASK_AGAIN: Action.SHOW_DATA,
    NextStep.FILL_IN_EMAIL: Action.EDIT,
    NextStep.CHANGE_SUBSCRIPTION: Action.CHANGE_SUBSCRIPTION,
}
"""Which ability of the file says whether a step may be taken."""
SHOWS_RIGHTS: Final = frozenset({Action.SHOW_RIGHTS, Action.AUTHORISE})
MAKES: Final = frozenset({Action.GENERATE, Action.REGENERATE, Action.LINK})
_GOOD: Final = frozenset({Found.ACTIVE, Found.ALL_RIGHTS, Found.WEBSITE_WORKS})


@dataclass
class Shown:
    """What the panel is about and what is known of it.

    `action` is the entry of the menu, None for *Inlogproblemen*; `sending` what is
    on its way to the desk, `last` what it took last.
    `data_wanted`: *Inlogproblemen* shows the data as well.
    """

    action: Action | None
    file: CustomerFile
    last: Action | None = None
    answers: Answers = field(default_factory=Answers)
    assessment: Assessment | None = None
    data: LoginAccountShown | None = None
    rights: LoginRightsShown | None = None
    requested: LoginRequested | None = None
    refused: Said | None = None
    sending: Action | None = None
    data_wanted: bool = False
    code_wanted: bool = False
    code: str = ""

    @property
    def busy(self) -> bool:
        """Whether the service still has to answer."""
        known = self.rights if self.action in SHOWS_RIGHTS else self.data
        return known is not None and known.busy


def reason(file: CustomerFile, action: Action) -> str | None:
    """Why `action` is grey for `file`, None when it is not."""
    return file_words.why_not(ability(file.abilities, action))


def compose(now: Shown) -> PanelState:
    """What the panel shows."""
    said, weight = _said(now)
    return PanelState(
        title=_title(now.action),
        said=said.sentence,
        advice=said.advice,
        error_code=said.code,
        weight=weight,
        facts=_facts(now),
        rights=_rights(now),
        no_rights=now.rights is not None and now.rights.none_active,
        found=_found(now.assessment),
        question=_question(now),
        tell=_tell(now),
        ways=_ways(now),
        polls=now.busy or now.code_wanted or _requested(now.assessment),
        code=now.code,
    )


def _requested(assessment: Assessment | None) -> bool:
    return assessment is not None and Found.REQUESTED in assessment.found


def _title(action: Action | None) -> str:
    if action is None:
        return words.TROUBLE_TITLE
    if action is Action.SHOW_DATA:
        return words.DATA_TITLE
    if action in SHOWS_RIGHTS:
        return labels.RIGHTS_TITLE
    if action is Action.REGENERATE:
        return labels.REGENERATE
    if action is Action.ISSUE_CODE:
        return labels.ISSUE_CODE
    return labels.ITEMS[action]


def _said(now: Shown) -> tuple[Said, Weight]:
    if now.refused is not None:
        return now.refused, Weight.TROUBLE
    if now.sending is not None:
        asks = now.sending in {Action.SHOW_DATA, Action.SHOW_RIGHTS}
        return Said(words.BUSY if asks else words.SENDING), Weight.INFO
    if now.last is Action.FORGET:
        return Said(words.DONE[Action.FORGET]), Weight.OK
    known = now.rights if now.action in SHOWS_RIGHTS else now.data
    if known is None:
        return Said(words.GENERATING if now.last in MAKES else ""), Weight.INFO
    if known.busy:
        return _waiting(now, away=known.service_away)
    if now.data is not None and now.data.trouble:
        return sentence_for_code(now.data.trouble), Weight.WARNING
    done = words.DONE.get(now.last) if now.last is not None else None
    return Said(done or ""), Weight.OK


def _waiting(now: Shown, *, away: bool) -> tuple[Said, Weight]:
    if away:
        if now.last in MAKES and now.last is not Action.LINK:
            return Said(f"{labels.GENERATE_LATER}.", words.WAITS_ADVICE), Weight.WARNING
        return Said(words.WAITS, words.WAITS_ADVICE), Weight.WARNING
    if now.last in MAKES:
        return Said(words.GENERATING, ""), Weight.INFO
    return Said(words.BUSY, words.BUSY_ADVICE if now.action is not None else ""), Weight.INFO


def _facts(now: Shown) -> tuple[tuple[str, str], ...]:
    if now.action in SHOWS_RIGHTS or now.last is Action.FORGET:
        return ()
    if now.action is None and not now.data_wanted:
        return ()
    if now.data is not None:
        return words.facts_of(now.data, whole=now.action is Action.SHOW_DATA)
    if now.requested is not None and now.refused is None:
        return (
            (labels.USERNAME, now.requested.username),
            (labels.EMAIL, now.requested.email or "–"),
            (labels.STATUS, labels.STATES[LoginAccountState.REQUESTED]),
        )
    return ()


def _rights(now: Shown) -> tuple[tuple[str, str, str], ...]:
    if now.rights is None:
        return ()
    return tuple(
        (*labels.RIGHTS[row.right], labels.RIGHT_ACTIVE[row.active]) for row in now.rights.rows
    )


def _found(assessment: Assessment | None) -> tuple[Line, ...]:
    found = () if assessment is None else assessment.found
    return tuple(Line(labels.FOUND[one], one in _GOOD) for one in found)


def _question(now: Shown) -> str:
    if now.assessment is None or now.assessment.question is None or now.busy:
        return ""
    return labels.QUESTIONS[now.assessment.question]


def _tell(now: Shown) -> tuple[str, ...]:
    if now.assessment is not None:
        return tuple(labels.TELL[one] for one in now.assessment.tell)
    if now.refused is not None:
        return ()
    if now.code:
        return (labels.TELL[Tell.NEW_PASSWORD_WITH_CODE],)
    if now.last in MAKES and now.last is not Action.LINK:
        return (labels.TELL[Tell.MAIL_WITHIN_24_HOURS], labels.TELL[Tell.FIRST_ON_A_COMPUTER])
    if now.last is Action.LINK:
        return (labels.TELL[Tell.SIGN_IN_ON_WEBSITE],)
    return ()


def _ways(now: Shown) -> tuple[Way, ...]:
    if now.sending is not None:
        return ()
    if now.action is None:
        return _ways_of_trouble(now)
    ways = []
    step = None if now.busy else _next_step(now)
    if step is not None:
        ways.append(_way(now.file, step))
    if now.action in {Action.SHOW_DATA, *SHOWS_RIGHTS}:
        ways.append(Way(TO_TROUBLE, words.TO_TROUBLE))
    return tuple(ways)


def _next_step(now: Shown) -> NextStep | None:
    """What the data and the rights ask for by themselves."""
    data, rights = now.data, now.rights
    if data is not None and data.state is LoginAccountState.EXPIRED:
        return NextStep.REGENERATE
    if now.action is Action.SHOW_DATA and data is not None and data.email_differs:
        return NextStep.RESET_EMAIL
    if rights is not None and any(row.due and not row.active for row in rights.rows):
        return NextStep.AUTHORISE
    return None


def _ways_of_trouble(now: Shown) -> tuple[Way, ...]:
    ways = []
    step = None if now.assessment is None else now.assessment.next_step
    seen = step is NextStep.SHOW_DATA and now.data_wanted and now.data is not None
    given = step is NextStep.ISSUE_CODE and bool(now.code)
    if step is not None and not (now.busy or now.code_wanted or seen or given):
        ways.append(_way(now.file, step))
    if now.answers != Answers():
        ways.append(Way(RESTART, words.RESTART))
    return tuple(ways)


def _way(file: CustomerFile, step: NextStep) -> Way:
    return Way(step.value, labels.NEXT_STEPS[step], reason(file, ACTION_OF[step]), primary=True)


def answered(answers: Answers, question: Question, *, yes: bool) -> Answers:
    """`answers` with one more."""
    return Answers(
        knows_username=yes if question is Question.KNOWS_USERNAME else answers.knows_username,
        website_works=yes if question is Question.WEBSITE_WORKS else answers.website_works,
        reads_mail=yes if question is Question.READS_MAIL else answers.reads_mail,
    )
