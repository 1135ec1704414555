"""The audit trail holds what was done, and tells when somebody touched it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from desk_app.store import audit
from desk_app.store.audit import Break, Head
from desk_app.usecases.store_ports import AuditEntry
from tests.store.library import IBAN, NOW, Library

ROWS = 12


@pytest.fixture
def trail(library: Library) -> Library:
    """A library with twelve audit rows."""
    for place in range(ROWS):
        with library.work() as work:
            work.write_audit(
                AuditEntry(
                    "card:added", 1, "frontoffice", "b", f"customer:{place}", f"{place} {IBAN}", NOW
                )
            )
            work.commit()
    return library


def breaks(library: Library, kept: Head | None = None) -> list[Break]:
    with library.store.database.readers.connect() as connection:
        return list(audit.verify(connection, kept))


def head(library: Library) -> Head:
    with library.store.database.readers.connect() as connection:
        return audit.head(connection)


def tamper(library: Library, *statements: str) -> int:
    """Somebody with the database in hand; answers how many rows were touched."""
    with library.store.database.writing() as connection:
        touched = sum(connection.execute(text(one)).rowcount for one in statements)
        connection.commit()
    return touched


def test_a_whole_chain_has_no_breaks(trail: Library) -> None:
    assert breaks(trail) == []
    assert head(trail).seq == ROWS
    assert breaks(trail, head(trail)) == []
    assert breaks(trail, Head(0, audit.FIRST)) == []


def test_an_empty_chain_has_a_head_too(library: Library) -> None:
    assert head(library) == Head(0, audit.FIRST)
    assert breaks(library) == []


def test_the_row_is_there_when_and_only_when_the_change_is(library: Library) -> None:
    actor_id = library.add()
    entry = AuditEntry("customer:edited", 1, "r", "b", "s", "d", NOW)
    with library.work() as work:
        work.customers.get(actor_id).comment = "weg"
        work.write_audit(entry)
    assert head(library).seq == 0
    with library.work() as work:
        work.customers.get(actor_id).comment = "blijft"
        work.write_audit(entry)
        work.commit()
    assert head(library).seq == 1


def test_rows_hold_no_details_and_details_are_not_readable(trail: Library) -> None:
    assert all(IBAN not in str(row) for row in trail.rows("audit"))
    assert all(IBAN not in str(row) for row in trail.rows("audit_payload"))
    hashes = {row.commitment for row in trail.rows("audit")}
    assert len(hashes) == ROWS


@pytest.mark.parametrize("column", ["at", "role", "workstation", "tag", "subject", "commitment"])
def test_an_edited_row_is_found(trail: Library, column: str) -> None:
    value = "'2020-01-01T00:00:00.000000+00:00'" if column == "at" else "'x'"
    assert tamper(trail, f"UPDATE audit SET {column} = {value} WHERE seq = 5") == 1
    assert Break(5, "changed") in breaks(trail)


def test_who_did_it_cannot_be_taken_away(trail: Library) -> None:
    assert tamper(trail, "UPDATE audit SET staff_id = NULL WHERE seq = 5") == 1
    assert breaks(trail) == [Break(5, "changed")]


def test_edited_details_are_found(trail: Library) -> None:
    moved = (
        "UPDATE audit_payload SET payload = (SELECT payload FROM audit_payload WHERE seq = 3)"
        " WHERE seq = 4"
    )
    assert tamper(trail, moved) == 1
    assert breaks(trail) == [Break(4, "details")]


def test_a_removed_row_is_found(trail: Library) -> None:
    removed = [f"DELETE FROM {table} WHERE seq = 7" for table in ("audit_payload", "audit")]
    assert tamper(trail, *removed) == 2
    assert breaks(trail) == [Break(7, "missing")]


def test_a_removed_first_row_is_found(trail: Library) -> None:
    removed = [f"DELETE FROM {table} WHERE seq = 1" for table in ("audit_payload", "audit")]
    assert tamper(trail, *removed) == 2
    assert breaks(trail) == [Break(1, "missing")]


def test_removed_rows_whose_numbers_were_closed_up_are_found(trail: Library) -> None:
    assert tamper(
        trail,
        "DELETE FROM audit_payload WHERE seq >= 7",
        "DELETE FROM audit WHERE seq = 7",
        *(f"UPDATE audit SET seq = {seq - 1} WHERE seq = {seq}" for seq in range(8, ROWS + 1)),
    )
    assert Break(7, "order") in breaks(trail)
    assert Break(7, "changed") in breaks(trail)


def test_an_inserted_row_is_found(trail: Library) -> None:
    copy = (
        "INSERT INTO audit SELECT 13, at, staff_id, role, workstation, tag, subject, commitment,"
        " previous, hash FROM audit WHERE seq = 12"
    )
    assert tamper(trail, copy) == 1
    assert {found.what for found in breaks(trail)} == {"order", "changed"}


def test_exchanged_rows_are_found(trail: Library) -> None:
    moves = [(4, -4), (5, 4), (-4, 5)]
    assert tamper(
        trail,
        "DELETE FROM audit_payload WHERE seq IN (4, 5)",
        *(f"UPDATE audit SET seq = {to} WHERE seq = {of}" for of, to in moves),
    )
    assert {found.seq for found in breaks(trail)} >= {4, 5, 6}


def test_a_row_made_to_fit_breaks_what_comes_after(trail: Library) -> None:
    """Whoever can compute hashes must rewrite everything behind, and then the head differs."""
    kept = head(trail)
    with trail.store.database.writing() as connection:
        connection.execute(text("UPDATE audit SET tag = 'other' WHERE seq = 12"))
        changed = connection.execute(audit._rows, {"after": 11}).mappings().one()
        connection.execute(
            text("UPDATE audit SET hash = :hash WHERE seq = 12"), {"hash": audit._hash(changed)}
        )
        connection.commit()
    assert breaks(trail) == []
    assert breaks(trail, kept) == [Break(12, "cut off")]


def test_a_chain_that_was_cut_off_is_found_by_a_kept_head(trail: Library) -> None:
    kept = head(trail)
    assert tamper(
        trail, "DELETE FROM audit_payload WHERE seq > 9", "DELETE FROM audit WHERE seq > 9"
    )
    assert breaks(trail) == []
    assert breaks(trail, kept) == [Break(ROWS, "cut off")]


def test_details_can_be_forgotten_without_breaking_the_chain(trail: Library) -> None:
    with trail.store.database.writing() as connection:
        audit.erase_details(connection, 5)
        connection.commit()
    assert len(trail.rows("audit_payload")) == ROWS - 1
    assert breaks(trail) == []


@pytest.mark.parametrize(
    "change",
    [f"salt = '{'0' * 64}'", "salt = 'no salt'", "payload = 'v1.AAAA'", "payload = 'plain'"],
)
def test_spoilt_details_are_found(trail: Library, change: str) -> None:
    assert tamper(trail, f"UPDATE audit_payload SET {change} WHERE seq = 2") == 1
    assert breaks(trail) == [Break(2, "details")]
