from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from desk_app.documents.customer_summary import CustomerSummaryRenderer
from desk_app.documents.enrolment_proof import EnrolmentProofRenderer
from desk_app.usecases.print_shapes import (
    BranchContact,
    CustomerSummary,
    EnrolmentProof,
    NumberNotPrintable,
    PostalAddress,
    SummaryLine,
    SummarySection,
    Symbology,
)
from tests.documents import paper_reader
from tests.documents.paper_reader import HOSTILE_NAMES, fonts

BRANCH = BranchContact(
    library_name="de Bibliotheek",
    branch_name="Bibliotheek Ruinerwold",
    address=PostalAddress("Dijkhuizen 66", "7961 AM", "Ruinerwold"),
    phone="(088) 012 8445",
    email="info@bibliotheekruinerwold.nl",
    website="www.bibliotheekruinerwold.nl",
)
PROOF = EnrolmentProof(
    branch=BRANCH,
    name_line="G. Tester",
    birth_date=date(1966, 2, 10),
    subscription_name="Basis",
    issued_on=date(2015, 1, 20),
    valid_until=date(2015, 2, 20),
    number="5003000030",
    display_number="BIEB-5003000030",
)
SUMMARY = CustomerSummary(
    branch=BRANCH,
    name_line="Mw. G. Tester",
    printed_on=date(2015, 1, 20),
    sections=(
        SummarySection("Klant", (SummaryLine("Naam", "Tester"), SummaryLine("Telefoon", ""))),
        SummarySection("Passen", (SummaryLine("Hoofdpas", "BIEB-5003000030"),)),
    ),
)


def proof(shape: EnrolmentProof) -> bytes:
    return EnrolmentProofRenderer(fonts()).render(shape)


def summary(shape: CustomerSummary) -> bytes:
    return CustomerSummaryRenderer(fonts()).render(shape)


def test_the_proof_says_who_is_enrolled_and_until_when() -> None:
    said = paper_reader.words(proof(PROOF))
    for part in (
        "Inschrijfbewijs",
        "Naam G. Tester",
        "Geboortedatum 10 februari 1966",
        "Abonnement Basis",
        "Pasnummer BIEB-5003000030",
        "Afgegeven op 20 januari 2015",
        "Geldig t/m 20 februari 2015",
        "(088) 012 8445",
    ):
        assert part in said, part


@pytest.mark.parametrize("kind", [Symbology.CODE_128, Symbology.CODE_39, Symbology.ITF])
def test_the_number_on_the_proof_can_be_scanned(kind: Symbology) -> None:
    found = paper_reader.bars(proof(replace(PROOF, symbology=kind)))
    assert [code.text for code in found] == ["5003000030"]


def test_a_proof_without_a_number_has_no_bars() -> None:
    pdf = proof(replace(PROOF, number="", display_number="", birth_date=None))
    assert paper_reader.bars(pdf) == []
    assert "Pasnummer" not in paper_reader.words(pdf)
    assert "Geboortedatum" not in paper_reader.words(pdf)


def test_a_proof_whose_number_has_no_bars_is_refused() -> None:
    with pytest.raises(NumberNotPrintable):
        proof(replace(PROOF, number="123", symbology=Symbology.ITF))


def test_the_proof_is_one_a5_with_its_fonts() -> None:
    pdf = proof(PROOF)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert paper_reader.size_in_mm(pdf) == pytest.approx((148, 210), abs=0.001)
    assert all(paper_reader.embedded_fonts(pdf).values())
    assert "Tester" not in repr(pypdf.PdfReader(io.BytesIO(pdf)).metadata)


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
def test_hostile_names_stay_in_their_place(name: str) -> None:
    branch = replace(BRANCH, library_name=name, branch_name=name, website=name)
    pages = [
        (proof(replace(PROOF, branch=branch, name_line=name, subscription_name=name)), 148.0),
        (summary(replace(SUMMARY, branch=branch, name_line=name)), 210.0),
    ]
    for pdf, width in pages:
        letters = paper_reader.letters(pdf)
        assert len(letters) > 60
        for letter in letters:
            assert letter.box[0] >= 15 * 72 / 25.4, letter
            assert letter.box[2] <= (width - 15) * 72 / 25.4, letter
        assert paper_reader.overlapping(paper_reader.lines(pdf), 2.0) == []


def test_the_overview_says_everything_and_what_is_empty() -> None:
    said = paper_reader.words(summary(SUMMARY))
    for part in (
        "Overzicht klant",
        "Mw. G. Tester",
        "20 januari 2015",
        "Naam Tester",
        "Telefoon –",
        "Hoofdpas BIEB-5003000030",
        "1 van 1",
    ):
        assert part in said, part


def test_an_overview_without_anything_is_still_a_page() -> None:
    assert "Overzicht klant" in paper_reader.words(summary(replace(SUMMARY, sections=())))


def test_a_long_overview_goes_on_over_pages_without_losing_a_line() -> None:
    sections = tuple(
        SummarySection(
            f"Deel {part}",
            tuple(
                SummaryLine(f"Regel {part}-{line}", f"w{part}x{line} " * 30) for line in range(7)
            ),
        )
        for part in range(9)
    )
    pdf = summary(replace(SUMMARY, sections=sections))
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert pages > 3
    texts = [paper_reader.words(pdf, page) for page in range(pages)]
    assert all(f"{page} van {pages}" in text for page, text in enumerate(texts, 1))
    everything = " ".join(texts)
    for part in range(9):
        for line in range(7):
            assert f"Regel {part}-{line} " in everything
            assert everything.count(f"w{part}x{line}") == 30
        at = next(page for page, text in enumerate(texts) if f"Deel {part} " in text)
        assert f"Regel {part}-0 " in texts[at]
    for page in range(pages):
        assert min(letter.box[1] for letter in paper_reader.letters(pdf, page)) > 20
        assert paper_reader.overlapping(paper_reader.lines(pdf, page), 2.0) == []
