from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desk_app.ui.framework.editors import ChoiceField, TextField
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import KEPT_PAGES, PAGE_ROWS, Column, TableModel
from desk_app.ui.framework.tabs import TabbedPages
from desk_app.ui.framework.waiting import EmptyState

DISPLAY = Qt.ItemDataRole.DisplayRole


def model() -> TableModel[tuple[str, int]]:
    return TableModel(
        [
            Column("Naam", lambda row: row[0], tooltip=lambda row: f"naam {row[0]}"),
            Column("Aantal", lambda row: str(row[1]), right=True),
        ]
    )


def cell(of: TableModel[tuple[str, int]], row: int, column: int, role: int = DISPLAY) -> object:
    return of.data(of.index(row, column), int(role))


def test_whole_lists_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    rows = model()
    rows.set_rows([("Anna", 1), ("<b>Piet</b>", 2)])
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call]
    assert rows.rowCount() == 2
    assert rows.columnCount() == 2
    assert rows.rowCount(rows.index(0, 0)) == 0
    assert cell(rows, 1, 0) == "<b>Piet</b>"
    assert cell(rows, 0, 0, Qt.ItemDataRole.ToolTipRole) == "naam Anna"
    assert cell(rows, 0, 1, Qt.ItemDataRole.ToolTipRole) is None
    assert cell(rows, 0, 1, Qt.ItemDataRole.AccessibleTextRole) == "Aantal: 1"
    right = cell(rows, 0, 1, Qt.ItemDataRole.TextAlignmentRole)
    assert right == int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert cell(rows, 0, 0, Qt.ItemDataRole.DecorationRole) is None
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "Aantal"
    assert rows.headerData(1, Qt.Orientation.Vertical) is None
    assert rows.row_at(1) == ("<b>Piet</b>", 2)
    assert rows.row_at(2) is None


def test_a_long_list_asks_for_the_page_that_is_looked_at_once(
    qtbot: QtBot,
) -> None:
    rows = model()
    asked: list[tuple[int, int]] = []
    rows.rows_wanted.connect(lambda first, count: asked.append((first, count)))
    rows.set_total(100_000)
    assert rows.rowCount() == 100_000
    assert cell(rows, 450, 0) == "…"
    assert cell(rows, 451, 1) == "…"
    qtbot.waitUntil(lambda: asked == [(400, PAGE_ROWS)])
    assert cell(rows, 452, 0) == "…"
    assert cell(rows, 99_999, 0) == "…"
    qtbot.waitUntil(lambda: asked[1:] == [(99_800, PAGE_ROWS)])
    with qtbot.waitSignal(rows.dataChanged):
        rows.put(400, [(f"naam {at}", at) for at in range(400, 600)])
    assert cell(rows, 450, 0) == "naam 450"
    assert rows.row_at(450) == ("naam 450", 450)
    assert rows.row_at(0) is None


def test_a_list_that_comes_by_pages_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    rows = model()
    rows.set_total(450)
    rows.put(200, [("x", 1)] * PAGE_ROWS)
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call]


def test_only_so_many_pages_are_kept(qtbot: QtBot) -> None:
    rows = model()
    rows.set_total(100_000)
    for page in range(KEPT_PAGES + 1):
        rows.put(page * PAGE_ROWS, [("x", 1)] * PAGE_ROWS)
    assert rows.row_at(0) is None
    assert rows.row_at(PAGE_ROWS) == ("x", 1)
    asked: list[int] = []
    rows.rows_wanted.connect(lambda first, _count: asked.append(first))
    assert cell(rows, 0, 0) == "…"
    qtbot.waitUntil(lambda: asked == [0])


def test_a_new_list_forgets_the_one_before(qtbot: QtBot) -> None:
    rows = model()
    rows.set_rows([("Anna", 1)])
    rows.set_total(5)
    assert rows.row_at(0) is None
    rows.set_rows([])
    assert rows.rowCount() == 0
    assert rows.rowCount(QModelIndex()) == 0


@pytest.fixture
def card(qtbot: QtBot) -> TableCard:
    rows = model()
    rows.set_rows([("Anna", 1), ("Piet", 2)])
    table = TableView(rows, name="people", label="Mensen")
    card = TableCard(table, EmptyState("Niemand"))
    qtbot.addWidget(card)
    card.resize(500, 300)
    card.show()
    qtbot.waitExposed(card)
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    return card


@pytest.fixture
def view(card: TableCard) -> TableView:
    return card.table


def test_a_table_is_worked_with_the_keyboard(view: TableView, qtbot: QtBot) -> None:
    activated: list[int] = []
    chosen: list[int] = []
    view.row_activated.connect(activated.append)
    view.row_chosen.connect(chosen.append)
    view.clearFocus()
    view.choose_row(-1)
    chosen.clear()
    assert view.chosen_row == -1
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert view.chosen_row == 0
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (view.chosen_row, activated, chosen) == (1, [1], [0, 1])
    assert view.accessibleDescription() == ""
    view.choose_row(-1)
    assert view.chosen_row == -1


def test_the_ring_is_around_the_card_while_the_table_has_the_focus(
    view: TableView, card: TableCard, qtbot: QtBot
) -> None:
    view.setFocus()
    qtbot.waitUntil(lambda: card.property("ringed") is True)
    view.clearFocus()
    qtbot.waitUntil(lambda: card.property("ringed") is False)


def test_the_menu_comes_by_mouse_and_by_key_with_its_row(view: TableView, qtbot: QtBot) -> None:
    menus: list[int] = []
    view.menu_requested.connect(lambda _place, row: menus.append(row))
    middle = view.visualRect(view.model().index(1, 0)).center()
    for reason, at in (
        (QContextMenuEvent.Reason.Mouse, middle),
        (QContextMenuEvent.Reason.Keyboard, QPoint(0, 0)),
        (QContextMenuEvent.Reason.Mouse, QPoint(100, 200)),
    ):
        place = view.viewport().mapToGlobal(at)
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, place))
    assert menus == [1, 1, -1]
    assert view.chosen_row == 1


# -------------------------------------------------------------------------------------------- tabs


@pytest.fixture
def tabs(qtbot: QtBot) -> TabbedPages:
    made = TabbedPages(name="tabs")
    qtbot.addWidget(made)
    for number in range(1, 10):
        page = QWidget()
        layout = QVBoxLayout(page)
        rows = model()
        rows.set_rows([("Anna", 1)])
        layout.addWidget(TextField(name=f"field_{number}"))
        layout.addWidget(ChoiceField([("1", "1"), ("2", "2")], name=f"choice_{number}"))
        layout.addWidget(TableView(rows, name=f"table_{number}", label="x"))
        made.add(f"{number}.Tab", page)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def focus(tabs: TabbedPages, name: str, qtbot: QtBot) -> QWidget:
    widget = tabs.findChild(QWidget, name)
    assert isinstance(widget, QWidget)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    return widget


def test_a_digit_in_a_field_stays_text(tabs: TabbedPages, qtbot: QtBot) -> None:
    field = focus(tabs, "field_1", qtbot)
    window = tabs.windowHandle()
    assert window is not None
    QTest.keyClick(window, ord("8"))
    assert tabs.current == 0
    assert field.property("text") == "8"


@pytest.mark.parametrize("name", ["table_1", "choice_1", "tabs_strip"])
def test_a_digit_elsewhere_goes_to_its_tab(tabs: TabbedPages, qtbot: QtBot, name: str) -> None:
    shown: list[int] = []
    tabs.tab_changed.connect(shown.append)
    focus(tabs, name, qtbot)
    window = tabs.windowHandle()
    assert window is not None
    QTest.keyClick(window, ord("8"))
    assert tabs.current == 7
    assert tabs.pages.currentIndex() == 7
    assert shown == [7]


def test_alt_and_a_digit_goes_there_from_a_field(tabs: TabbedPages, qtbot: QtBot) -> None:
    field = focus(tabs, "field_1", qtbot)
    window = tabs.windowHandle()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert tabs.current == 2
    assert field.property("text") == ""


def test_a_tab_that_is_not_there_or_grey_is_not_reached(tabs: TabbedPages, qtbot: QtBot) -> None:
    tabs.strip.setTabEnabled(4, False)
    tabs.show_tab(1)
    focus(tabs, "table_2", qtbot)
    window = tabs.windowHandle()
    assert window is not None
    QTest.keyClick(window, ord("5"))
    QTest.keyClick(window, ord("0"))
    assert tabs.current == 1


def test_the_page_around_passes_its_digits_on(tabs: TabbedPages, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    tabs.listen_on(page)
    QTest.keyClick(page, ord("1"))
    tabs.show_tab(3)
    QTest.keyClick(page, ord("2"))
    assert tabs.current == 1
