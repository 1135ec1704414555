"""The hand-fed card writer Star TCP300/TCP310: the number goes on track 2 of the stripe."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from desk_app.hardware.api import CancelToken, DriverFacts, WriterStatus
from desk_app.hardware.drivers.star_line import StarLine
from desk_app.hardware.errors import (
    CardJammed,
    CardRemoved,
    CardWaitCancelled,
    CardWrongWayRound,
    CommandRejected,
    CoverOpen,
    DeviceAct,
    DeviceBusy,
    DeviceTrouble,
    DeviceUnplugged,
    GarbledAnswer,
    NoCardInserted,
    NumberNotWritable,
    OutcomeUnknown,
    OutOfService,
    ReadBackDiffers,
    StripeUnreadable,
    WriteFailed,
    WrongCard,
)
from desk_app.hardware.lane import LaneGuard
from desk_app.hardware.protocols.star_tcp300 import (
    BROKEN,
    EJECT_FULLY,
    TRACK_2,
    TRACK_2_DIGITS,
    UNREADABLE,
    Command,
    Response,
    Sensors,
    Status,
    track_2_number,
)

POLL_SECONDS = 0.1


class StarTcp300:
    """One writer on one line.

    A write that was cut short is never sent again by itself. Reading comes before writing, so a
    card with another number is not overwritten by accident.
    """

    facts: ClassVar[DriverFacts] = DriverFacts(
        kind="star_tcp300",
        models=("Star TCP300", "Star TCP310", "Star TCP300II", "Star TCP310II"),
        tried_on_metal=False,
    )

    def __init__(
        self,
        line: StarLine,
        lane: LaneGuard,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._line = line
        self._lane = lane
        self._clock = clock
        self._trouble: DeviceTrouble | None = None

    @property
    def url(self) -> str:
        """Where the writer is."""
        return self._line.device

    @property
    def trouble(self) -> DeviceTrouble | None:
        """Why the last status was what it was."""
        return self._trouble

    def status(self) -> WriterStatus:
        """Ask the sensors (command 59h)."""
        self._lane.assert_on_lane()
        self._trouble = None
        try:
            self._line.open()
            sensors = self._sensors()
        except DeviceTrouble as trouble:
            self._trouble = trouble
            return _status_of(trouble)
        if sensors.cover_open:
            return WriterStatus.COVER_OPEN
        if sensors.card_inside:
            return WriterStatus.CARD_INSIDE
        return WriterStatus.CARD_ON_EJECT if sensors.card_on_eject else WriterStatus.READY

    def begin(self) -> None:
        """Connect and reset (command 5Fh): clears the buffers and gives back a card inside."""
        self._lane.assert_on_lane()
        self._line.open()
        self._line.drain()
        self._check(self._line.ask(Command.RESET))
        if self._sensors().cover_open:
            raise CoverOpen(device=self.url)

    def await_card(
        self,
        deadline_seconds: float,
        cancel: CancelToken,
        on_status: Callable[[WriterStatus], None] | None = None,
    ) -> None:
        """Wait for a card with command 22h; 54h ends the waiting at the device."""
        self._lane.assert_on_lane()
        tell = on_status or _nobody
        deadline = self._clock() + deadline_seconds
        wait = _Wait(deadline, deadline_seconds, cancel, self._clock)
        _await_removal(self._sensors, self.url, wait, tell)
        tell(WriterStatus.WAITING_FOR_CARD)
        self._line.send(Command.READ_TRACK_2)
        while True:
            left = deadline - self._clock()
            response = self._line.poll_answer_to(
                Command.READ_TRACK_2, max(0.0, min(POLL_SECONDS, left))
            )
            if response is not None:
                break
            if cancel.is_cancelled:
                self._stop_waiting()
                raise CardWaitCancelled(device=self.url)
            if left <= 0:
                self._stop_waiting()
                raise NoCardInserted(device=self.url, deadline=deadline_seconds)
        if response.status not in UNREADABLE | {Status.NO_START_OR_END}:
            self._check(response)
        tell(WriterStatus.CARD_INSIDE)

    def read(self) -> str | None:
        """Read track 2 of the card inside (command 26h)."""
        self._lane.assert_on_lane()
        response = self._line.ask(Command.READ_TRACK_2_NOW)
        if response.status == Status.NO_START_OR_END:
            return None
        self._check(response)
        number = track_2_number(response.data)
        if number is None:
            raise StripeUnreadable(device=self.url, status=response.status)
        return number or None

    def write(self, number: str, *, replacing: str | None = None) -> None:
        """Set track 2 (3Ch) and write it (32h), after reading what is there."""
        self._lane.assert_on_lane()
        if not (number.isascii() and number.isdigit() and len(number) <= TRACK_2_DIGITS):
            raise NumberNotWritable(length=len(number), limit=TRACK_2_DIGITS)
        try:
            found = self.read()
        except StripeUnreadable:
            found = None
        if found == number:
            return
        if found is not None and found != replacing:
            raise WrongCard(device=self.url, expected=number, found=found)
        self._set_track(number)
        try:
            response = self._write_once()
        except CommandRejected:
            # The device forgot the track, because its cover was open a moment ago. A rejected
            # command was not carried out, so sending both again writes the card once.
            self._set_track(number)
            response = self._write_once()
        if response.status == Status.WRITE_ERROR or response.status in UNREADABLE:
            raise WriteFailed(device=self.url, status=response.status)
        self._check(response)

    def read_back(self, expected: str) -> str:
        """Read track 2 anew from the card, not from the device's buffer."""
        found = self.read()
        if found != expected:
            raise ReadBackDiffers(device=self.url, expected=expected, found=found)
        return found

    def eject(self) -> None:
        """Push the card out (command 50h) when there is one inside."""
        self._lane.assert_on_lane()
        if self._sensors().card_inside:
            self._check(self._line.ask(Command.EJECT, EJECT_FULLY))

    def abort(self) -> None:
        """Stop waiting, give the card back and close the port, as far as the device allows."""
        self._lane.assert_on_lane()
        try:
            if self._line.transport.is_open:
                self._line.drain()
                self._stop_waiting()
                self.eject()
        except DeviceTrouble as trouble:
            self._trouble = trouble
        finally:
            self._line.close()

    def _stop_waiting(self) -> None:
        """Command 54h takes precedence: its answer proves that nothing waits any more."""
        self._check(self._line.ask(Command.CANCEL_INSERTION_WAIT))

    def _sensors(self) -> Sensors:
        response = self._line.ask(Command.SENSORS)
        sensors = Sensors.from_data(response.data)
        if sensors is None:
            raise GarbledAnswer(device=self.url, byte_count=len(response.data))
        if response.status != Status.COVER_OPEN:
            self._check(response)
        return sensors

    def _set_track(self, number: str) -> None:
        self._check(self._line.ask(Command.SET_TRACK_2, number.encode("ascii")))

    def _write_once(self) -> Response:
        try:
            return self._line.ask(Command.WRITE_STRIPE_NOW, TRACK_2)
        except CommandRejected:
            raise
        except DeviceTrouble as trouble:
            raise OutcomeUnknown(
                device=self.url, act=DeviceAct.WRITE, cause=trouble.code
            ) from trouble

    def _check(self, response: Response) -> None:
        trouble = _trouble_of(response, self.url)
        if trouble is not None:
            raise trouble


@dataclass(frozen=True)
class _Wait:
    """How long is waited: until the moment `deadline`, `seconds` after it began."""

    deadline: float
    seconds: float
    cancel: CancelToken
    clock: Callable[[], float]


def _await_removal(
    ask: Callable[[], Sensors], device: str, wait: _Wait, tell: Callable[[WriterStatus], None]
) -> None:
    """Wait until nothing sticks out that has to be taken away first."""
    told = False
    while True:
        sensors = ask()
        if sensors.cover_open:
            raise CoverOpen(device=device)
        if sensors.card_inside or not sensors.card_on_eject:
            return
        if not told:
            tell(WriterStatus.CARD_ON_EJECT)
            told = True
        left = wait.deadline - wait.clock()
        if left <= 0:
            raise NoCardInserted(device=device, deadline=wait.seconds)
        if wait.cancel.wait(min(POLL_SECONDS, left)):
            raise CardWaitCancelled(device=device)


def _nobody(status: WriterStatus) -> None:
    del status


def _trouble_of(response: Response, device: str) -> DeviceTrouble | None:
    """The one place where a status byte becomes an error."""
    status = response.status
    if status == Status.NORMAL:
        return None
    if status in UNREADABLE or status == Status.NO_START_OR_END:
        return StripeUnreadable(device=device, status=status)
    if status in BROKEN:
        return OutOfService(device=device, status=status)
    if status == Status.WRITE_ERROR:
        return WriteFailed(device=device, status=status)
    if status == Status.INVALID_COMMAND:
        return CommandRejected(device=device, command=response.command)
    kind = {
        Status.NO_CARD: CardRemoved,
        Status.NO_STRIPE: CardWrongWayRound,
        Status.JAM: CardJammed,
        Status.COVER_OPEN: CoverOpen,
    }.get(Status(status) if status in Status.__members__.values() else Status.NORMAL)
    return kind(device=device) if kind else GarbledAnswer(device=device, byte_count=1)


def _status_of(trouble: DeviceTrouble) -> WriterStatus:
    if isinstance(trouble, DeviceUnplugged):
        return WriterStatus.UNPLUGGED
    if isinstance(trouble, DeviceBusy):
        return WriterStatus.BUSY
    if isinstance(trouble, CardJammed):
        return WriterStatus.JAMMED
    if isinstance(trouble, CoverOpen):
        return WriterStatus.COVER_OPEN
    return WriterStatus.OUT_OF_SERVICE
