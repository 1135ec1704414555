"""Hostile text in every field of the window: refused at the field, or shown literally."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from desk_app.demo.library import TEMPORARY_NUMBER, TESTER
from desk_app.domain.customer_fields import FIELDS, FieldKind
from tests.journeys.program import Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]

HOSTILE = {
    "markup": "<img src=x onerror=1><b>vet</b>",
    "sql": "' OR 1=1 --",
    "format": "%s %n {0} {self}",
    "bidi": "Tester\u202egpj.exe",
    "control": "Tes\x07ter\x1b[31m",
    "zero width": "Tes\u200bter",
    "long": "x" * 100_000,
    "picture": "\N{GRINNING FACE} Tester",
}
TYPED = [
    name
    for name, field in FIELDS.items()
    if field.kind not in {FieldKind.FLAG, FieldKind.CHOICE, FieldKind.COUNTRY}
    and not field.read_only
]


def paste(editor: QWidget, text: str) -> None:
    """Over what stands there, from the clipboard."""
    QGuiApplication.clipboard().setText(text)
    editor.setFocus(Qt.FocusReason.MouseFocusReason)
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.selectAll()
    if text:
        editor.paste()
    else:
        editor.cut()


def value(editor: QWidget) -> str:
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]


def stored(program: Program, name: str) -> Any:
    with program.counter.changed(TESTER) as customer:
        return getattr(customer, name)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_in_every_field_of_the_file(program: Program, hostile: str) -> None:
    """In all at once: what is refused is marked, each with its reason, and the rest is stored."""
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    program.tab(2)
    program.click("file_edit")
    before = {name: stored(program, name) for name in TYPED}
    editors = {name: program.find(QWidget, name) for name in TYPED}
    was = {name: value(editor) for name, editor in editors.items()}
    for name, editor in editors.items():
        program.tab(FIELDS[name].tab)
        paste(editor, HOSTILE[hostile])
    typed = {name: value(editor) for name, editor in editors.items()}
    refused: dict[str, str] = {}
    for _ in range(3):
        marked = try_to_save(program)
        if not marked:
            break
        for name in marked:
            assert stored(program, name) == before[name], name
            program.tab(FIELDS[name].tab)
            paste(editors[name], was[name])
        refused |= marked
    program.wait(lambda: program.usable("file_edit"), "what was not refused saved")
    for name in TYPED:
        if name in refused:
            assert stored(program, name) == before[name], name
            assert 10 < len(refused[name]) < 300, name
        else:
            # What is stored is what was typed, and what is shown is what is stored.
            assert normal(str(stored(program, name))) == normal(typed[name]), name
            assert normal(value(editors[name])) == normal(typed[name]), name
    assert {"birth_date", "iban", "email", "postcode", "phone"} <= set(refused)
    free_text = {"surname", "street", "comment"}
    if hostile in {"markup", "sql", "format", "picture"}:
        assert not free_text & set(refused)
    if hostile in {"bidi", "control", "zero width"}:
        assert free_text <= set(refused)
    check_plain(program)


def try_to_save(program: Program) -> dict[str, str]:
    """Opslaan: what was marked, with the reason under it; nothing when it was saved."""
    program.click("file_save")
    program.wait(
        lambda: program.usable("file_edit") or any(note(program, name) for name in TYPED),
        "an answer",
    )
    if program.usable("file_edit"):
        return {}
    return {name: said for name in TYPED if (said := note(program, name))}


def normal(text: str) -> str:
    return " ".join(text.split()).lower().replace(".", "").replace(" ", "")


def note(program: Program, name: str) -> str:
    """What stands under a field that was refused."""
    editor = program.find(QWidget, name)
    return editor.accessibleDescription() if editor.property("wrong") else ""


def check_plain(program: Program) -> None:
    """No label of the window guesses that its text is HTML."""
    labels = program.desktop.window.findChildren(QLabel)
    assert len(labels) > 100
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_in_the_search_field(program: Program, hostile: str) -> None:
    program.sign_in()
    editor = program.find(QLineEdit, "search_field")
    paste(editor, HOSTILE[hostile])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    program.wait(
        lambda: program.visible("search_empty") or program.text("search_message_text"), "an answer"
    )
    assert program.file is None
    paste(editor, TEMPORARY_NUMBER)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    program.wait(lambda: program.visible("customer_file"), "the file")
    check_plain(program)
