"""``python -m benchmarks.start_child bare|ours``: one start of a window, that tells how far it is.

Each line is what happened and this process's CPU time in nanoseconds. It then waits to be ended.
Nothing is imported before the window that the program would not import by itself.
"""

from __future__ import annotations

import sys
import time


def tell(what: str) -> None:
    """Tell the parent, on the moment."""
    sys.stdout.write(f"{what} {time.process_time_ns()}\n")
    sys.stdout.flush()


def bare() -> None:
    """A bare window of PySide6."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: object) -> None:
            super().paintEvent(event)  # type: ignore[arg-type]
            QTimer.singleShot(0, lambda: tell("painted"))

    application = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1280, 760)
    window.show()
    application.exec()


def ours() -> None:
    """`desk-app` as it starts from its icon; a bystander tells what it sees."""
    import desk_app.__main__
    from desk_app.ui.application import WindowFirst

    furnish = WindowFirst._furnish

    def watched(start: WindowFirst) -> None:
        tell("painted")
        furnish(start)
        _watch(start)

    WindowFirst._furnish = watched  # type: ignore[assignment,method-assign]
    number = sys.argv.pop()
    WindowFirst.number = number  # type: ignore[attr-defined]
    del sys.argv[1:]
    desk_app.__main__.main()


def _watch(start: object) -> None:
    """Tell when the desk is open and somebody may sign in, sign in, scan, and load the PDFs."""
    from benchmarks.counter_account import PASSWORD, USERNAME

    desktop = start.desktop  # type: ignore[attr-defined]
    number: str = start.number  # type: ignore[attr-defined]
    window = start.window  # type: ignore[attr-defined]

    def opened() -> None:
        tell("open")
        desktop.session.sign_in(USERNAME, PASSWORD)
        _when(lambda: desktop.customers.now is not None, signed_in)

    def signed_in() -> None:
        from desk_app.hardware.api import Scan

        tell("signed-in")
        page = desktop.customers.screen.page
        show = page.show_file

        def shown(file: object) -> None:
            show(file)
            _after_paint(window, scanned)

        page.show_file = shown
        desktop.router.route(Scan(number, number, None, "keys:", time.monotonic()))

    def scanned() -> None:
        tell("scanned")
        _load_papers()
        tell("papers")

    desktop.lane.opened.connect(opened)


def _when(holds: object, act: object) -> None:
    from PySide6.QtCore import QTimer

    def look() -> None:
        if holds():  # type: ignore[operator]
            act()  # type: ignore[operator]
        else:
            QTimer.singleShot(1, look)

    look()


def _after_paint(window: object, act: object) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Eye(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest:
                window.removeEventFilter(self)  # type: ignore[attr-defined]
                QTimer.singleShot(0, act)  # type: ignore[call-overload]
            return False

    eye = Eye(window)  # type: ignore[arg-type]
    window.installEventFilter(eye)  # type: ignore[attr-defined]


def _load_papers() -> None:
    """Draw a card, so that what PDFs need is loaded."""
    from io import BytesIO

    from benchmarks.print_cards import Record, face, renderer

    record = Record("29548000000001", "BIEB-29548000000001", "G. Tester", "Ruinerwold", "")
    renderer().write([face(record)], BytesIO())


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours()
