from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from desk_app.documents.mandate_form import MandateFormRenderer
from desk_app.usecases.print_shapes import MandateForm, PostalAddress
from tests.documents import paper_reader
from tests.documents.paper_reader import HOSTILE_NAMES, fonts

FORM = MandateForm(
    creditor_name="Stichting Bibliotheek Ruinerwold",
    creditor_address=PostalAddress("Dijkhuizen 66", "7961 AM", "Ruinerwold"),
    creditor_id="NL69ZZZ123456780000",
    reference="9548-261379-0001",
    purpose="Contributie",
    debtor_name="G. Tester",
    debtor_address=PostalAddress("Dorpsstraat 12 A", "7961 AB", "Ruinerwold"),
    iban="NL91ABNA0417164300",
    bic="ABNANL2A",
    library_name="de Bibliotheek",
)
LONG = replace(
    FORM,
    creditor_name="Stichting Openbare Bibliotheken en Cultuur Zuidwest-Drenthe en omgeving",
    creditor_address=PostalAddress(
        "Burgemeester van Schaepman tot Eikenhorstlaan 1234 bis", "7961 AM", "Ruinerwold"
    ),
    reference="ABCDEFGHIJ-KLMNOPQRST/UVWXYZ.123456",
    debtor_name="Mw. prof. dr. A.B. van den Brandeler-van Heerenveen tot Laag",
    debtor_address=PostalAddress("Rue de l'Église 12 boîte 4", "B-1000", "Brussel", "België"),
    iban="BE68539007547034",
    bic="GKCCBEBB",
    signed_place="Ruinerwold",
    signed_on=date(2027, 1, 31),
)
PERMISSION = (
    "(A) {name} om doorlopende incasso-opdrachten te sturen naar uw bank om een bedrag van uw "
    "rekening af te schrijven en (B) uw bank om doorlopend een bedrag van uw rekening af te "
    "schrijven overeenkomstig de opdracht van {name}."
)
REFUND = (
    "Als u het niet eens bent met deze afschrijving kunt u deze laten terugboeken. Neem hiervoor "
    "binnen 8 weken na afschrijving contact op met uw bank. Vraag uw bank naar de voorwaarden."
)


def printed(form: MandateForm) -> bytes:
    return MandateFormRenderer(fonts()).render(form)


@pytest.mark.parametrize("form", [FORM, LONG], ids=["short", "long"])
def test_everything_the_rulebook_asks_for_is_on_the_form(form: MandateForm) -> None:
    said = paper_reader.words(printed(form))
    for part in (
        "Doorlopende machtiging SEPA",
        f"Naam {form.creditor_name}",
        form.creditor_address.street,
        f"{form.creditor_address.postcode} {form.creditor_address.place}",
        "Land Nederland",
        f"Incassant-ID {form.creditor_id}",
        f"Kenmerk machtiging {form.reference}",
        "Reden betaling Contributie",
        "Door ondertekening van dit formulier geeft u toestemming aan: (A)",
        PERMISSION.format(name=form.creditor_name),
        REFUND,
        f"Naam {form.debtor_name}",
        form.debtor_address.street,
        f"{form.debtor_address.postcode} {form.debtor_address.place}",
        f"Land {form.debtor_address.country}",
        "Rekeningnummer (IBAN)",
        "Plaats",
        "Datum",
        "Handtekening",
    ):
        assert part in said, part


def test_the_account_number_is_in_fours() -> None:
    assert "Rekeningnummer (IBAN) NL91 ABNA 0417 1643 00" in paper_reader.words(printed(FORM))


def test_a_bic_only_for_a_foreign_account() -> None:
    assert "BIC" not in paper_reader.words(printed(FORM))
    assert "BIC GKCCBEBB" in paper_reader.words(printed(LONG))
    assert "BIC" not in paper_reader.words(printed(replace(LONG, bic="")))


def test_place_and_date_are_left_open_or_filled_in() -> None:
    assert "31 januari 2027" in paper_reader.words(printed(LONG))
    assert "2027" not in paper_reader.words(printed(FORM))


def test_one_a4_with_its_fonts() -> None:
    pdf = printed(FORM)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert paper_reader.size_in_mm(pdf) == pytest.approx((210, 297), abs=0.001)
    found = paper_reader.embedded_fonts(pdf)
    assert len(found) >= 3
    assert all(found.values())


def test_nothing_about_the_customer_outside_the_page() -> None:
    pdf = printed(FORM)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    said = repr(reader.metadata)
    assert "Doorlopende machtiging SEPA" in said
    for secret in (FORM.iban, "ABNA", "Tester", FORM.reference):
        assert secret not in said
        assert secret.encode() not in pdf
    assert FORM.iban not in repr(FORM)
    assert LONG.bic not in repr(LONG)


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
def test_hostile_names_stay_in_their_place(name: str) -> None:
    address = PostalAddress(name, name, name, name)
    check_fits(replace(FORM, debtor_name=name, debtor_address=address, signed_place=name))


def test_long_names_stay_in_their_place() -> None:
    check_fits(LONG)
    check_fits(replace(LONG, creditor_name=f"{LONG.creditor_name} {LONG.creditor_name}"[:140]))


def check_fits(form: MandateForm) -> None:
    pdf = printed(form)
    letters = paper_reader.letters(pdf)
    assert len(letters) > 400
    for letter in letters:
        left, bottom, right, top = letter.box
        assert left >= 50, letter
        assert right <= 595.28 - 50, letter
        assert bottom >= 18, letter
        assert top <= 841.89 - 25, letter
    assert paper_reader.overlapping(paper_reader.lines(pdf), 2.0) == []


def test_the_prescribed_words_are_large_enough_to_read() -> None:
    contents = pypdf.PdfReader(io.BytesIO(printed(LONG))).pages[0].get_contents()
    assert contents is not None
    code = contents.get_data().decode("ascii")
    sizes = [float(size) for size in re.findall(r" ([\d.]+) Tf", code)]
    assert len(sizes) > 20
    assert min(sizes) >= 8.0


def test_the_same_form_is_the_same_bytes() -> None:
    assert printed(FORM) == MandateFormRenderer(fonts()).render(FORM)
    assert printed(FORM) != printed(LONG)
