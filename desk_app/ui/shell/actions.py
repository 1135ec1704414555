"""Every command of the window by its key: who carries it out, and why not when nobody may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desk_app.ui.framework.buttons import set_permitted
from desk_app.ui.shell.menus import Entry, Menu
from desk_app.ui.wording import shell as words


@dataclass
class _Bound:
    entry: Entry
    action: QAction
    run: Callable[[], None] | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Listed:
    """A command as the palette lists it; `reason` is None when it can be done now."""

    key: str
    words: str
    shortcut: str
    reason: str | None


class Actions(QObject):
    """Holds a `QAction` for every declared entry.

    Signals: `changed()` when something was bound, greyed or freed.
    """

    changed = Signal()

    def __init__(self, menus: Sequence[Menu], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menus = tuple(menus)
        self._bound: dict[str, _Bound] = {}
        self._holds: dict[str, tuple[str, frozenset[str]]] = {}
        self._built: list[QMenu] = []
        for menu in self._menus:
            for entry in menu.entries:
                self._bound[entry.key] = _Bound(entry, self._make(entry), None, entry.idle)
        self._refresh()

    def bind(self, key: str, run: Callable[[], None]) -> None:
        """`run` carries out the command `key` from now on, and it may be done."""
        bound = self._bound[key]
        bound.run = run
        bound.reason = None
        self._refresh()

    def unbind(self, key: str) -> None:
        """Nobody carries out `key` any more; it says why as before it was bound."""
        bound = self._bound[key]
        bound.run = None
        bound.reason = bound.entry.idle
        self._refresh()

    def set_reason(self, key: str, reason: str | None) -> None:
        """Grey a bound command with its reason, or free it with None."""
        bound = self._bound[key]
        if bound.run is not None and bound.reason != reason:
            bound.reason = reason
            self._refresh()

    def hold(self, why: str, reason: str | None, but: frozenset[str] = frozenset()) -> None:
        """Grey everything with one reason (locked, a question stands), except the keys in `but`.

        `why` names the hold; None for `reason` lets go of that one.
        """
        if reason is None:
            self._holds.pop(why, None)
        else:
            self._holds[why] = (reason, but)
        self._refresh()

    def lend_shortcut(self, key: str, keys: str, owner: str) -> None:
        """`key` is reached by `keys`, those of `owner`, until `return_shortcut`.

        F12 ends a customer's session while one stands at the counter, and else one's own.
        """
        self._bound[owner].action.setShortcut(QKeySequence())
        self._bound[key].action.setShortcut(QKeySequence(keys))

    def return_shortcut(self, key: str, owner: str) -> None:
        """`owner` has its own keys again. Returning twice does nothing."""
        for one in (key, owner):
            bound = self._bound[one]
            bound.action.setShortcut(QKeySequence(bound.entry.shortcut))

    def action(self, key: str) -> QAction:
        """The `QAction` of `key`, for a button or a context menu."""
        return self._bound[key].action

    def run(self, key: str) -> None:
        """Carry out `key` if that may be done now."""
        bound = self._bound[key]
        if self._reason(bound) is None and bound.run is not None:
            bound.run()

    def listed(self) -> tuple[Listed, ...]:
        """Every command, those that can be done first."""
        every = [
            Listed(
                key,
                bound.entry.text.replace("&", "").rstrip("…"),
                bound.action.shortcut().toString(QKeySequence.SequenceFormat.PortableText),
                self._reason(bound),
            )
            for key, bound in self._bound.items()
        ]
        return tuple(sorted(every, key=lambda one: (one.reason is not None, one.words)))

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus in `bar`."""
        for menu in self._menus:
            built = bar.addMenu(menu.text)
            built.setObjectName(f"menu_{menu.key}")
            built.setToolTipsVisible(True)
            self._built.append(built)
            if not menu.entries:
                set_permitted(built.menuAction(), words.NOT_THERE_YET)
                continue
            self._fill(built, menu.entries)

    def _fill(self, built: QMenu, entries: Sequence[Entry]) -> None:
        below: dict[str, QMenu] = {}
        group = entries[0].group
        for entry in entries:
            if entry.group != group:
                built.addSeparator()
                group = entry.group
            into, path = built, ""
            for word in entry.submenu.split("/") if entry.submenu else ():
                path = f"{path}/{word}"
                if path not in below:
                    below[path] = into.addMenu(word)
                    below[path].setToolTipsVisible(True)
                    self._built.append(below[path])
                into = below[path]
            into.addAction(self._bound[entry.key].action)

    def _make(self, entry: Entry) -> QAction:
        action = QAction(entry.text, self)
        action.setObjectName(f"action_{entry.key}")
        action.setToolTip("")
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: self.run(entry.key))
        return action

    def _reason(self, bound: _Bound) -> str | None:
        for reason, but in self._holds.values():
            if bound.entry.key not in but:
                return reason
        return bound.reason

    def _refresh(self) -> None:
        for bound in self._bound.values():
            set_permitted(bound.action, self._reason(bound))
        self.changed.emit()
