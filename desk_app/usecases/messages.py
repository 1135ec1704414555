"""What goes through the door: commands in, frozen shapes out, and what changed.

Commands, queries and shapes hold only what can be sent (str, int, bool, Decimal, date, datetime,
enum, tuple, None and nested frozen dataclasses), so a desk may stand in this process or behind
HTTPS.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from desk_app.domain.staff import Permission

R = TypeVar("R")


class AuditTag(StrEnum):
    """What a command did, as ``subject:action``; stored for ever, so values never change."""

    CARD_ADDED = "card:added"
    CARD_BATCH_CANCELLED = "card_batch:cancelled"
    CARD_BATCH_NEXT = "card_batch:next"
    CARD_BATCH_PAUSED = "card_batch:paused"
    CARD_BATCH_RESUMED = "card_batch:resumed"
    CARD_BATCH_SKIPPED = "card_batch:skipped"
    CARD_BATCH_STARTED = "card_batch:started"
    CARD_BLOCKED = "card:blocked"
    CARD_DELETED = "card:deleted"
    CARD_JOB_ADVANCED = "card_job:advanced"
    CARD_JOB_STARTED = "card_job:started"
    CARD_KIND_CHANGED = "card:kind_changed"
    CARD_REPLACED = "card:replaced"
    CARD_SPOILED = "card:spoiled"
    CARD_UNBLOCKED = "card:unblocked"
    COPY_ADDED = "copy:added"
    COPY_EDITED = "copy:edited"
    CIRCULATION_FORGOTTEN = "circulation:forgotten"
    COPY_MISSING = "copy:missing"
    COPY_RETURNED = "copy:returned"
    CONSENT_RECORDED = "consent:recorded"
    CONSENT_WITHDRAWN = "consent:withdrawn"
    CUSTOMER_BLOCKED = "customer:blocked"
    CUSTOMER_BLOCK_LIFTED = "customer:block_lifted"
    CUSTOMER_COLLEAGUE_MARKED = "customer:colleague_marked"
    CUSTOMER_DELETED = "customer:deleted"
    CUSTOMER_EDITED = "customer:edited"
    CUSTOMER_ENROLLED = "customer:enrolled"
    CUSTOMER_NOTICE_ADDED = "customer:notice_added"
    CUSTOMER_NOTICE_REMOVED = "customer:notice_removed"
    ENROLMENT_DRAFT_DROPPED = "enrolment:draft_dropped"
    ENROLMENT_DRAFT_KEPT = "enrolment:draft_kept"
    ERRAND_CLAIMED = "errand:claimed"
    ERRAND_CLOSED = "errand:closed"
    ERRAND_RECORDED = "errand:recorded"
    ERRAND_RETRIED = "errand:retried"
    LOAN_MADE = "loan:made"
    LOAN_RENEWED = "loan:renewed"
    IMPORT_BEGUN = "import:begun"
    IMPORT_COMPARED = "import:compared"
    IMPORT_DROPPED = "import:dropped"
    IMPORT_FINISHED = "import:finished"
    IMPORT_LINE_DECIDED = "import:line_decided"
    IMPORT_LINE_DONE = "import:line_done"
    IMPORT_LINE_UNDONE = "import:line_undone"
    IMPORT_STAGED = "import:staged"
    IMPORT_STARTED = "import:started"
    IMPORT_UNDOING = "import:undoing"
    IMPORT_UNDONE = "import:undone"
    LINK_CONFIRMED = "link:confirmed"
    LINK_ENDED = "link:ended"
    LINK_PROPOSED = "link:proposed"
    LINK_REJECTED = "link:rejected"
    LOGIN_ASKED = "login:asked"
    LOGIN_AUTHORISED = "login:authorised"
    LOGIN_CODE_ASKED = "login:code_asked"
    LOGIN_CODE_TAKEN = "login:code_taken"
    LOGIN_EMAIL_RESET = "login:email_reset"
    LOGIN_FORGOTTEN = "login:forgotten"
    LOGIN_GENERATED = "login:generated"
    LOGIN_LINKED = "login:linked"
    LOGIN_RECORDED = "login:recorded"
    LOGIN_REGENERATED = "login:regenerated"
    LOGIN_SWEPT = "login:swept"
    MANDATE_PRINTED = "mandate:printed"
    MANDATE_PROCESSED = "mandate:processed"
    MANDATE_WITHDRAWN = "mandate:withdrawn"
    MESSAGE_READ = "message:read"
    PERMISSION_REFUSED = "permission:refused"
    PUPIL_PASSWORD_CHOSEN = "pupil:password_chosen"  # noqa: S105 - the name of an event
    PUPIL_PASSWORD_RESET = "pupil:password_reset"  # noqa: S105 - the name of an event
    PUPIL_SIGNED_IN = "pupil:signed_in"
    PUPIL_SIGN_IN_REFUSED = "pupil:sign_in_refused"
    READING_RECORDED = "reading:recorded"
    RESERVATION_CANCELLED = "reservation:cancelled"
    RESERVATION_COLLECTED = "reservation:collected"
    RESERVATION_EXPIRED = "reservation:expired"
    RESERVATION_MOVED = "reservation:moved"
    RESERVATION_PLACED = "reservation:placed"
    RESERVATION_SUSPENDED = "reservation:suspended"
    SCHOOL_ADDED = "school:added"
    SCHOOL_LINK_OFF = "school:link_off"
    SCHOOL_LINK_ON = "school:link_on"
    SCHOOL_SWITCHED = "school:switched"
    SESSION_LOCKED = "session:locked"
    SESSION_UNLOCKED = "session:unlocked"
    SIGN_UP_BEGUN = "sign_up:begun"
    SIGN_UP_EMAIL_CONFIRMED = "sign_up:email_confirmed"
    SIGN_UP_PAYMENT_ASKED = "sign_up:payment_asked"
    SIGN_UP_PAYMENT_KEPT = "sign_up:payment_kept"
    SIGN_UP_PAYMENT_NOTED = "sign_up:payment_noted"
    SIGN_UP_PAYMENT_PUT_OFF = "sign_up:payment_put_off"
    SIGN_UP_PAYMENT_RECORDED = "sign_up:payment_recorded"
    SIGN_UP_SWEPT = "sign_up:swept"
    STAFF_ADDED = "staff:added"
    STAFF_CHANGED = "staff:changed"
    STAFF_DISABLED = "staff:disabled"
    STAFF_PASSWORD_SET = "staff:password_set"  # noqa: S105 - the name of an event
    STAFF_SIGNED_IN = "staff:signed_in"
    STAFF_SIGNED_OUT = "staff:signed_out"
    STAFF_SIGN_IN_REFUSED = "staff:sign_in_refused"
    SUBSCRIPTION_CANCELLATION_REVOKED = "subscription:cancellation_revoked"
    SUBSCRIPTION_CANCELLED = "subscription:cancelled"
    SUBSCRIPTION_CHANGED = "subscription:changed"
    TITLE_IMPORTED = "title:imported"
    TITLE_SAVED = "title:saved"


@dataclass(frozen=True)
class Command(Generic[R]):
    """An intention to change something, in the imperative; one transaction, one audit row.

    `keeps_answer` False: the answer opens something and is never stored, so the same key carries
    the command out again.
    """

    permission: ClassVar[Permission]
    audit: ClassVar[AuditTag]
    keeps_answer: ClassVar[bool] = True


@dataclass(frozen=True)
class Query(Generic[R]):
    """A question one screen asks; it never changes anything."""

    permission: ClassVar[Permission]


def secret(default: Any = MISSING) -> Any:
    """A dataclass field whose value is in no repr, no audit row and no log."""
    return field(default=default, repr=False, metadata={"secret": True})


@dataclass(frozen=True)
class Changes:
    """What a command changed, so that open screens know whether to ask again.

    `customers` are actor ids, `card_jobs` job ids, `titles` those that changed or whose copies did;
    `errands`, `staff` and `schools` say that some changed (with a school its groups and imports).
    """

    customers: tuple[int, ...] = ()
    card_jobs: tuple[int, ...] = ()
    errands: bool = False
    staff: bool = False
    titles: tuple[int, ...] = ()
    schools: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            tuple(sorted({*self.customers, *other.customers})),
            tuple(sorted({*self.card_jobs, *other.card_jobs})),
            self.errands or other.errands,
            self.staff or other.staff,
            tuple(sorted({*self.titles, *other.titles})),
            self.schools or other.schools,
        )


@dataclass(frozen=True)
class Done(Generic[R]):
    """The answer to a command: its result, and what it changed."""

    result: R
    changes: Changes


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in at this desk. `token` opens the session at the desk that gave it.

    `customer_actor_id` is this person's own customer file, if they have one.
    """

    staff_id: int
    username: str
    display_name: str
    role: str
    branch_code: str
    branch_name: str
    library_name: str
    token: str = secret()
    accent: str = ""
    customer_actor_id: int | None = None
