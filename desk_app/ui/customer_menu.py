"""The entries of the menu that are about the open customer."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.ui.customer_file.screen import CustomerFileScreen
from desk_app.ui.shell import menus
from desk_app.ui.shell.actions import Actions
from desk_app.ui.wording import customer_file as words
from desk_app.usecases.abilities import Action, ability


class CustomerMenu:
    """Binds them while a customer is open, grey with the same reasons as the buttons."""

    def __init__(
        self, actions: Actions, screen: CustomerFileScreen, print_proof: Callable[[], None]
    ) -> None:
        self._actions = actions
        self._screen = screen
        self._bound = False
        self._acts: dict[str, Callable[[], None]] = {
            menus.CUSTOMER_EDIT: screen.editing.edit,
            menus.CUSTOMER_SAVE: screen.editing.save,
            menus.CUSTOMER_CANCEL: screen.editing.cancel,
            menus.CUSTOMER_CLOSE: screen.file.quit,
            menus.PRINT_CARD: screen.cards.print_card,
            menus.PRINT_MANDATE: screen.fee.print_mandate,
            menus.PRINT_STOPGAP: print_proof,
        }
        screen.page.bar.reasons_changed.connect(self._grey)

    def bind_jobs(self, look: Callable[[], None]) -> None:
        """Onafgemaakte passen, for as long as somebody is signed in."""
        self._actions.bind(menus.CARD_JOBS, look)

    def bind(self) -> None:
        """A customer is in front."""
        if not self._bound:
            self._bound = True
            for key, act in self._acts.items():
                self._actions.bind(key, act)
        self._grey()

    def release(self) -> None:
        """No customer is open."""
        if self._bound:
            self._bound = False
            for key in self._acts:
                self._actions.unbind(key)

    def release_all(self) -> None:
        """Nobody is signed in."""
        self._screen.page.bar.reasons_changed.disconnect(self._grey)
        self.release()
        self._actions.unbind(menus.CARD_JOBS)

    def _grey(self) -> None:
        file = self._screen.file.file
        if not self._bound or file is None:
            return
        bar = self._screen.page.bar
        mandate = words.why_not(ability(file.abilities, Action.PRINT_MANDATE))
        for key, reason in (
            (menus.CUSTOMER_EDIT, bar.edit_reason),
            (menus.CUSTOMER_SAVE, bar.save_reason),
            (menus.CUSTOMER_CANCEL, bar.save_reason),
            (menus.PRINT_MANDATE, mandate),
            (menus.PRINT_CARD, self._screen.cards.print_reason()),
        ):
            self._actions.set_reason(key, reason)
