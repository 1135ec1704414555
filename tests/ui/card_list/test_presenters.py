from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.card_numbers import classify
from desk_app.domain.cards import CardIsReplaced, CardKind, CardNumberTaken, CardStatus
from desk_app.hardware.api import Scan
from desk_app.ui.card_list.presenter.cards import CardsPresenter
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.wording import cards as words
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands.cards import (
    AddCard,
    BlockCard,
    CardAdded,
    ChangeCardKind,
    DeleteCard,
    ReplaceCard,
    UnblockCard,
    UsernameChange,
)
from desk_app.usecases.queries.customer_file import CardAdditionPreview, PreviewCardAddition
from tests.ui import builders
from tests.ui.fake_file_view import Answers, FakeFileView
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

NUMBER = "5003000030"


def preview(number: str = NUMBER, **changed: Any) -> CardAdditionPreview:
    made = CardAdditionPreview(
        number=number,
        display_number=f"BIEB-{number}",
        becomes_primary=True,
        becomes_active_at_once=False,
        temporary_number_ends=True,
        username_old="2X1986004417",
        username_new=number,
    )
    return replace(made, **changed)


class Desk:
    def __init__(self) -> None:
        added = CardAdded(
            NUMBER,
            CardKind.PRIMARY,
            CardStatus.BEING_MADE,
            UsernameChange("2X1986004417", NUMBER),
        )
        self.answers = Answers(
            {
                PreviewCardAddition: lambda query: preview(query.number),
                AddCard: added,
                ReplaceCard: added,
                ChangeCardKind: None,
                BlockCard: None,
                UnblockCard: None,
                DeleteCard: None,
            }
        )
        self.view = FakeFileView()
        self.runner = FakeRunner(self.answers)
        self.prompter = FakePrompter()
        self.elsewhere: list[Scan] = []
        self.router = ScanRouter(self.elsewhere.append)
        self.made: list[tuple[int, str]] = []
        self.cards = CardsPresenter(
            self.view,
            self.runner,
            self.prompter,
            self.router,
            lambda actor_id, number: self.made.append((actor_id, number)),
        )


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.cards.show(builders.without_card())
    return made


# ------------------------------------------------------------------------- step 8: scan and OK


def test_a_scan_shows_what_changes_and_ok_adds_the_card(desk: Desk) -> None:
    desk.cards.add()
    assert desk.view.entry == (words.ADD_TITLE, words.ADD_ADVICE)
    desk.router.route(builders.scan("BIEB-5003000030"))
    assert desk.view.number == NUMBER
    assert desk.view.may_go_on
    assert desk.view.preview == (
        "BIEB-5003000030 wordt de hoofdpas.",
        "Het tijdelijke klantnummer uit de welkomstmail vervalt.",
        "De gebruikersnaam wordt 5003000030, ook voor het downloaden van e-books.",
        "De pas is actief zodra zij is gemaakt en gecontroleerd.",
    )
    desk.cards.entry.confirm(NUMBER)
    assert desk.runner.executed == [AddCard(261379, NUMBER, typed_by_hand=False)]
    assert not desk.cards.entry.is_open
    assert desk.view.ok == ("De pas is in Wise aangemaakt. De gebruikersnaam is nu 5003000030.")
    assert desk.view.chosen == NUMBER
    assert desk.elsewhere == []


def test_a_typed_number_says_that_it_was_typed(desk: Desk) -> None:
    desk.cards.add()
    desk.cards.entry.entered(NUMBER)
    desk.cards.entry.confirm(NUMBER)
    assert desk.runner.executed == [AddCard(261379, NUMBER, typed_by_hand=True)]


def test_a_scan_that_was_changed_by_hand_counts_as_typed(desk: Desk) -> None:
    desk.cards.add()
    desk.router.route(builders.scan(NUMBER))
    desk.cards.entry.confirm("5003000047")
    assert desk.runner.executed == [AddCard(261379, "5003000047", typed_by_hand=True)]


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        (
            {"becomes_primary": False, "temporary_number_ends": False, "username_new": ""},
            (
                "BIEB-5003000030 wordt een volgpas.",
                "De pas is actief zodra zij is gemaakt en gecontroleerd.",
            ),
        ),
        (
            {
                "temporary_number_ends": False,
                "username_old": "eigen.naam",
                "username_new": "eigen.naam",
                "becomes_active_at_once": True,
            },
            ("BIEB-5003000030 wordt de hoofdpas.", "De pas is meteen actief."),
        ),
    ],
)
def test_only_what_changes_is_told(
    desk: Desk, changed: dict[str, Any], lines: tuple[str, ...]
) -> None:
    desk.answers.by_class[PreviewCardAddition] = preview(**changed)
    desk.cards.add()
    desk.cards.entry.entered(NUMBER)
    assert desk.view.preview == lines


def test_a_number_that_cannot_be_used_says_why_before_ok(desk: Desk) -> None:
    desk.answers.by_class[PreviewCardAddition] = preview(problem="CRD-4")
    desk.cards.add()
    desk.cards.entry.entered(NUMBER)
    assert not desk.view.may_go_on
    assert desk.view.entry_said == (
        "Pasnummer BIEB-5003000030 is al eens gebruikt. Er is niets toegevoegd.",
        "Neem een andere pas.",
    )


def test_the_loser_of_a_race_reads_the_same_sentence(desk: Desk) -> None:
    desk.answers.by_class[AddCard] = CardNumberTaken(NUMBER)
    desk.cards.add()
    desk.cards.entry.entered(NUMBER)
    desk.cards.entry.confirm(NUMBER)
    assert desk.view.entry is not None
    assert desk.view.entry_said[0].startswith("Pasnummer 5003000030 is al eens gebruikt.")
    assert not desk.view.may_go_on
    assert not desk.view.entry_is_busy


def test_an_answer_about_an_older_number_is_dropped(desk: Desk) -> None:
    desk.cards.add()
    desk.answers.by_class[PreviewCardAddition] = preview("5003000047")
    desk.cards.entry.entered(NUMBER)
    assert desk.view.preview == ()


def test_an_empty_field_asks_nothing(desk: Desk) -> None:
    desk.cards.add()
    desk.cards.entry.entered("   ")
    assert desk.runner.asked == []
    desk.cards.entry.confirm(" ")
    assert desk.view.entry_said[0] == words.NUMBER_FIRST
    assert desk.runner.executed == []


def test_pressing_ok_twice_while_waiting_is_prevented_by_the_view(desk: Desk) -> None:
    desk.cards.add()
    desk.runner.hold()
    desk.cards.entry.confirm(NUMBER)
    assert desk.view.entry_is_busy
    desk.runner.release()
    assert not desk.view.entry_is_busy


def test_after_annuleer_scans_go_elsewhere(desk: Desk) -> None:
    desk.cards.add()
    desk.cards.entry.cancel()
    desk.router.route(builders.scan(NUMBER))
    assert len(desk.elsewhere) == 1
    assert desk.view.entry is None


def test_a_panel_opened_for_somebody_else_is_closed(desk: Desk) -> None:
    desk.cards.add()
    desk.cards.show(replace(builders.without_card(), actor_id=7))
    assert desk.view.entry is None
    desk.cards.entry.entered(NUMBER)
    desk.cards.entry.confirm(NUMBER)
    assert desk.runner.asked == []
    assert desk.runner.executed == []


def test_a_card_scanned_with_the_file_open_can_be_added_at_once(desk: Desk) -> None:
    assert classify(NUMBER).number == NUMBER
    desk.cards.add(builders.scan(NUMBER))
    assert desk.view.number == NUMBER
    assert desk.view.may_go_on


def test_replacing_names_the_old_card(desk: Desk) -> None:
    desk.cards.show(builders.with_cards(builders.card()))
    desk.cards.act(Action.REPLACE_CARD, NUMBER)
    assert desk.view.entry is not None
    assert desk.view.entry[0] == "Pas BIEB-5003000030 vervangen"
    desk.router.route(builders.scan("5003000047"))
    assert desk.view.preview[0] == "BIEB-5003000047 komt in de plaats van de oude pas."
    desk.cards.entry.confirm("5003000047")
    assert desk.runner.executed == [ReplaceCard(261379, NUMBER, "5003000047", False)]


def test_a_card_that_was_there_already_is_told(desk: Desk) -> None:
    desk.answers.by_class[AddCard] = CardAdded(
        NUMBER, CardKind.PRIMARY, CardStatus.ACTIVE, already_there=True
    )
    desk.cards.add()
    desk.cards.entry.confirm(NUMBER)
    assert desk.view.ok == "Deze pas stond er al."


# ----------------------------------------------------------------------------------- the menu


def test_every_entry_of_the_menu(desk: Desk) -> None:
    first, second = builders.card(), builders.card("5003000047", kind=CardKind.SECONDARY)
    blocked = builders.card("5003000054", kind=CardKind.SECONDARY, status=CardStatus.BLOCKED)
    desk.cards.show(builders.with_cards(first, second, blocked))
    steps: list[tuple[Action, str, object, str]] = [
        (
            Action.CHANGE_KIND,
            second.number,
            ChangeCardKind(261379, second.number),
            words.KIND_CHANGED,
        ),
        (Action.BLOCK_CARD, second.number, BlockCard(261379, second.number, "weg"), words.BLOCKED),
        (Action.UNBLOCK_CARD, blocked.number, UnblockCard(261379, blocked.number), words.UNBLOCKED),
        (Action.DELETE_CARD, second.number, DeleteCard(261379, second.number), words.DELETED),
    ]
    for action, number, command, sentence in steps:
        desk.cards.act(action, number)
        if desk.prompter.asked:
            assert number in desk.prompter.asked[0].question.text
            desk.prompter.yes("weg")
        assert desk.runner.executed[-1] == command
        assert desk.view.ok == sentence
    desk.cards.act(Action.PRINT_CARD, first.number)
    assert desk.made == [(261379, first.number)]


def test_a_grey_entry_does_nothing_but_say_why(desk: Desk) -> None:
    replaced = builders.card("5003000061", kind=CardKind.SECONDARY, status=CardStatus.REPLACED)
    desk.cards.show(builders.with_cards(builders.card(), replaced))
    for action in (
        Action.PRINT_CARD,
        Action.CHANGE_KIND,
        Action.REPLACE_CARD,
        Action.BLOCK_CARD,
        Action.UNBLOCK_CARD,
        Action.DELETE_CARD,
    ):
        desk.cards.act(action, replaced.number)
        assert desk.view.warning[0] == "Deze pas is vervangen en blijft dat."
    assert desk.runner.executed == []
    assert desk.prompter.asked == []
    assert desk.made == []


def test_a_card_that_is_not_there_asks_to_choose_one(desk: Desk) -> None:
    desk.cards.act(Action.BLOCK_CARD, "")
    assert desk.view.warning[0] == words.CHOOSE_FIRST


def test_what_another_desk_did_first_is_told(desk: Desk) -> None:
    desk.cards.show(builders.with_cards(builders.card()))
    desk.answers.by_class[BlockCard] = CardIsReplaced(NUMBER)
    desk.cards.act(Action.BLOCK_CARD, NUMBER)
    desk.prompter.yes("weg")
    assert desk.view.refusal[2] == "CRD-8"


# ----------------------------------------------------- Klant - Print klantgegevens - Ledenpas


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (builders.without_card, words.NO_CARD_YET),
        (lambda: builders.with_cards(builders.card()), None),
        (
            lambda: builders.with_cards(builders.card(status=CardStatus.BLOCKED)),
            "Deze pas is geblokkeerd.",
        ),
        (lambda: builders.with_cards(card_number=NUMBER), words.NO_CARD_YET),
    ],
)
def test_printing_from_the_menu_is_about_the_hoofdpas(
    desk: Desk, file: Callable[[], Any], reason: str | None
) -> None:
    desk.cards.show(file())
    assert desk.cards.print_reason() == reason
    desk.cards.print_card()
    assert bool(desk.made) == (reason is None)


def test_after_closing_nothing_is_done(desk: Desk) -> None:
    desk.cards.add()
    desk.cards.close()
    assert desk.cards.print_reason() == words.NO_CARD_YET
    desk.cards.print_card()
    desk.cards.add()
    desk.router.route(builders.scan(NUMBER))
    assert len(desk.elsewhere) == 1
