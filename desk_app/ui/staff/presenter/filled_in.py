"""From what stands in the panel to the command it asks for. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.identifiers import actor_id_text, parse_actor_id
from desk_app.domain.staff import Role
from desk_app.errors import Refused
from desk_app.ui.staff.state import Task
from desk_app.ui.wording import staff_accounts as words
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.usecases.commands.colleagues import MarkColleague
from desk_app.usecases.commands.staff import AddStaff, ChangeStaff, SetStaffPassword
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.staff import StaffRow

_YES: Final = "1"
_NO: Final = "0"


@dataclass(frozen=True)
class Filled:
    """A command, and what to say of its answer when it was carried out."""

    command: Command[Any]
    said: Callable[[Any], str]


@dataclass(frozen=True)
class Wrong:
    """Nothing to send yet: a sentence for each field that is wrong, by its name."""

    problems: Mapping[str, str]


def shown_values(row: StaffRow) -> dict[str, str]:
    """What stands in the panel when an account is changed."""
    own_file = row.customer_actor_id
    return {
        "display_name": row.display_name,
        "role": row.role.value,
        "branch_code": row.branch_code,
        "customer_actor_id": "" if own_file is None else actor_id_text(own_file),
    }


def filled_in(task: Task, subject: StaffRow | None, values: Mapping[str, str]) -> Filled | Wrong:
    """What the panel asks for, or what is wrong with it that need not be asked of the desk.

    `subject` is the account it is about, when there is one.
    """
    problems = _problems(task, values)
    if problems:
        return Wrong(problems)
    match task:
        case Task.ADD:
            return _added(values)
        case Task.COLLEAGUE:
            return _marked(values)
    assert subject is not None
    return _changed(subject, values) if task is Task.CHANGE else _password_set(subject, values)


def problems_of(error: Refused) -> dict[str, str]:
    """The sentence for each field that the desk refused, by its name."""
    if isinstance(error, CustomerUnknown):
        return {"customer_actor_id": sentence_for(error).sentence}
    if isinstance(error, BranchUnknown):
        return {"branch_code": sentence_for(error).sentence}
    return field_sentences(error)


def _added(values: Mapping[str, str]) -> Filled:
    command = AddStaff(
        username=values["username"],
        display_name=values["display_name"],
        role=Role(values["role"]),
        branch_code=values["branch_code"],
        password=values["password"],
        customer_actor_id=parse_actor_id(values["customer_actor_id"]),
    )
    said = words.added(values["display_name"].strip())
    return Filled(command, lambda _added: said)


def _changed(subject: StaffRow, values: Mapping[str, str]) -> Filled:
    command = ChangeStaff(
        staff_id=subject.staff_id,
        display_name=values["display_name"],
        role=Role(values["role"]),
        branch_code=values["branch_code"],
        customer_actor_id=parse_actor_id(values["customer_actor_id"]),
    )
    said = words.changed(values["display_name"].strip())
    return Filled(command, lambda _nothing: said)


def _password_set(subject: StaffRow, values: Mapping[str, str]) -> Filled:
    said = words.password_set(subject.display_name)
    return Filled(SetStaffPassword(subject.staff_id, values["password"]), lambda _nothing: said)


def _marked(values: Mapping[str, str]) -> Filled:
    actor_id = parse_actor_id(values["customer_actor_id"])
    assert actor_id is not None
    return Filled(
        MarkColleague(actor_id, is_staff=values["is_staff"] == _YES),
        lambda mark: words.marked(actor_id, mark),
    )


def _problems(task: Task, values: Mapping[str, str]) -> dict[str, str]:
    match task:
        case Task.ADD:
            return {**_account_problems(values), **_password_problems(values)}
        case Task.CHANGE:
            return _account_problems(values)
        case Task.PASSWORD:
            return _password_problems(values)
        case Task.COLLEAGUE:
            return _colleague_problems(values)


def _colleague_problems(values: Mapping[str, str]) -> dict[str, str]:
    problems = {}
    typed = values["customer_actor_id"]
    if parse_actor_id(typed) is None:
        missing = words.NO_ACTOR_ID if typed.strip() else words.NEEDS_ACTOR_ID
        problems["customer_actor_id"] = missing
    if values["is_staff"] not in {_YES, _NO}:
        problems["is_staff"] = words.CHOOSE_YES_OR_NO
    return problems


def _account_problems(values: Mapping[str, str]) -> dict[str, str]:
    problems = {}
    if not values["role"]:
        problems["role"] = words.CHOOSE_ROLE
    if not values["branch_code"]:
        problems["branch_code"] = words.CHOOSE_BRANCH
    typed = values["customer_actor_id"]
    if typed.strip() and parse_actor_id(typed) is None:
        problems["customer_actor_id"] = words.NO_ACTOR_ID
    return problems


def _password_problems(values: Mapping[str, str]) -> dict[str, str]:
    if not values["password"]:
        return {"password": words.NEEDS_PASSWORD}
    if values["password"] != values["password_again"]:
        return {"password_again": words.NOT_THE_SAME}
    return {}
