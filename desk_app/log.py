"""The log of one workstation: a rotating file in which nobody's account number can be read.

Masked wherever they stand in a line: account numbers (IBAN), anything marked as secret, the
password in an address, and every run of eight digits or more down to its last four (a card number
can then still be told from another, and is of no use to who finds the file).
"""

from __future__ import annotations

import logging
import logging.handlers
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "desk-app.log"
FILE_BYTES = 2_000_000
FILES_KEPT = 7
LINE = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"

# ISO 13616: two letters, two check digits, up to thirty letters and digits; printed in fours.
_IBAN = re.compile(r"\b([A-Za-z]{2}[0-9]{2})((?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,4})?)\b")
_DIGITS = re.compile(r"[0-9]{4,}(?=[0-9]{4})")
_ADDRESS_PASSWORD = re.compile(r"(?<=://)([^\s:/@]*):([^\s@]+)@")
_MARKED = re.compile(
    r"""(?ix)
    \b( [a-z_]*(?:password|passwd|wachtwoord|secret|token)[a-z_]*
      | (?:[a-z]+_)*(?:pin|iban)(?:_[a-z]+)* )
    ( ["']? \s* [=:] \s* )
    ( "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | [^\s,;)}\]]+ )
    """
)


def redact(text: str) -> str:
    """The text with everything masked that a log must not hold."""
    text = _ADDRESS_PASSWORD.sub(r"\1:***@", text)
    text = _MARKED.sub(r"\1\2***", text)
    text = _IBAN.sub(_masked_iban, text)
    return _DIGITS.sub(lambda run: "*" * len(run.group()), text)


def _masked_iban(match: re.Match[str]) -> str:
    rest = match.group(2).replace(" ", "")
    # Words and hexadecimal names have the shape of an IBAN too; an account number is mostly digits.
    if sum(sign.isdigit() for sign in rest) * 2 < len(rest):
        return match.group()
    return f"{match.group(1)[:2]}** **** {rest[-2:]}"


class RedactingFormatter(logging.Formatter):
    """Formats a record, its traceback included, and masks the whole of it."""

    def format(self, record: logging.LogRecord) -> str:
        """The finished line or lines, redacted."""
        return redact(super().format(record))


def _without_addresses(record: logging.LogRecord) -> bool:
    """Leave out what the HTTP library tells of every request: a user name may be in its address."""
    told_by = record.name.partition(".")[0]
    return told_by not in {"httpx2", "httpcore2"} or record.levelno >= logging.WARNING


def start_log(folder: Path, level: str) -> Callable[[], None]:
    """Write the log to a rotating file in this folder; call what is returned to stop.

    `level` is a name such as ``"info"``. Seven files of 2 MB are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / FILE_NAME,
        maxBytes=FILE_BYTES,
        backupCount=FILES_KEPT,
        encoding="utf-8",
        errors="backslashreplace",
        delay=True,
    )
    handler.setFormatter(RedactingFormatter(LINE))
    handler.addFilter(_without_addresses)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(level.upper())

    def stop() -> None:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()

    return stop


@contextmanager
def logging_to(folder: Path, level: str) -> Iterator[None]:
    """Write the log for as long as the block runs."""
    stop = start_log(folder, level)
    try:
        yield
    finally:
        stop()
