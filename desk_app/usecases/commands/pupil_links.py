"""The consent of a pupil's parents, and the link of a pupil with a member of the library.

An import proposes links, a person confirms them; nothing is linked by a name and a birth date
alone. Withdrawing consent unlinks at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from desk_app.domain import pupils as rules
from desk_app.domain.card_rules import primary_of
from desk_app.domain.consents import ConsentMissing, consent_stands, new_consent, withdraw
from desk_app.domain.customers import Customer, Origin
from desk_app.domain.pupils import Pupil
from desk_app.domain.schools import LinkIsOff
from desk_app.domain.staff import Permission
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
from desk_app.usecases.school_ports import LinkProposal, ProposalState


@dataclass(frozen=True)
class RecordConsent(Command[int]):
    """Toestemming vastleggen: of all parents, with who, when, how, and to which text."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.CONSENT_RECORDED
    actor_id: int
    given_on: date
    how: str
    text_version: str
    all_parents: bool
    given_by: str = secret()


@dataclass(frozen=True)
class WithdrawConsent(Command[None]):
    """Toestemming intrekken: the pupil is unlinked at once."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.CONSENT_WITHDRAWN
    actor_id: int


@dataclass(frozen=True)
class ProposeLink(Command[int]):
    """Propose a link that no import found."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.LINK_PROPOSED
    actor_id: int
    library_actor_id: int


@dataclass(frozen=True)
class ConfirmLink(Command[None]):
    """Koppel: the two files are of one child. The library's card becomes the hoofdpas."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.LINK_CONFIRMED
    actor_id: int
    proposal_id: int


@dataclass(frozen=True)
class RejectLink(Command[None]):
    """Niet dezelfde: this pair is never proposed again."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.LINK_REJECTED
    actor_id: int
    proposal_id: int


@dataclass(frozen=True)
class UnlinkPupil(Command[None]):
    """Ontkoppel: the school's card is the hoofdpas of the school again."""

    permission: ClassVar[Permission] = Permission.SCHOOL_LINK
    audit: ClassVar[AuditTag] = AuditTag.LINK_ENDED
    actor_id: int


def record_consent(command: RecordConsent, on: Handling) -> int:
    """Raises `PupilUnknown`, `ConsentOfAllNeeded`, `DateInFuture`, and what `clean_line` raises."""
    pupil = on.work.pupils.get(command.actor_id)
    consent = on.work.pupils.add_consent(
        new_consent(
            pupil.actor_id,
            given_by=command.given_by,
            given_on=command.given_on,
            how=command.how,
            text_version=command.text_version,
            all_parents=command.all_parents,
            recorded_by=on.by,
            now=on.now,
            today=on.today,
        )
    )
    assert consent.consent_id is not None
    return consent.consent_id


def withdraw_consent(command: WithdrawConsent, on: Handling) -> None:
    """Withdraw all that stands; withdrawing twice does nothing more. Raises `PupilUnknown`."""
    pupil = on.work.pupils.get(command.actor_id)
    withdraw(on.work.pupils.consents(pupil.actor_id), on.now)
    unlink(pupil, on)


def propose_link(command: ProposeLink, on: Handling) -> int:
    """Raises `PupilUnknown`, `PupilIsLinked`, `NotALibraryMember`, `CustomerUnknown`."""
    pupil = on.work.pupils.get(command.actor_id)
    if pupil.linked_actor_id is not None:
        raise rules.PupilIsLinked(pupil.actor_id)
    _library_member(command.library_actor_id, on)
    for made in on.work.pupils.proposals(pupil.actor_id):
        if made.library_actor_id == command.library_actor_id:
            made.state, made.decided_by, made.decided_at = ProposalState.OPEN, "", None
            break
    else:
        made = LinkProposal(pupil.actor_id, command.library_actor_id, on.now)
        on.work.pupils.add_proposal(made)
    assert made.proposal_id is not None
    return made.proposal_id


def confirm_link(command: ConfirmLink, on: Handling) -> None:
    """Link the pair.

    Raises:
        PupilUnknown, PupilHasLeft, PupilIsLinked, ProposalUnknown
        LinkIsOff: the school did not ask for it.
        ConsentMissing: not all parents agreed.
        LibraryMemberLinked: the library's customer belongs to another pupil.
        CustomerUnknown, NotALibraryMember: the library's file is gone, or is a pupil's.
    """
    pupil = on.work.pupils.get(command.actor_id)
    proposal = _proposal(command.proposal_id, pupil, on)
    if pupil.linked_actor_id is not None:
        raise rules.PupilIsLinked(pupil.actor_id)
    if pupil.left_on is not None:
        raise rules.PupilHasLeft(pupil.actor_id)
    if not on.work.schools.get(pupil.school_code).link_on:
        raise LinkIsOff(pupil.school_code)
    if not consent_stands(on.work.pupils.consents(pupil.actor_id)):
        raise ConsentMissing(pupil.actor_id)
    _library_member(proposal.library_actor_id, on)
    if on.work.pupils.linked_to(proposal.library_actor_id) is not None:
        raise rules.LibraryMemberLinked
    own = on.work.customers.get(pupil.actor_id)
    library = on.work.customers.get(proposal.library_actor_id)
    pupil.linked_actor_id = library.actor_id
    rules.give_up_primary(own.cards, library.cards)
    _decide(proposal, ProposalState.CONFIRMED, on)


def reject_link(command: RejectLink, on: Handling) -> None:
    """Raises `PupilUnknown`, `ProposalUnknown`."""
    pupil = on.work.pupils.get(command.actor_id)
    _decide(_proposal(command.proposal_id, pupil, on), ProposalState.REJECTED, on)


def unlink_pupil(command: UnlinkPupil, on: Handling) -> None:
    """Raises `PupilUnknown`, `PupilNotLinked`."""
    pupil = on.work.pupils.get(command.actor_id)
    if pupil.linked_actor_id is None:
        raise rules.PupilNotLinked(pupil.actor_id)
    unlink(pupil, on)


def unlink(pupil: Pupil, on: Handling) -> None:
    """End the link, if there is one, and give the school's card its place back."""
    if pupil.linked_actor_id is None:
        return
    pupil.linked_actor_id = None
    rules.take_primary_back(on.work.customers.get(pupil.actor_id).cards)


def primary_is_the_librarys(customer: Customer, on: Handling) -> bool:
    """Whether this is a linked pupil's file, and the library's card is the hoofdpas of the pair."""
    if customer.origin is not Origin.IMPORT:
        return False
    pupil = on.work.pupils.find(customer.actor_id)
    if pupil is None or pupil.linked_actor_id is None:
        return False
    return primary_of(on.work.customers.get(pupil.linked_actor_id).cards) is not None


def file_deleted(actor_id: int, on: Handling) -> None:
    """A customer's file goes: whatever linked it ends, and a pupil is one no more.

    The school's key becomes free, because the same child may come in again as a new pupil.
    """
    linked = on.work.pupils.linked_to(actor_id)
    if linked is not None:
        unlink(linked, on)
    pupil = on.work.pupils.find(actor_id)
    if pupil is not None:
        unlink(pupil, on)
        pupil.left_on = pupil.left_on or on.today
        pupil.group_id = None
        pupil.external_key = f"deleted:{actor_id}"


def _library_member(actor_id: int, on: Handling) -> None:
    on.work.customers.get(actor_id)
    if on.work.pupils.find(actor_id) is not None:
        raise rules.NotALibraryMember


def _proposal(proposal_id: int, pupil: Pupil, on: Handling) -> LinkProposal:
    proposal = on.work.pupils.proposal(proposal_id)
    if proposal is None or proposal.actor_id != pupil.actor_id:
        raise rules.ProposalUnknown(proposal_id)
    return proposal


def _decide(proposal: LinkProposal, state: ProposalState, on: Handling) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, on.by, on.now


HANDLERS: CommandHandlers = {
    RecordConsent: record_consent,
    WithdrawConsent: withdraw_consent,
    ProposeLink: propose_link,
    ConfirmLink: confirm_link,
    RejectLink: reject_link,
    UnlinkPupil: unlink_pupil,
}
