from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.log import FILE_NAME, logging_to, redact


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("IBAN NL91ABNA0417164300 gelezen", "IBAN NL** **** 00 gelezen"),
        ("NL91 ABNA 0417 1643 00 gelezen", "NL** **** 00 gelezen"),
        ("van nl91abna0417164300.", "van nl** **** 00."),
        ("MT84MALT011000012345MTLCAST001S", "MT** **** 1S"),
        ("BE68 5390 0754 7034", "BE** **** 34"),
        ("pas 28701005003000 gescand", "pas **********3000 gescand"),
        ("lener 1234567 gezocht", "lener 1234567 gezocht"),
        ("0880128445", "******8445"),
        ("password=geheim123 klaar", "password=*** klaar"),
        ("wachtwoord: 'twee woorden', klaar", "wachtwoord: ***, klaar"),
        ('{"access_token": "ab\\"c", "x": 1}', '{"access_token": ***, "x": 1}'),
        ("SignIn(name='a', secret_answer='blauw')", "SignIn(name='a', secret_answer=***)"),
        ("new_pin=1234)", "new_pin=***)"),
        ("mapping=store", "mapping=store"),
        ("postgresql://balie:geheim@localhost/bieb", "postgresql://balie:***@localhost/bieb"),
        ("ab12 deze zins heel veel", "ab12 deze zins heel veel"),
    ],
)
def test_redaction(text: str, masked: str) -> None:
    assert redact(text) == masked


def test_the_file_holds_the_lines_and_no_secret(tmp_path: Path) -> None:
    logger = logging.getLogger("desk_app.somewhere")
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    with logging_to(tmp_path / "log", "info"):
        logger.debug("too detailed")
        logger.info("account %s", "NL91ABNA0417164300")
        try:
            raise ValueError("card 28701005003000")
        except ValueError:
            logger.info("went wrong", exc_info=True)
    assert (root.handlers, root.level) == before
    text = (tmp_path / "log" / FILE_NAME).read_text(encoding="utf-8")
    assert "INFO MainThread desk_app.somewhere: account NL** **** 00" in text
    assert "ValueError: card **********3000" in text
    assert "too detailed" not in text
    assert "28701005003000" not in text


def test_no_address_of_a_request_is_logged(
    tmp_path: Path, expected_log: Callable[..., None]
) -> None:
    """The HTTP library tells the address of every request, and a user name may be in it."""
    expected_log("httpx2: iets anders")
    with logging_to(tmp_path, "debug"):
        logging.getLogger("httpx2").info("GET /Users?filter=userName eq lees.graag")
        logging.getLogger("httpcore2.connection").debug("lees.graag")
        logging.getLogger("httpx2").warning("iets anders")
    text = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert "lees.graag" not in text
    assert "iets anders" in text
