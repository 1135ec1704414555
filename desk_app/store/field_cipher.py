"""AES-256-GCM for the few columns nobody may read in a stolen copy of the database.

The key is 32 random bytes in a file that only its owner may read, apart from the database and its
copies. A kept value is ``v1.<base64 of nonce + ciphertext + tag>``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desk_app.usecases.store_errors import KeyFileOpen, KeyFileUnusable, StoreDamaged

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect, Engine

_VERSION: Final = "v1."
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_ATTRIBUTE: Final = "desk_app_field_cipher"


class FieldCipher:
    """Encrypts and decrypts single values. Safe from every thread; its repr holds no key."""

    def __init__(self, key: bytes) -> None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._aead = AESGCM(key)
        self._wrong: tuple[type[Exception], ...] = (InvalidTag, ValueError, binascii.Error)
        self._fingerprint = hashlib.sha256(b"desk_app field key\0" + key).hexdigest()[:16]
        self._derive = hmac.new(key, digestmod=hashlib.sha256)

    @property
    def fingerprint(self) -> str:
        """Tells one key from another without telling the key."""
        return self._fingerprint

    def derived(self, purpose: str) -> bytes:
        """A key for another purpose, the same as long as the key file is (RFC 2104)."""
        mac = self._derive.copy()
        mac.update(purpose.encode())
        return mac.digest()

    def encrypt(self, text: str, context: str) -> str:
        """`text`, different every time; `context` must be the same on decrypting."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._aead.encrypt(nonce, text.encode(), context.encode())
        return _VERSION + base64.b64encode(nonce + sealed).decode()

    def decrypt(self, kept: str, context: str) -> str:
        """The text again.

        Raises:
            StoreDamaged: the value is not one of ours, was changed, or belongs to another column.
        """
        try:
            if not kept.startswith(_VERSION):
                raise ValueError("not an encrypted value")
            raw = binascii.a2b_base64(kept[len(_VERSION) :])
            plain = self._aead.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], context.encode())
        except self._wrong as error:
            raise StoreDamaged(where=context) from error
        return plain.decode()


def cipher_of(dialect: Dialect) -> FieldCipher:
    """The cipher the engine of this dialect was opened with."""
    cipher: FieldCipher = getattr(dialect, _ATTRIBUTE)
    return cipher


def give_cipher(engine: Engine, cipher: FieldCipher) -> None:
    """Open the encrypted columns of `engine`."""
    setattr(engine.dialect, _ATTRIBUTE, cipher)


def new_key_file(path: Path) -> None:
    """Write a fresh key that only this user may read, durably, and never over an older key.

    Raises:
        KeyFileUnusable: the file exists or its folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise KeyFileUnusable(path=str(path), why="cannot be created") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(os.urandom(_KEY_BYTES)) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def load_cipher(path: Path) -> FieldCipher:
    """The cipher of a key file.

    Raises:
        KeyFileUnusable: there is none, or it holds no key.
        KeyFileOpen: others on this machine may read it.
    """
    try:
        mode = path.stat().st_mode
        text = path.read_bytes()
    except OSError as error:
        raise KeyFileUnusable(path=str(path), why="cannot be read") from error
    if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
        raise KeyFileOpen(path=str(path))
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise KeyFileUnusable(path=str(path), why="holds no key") from error
    if len(key) != _KEY_BYTES:
        raise KeyFileUnusable(path=str(path), why="holds no key")
    return FieldCipher(key)
