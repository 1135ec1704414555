"""Changing a file through the door, on a real database."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.customer_fields import FieldNotPermitted, FieldReadOnly, FieldUnknown
from desk_app.domain.customers import (
    CustomerUnknown,
    EditConflict,
    HasBalance,
    HasCards,
    HasItemsOut,
)
from desk_app.domain.mandates import Mandate, MandateState
from desk_app.domain.notices import (
    BlockedAlready,
    BlockFollows,
    BlockKind,
    BlockUnknown,
    NoBlocks,
    NoNotices,
    NoticesFull,
    NoticeUnknown,
)
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import LedgerEntry, LedgerKind
from desk_app.domain.text_policy import CharacterRefused, FieldRequired, TextTooLong
from desk_app.errors import InputRefused, Refused
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.cards import AddCard, BlockCard
from desk_app.usecases.commands.customers import (
    AddNotice,
    BlockCustomer,
    DeleteCustomer,
    EditCustomer,
    FieldChange,
    LiftBlock,
    RemoveNotice,
)
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CustomerLog, LogLine, OpenCustomer
from tests.usecases.acting import refused
from tests.usecases.library import (
    CARD,
    IBAN,
    NOON,
    ONLINE,
    PLAIN,
    Library,
)

OTHER_IBAN = "NL02ABNA0123456789"


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE_EXTENDED)


def edit(*changes: tuple[str, str, str], overwrite: tuple[str, ...] = ()) -> EditCustomer:
    return EditCustomer(ONLINE, tuple(FieldChange(*one) for one in changes), overwrite)


def field_of(library: Library, name: str) -> Any:
    with library.customer() as customer:
        return getattr(customer, name)


# ---------------------------------------------------------------------------------------- Wijzig


def test_an_edit_is_saved_and_logged(library: Library, desk: LocalDesk) -> None:
    before = field_of(library, "version")
    done = desk.execute(
        edit(("given_name", "", " Greet "), ("birth_date", "1966-02-10", "1966-02-11"))
    )
    assert done.result.version == before + 1
    assert (done.result.merged, done.result.withdrawn_mandates) == ((), ())
    assert done.changes.customers == (ONLINE,)
    assert field_of(library, "given_name") == "Greet"
    assert field_of(library, "birth_date") == date(1966, 2, 11)
    lines = {line.field: line for line in desk.ask(CustomerLog(ONLINE))}
    assert (lines["given_name"].old, lines["given_name"].new) == ("", "Greet")
    assert (lines["birth_date"].old, lines["birth_date"].new) == ("1966-02-10", "1966-02-11")
    assert lines["given_name"].by == "Naam frontoffice-uitgebreid"
    assert library.audit_tags().count("customer:edited") == 1


def test_two_desks_edit_different_fields(library: Library, desk: LocalDesk) -> None:
    other = library.desk(Role.FRONT_OFFICE, "BALIE-2")
    other.execute(edit(("place", "Ruinerwold", "Meppel")))
    result = desk.execute(
        edit(("given_name", "", "Greet"), ("place", "Ruinerwold", "Ruinerwold"))
    ).result
    assert result.merged == ("place",)
    assert (field_of(library, "place"), field_of(library, "given_name")) == ("Meppel", "Greet")


def test_two_desks_edit_the_same_field(library: Library, desk: LocalDesk) -> None:
    other = library.desk(Role.FRONT_OFFICE, "BALIE-2")
    library.clock.forward(minutes=1)
    other.execute(edit(("place", "Ruinerwold", "Meppel")))
    mine = (("given_name", "", "Greet"), ("place", "Ruinerwold", "Assen"))
    (conflict,) = refused(desk, edit(*mine), EditConflict).conflicts
    assert (conflict.field, conflict.was) == ("place", "Ruinerwold")
    assert (conflict.theirs, conflict.yours) == ("Meppel", "Assen")
    assert (conflict.by, conflict.at) == ("Naam frontoffice", NOON + timedelta(minutes=1))
    assert field_of(library, "given_name") == "", "nothing of a clashing edit is saved"
    assert desk.execute(edit(*mine, overwrite=("place",))).result.merged == ()
    assert (field_of(library, "place"), field_of(library, "given_name")) == ("Assen", "Greet")


def test_a_clash_with_nobody_s_change_on_record(library: Library, desk: LocalDesk) -> None:
    with library.customer() as customer:
        customer.place = "Meppel"
    (conflict,) = refused(desk, edit(("place", "Ruinerwold", "Assen")), EditConflict).conflicts
    assert (conflict.by, conflict.at) == ("", None)


def test_twenty_edits_at_once_lose_nothing(library: Library) -> None:
    fields = ("given_name", "search_name", "classification", "target_group", "name_prefix")

    def save(at: int) -> None:
        desk = library.desk(Role.FRONT_OFFICE, f"BALIE-{at}")
        desk.execute(edit((fields[at], "", f"waarde {at}")))

    with ThreadPoolExecutor(len(fields)) as pool:
        list(pool.map(save, range(len(fields))))
    with library.customer() as customer:
        assert [getattr(customer, name) for name in fields] == [
            f"waarde {at}" for at in range(len(fields))
        ]


def test_everything_wrong_is_refused_at_once(library: Library, desk: LocalDesk) -> None:
    found = refused(
        desk,
        edit(
            ("surname", "Tester", ""),
            ("postcode", "7961 AM", "12"),
            ("nonsense", "", "1"),
            ("id_checked_by", "", "ik"),
            ("given_name", "", "Greet"),
        ),
        InputRefused,
    )
    assert {problem.field: type(problem) for problem in found.problems}.keys() == {
        "surname",
        "postcode",
        "nonsense",
        "id_checked_by",
    }
    kinds = {type(problem) for problem in found.problems}
    assert {FieldRequired, FieldUnknown, FieldReadOnly} <= kinds
    assert field_of(library, "given_name") == ""


def test_who_saw_the_proof_of_identity(library: Library, desk: LocalDesk) -> None:
    desk.execute(edit(("id_checked_on", "", "2026-04-14")))
    assert field_of(library, "id_checked_by") == "Naam frontoffice-uitgebreid"


def test_the_mark_of_a_colleague_is_not_the_desk_s(library: Library, desk: LocalDesk) -> None:
    (problem,) = refused(desk, edit(("is_staff", "0", "1")), InputRefused).problems
    assert isinstance(problem, FieldReadOnly)
    assert not field_of(library, "is_staff")


def test_an_account_number_needs_a_permission_of_its_own(library: Library) -> None:
    consultant = library.desk(Role.SCHOOL_CONSULTANT)
    (problem,) = refused(consultant, edit(("iban", IBAN, "")), InputRefused).problems
    assert isinstance(problem, FieldNotPermitted)
    assert problem.needs == "finance:mandate"


# ------------------------------------------------------------------------- accounts and mandates


def mandate(reference: str, iban: str, state: MandateState) -> Mandate:
    return Mandate(reference, iban, "", "G. Tester", state, NOON)


def test_another_account_ends_the_mandates_for_the_old_one(
    library: Library, desk: LocalDesk
) -> None:
    with library.customer() as customer:
        customer.mandates += [
            mandate("DA-1", IBAN, MandateState.WITHDRAWN),
            mandate("DA-2", IBAN, MandateState.PROCESSED),
            mandate("DA-3", IBAN, MandateState.PRINTED),
            mandate("DA-4", OTHER_IBAN, MandateState.PRINTED),
        ]
    result = desk.execute(edit(("iban", IBAN, "NL02 ABNA 0123 4567 89"))).result
    assert sorted(result.withdrawn_mandates) == ["DA-2", "DA-3"]
    with library.customer() as customer:
        assert {one.reference: one.state for one in customer.mandates} == {
            "DA-1": MandateState.WITHDRAWN,
            "DA-2": MandateState.WITHDRAWN,
            "DA-3": MandateState.WITHDRAWN,
            "DA-4": MandateState.PRINTED,
        }
        assert customer.iban == OTHER_IBAN
        ended = next(one for one in customer.mandates if one.reference == "DA-2")
        assert ended.withdrawn_at == NOON
    logged = [line for line in desk.ask(CustomerLog(ONLINE)) if line.field == "mandate:withdrawn"]
    assert sorted(line.old for line in logged) == ["DA-2", "DA-3"]


def test_no_account_number_is_written_down_outside_its_column(
    library: Library, desk: LocalDesk
) -> None:
    command = edit(("iban", IBAN, OTHER_IBAN))
    assert IBAN not in repr(command)
    assert OTHER_IBAN not in repr(command)
    with library.customer() as customer:
        customer.iban = "BE68539007547034"
    (conflict,) = refused(desk, command, EditConflict).conflicts
    assert (conflict.was, conflict.theirs, conflict.yours) == (
        "•••• 4300",
        "•••• 7034",
        "•••• 6789",
    )
    desk.execute(edit(("iban", "BE68539007547034", OTHER_IBAN)))
    log: tuple[LogLine, ...] = desk.ask(CustomerLog(ONLINE))
    kept = [*library.audit_details(), *map(str, log)]
    assert any("6789" in text for text in kept)
    for number in (IBAN, OTHER_IBAN, "BE68539007547034"):
        assert not any(number in text for text in kept)


# --------------------------------------------------------------------------------------- Verwijder


def test_removing_a_customer(library: Library, desk: LocalDesk) -> None:
    with library.customer() as customer:
        customer.mandates.append(mandate("DA-9", IBAN, MandateState.PROCESSED))
        customer.mandates.append(mandate("DA-8", IBAN, MandateState.WITHDRAWN))
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(BlockCard(ONLINE, CARD, "opgezegd"))
    desk.execute(DeleteCustomer(ONLINE))
    refused(desk, DeleteCustomer(ONLINE), CustomerUnknown)
    refused(desk, edit(("place", "Ruinerwold", "Assen")), CustomerUnknown)
    assert desk.ask(OpenCustomer(ONLINE)).deleted
    states = library.rows("SELECT reference, state, withdrawn_at FROM mandate ORDER BY reference")
    assert [row.state for row in states] == ["withdrawn", "withdrawn"]
    assert library.audit_tags().count("customer:deleted") == 1
    with pytest.raises(Refused):
        desk.execute(AddCard(PLAIN, CARD))


def test_who_is_not_removed(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    with library.customer() as customer:
        customer.items_out = 2
        customer.ledger.append(LedgerEntry(NOON, LedgerKind.FEE, Decimal("54.00"), "Basis"))
    assert refused(desk, DeleteCustomer(ONLINE), HasItemsOut).items == 2
    with library.customer() as customer:
        customer.items_out = 0
    assert refused(desk, DeleteCustomer(ONLINE), HasBalance).balance == Decimal("54.00")
    with library.customer() as customer:
        customer.ledger.append(LedgerEntry(NOON, LedgerKind.PAYMENT, Decimal("-54.00"), ""))
    assert refused(desk, DeleteCustomer(ONLINE), HasCards).cards == 1
    assert not desk.ask(OpenCustomer(ONLINE)).deleted


# ------------------------------------------------------------------------------- 5.Meldingen


def test_notices(library: Library, desk: LocalDesk) -> None:
    refused(desk, RemoveNotice(ONLINE, 1), NoNotices)
    for at in range(4):
        desk.execute(AddNotice(ONLINE, f" Melding  {at} <b>'%s "))
    assert refused(desk, AddNotice(ONLINE, "te veel"), NoticesFull).max_count == 4
    notices = desk.ask(OpenCustomer(ONLINE)).notices
    assert {one.text for one in notices} == {f"Melding {at} <b>'%s" for at in range(4)}
    assert {(one.by, one.written_at) for one in notices} == {("Naam frontoffice-uitgebreid", NOON)}
    refused(desk, RemoveNotice(PLAIN, notices[0].notice_id), NoNotices)
    desk.execute(RemoveNotice(ONLINE, notices[0].notice_id))
    refused(desk, RemoveNotice(ONLINE, notices[0].notice_id), NoticeUnknown)
    assert len(desk.ask(OpenCustomer(ONLINE)).notices) == 3
    tags = library.audit_tags()
    assert (tags.count("customer:notice_added"), tags.count("customer:notice_removed")) == (4, 1)


# -------------------------------------------------------------------------------- blocks


def test_blocks(library: Library, desk: LocalDesk) -> None:
    refused(desk, LiftBlock(ONLINE, 1), NoBlocks)
    desk.execute(BlockCustomer(ONLINE, BlockKind.MANUAL, "  post komt  terug "))
    refused(desk, BlockCustomer(ONLINE, BlockKind.MANUAL, "weer"), BlockedAlready)
    for kind in (BlockKind.NO_CARD, BlockKind.UNPAID_FEE):
        refused(desk, BlockCustomer(ONLINE, kind, "zomaar"), BlockFollows)
    stored = [one for one in desk.ask(OpenCustomer(ONLINE)).blocks if one.block_id is not None]
    assert [(one.kind, one.reason) for one in stored] == [(BlockKind.MANUAL, "post komt terug")]
    refused(desk, LiftBlock(ONLINE, 4711), BlockUnknown)
    assert stored[0].block_id is not None
    desk.execute(LiftBlock(ONLINE, stored[0].block_id))
    with library.customer() as customer:
        assert customer.blocks == []
    tags = library.audit_tags()
    assert (tags.count("customer:blocked"), tags.count("customer:block_lifted")) == (1, 1)


# --------------------------------------------------------------------------------- everything

COMMANDS: dict[str, Callable[[int], Command[Any]]] = {
    "edit": lambda actor: EditCustomer(actor, (FieldChange("place", "Ruinerwold", "Assen"),)),
    "delete": DeleteCustomer,
    "add notice": lambda actor: AddNotice(actor, "Melding"),
    "remove notice": lambda actor: RemoveNotice(actor, 1),
    "block": lambda actor: BlockCustomer(actor, BlockKind.MANUAL, "zomaar"),
    "lift block": lambda actor: LiftBlock(actor, 1),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_not_permitted_or_no_such_customer(library: Library, desk: LocalDesk, name: str) -> None:
    make = COMMANDS[name]
    refused(library.desk(Role.ADMINISTRATOR), make(ONLINE), NotPermitted)
    refused(desk, make(999_999), CustomerUnknown)
    assert not [tag for tag in library.audit_tags() if tag.startswith("customer:")]


HOSTILE = {
    "10 MB": "a" * 10_000_000,
    "control": "Tes\x00ter",
    "bidi": "Tes\u202eter",
    "html": "<img src=x>",
    "sql": "' OR 1=1 --",
    "percent": "%s%n",
    "braces": "{0}",
    "emoji": "😀",
    "NFD": "Joe\u0308lle",
}
REFUSED = {"10 MB": TextTooLong, "control": CharacterRefused, "bidi": CharacterRefused}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_refused_with_its_field_or_kept_literally(
    library: Library, desk: LocalDesk, hostile: str
) -> None:
    text = HOSTILE[hostile]
    commands: dict[str, Command[Any]] = {
        "surname": edit(("surname", "Tester", text)),
        "comment": edit(("comment", "", text)),
        "text": AddNotice(ONLINE, text),
        "reason": BlockCustomer(ONLINE, BlockKind.MANUAL, text),
    }
    for field, command in commands.items():
        if hostile in REFUSED:
            found = refused(desk, command, Refused)
            (problem,) = found.problems if isinstance(found, InputRefused) else (found,)
            assert (type(problem), problem.field) == (REFUSED[hostile], field)
        else:
            desk.execute(command)
    if hostile in REFUSED:
        return
    kept = unicodedata.normalize("NFC", text)
    file = desk.ask(OpenCustomer(ONLINE))
    assert (file.details.surname, file.details.comment) == (kept, kept)
    assert file.notices[0].text == kept
    assert kept in {block.reason for block in file.blocks}
    assert file.display_name == f"Mw. G. {kept}"
