"""Text size and theme, chosen from the menu and remembered."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.shell import menus
from desk_app.ui.shell.actions import Actions
from desk_app.ui.theme.measures import SCALES
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import shell as words


class Appearance:
    """Binds the entries of *Beeld*; `remember` is told what was chosen."""

    def __init__(
        self, actions: Actions, theme: Theme, remember: Callable[[Mode, float], None]
    ) -> None:
        self._actions = actions
        self._theme = theme
        self._remember = remember
        actions.bind(menus.LARGER, lambda: self._step(1))
        actions.bind(menus.SMALLER, lambda: self._step(-1))
        for key, mode in (
            (menus.THEME_SYSTEM, Mode.SYSTEM),
            (menus.THEME_LIGHT, Mode.LIGHT),
            (menus.THEME_DARK, Mode.DARK),
        ):
            actions.bind(key, self._chooser(mode))
        self._show_limits()

    def _chooser(self, mode: Mode) -> Callable[[], None]:
        def choose() -> None:
            self._theme.set_mode(mode)
            self._told()

        return choose

    def _step(self, by: int) -> None:
        at = SCALES.index(self._theme.measures.scale) + by
        self._theme.set_scale(SCALES[min(max(at, 0), len(SCALES) - 1)])
        self._told()

    def _told(self) -> None:
        self._show_limits()
        self._remember(self._theme.mode, self._theme.measures.scale)

    def _show_limits(self) -> None:
        scale = self._theme.measures.scale
        largest = words.TEXT_LARGEST if scale >= SCALES[-1] else None
        smallest = words.TEXT_SMALLEST if scale <= SCALES[0] else None
        self._actions.set_reason(menus.LARGER, largest)
        self._actions.set_reason(menus.SMALLER, smallest)
