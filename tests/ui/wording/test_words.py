"""Whatever can be shown has words: every enum value, reason, field, tag and state."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import pytest

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.card_numbers import Miss, NearMiss, Scanned, ScannedKind
from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.customer_fields import FIELDS, HOLD_MESSAGES, LANGUAGES
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import STORED_BLOCKS, BlockKind
from desk_app.domain.staff import PERMISSIONS_OF, Permission
from desk_app.domain.subscriptions import CancellationReason, FeeStatus, LedgerKind, TermKind
from desk_app.domain.visitors import PERMISSIONS_OF_VISITOR
from desk_app.hardware.api import (
    DeviceRole,
    DriverFacts,
    PrinterStatus,
    ScannerStatus,
    WriterStatus,
)
from desk_app.hardware.catalogue import KINDS
from desk_app.ui.framework.status import State
from desk_app.ui.wording import audit, card_panel, cards, device_states, errands
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import search as search_words
from desk_app.usecases.abilities import Ability, Action, WhyNot
from desk_app.usecases.commands.cards import CardAdded
from desk_app.usecases.messages import AuditTag
from tests.ui import builders


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (words.GENDERS, Gender),
        (words.KINDS, CustomerKind),
        (words.ORIGINS, Origin),
        (words.TERMS, TermKind),
        (words.FEE_STATUSES, FeeStatus),
        (words.REASONS, CancellationReason),
        (words.LEDGER, LedgerKind),
        (words.MANDATE_STATES, MandateState),
        (words.CARD_KINDS, CardKind),
        (words.CARD_STATUSES, CardStatus),
        (words.CARD_STEPS, CardStep),
        (words.BLOCKS, BlockKind),
        (words.ACTIONS, Action),
        (audit.EVENTS, AuditTag),
        (device_states.PRINTERS, PrinterStatus),
        (device_states.WRITERS, WriterStatus),
        (device_states.SCANNERS, ScannerStatus),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_value_has_words(table: Mapping[Enum, object], kind: type[Enum]) -> None:
    assert set(table) == set(kind)
    assert all(table.values())


@pytest.mark.parametrize("reason", WhyNot)
def test_every_reason_has_a_sentence(reason: WhyNot) -> None:
    needs = Permission.CARD_ADD if reason is WhyNot.NO_PERMISSION else None
    sentence = words.why_not(Ability(Action.EDIT, reason, needs))
    assert sentence is not None
    assert sentence.endswith(".")
    assert "!" not in sentence


def test_what_may_be_done_has_no_reason() -> None:
    assert words.why_not(Ability(Action.EDIT)) is None


OF_VISITORS = frozenset().union(*PERMISSIONS_OF_VISITOR.values()) - frozenset().union(
    *PERMISSIONS_OF.values()
)
"""What only visitors of web pages may; no role of staff has it."""


@pytest.mark.parametrize("permission", sorted(set(Permission) - {Permission.SYSTEM} - OF_VISITORS))
def test_who_may_is_always_somebody(permission: Permission) -> None:
    assert words.who_may(permission) not in {"", "niemand"}


def test_every_field_has_a_label_and_every_choice_its_word() -> None:
    assert set(FIELDS) <= set(words.FIELDS)
    assert set(words.HOLD_MESSAGES) == set(HOLD_MESSAGES)
    assert set(words.LANGUAGES) == set(LANGUAGES)
    for name, field in FIELDS.items():
        if field.choices:
            assert set(words.CHOICES[name]) == set(field.choices)
    assert set(words.STORED_BLOCKS) == set(STORED_BLOCKS)
    assert len(words.TABS) == 9


def test_device_states_are_states_of_the_status_bar() -> None:
    for table in (device_states.PRINTERS, device_states.WRITERS, device_states.SCANNERS):
        for kind, said in table.values():
            assert State(kind)
            assert said


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("direct_debit", "1", "Ja"),
        ("direct_debit", "0", "Nee"),
        ("birth_date", "1966-02-10", "10-02-1966"),
        ("birth_date", "31-31", "31-31"),
        ("gender", "female", "Vrouw"),
        ("country", "ES", "ES"),
        ("surname", "<b>", "<b>"),
        ("surname", "", ""),
        ("card:added", "5003000030", "5003000030"),
    ],
)
def test_canonical_texts_are_told_in_words(name: str, text: str, shown: str) -> None:
    assert words.value_words(name, text) == shown


def test_an_event_of_a_newer_program_is_shown_as_it_is() -> None:
    assert audit.event_words("card:added") == "Pas toegevoegd"
    assert audit.event_words("moon:landed") == "moon:landed"


def test_a_block_tells_its_reason_and_an_online_registrant_why() -> None:
    assert words.block_words(BlockKind.MANUAL, "eerst bellen", Origin.DESK) == (
        "Geblokkeerd: eerst bellen"
    )
    assert "online ingeschreven" in words.block_words(BlockKind.NO_CARD, "", Origin.ONLINE)
    assert "online" not in words.block_words(BlockKind.NO_CARD, "", Origin.DESK)


def test_errands_are_counted() -> None:
    assert errands.summary(0, 0) == ""
    assert errands.summary(1, 0) == "Klusjes – 1 wacht"
    assert errands.summary(2, 1) == "Klusjes – 2 wachten, 1 mislukt"


@pytest.mark.parametrize("miss", Miss)
def test_every_near_miss_says_what_is_wrong(miss: Miss) -> None:
    found = Scanned("500300003", ScannedKind.UNKNOWN, near=NearMiss("bibliotheek", miss, "10", "9"))
    said = search_words.not_given_out(found, "500300003")
    assert said.sentence.startswith("500300003 is geen pasnummer: ")
    assert "None" not in said.sentence


@pytest.mark.parametrize("kind", ScannedKind)
def test_every_kind_of_scan_has_a_sentence(kind: ScannedKind) -> None:
    assert search_words.not_given_out(Scanned("1", kind), "1").sentence.endswith(".")


def test_the_info_of_a_card_is_short_and_complete() -> None:
    rows = builders.cards_of_all_states()
    assert [cards.info_words(row) for row in rows] == [
        "gecontroleerd 20-01-2015 14:02",
        "gescand 20-01-2015 14:02",
        f"{rows[2].blocked_reason}, gecontroleerd 20-01-2015 14:02",
        "vervangen door 5003000030, gecontroleerd 20-01-2015 14:02",
        "magneetstrip beschadigd",
        "ingetypt 20-01-2015 14:02",
    ]
    assert cards.info_words(builders.card(without_plastic=True, verified_at=None)) == (
        "alleen een nummer, geen pas"
    )
    assert cards.info_words(builders.card(printed_count=3)).endswith("3 keer afgedrukt")
    assert [cards.status_words(row) for row in rows] == [
        "Actief",
        "Wordt geschreven",
        "Geblokkeerd",
        "Vervangen",
        "Afgekeurd",
        "Actief",
    ]


def test_adding_without_a_new_name_says_only_that() -> None:
    added = CardAdded("5003000030", CardKind.SECONDARY, CardStatus.ACTIVE)
    assert cards.added(added) == "De pas is in Wise aangemaakt."


def test_unfinished_cards_are_counted() -> None:
    assert card_panel.unfinished(1, "Mw. G. Tester") == (
        "De pas van Mw. G. Tester is nog niet afgemaakt."
    )
    assert card_panel.unfinished(3, "X").startswith("Er zijn 3 passen")


def test_dates_of_the_file_are_the_clock_on_the_wall() -> None:
    assert words.when(builders.AT) == "20-01-2015 14:02"
    assert words.day(builders.AT) == "20-01-2015"


@pytest.mark.parametrize("driver", [kind.facts for kind in KINDS], ids=lambda facts: facts.kind)
def test_every_driver_says_what_it_was_written_for(driver: DriverFacts) -> None:
    said = device_states.written_for(driver)
    assert said.startswith("Geschreven voor ")
    assert driver.models or driver.kind in device_states.ANY
    assert all(model in said for model in driver.models)


def test_no_word_is_left_of_a_driver_that_is_gone() -> None:
    assert set(device_states.ANY) <= {kind.facts.kind for kind in KINDS}
    assert set(device_states.ROLES) == set(DeviceRole)
