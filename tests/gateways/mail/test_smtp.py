"""The real client against a real server on this machine, one fault after another."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desk_app.errors import DeskAppError
from desk_app.gateways.mail.simulator import MailFault, MailSimulator
from desk_app.gateways.mail.smtp import MailCarrier, MailServer
from desk_app.usecases.commands.errands import ClaimedErrand
from desk_app.usecases.errands.letters import Letter, Word
from desk_app.usecases.errands.outcomes import (
    MailNotSecure,
    MailOutcomeUnknown,
    MailPutOff,
    MailRecipientRefused,
    MailRefused,
    MailServerAway,
    MailSettingRefused,
    MailSignInRefused,
    NoCarrier,
    OutcomeNotKnown,
    TryLater,
    TurnedDown,
)
from desk_app.usecases.wire import encode, to_text
from tests.gateways.mail.test_messages import LETTER, NOON

SENDER = "balie@library.example"


def _errand(letter: Letter = LETTER, payload: str | None = None) -> ClaimedErrand:
    text = to_text(encode(letter, Letter)) if payload is None else payload
    return ClaimedErrand(1, "mail", "k1", 1, NOON, text)


def _carrier(simulator: MailSimulator, *, user: str = "", wait: float = 10.0) -> MailCarrier:
    sign_in = f"{user}@" if user else ""
    server = MailServer.from_url(f"smtp-plain://{sign_in}127.0.0.1:{simulator.port}", SENDER)
    return MailCarrier(replace(server, wait=wait), lambda: NOON)


def test_a_letter_arrives_as_it_was_written() -> None:
    with MailSimulator() as simulator:
        letter = replace(LETTER, to_name="Mw. Ĳ. d’Oëm 💥")
        _carrier(simulator).carry(_errand(letter))
        (delivered,) = simulator.delivered
    assert (delivered.sender, delivered.to) == (SENDER, "g.tester@example.org")
    message = delivered.message
    assert message["Message-ID"] == "<k1@library.example>"
    assert message["To"].addresses[0].display_name == "Mw. Ĳ. d’Oëm 💥"
    text = message.get_body(("plain",))
    assert text is not None
    assert "Beste Mw. Ĳ. d’Oëm 💥," in text.get_content()


def test_a_line_that_begins_with_a_dot_survives() -> None:
    with MailSimulator() as simulator:
        sender = replace(LETTER.sender, street=".", website="..verborgen")
        _carrier(simulator).carry(_errand(replace(LETTER, sender=sender)))
        text = simulator.delivered[0].message.get_body(("plain",))
    assert text is not None
    lines = text.get_content().splitlines()
    assert "." in lines
    assert "..verborgen" in lines


def test_an_address_with_accents_needs_a_server_that_takes_them() -> None:
    with MailSimulator() as simulator:
        _carrier(simulator).carry(_errand(replace(LETTER, to="jörg@example.org")))
        assert simulator.delivered[0].to == "jörg@example.org"
        simulator.fail(MailFault.ASCII_ONLY)
        with pytest.raises(MailRecipientRefused):
            _carrier(simulator).carry(_errand(replace(LETTER, to="jörg@example.org")))
        assert simulator.fired == [MailFault.ASCII_ONLY]


@pytest.mark.parametrize(
    ("fault", "error", "kind"),
    [
        (MailFault.HANG_UP_AT_GREETING, MailServerAway, TryLater),
        (MailFault.HANG_UP_AT_RECIPIENT, MailServerAway, TryLater),
        (MailFault.GREYLIST, MailPutOff, TryLater),
        (MailFault.FULL_FOR_NOW, MailPutOff, TryLater),
        (MailFault.UNKNOWN_RECIPIENT, MailRecipientRefused, TurnedDown),
        (MailFault.REFUSE_SENDER, MailRefused, TurnedDown),
        (MailFault.REFUSE_DATA, MailRefused, TurnedDown),
        (MailFault.REFUSE_LETTER, MailRefused, TurnedDown),
        (MailFault.HANG_UP_AFTER_LETTER, MailOutcomeUnknown, OutcomeNotKnown),
        (MailFault.SILENT_AFTER_LETTER, MailOutcomeUnknown, OutcomeNotKnown),
    ],
)
def test_every_fault_ends_in_its_own_outcome(
    fault: MailFault, error: type[DeskAppError], kind: type[DeskAppError]
) -> None:
    assert issubclass(error, kind)
    with MailSimulator() as simulator:
        simulator.fail(fault)
        wait = 0.5 if fault is MailFault.SILENT_AFTER_LETTER else 10.0
        with pytest.raises(error):
            _carrier(simulator, wait=wait).carry(_errand())
        assert simulator.fired == [fault]
        taken = len(simulator.delivered)
        assert taken == (1 if error is MailOutcomeUnknown else 0)
        _carrier(simulator).carry(_errand())
        assert len(simulator.delivered) == taken + 1


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        carrier = MailCarrier(
            MailServer.from_url(f"smtp-plain://127.0.0.1:{port}", SENDER), lambda: NOON
        )
        with pytest.raises(MailServerAway):
            carrier.carry(_errand())


def test_names_and_passwords() -> None:
    with MailSimulator(users={"balie": "ge:heim"}) as simulator:
        with pytest.raises(MailSignInRefused):
            _carrier(simulator).carry(_errand())
        with pytest.raises(MailSignInRefused):
            _carrier(simulator, user="balie:anders").carry(_errand())
        _carrier(simulator, user="balie:ge%3Aheim").carry(_errand())
        assert len(simulator.delivered) == 1
    with MailSimulator() as open_to_all, pytest.raises(MailSignInRefused):
        _carrier(open_to_all, user="balie:x").carry(_errand())


def test_hanging_up_while_signing_in() -> None:
    with MailSimulator(users={"balie": "x"}) as simulator:
        simulator.fail(MailFault.HANG_UP_AT_SIGN_IN)
        with pytest.raises(MailServerAway):
            _carrier(simulator, user="balie:x").carry(_errand())
        assert simulator.fired == [MailFault.HANG_UP_AT_SIGN_IN]


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "{}",
        to_text(encode(replace(LETTER, words=(Word("other", "x"),)), Letter)),
    ],
)
def test_what_is_no_letter_is_not_sent(payload: str) -> None:
    with MailSimulator() as simulator:
        with pytest.raises(NoCarrier):
            _carrier(simulator).carry(_errand(payload=payload))
        with pytest.raises(MailRecipientRefused):
            _carrier(simulator).carry(_errand(replace(LETTER, to="nergens")))
        assert simulator.delivered == ()


def test_what_the_simulator_does_not_know() -> None:
    with (
        MailSimulator() as simulator,
        socket.create_connection(("127.0.0.1", simulator.port), timeout=10) as line,
        line.makefile("rwb") as talk,
    ):
        said = [talk.readline()]
        for command in (b"HELO x", b"VRFY iemand", b"STARTTLS", b"NOOP", b"QUIT"):
            talk.write(command + b"\r\n")
            talk.flush()
            said.append(talk.readline())
            while said[-1][3:4] == b"-":
                said[-1] = talk.readline()
        assert [one[:3] for one in said] == [b"220", b"250", b"502", b"502", b"250", b"221"]
    with MailSimulator() as simulator:
        with socket.create_connection(("127.0.0.1", simulator.port), timeout=10) as line:
            line.sendall(b"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhalf a letter")
            line.shutdown(socket.SHUT_WR)
            while line.recv(4096):
                pass
        assert simulator.delivered == ()


# ----------------------------------------------------------------------------------- secure


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for this machine, and a server that has it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    shown, private = folder / "shown.pem", folder / "private.pem"
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, private)
    return shown, context


def _secure(url: str) -> MailCarrier:
    return MailCarrier(MailServer.from_url(url, SENDER), lambda: NOON)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_secure_line(certificate: tuple[Path, ssl.SSLContext], scheme: str) -> None:
    trusted, context = certificate
    users = {"balie": "x"}
    with MailSimulator(context, users, tls_at_once=scheme == "smtps") as simulator:
        url = f"{scheme}://balie:x@localhost:{simulator.port}"
        with pytest.raises(MailNotSecure):
            _secure(url).carry(_errand())
        assert simulator.delivered == ()
        _secure(f"{url}?ca_file={trusted}").carry(_errand())
        assert len(simulator.delivered) == 1


def test_nothing_is_sent_over_a_line_that_is_not_secure() -> None:
    with MailSimulator() as simulator:
        with pytest.raises(MailNotSecure):
            _secure(f"smtp://localhost:{simulator.port}").carry(_errand())
        assert simulator.delivered == ()


# --------------------------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("url", "sender", "why"),
    [
        ("http://mail.example", SENDER, "scheme"),
        ("smtp://", SENDER, "host"),
        ("smtp://mail.example:x", SENDER, "port"),
        ("smtp-plain://mail.example", SENDER, "not secure"),
        ("smtp-plain://192.0.2.1", SENDER, "not secure"),
        ("smtp://mail.example", "library.example", "sender"),
    ],
)
def test_settings_that_cannot_be_used(url: str, sender: str, why: str) -> None:
    with pytest.raises(MailSettingRefused) as refused:
        MailServer.from_url(url, sender)
    assert refused.value.why == why


def test_settings() -> None:
    server = MailServer.from_url("smtps://balie:ge%40heim@mail.example", SENDER)
    assert (server.host, server.port, server.user, server.password) == (
        "mail.example",
        465,
        "balie",
        "ge@heim",
    )
    assert "ge@heim" not in repr(server)
    assert MailServer.from_url("smtp-plain://localhost", SENDER).port == 25
