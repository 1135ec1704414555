from __future__ import annotations

from typing import Any

import pytest

from desk_app.domain.customer_fields import FIELDS
from desk_app.domain.customers import EditConflict, FieldConflict, HasCards
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import FieldRequired
from desk_app.errors import InputRefused, Unavailable
from desk_app.ui.customer_file.presenter.editing import EditPresenter, canonical_values
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.abilities import Ability, Action, WhyNot
from desk_app.usecases.commands.customers import EditCustomer, Edited, FieldChange
from desk_app.usecases.queries.customer_file import OpenCustomer
from tests.ui import builders
from tests.ui.fake_file_view import Answers, FakeFileView
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner


class Desk:
    def __init__(self, **answers: Any) -> None:
        self.answers = Answers({EditCustomer: Edited(2), OpenCustomer: builders.without_card()})
        self.view = FakeFileView()
        self.runner = FakeRunner(self.answers)
        self.prompter = FakePrompter()
        self.opened = OpenedFile(self.view, self.runner)
        self.editing = EditPresenter(self.view, self.runner, self.prompter, self.opened)
        self.opened.file = builders.without_card()
        self.editing.file_shown(self.opened.file)

    def type(self, **texts: str) -> None:
        self.editing.edit()
        self.view.typed.update(texts)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def conflict(field: str = "phone", theirs: str = "0592123456") -> EditConflict:
    return EditConflict(
        (FieldConflict(field, "", theirs, "0201234567", "M. de Vries", builders.AT),)
    )


def test_every_field_has_a_canonical_text() -> None:
    values = canonical_values(builders.busy_customer())
    assert set(values) == set(FIELDS)
    assert values["birth_date"] == "1966-02-10"
    assert values["direct_debit"] == "1"
    assert values["kind"] == "regular"


def test_only_what_was_changed_is_sent(desk: Desk) -> None:
    desk.type(phone="0592123456", birth_date="1966-02-11")
    assert desk.editing.unsaved
    desk.editing.save()
    (command,) = desk.runner.executed
    assert command == EditCustomer(
        261379,
        (
            FieldChange("birth_date", "1966-02-10", "1966-02-11"),
            FieldChange("phone", "", "0592123456"),
        ),
    )
    assert desk.view.ok == said.SAVED
    assert not desk.view.editing
    assert desk.view.busy_seen == [True, False]


def test_saving_nothing_sends_nothing(desk: Desk) -> None:
    desk.editing.edit()
    desk.editing.save()
    assert desk.runner.executed == []
    assert desk.view.ok == said.NOTHING_CHANGED
    assert not desk.editing.editing


def test_saving_or_cancelling_without_editing_does_nothing(desk: Desk) -> None:
    desk.editing.save()
    desk.editing.cancel()
    assert desk.runner.executed == []
    assert desk.prompter.asked == []


def test_who_may_not_edit_is_told_who_may(desk: Desk) -> None:
    entry = Ability(Action.EDIT, WhyNot.NO_PERMISSION, Permission.CUSTOMER_EDIT)
    desk.opened.file = builders.without_card()
    object.__setattr__(desk.opened.file, "abilities", (entry,))
    desk.editing.edit()
    assert not desk.view.editing
    assert "frontoffice" in desk.view.warning[0]


def test_a_field_that_the_editor_writes_differently_is_not_a_change(desk: Desk) -> None:
    class Spaced(FakeFileView):
        def values(self) -> dict[str, str]:
            return {**super().values(), "iban": "••••4300"}

    view = Spaced()
    editing = EditPresenter(view, desk.runner, desk.prompter, desk.opened)
    file = builders.without_card(details=builders.details(iban="•••• 4300"))
    desk.opened.file = file
    editing.file_shown(file)
    editing.edit()
    assert not editing.unsaved


def test_cancel_asks_only_when_something_was_typed(desk: Desk) -> None:
    desk.editing.edit()
    desk.editing.cancel()
    assert not desk.editing.editing
    assert desk.prompter.asked == []
    desk.type(phone="1")
    desk.editing.cancel()
    desk.prompter.no()
    assert desk.view.editing
    assert desk.view.values()["phone"] == "1"
    desk.editing.cancel()
    desk.prompter.yes()
    assert not desk.editing.editing
    assert desk.view.values()["phone"] == ""


def test_what_another_desk_changed_meanwhile_is_told(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = Edited(3, merged=("email", "street"))
    desk.type(phone="0592123456")
    desk.editing.save()
    assert desk.view.warning == (said.MERGED, "Dat is bewaard gebleven: E-mail, Straat.")


def test_a_mandate_that_ended_with_the_account_is_told(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = Edited(3, withdrawn_mandates=("DA-1",))
    desk.type(iban="NL91ABNA0417164300")
    desk.editing.save()
    sentence, advice = desk.view.warning
    assert sentence == said.SAVED
    assert "DA-1" in advice
    assert "Print een nieuwe machtiging" in advice


def test_what_is_typed_while_saving_is_kept_open(desk: Desk) -> None:
    desk.type(phone="0592123456")
    desk.runner.hold()
    desk.editing.save()
    desk.view.typed["email"] = "nog@example.org"
    desk.runner.release()
    assert desk.view.editing
    assert desk.view.warning == (said.SAVED_HALF, said.SAVED_HALF_ADVICE)
    desk.editing.save()
    assert desk.runner.executed[1].changes == (
        FieldChange("email", "g.tester@example.org", "nog@example.org"),
    )


def test_a_file_that_changes_while_editing_leaves_the_fields_alone(desk: Desk) -> None:
    desk.type(phone="0592123456")
    desk.editing.file_shown(builders.without_card(details=builders.details(place="Assen")))
    assert desk.view.values()["phone"] == "0592123456"
    assert desk.view.values()["place"] == "Annen"


# --------------------------------------------------------------------------- the same field twice


def test_a_conflict_shows_both_values_with_who_and_when(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = conflict()
    desk.type(phone="0201234567")
    desk.editing.save()
    question = desk.prompter.asked[0].question
    assert question.lines == (
        "Telefoon: nu “0592123456” (M. de Vries, 20-01-2015 14:02); u vulde in “0201234567”",
    )
    assert [choice.key for choice in desk.prompter.asked[0].choices] == [said.THEIRS, said.MINE]
    assert desk.view.editing


def test_a_conflict_over_a_date_or_a_tick_is_told_in_words(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = EditConflict(
        (
            FieldConflict("birth_date", "", "1966-02-11", "", "", None),
            FieldConflict("newsletter", "0", "1", "0", "J. Smit", None),
        )
    )
    desk.type(phone="1")
    desk.editing.save()
    assert desk.prompter.asked[0].question.lines == (
        "Geboren: nu “11-02-1966” (een ander); u vulde in “leeg”",
        "Nieuwsbrief: nu “Ja” (J. Smit); u vulde in “Nee”",
    )


def test_mine_is_sent_again_over_theirs(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = conflict()
    desk.type(phone="0201234567", email="a@example.org")
    desk.editing.save()
    desk.answers.by_class[EditCustomer] = Edited(3)
    desk.prompter.yes(said.MINE)
    again = desk.runner.executed[1]
    assert again.overwrite == ("phone",)
    assert {change.field for change in again.changes} == {"phone", "email"}
    assert desk.view.ok == said.SAVED


def test_theirs_stays_and_the_rest_is_saved(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = conflict()
    desk.type(phone="0201234567", email="a@example.org")
    desk.editing.save()
    desk.answers.by_class[EditCustomer] = Edited(3)
    desk.prompter.yes(said.THEIRS)
    again = desk.runner.executed[1]
    assert again.overwrite == ()
    assert [change.field for change in again.changes] == ["email"]
    assert not desk.view.editing


def test_theirs_without_anything_else_shows_what_is_saved(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = conflict()
    desk.answers.by_class[OpenCustomer] = builders.without_card(
        details=builders.details(phone="0592123456")
    )
    desk.type(phone="0201234567")
    desk.editing.save()
    desk.prompter.yes(said.THEIRS)
    assert len(desk.runner.executed) == 1
    assert desk.view.values()["phone"] == "0592123456"
    assert not desk.view.editing


def test_keeping_on_typing_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = conflict()
    desk.type(phone="0201234567")
    desk.editing.save()
    desk.prompter.no()
    assert desk.view.editing
    assert desk.view.values()["phone"] == "0201234567"


# ------------------------------------------------------------------------------------------ wrong


def test_every_wrong_field_is_marked_at_once(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = InputRefused(
        (FieldRequired("surname"), FieldRequired("country"))
    )
    desk.type(surname="")
    desk.editing.save()
    assert set(desk.view.problems) == {"surname", "country"}
    assert desk.view.refusal[0] == said.WRONG_FIELDS
    assert desk.view.editing


def test_a_refusal_without_a_field_is_told_in_the_bar(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = HasCards(2)
    desk.type(phone="1")
    desk.editing.save()
    assert desk.view.refusal[2] == "CUS-5"
    assert desk.view.refusal[0]


def test_a_store_that_is_away_leaves_what_was_typed(desk: Desk) -> None:
    desk.answers.by_class[EditCustomer] = Unavailable()
    desk.type(phone="1")
    desk.editing.save()
    assert len(desk.runner.troubles) == 1
    assert desk.view.editing
    assert not desk.view.busy_now
    desk.answers.by_class[EditCustomer] = Edited(2)
    desk.runner.try_again()
    assert desk.view.ok == said.SAVED
