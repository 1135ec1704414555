"""The words of lending, checking in and reserving."""

from __future__ import annotations

from desk_app.domain.notices import BlockKind
from desk_app.domain.reservations import ReservationState

RESERVATION_STATES: dict[ReservationState, str] = {
    ReservationState.WAITING: "Wacht",
    ReservationState.IN_TRANSIT: "Onderweg",
    ReservationState.READY: "Ligt klaar",
    ReservationState.COLLECTED: "Opgehaald",
    ReservationState.EXPIRED: "Verlopen",
    ReservationState.CANCELLED: "Geannuleerd",
}
STOPPING: dict[BlockKind, str] = {
    BlockKind.NO_CARD: "er is nog geen pas",
    BlockKind.MANUAL: "aan de balie geblokkeerd",
    BlockKind.UNPAID_FEE: "contributie niet betaald",
    BlockKind.OVERDUE_LIMIT: "te veel te laat ingeleverd",
    BlockKind.ADDRESS_UNKNOWN: "adres onbekend",
    BlockKind.BANNED: "geweerd",
}
"""Why nothing is lent, inside a sentence."""
