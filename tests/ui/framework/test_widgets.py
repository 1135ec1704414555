from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.editors import ChoiceField, DateField, IbanField, TextField, TickField
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.figures import Figures
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import ElidedText, Look, Text, set_tooltip
from desk_app.ui.framework.status import State, StatusWord
from desk_app.ui.framework.step_list import Step, StepList, StepState
from desk_app.ui.framework.toast import Toast
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.theme.theme import Mode, Theme
from tests.ui.framework.gallery import Gallery
from tests.ui.screenshots import grab

HOSTILE = "<img src=x onerror=1> <b>vet</b> & %s {0} \u202eomgekeerd"


@pytest.fixture
def gallery(qapp: QApplication, qtbot: QtBot) -> Iterator[Gallery]:
    made = Gallery()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


# ------------------------------------------------------------------------------------- the gallery


def test_the_gallery_is_drawn_in_both_themes_and_with_larger_text(
    qapp: QApplication, gallery: Gallery
) -> None:
    theme = Theme(qapp, None, Mode.LIGHT)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        grab(gallery, f"gallery-{mode.value}")
    theme.set_mode(Mode.LIGHT)
    for scale in (1.25, 1.5):
        theme.set_scale(scale)
        grab(gallery, f"gallery-{scale}")
    theme.set_scale(1.0)
    assert not gallery.grab().isNull()


def test_no_label_guesses_markup(gallery: Gallery) -> None:
    labels = gallery.findChildren(QLabel)
    assert len(labels) > 30
    assert [label.text() for label in labels if not _is_plain(label)] == []
    assert gallery.findChildren(QMessageBox) == []


def test_everything_one_can_reach_has_a_name_to_be_read_aloud(gallery: Gallery) -> None:
    reached = [
        widget
        for widget in gallery.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert len(reached) > 10
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in reached
        if not widget.accessibleName() and not getattr(widget, "text", lambda: "")()
    ]
    assert [name for name in nameless if not name.endswith("_strip")] == []


def _is_plain(label: QLabel) -> bool:
    return label.textFormat() == Qt.TextFormat.PlainText


# ------------------------------------------------------------------------------------ text, tooltip


def test_hostile_text_is_shown_as_it_is(qtbot: QtBot) -> None:
    label = Text(HOSTILE)
    qtbot.addWidget(label)
    assert label.text() == HOSTILE
    button = Button("x", name="x")
    qtbot.addWidget(button)
    set_tooltip(button, "a < b & <b>c</b>")
    assert "&lt;b&gt;" in button.toolTip()
    set_tooltip(button, "gewoon")
    assert button.toolTip() == "gewoon"


def test_a_line_without_room_tells_all_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedText("Mevrouw met een heel lange naam die nergens past")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""


# ----------------------------------------------------------------------------------------- buttons


def test_a_grey_button_says_why_and_gets_its_own_tooltip_back(qtbot: QtBot) -> None:
    button = Button("Verwijder", name="delete")
    qtbot.addWidget(button)
    button.setToolTip("Verwijder deze klant")
    set_permitted(button, "Dit mag alleen met uitgebreide bevoegdheden.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() != ""
    set_permitted(button, "Er is een saldo.")
    set_permitted(button, None)
    assert button.isEnabled()
    assert button.toolTip() == "Verwijder deze klant"
    assert button.accessibleDescription() == ""


def test_a_grey_action_says_why(qtbot: QtBot) -> None:
    action = QAction("Seriemutatie")
    set_permitted(action, "Nog niet")
    assert not action.isEnabled()
    assert action.toolTip() == action.statusTip() == "Nog niet"


@pytest.mark.parametrize(
    ("reason", "presses"),
    [
        (Qt.FocusReason.TabFocusReason, 1),
        (Qt.FocusReason.BacktabFocusReason, 1),
        (Qt.FocusReason.OtherFocusReason, 0),
        (Qt.FocusReason.MouseFocusReason, 0),
        (Qt.FocusReason.ActiveWindowFocusReason, 0),
    ],
)
def test_enter_presses_only_a_button_one_tabbed_to(
    qtbot: QtBot, reason: Qt.FocusReason, presses: int
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    first = QLineEdit(page)
    button = Button("Opslaan", name="save", parent=page)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(first.hasFocus)
    button.setFocus(reason)
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == presses
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == presses + 1


# ------------------------------------------------------------------------------------------ fields


def test_a_date_is_echoed_in_words_and_tidied(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = DateField(name="born")
    form.add("born", "Geboren", field)
    form.show()
    QTest.keyClicks(field, "1-2-1966")
    assert form.findChild(QLabel, "born_note").text() == "dinsdag 1 februari 1966"  # type: ignore[union-attr]
    QTest.keyClick(field, Qt.Key.Key_Tab)
    field.editingFinished.emit()
    assert field.text() == "01-02-1966"
    field.set_day(None)
    assert field.value() == ""


def test_an_iban_is_shown_in_fours_and_given_without_spaces(qtbot: QtBot) -> None:
    field = IbanField(name="iban")
    qtbot.addWidget(field)
    field.set_value("nl91abna0417164300")
    assert field.text() == "NL91 ABNA 0417 1643 00"
    assert field.value() == "NL91ABNA0417164300"


def test_errors_stand_under_their_fields_and_the_first_gets_the_focus(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    first = TextField(name="surname")
    second = TextField(name="postcode")
    form.add("surname", "&Naam", first)
    form.add("postcode", "&Postcode", second)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    left = form.show_errors({"postcode": "Dit is geen postcode.", "iban": "Dit IBAN klopt niet."})
    assert left == ("Dit IBAN klopt niet.",)
    assert form.field("postcode").error == "Dit is geen postcode."
    assert form.field("surname").error == ""
    assert second.accessibleDescription() == "Dit is geen postcode."
    qtbot.waitUntil(second.hasFocus)
    QTest.keyClicks(second, "7")
    assert form.field("postcode").error == ""
    form.show_errors({})
    assert second.property("wrong") is False


def test_enter_goes_to_the_next_field(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    fields = [TextField(name=name) for name in ("a", "b")]
    for field in fields:
        form.add(field.objectName(), field.objectName(), field)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    fields[0].setFocus()
    qtbot.waitUntil(fields[0].hasFocus)
    QTest.keyClick(fields[0], Qt.Key.Key_Return)
    assert fields[1].hasFocus()


def test_read_only_fields_show_and_do_not_change(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    edited: list[str] = []
    form.edited.connect(edited.append)
    text, tick = TextField(name="t"), TickField(name="k")
    choice = ChoiceField([("a", "Een"), ("b", "Twee")], name="c")
    for editor in (text, tick, choice):
        form.add(editor.objectName(), editor.objectName(), editor)
    form.set_values({"t": "x", "k": "", "c": "b"})
    form.set_editing(False)
    form.show()
    QTest.keyClicks(text, "y")
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(12, tick.height() // 2))
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert form.values() == {"t": "x", "k": "", "c": "b"}
    assert edited == []
    form.set_editing(True)
    QTest.keyClicks(text, "y")
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(12, tick.height() // 2))
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert form.values() == {"t": "yx", "k": "1", "c": "a"}
    assert edited == ["t", "k", "c"]


def test_setting_values_reports_no_edit(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    edited: list[str] = []
    form.edited.connect(edited.append)
    form.add("t", "t", TextField(name="t"))
    form.set_values({"t": "x"})
    assert edited == []
    with pytest.raises(KeyError):
        form.set_values({"no such field": "x"})


def test_a_line_takes_no_more_than_it_may(qtbot: QtBot) -> None:
    field = TextField(name="t")
    qtbot.addWidget(field)
    field.insert("x" * 10_000_000)
    assert len(field.text()) == 200


# ------------------------------------------------------------------------- messages, toast, status


def test_a_message_says_what_why_and_what_to_do(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.text == ""
    done: list[str] = []
    bar.say(
        Tone.TROUBLE,
        HOSTILE,
        advice="Kies Opnieuw.",
        code="STO-1",
        ways=[("Opnieuw", lambda: done.append("again"))],
        closable=True,
    )
    assert bar.text == HOSTILE
    assert bar.accessibleName() == f"{HOSTILE} Kies Opnieuw."
    assert bar.findChild(QLabel, "message_bar_sign").text() == "✕"  # type: ignore[union-attr]
    again = bar.findChild(QPushButton, "message_bar_way_1")
    assert again is not None
    again.click()
    assert done == ["again"]
    close = bar.findChild(QPushButton, "message_bar_way_2")
    assert close is not None
    close.click()
    assert bar.text == ""


def test_a_toast_can_be_undone_once(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    toast = Toast(page)
    undone: list[int] = []
    toast.say("Pas geblokkeerd.", lambda: undone.append(1))
    assert toast.text == "Pas geblokkeerd."
    button = toast.findChild(QPushButton, "toast_undo")
    assert button is not None
    button.click()
    button.click()
    assert undone == [1]
    assert toast.text == ""
    toast.say("Zonder weg terug.", seconds=0)
    assert not button.isVisible()
    qtbot.waitUntil(lambda: toast.text == "")


def test_a_state_is_a_word_too(qtbot: QtBot) -> None:
    word = StatusWord(name="printer")
    qtbot.addWidget(word)
    word.set_state(State.TROUBLE, "Kaartprinter – lint op", "Plaats een nieuw lint.")
    assert word.words == word.accessibleName() == "Kaartprinter – lint op"
    assert word.toolTip() == "Plaats een nieuw lint."


def test_steps_are_read_aloud_with_their_state(qtbot: QtBot) -> None:
    steps = StepList(name="steps")
    qtbot.addWidget(steps)
    steps.set_steps([Step("Schrijven", StepState.DONE, "14:02"), Step("Actief", StepState.WAITING)])
    assert steps.accessibleName() == "Schrijven (gedaan), 14:02; Actief (nog niet)"
    narrow, wide = steps.heightForWidth(120), steps.heightForWidth(600)
    assert narrow >= wide > 0
    steps.set_steps([Step("x " * 60, state) for state in StepState])
    assert steps.heightForWidth(120) > steps.heightForWidth(600)
    steps.resize(200, 600)
    assert not steps.grab().isNull()


def test_figures_say_their_caption(qtbot: QtBot) -> None:
    figures = Figures()
    qtbot.addWidget(figures)
    figure = figures.add("expires", "Vervalt")
    figure.set_value("31-01-2016", Look.TROUBLE)
    assert figures.figure("expires").value == "31-01-2016"
    assert figures.findChild(QLabel, "expires").accessibleName() == "Vervalt: 31-01-2016"  # type: ignore[union-attr]
    figure.set_value("")
    assert figure.value == "–"


def test_a_place_keeps_its_content_for_a_moment_before_it_admits_to_loading(qtbot: QtBot) -> None:
    place = Place(QLineEdit(), EmptyState("Niets", "Scan een pas.", "Toevoegen"))
    qtbot.addWidget(place)
    place.loading()
    assert place.shows == "content"
    place.ready()
    place.loading()
    qtbot.waitUntil(lambda: place.shows == "loading")
    assert not place.grab().isNull()
    place.ready(empty=True)
    assert place.shows == "empty"
    place.empty.say("Nog niets", act="")
    assert place.empty.act.isHidden()
