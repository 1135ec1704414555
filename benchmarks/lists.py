"""Long lists: the first paint of a hundred thousand rows, and paging down through them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from benchmarks.counter_window import application, until_idle
from benchmarks.measure import Row, compare, interleave
from desk_app.resource_files import resource
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.theme.theme import Mode, Theme

MANY = 100_000
FEW = 1_000
COLUMNS = 8
PAGES = 150
FIRST_PAINTS = 25
FIRST_PAINT_BOUND = 1.1
PAGE_BOUND = 1.4


@dataclass(frozen=True)
class Line:
    """One row of the list."""

    number: int
    name: str


def run(size: int) -> list[Row]:  # noqa: ARG001 - the lists have a length of their own
    """Both goals; the rows come to the model a page at a time, as the desk gives them."""
    running = application()
    Theme(running, resource("fonts"), Mode.LIGHT)
    return [_first_paint(), *_page_down()]


def _columns() -> tuple[Column[Line], ...]:
    def text(at: int) -> Callable[[Line], str]:
        return lambda line: f"{line.name} {at}"

    return tuple(Column(f"Kolom {at}", text(at), 12) for at in range(COLUMNS))


def _model(rows: int) -> TableModel[Line]:
    model = TableModel(_columns())

    def put(first: int, count: int) -> None:
        model.put(first, tuple(Line(at, f"Regel {at}") for at in range(first, first + count)))

    model.rows_wanted.connect(put)
    model.set_total(rows)
    return model


class _Painting(QObject):
    """Waits until a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._loop = QEventLoop()
        widget.installEventFilter(self)

    def after(self, act: Callable[[], object]) -> None:
        """Do `act`, and run events until the painting it starts is over."""
        act()
        self._loop.exec()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            QTimer.singleShot(0, self._loop.quit)
        return False


def _view(model: TableModel[Line]) -> TableView:
    view = TableView(model, name="bench_list", label="Lijst")
    view.resize(1280, 760)
    return view


def _first_paint() -> Row:
    def show(rows: int) -> None:
        view = _view(_model(rows))
        _Painting(view).after(view.show)
        until_idle()
        view.close()
        view.deleteLater()

    cases: dict[str, Callable[[None], object]] = {
        "many": lambda _: show(MANY),
        "few": lambda _: show(FEW),
    }
    interleave(cases, [None] * 5)
    taken = interleave(cases, [None] * FIRST_PAINTS, passes=2)
    note = f"{FIRST_PAINTS} lists, least of 2, rows included"
    name = f"first paint of {MANY} rows to {FEW}"
    return compare(name, taken["many"], taken["few"], 0.5, FIRST_PAINT_BOUND, note)


def _page_down() -> list[Row]:
    """Our model in our view, against Qt's own items with the same texts in the same view."""
    ours = _view(_model(MANY))
    theirs = _view(_model(FEW))
    theirs.setModel(_items())
    painted = {}
    for view in (ours, theirs):
        painted[view] = _Painting(view)
        painted[view].after(view.show)
        until_idle()

    def page(view: TableView, at: int) -> None:
        bar = view.verticalScrollBar()
        painted[view].after(lambda: bar.setValue(at))

    rows = [20 * at for at in range(1, PAGES)]
    cases: dict[str, Callable[[int], object]] = {
        "ours": lambda at: page(ours, at),
        "items": lambda at: page(theirs, at),
    }
    interleave(cases, rows)
    taken = interleave(cases, rows, passes=2)
    note = f"{len(rows)} pages, least of 2, against QStandardItemModel"
    found = [
        compare("page down: median", taken["ours"], taken["items"], 0.5, PAGE_BOUND, note),
        compare("page down: p95", taken["ours"], taken["items"], 0.95, None, note),
    ]
    for view in (ours, theirs):
        view.close()
        view.deleteLater()
    return found


def _items() -> QAbstractItemModel:
    model = QStandardItemModel(0, COLUMNS)
    model.setHorizontalHeaderLabels([f"Kolom {at}" for at in range(COLUMNS)])
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for at in range(20 * PAGES + 100):
        items = [QStandardItem(f"Regel {at} {column}") for column in range(COLUMNS)]
        for item in items:
            item.setTextAlignment(left)
        model.appendRow(items)
    return model
