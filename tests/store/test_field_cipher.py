"""What nobody may read in a stolen copy of the database is not in it."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import pytest

from desk_app.domain.mandates import Mandate, MandateState
from desk_app.store.field_cipher import FieldCipher, load_cipher, new_key_file
from desk_app.store.opening import SqlStore, create_database, open_store
from desk_app.store.places import FilePlace, sqlite_url
from desk_app.usecases.store_errors import (
    KeyFileOpen,
    KeyFileUnusable,
    KeyWrong,
    StoreDamaged,
    StoreMissing,
)
from desk_app.usecases.store_ports import AuditEntry, Errand, FieldChangeRecord
from tests.store.library import NOW, TODAY, Library

CANARY = "NL02RABO0123456789"


def test_text_comes_back_and_never_looks_the_same() -> None:
    cipher = FieldCipher(bytes(32))
    texts = ["", "a", CANARY, "é" * 1000, "\x00"]
    for text in texts:
        kept = {cipher.encrypt(text, "place") for _ in range(3)}
        assert len(kept) == 3
        assert {cipher.decrypt(one, "place") for one in kept} == {text}


@pytest.mark.parametrize("kept", ["", "plain", "v1.", "v1.AAAA", "v1.===", "v2.AAAA", "v1.é"])
def test_what_was_not_written_by_us_is_damage(kept: str) -> None:
    with pytest.raises(StoreDamaged) as damaged:
        FieldCipher(bytes(32)).decrypt(kept, "place")
    assert damaged.value.where == "place"


def test_a_value_does_not_decrypt_elsewhere_changed_or_under_another_key() -> None:
    cipher = FieldCipher(bytes(32))
    kept = cipher.encrypt(CANARY, "customer.iban")
    raw = bytearray(base64.b64decode(kept[3:]))
    raw[-1] ^= 1
    changed = "v1." + base64.b64encode(raw).decode()
    for other, value, place in (
        (cipher, kept, "mandate.iban"),
        (cipher, changed, "customer.iban"),
        (FieldCipher(bytes(31) + b"1"), kept, "customer.iban"),
    ):
        with pytest.raises(StoreDamaged) as damaged:
            other.decrypt(value, place)
        assert CANARY not in str(damaged.value)


def test_the_key_is_in_no_repr() -> None:
    key = os.urandom(32)
    cipher = FieldCipher(key)
    assert key.hex() not in repr(cipher) + str(vars(cipher)) + cipher.fingerprint
    assert cipher.fingerprint == FieldCipher(key).fingerprint
    assert cipher.fingerprint != FieldCipher(bytes(32)).fingerprint


def test_a_new_key_file_is_for_its_owner_only_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "field.key"
    new_key_file(path)
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    with pytest.raises(KeyFileUnusable):
        new_key_file(path)
    assert path.read_bytes() == before
    assert load_cipher(path).fingerprint == load_cipher(path).fingerprint


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_a_key_file_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "field.key"
    new_key_file(path)
    path.chmod(0o640)
    with pytest.raises(KeyFileOpen) as refused:
        load_cipher(path)
    assert refused.value.path == str(path)


@pytest.mark.parametrize("text", [b"", b"no base64!", base64.b64encode(b"short")])
def test_a_file_without_a_key_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "field.key"
    path.write_bytes(text)
    path.chmod(0o600)
    with pytest.raises(KeyFileUnusable):
        load_cipher(path)
    path.unlink()
    with pytest.raises(KeyFileUnusable):
        load_cipher(path)


def test_the_key_of_another_database_is_refused(store_url: str, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    new_key_file(other)
    with pytest.raises(KeyWrong) as refused:
        open_store(store_url, other, "1.0.0")
    assert refused.value.path == str(other)


def test_a_lost_key_is_not_made_anew(store_url: str, tmp_path: Path) -> None:
    with pytest.raises(KeyFileUnusable):
        open_store(store_url, tmp_path / "lost.key", "1.0.0")
    assert not (tmp_path / "lost.key").exists()


def _write_secrets(library: Library) -> int:
    actor_id = library.add(iban=CANARY)
    with library.work() as work:
        customer = work.customers.get(actor_id)
        customer.mandates.append(Mandate("M-1", CANARY, "", "G. Tester", MandateState.PRINTED, NOW))
        work.log_change(FieldChangeRecord(actor_id, "iban", "", CANARY))
        work.errands.add(Errand("mail", "k", CANARY, NOW, NOW))
        work.store_answer("k", "print", CANARY)
        work.write_audit(AuditEntry("a:b", 1, "r", "b", "s", CANARY, NOW))
        work.commit()
    with library.work() as work:
        work.customers.get(actor_id).iban = CANARY[:-1] + "8"
        work.commit()
    return actor_id


def test_no_table_holds_an_account_number(library: Library) -> None:
    actor_id = _write_secrets(library)
    shown = library.store.readings().customer_file(actor_id, TODAY)
    assert shown is not None
    assert shown.details.iban == CANARY[:-1] + "8"
    assert shown.mandate is not None
    assert shown.mandate.iban_tail == CANARY[-4:]
    for table in ("customer", "mandate", "customer_change", "errand", "idempotency", "audit"):
        rows = library.rows(table)
        assert rows
        assert not any(CANARY[:-2] in str(row) for row in rows), table
    assert not any(CANARY[:-2] in str(row) for row in library.rows("audit_payload"))


def test_no_file_holds_an_account_number(tmp_path: Path) -> None:
    place = FilePlace(tmp_path / "data" / "library.sqlite3")
    key = tmp_path / "field.key"
    create_database(sqlite_url(place.path), key, "1.0.0")
    store = open_store(sqlite_url(place.path), key, "1.0.0")
    library = Library(store)
    library.fill()
    _write_secrets(library)
    library.add(surname="Zichtbaarheid")
    while_open = b"".join(path.read_bytes() for path in place.path.parent.iterdir())
    store.close()
    when_closed = b"".join(path.read_bytes() for path in place.path.parent.iterdir())
    for found in (while_open, when_closed):
        # What is not secret is found, so this looks in the right place.
        assert b"Zichtbaarheid" in found
        assert CANARY[:-2].encode() not in found
        assert key.read_bytes().strip() not in found


def test_what_was_deleted_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    key = tmp_path / "field.key"
    create_database(sqlite_url(path), key, "1.0.0")
    store: SqlStore = open_store(sqlite_url(path), key, "1.0.0")
    library = Library(store)
    library.fill()
    actor_id = library.add(comment="Wegtehalenopmerking")
    with library.work() as work:
        work.customers.get(actor_id).comment = ""
        work.commit()
    store.close()
    assert b"Wegtehalenopmerking" not in path.read_bytes()
    assert not path.with_name(path.name + "-wal").exists()


def test_nothing_is_opened_where_nothing_is(tmp_path: Path, key_file: Path) -> None:
    path = tmp_path / "gone.sqlite3"
    if not key_file.exists():
        new_key_file(key_file)
    with pytest.raises(StoreMissing) as refused:
        open_store(sqlite_url(path), key_file, "1.0.0")
    assert refused.value.place == str(path)
    assert not path.exists()
