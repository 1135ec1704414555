"""Where something is picked up: chosen when it is reserved, and when it moves. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desk_app.domain.reservations import ReservationState
from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.state import ChosenTitle, Someone
from desk_app.ui.reservations.view_port import Says
from desk_app.ui.wording import reservations as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.reservations import MoveReservation, Placed, PlaceReservation
from desk_app.usecases.queries.circulation import (
    OfferedPlace,
    PlacesToReserve,
    QueueRow,
    ReservationOffer,
)


class Places:
    """Asks where, and then does it."""

    def __init__(
        self,
        says: Says,
        runner: Runner,
        prompter: Prompter,
        then: Callable[[], None],
        refused: Callable[[Refused], None],
    ) -> None:
        """`then` asks for the queue again."""
        self._says = says
        self._runner = runner
        self._prompter = prompter
        self._then = then
        self._refused = refused

    def reserve(self, title: ChosenTitle, someone: Someone) -> None:
        """Reserve, at one of the places there are for this person."""
        self._runner.ask(
            PlacesToReserve(someone.actor_id, title.title_id),
            partial(self._offered, title, someone),
            self._refused,
        )

    def move(self, title: ChosenTitle, row: QueueRow) -> None:
        """Pick it up somewhere else of the same kind."""
        self._runner.ask(
            PlacesToReserve(row.holder.actor_id, title.title_id),
            partial(self._where_else, row),
            self._refused,
        )

    def _offered(self, title: ChosenTitle, someone: Someone, offer: ReservationOffer) -> None:
        allowed = offer.allowed
        if not allowed:
            reasons = (offer.refused, *(place.refused for place in offer.places))
            refused = next((one for one in reasons if one is not None), None)
            said = Said(words.NO_OTHER_PLACE) if refused is None else sentence_for(refused)
            self._says.say(Tone.TROUBLE, said)
        elif len(allowed) == 1:
            self._prompter.confirm(
                words.ask_one_place(someone, title, allowed[0]),
                lambda: self._place(title, someone, allowed[0]),
            )
        else:
            by_code = {place.code: place for place in allowed}
            self._prompter.choose(
                words.ask_place(someone, title, offer.places),
                words.choices(allowed),
                lambda code: self._place(title, someone, by_code[code]),
            )

    def _place(self, title: ChosenTitle, someone: Someone, place: OfferedPlace) -> None:
        def done(answer: Placed) -> None:
            self._says.say(Tone.OK, Said(words.placed(someone, title, place.name, answer)))
            self._then()

        self._runner.execute(
            PlaceReservation(someone.actor_id, place.code, title.title_id), done, self._refused
        )

    def _where_else(self, row: QueueRow, offer: ReservationOffer) -> None:
        kind = next((one.kind for one in offer.places if one.code == row.pickup_code), None)
        others = tuple(
            one for one in offer.places if one.kind is kind and one.code != row.pickup_code
        )
        if not others:
            self._says.say(Tone.INFO, Said(words.NO_OTHER_PLACE))
            return
        names = {one.code: one.name for one in others}

        def move(code: str) -> None:
            def done(state: ReservationState) -> None:
                self._says.say(Tone.OK, Said(words.moved(state, names[code])))
                self._then()

            self._runner.execute(MoveReservation(row.reservation_id, code), done, self._refused)

        self._prompter.choose(words.ask_move(row), words.choices(others), move)
