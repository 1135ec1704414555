"""A letter as a message: what it says, and what nobody can smuggle into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk_app.gateways.mail.messages import AddressError, build_message, message_id
from desk_app.gateways.mail.templates import TemplateError, fill_in
from desk_app.usecases.errands.letters import Letter, Sender, Template, Word

NOON = datetime(2026, 4, 14, 10, tzinfo=UTC)
SENDER = Sender(
    library_name="Bibliotheek Ruinerwold",
    branch_name="Ruinerwold",
    street="Dijkhuizen 66",
    postcode="7961 AM",
    place="Ruinerwold",
    phone="088 0128445",
    email="info@ruinerwold.example",
    website="www.ruinerwold.example",
)
LETTER = Letter(
    Template.USERNAME_CHANGED,
    SENDER,
    "g.tester@example.org",
    "Mw. G. Tester",
    (Word("username", "5003000030"),),
)
CANCELLED = replace(
    LETTER,
    template=Template.SUBSCRIPTION_CANCELLED,
    words=(Word("subscription", "Basis"), Word("per", "2026-05-01")),
)


READY = replace(
    LETTER,
    template=Template.RESERVATION_READY,
    words=(Word("title", "De vos"), Word("pickup", "Meppel"), Word("until", "2026-05-01")),
)


CONFIRM = replace(
    LETTER,
    template=Template.SIGN_UP_CONFIRM,
    words=(Word("link", "https://lid.example/word-lid/bevestigen/x"),),
)
WELCOME = replace(
    LETTER,
    template=Template.SIGN_UP_WELCOME,
    words=(Word("number", "2X000001471108"), Word("address", "g.tester@example.org")),
)
WELCOME_DIGITAL = replace(WELCOME, template=Template.SIGN_UP_WELCOME_DIGITAL)
EVERY = [LETTER, CANCELLED, READY, CONFIRM, WELCOME, WELCOME_DIGITAL]


@pytest.mark.parametrize("letter", EVERY)
def test_every_template_is_filled_in_whole(letter: Letter) -> None:
    filled = fill_in(letter)
    for part in (filled.subject, filled.text, filled.html):
        assert "{{" not in part
        # The letter of `003_34566048864d8de6.txt` begins with it.
        assert "!" not in part.replace("<!DOCTYPE", "").replace("Welkom!", "")
    assert filled.subject
    assert "\n" not in filled.subject
    for part in (filled.text, filled.html):
        assert "Mw. G. Tester" in part
        assert "Bibliotheek Ruinerwold" in part


def test_there_is_a_case_for_every_template() -> None:
    assert {letter.template for letter in EVERY} == set(Template)


def test_the_letters_say_what_changed() -> None:
    assert "Gebruikersnaam: 5003000030" in fill_in(LETTER).text
    assert fill_in(LETTER).subject == "Uw gebruikersnaam is nu uw pasnummer"
    assert "Opgezegd per:  01-05-2026" in fill_in(CANCELLED).text
    assert "Tot en met:   01-05-2026" in fill_in(READY).text


# ruff: noqa: E501 - the letter has long lines
_WELCOME = """
Wat leuk dat je lid bent geworden van de Bibliotheek. De inschrijving is succesvol afgerond, met de volgende gegevens:
Klantnummer/gebruikersnaam: 2X000001471108
E-mailadres: g.tester@example.org
Met dit tijdelijke klantnummer/gebruikersnaam en je gekozen wachtwoord regel je nu direct online je bibliotheekzaken. Voor het lenen van boeken uit de Bibliotheek heb je een pas nodig. Deze kun je ophalen aan de balie van onderstaande Bibliotheek. Neem bij het ophalen een legitimatiebewijs mee.
Ook kun je met dit tijdelijke klantnummer/gebruikersnaam e-books downloaden.
LET OP: Als je je pas ophaalt in de Bibliotheek wijzigt je klantnummer/gebruikersnaam óók voor het downloaden van e-books.
Heb je vragen, opmerkingen of een ander idee voor deze service? Stuur een mailtje naar info@ruinerwold.example
Met vriendelijke groet,
"""


def test_the_welcome_is_the_librarys_own_letter() -> None:
    """`003_34566048864d8de6.txt`, with its slips corrected (*ebooks*, the missing full stop)."""
    text = fill_in(WELCOME).text
    letter = " ".join(text.split())
    for sentence in _WELCOME.strip().splitlines():
        assert sentence in letter, sentence
    assert "heb je een pas nodig" not in fill_in(WELCOME_DIGITAL).text


def test_what_is_missing_leaves_no_gap() -> None:
    empty = replace(LETTER, sender=replace(SENDER, phone="", email="", website=""))
    assert "\n\n\n" not in fill_in(empty).text


def test_a_message_has_everything_it_needs() -> None:
    message = build_message(LETTER, "k1", "balie@library.example", NOON)
    assert message["From"] == "Bibliotheek Ruinerwold <balie@library.example>"
    assert message["To"] == '"Mw. G. Tester" <g.tester@example.org>'
    assert message["Reply-To"] == "Bibliotheek Ruinerwold <info@ruinerwold.example>"
    assert message["Message-ID"] == "<k1@library.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == NOON
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    again = build_message(LETTER, "k1", "balie@library.example", NOON)
    assert again["Message-ID"] == message["Message-ID"] == message_id("k1", "x@library.example")


def test_without_an_address_of_the_branch_there_is_no_reply_to() -> None:
    letter = replace(LETTER, sender=replace(SENDER, email=""))
    assert build_message(letter, "k", "balie@library.example", NOON)["Reply-To"] is None


@pytest.mark.parametrize(
    "name",
    [
        "G. Tester\r\nBcc: iedereen@example.org",
        "G. Tester\n\nEen andere brief",
        "G. Tester\x00",
        "\u202eretseT .G",
        "<img src=x onerror=alert(1)>",
        "{{email}}",
        '"; Bcc: x@example.org',
    ],
)
def test_a_name_stays_a_name(name: str) -> None:
    message = build_message(replace(LETTER, to_name=name), "k", "balie@library.example", NOON)
    raw = message.as_bytes().decode("ascii")
    heads = raw.split("\r\n\r\n", 1)[0].replace("\r\n ", " ").split("\r\n")
    assert not [head for head in heads if head.lower().startswith("bcc")]
    page = message.get_body(("html",))
    text = message.get_body(("plain",))
    assert page is not None
    assert text is not None
    assert "<img" not in page.get_content()
    greeting = next(line for line in text.get_content().splitlines() if line.startswith("Beste"))
    assert "\u202e" not in greeting
    assert len([to for to in message["To"].addresses if to.addr_spec]) == 1
    assert message["To"].addresses[0].addr_spec == "g.tester@example.org"


@pytest.mark.parametrize(
    "address",
    ["", "x", "@example.org", "x@", "a@b\r\nBcc: c@d", "a b@example.org", "a@" + "é" * 80],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(AddressError):
        build_message(replace(LETTER, to=address), "k", "balie@library.example", NOON)


def test_a_domain_may_have_accents() -> None:
    message = build_message(
        replace(LETTER, to="g@bücher.example"), "k", "balie@library.example", NOON
    )
    assert message["To"].addresses[0].addr_spec == "g@xn--bcher-kva.example"


def test_words_and_template_fit() -> None:
    with pytest.raises(TemplateError):
        fill_in(replace(LETTER, words=()))
    with pytest.raises(TemplateError):
        fill_in(replace(LETTER, words=(*LETTER.words, Word("more", "x"))))
