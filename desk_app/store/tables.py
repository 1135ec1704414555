"""The tables, once for both engines. `metadata` also holds the tables of the search index.

A number, a mandate reference, an errand key: what is unique for ever is unique here, by name,
because `desk_app.store.trouble` turns the name of a broken constraint into the refusal it stands
for.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    func,
    text,
)

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardKind, CardStatus, Sector
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import BlockKind
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import CancellationReason, FeeStatus, LedgerKind, TermKind
from desk_app.store.column_types import ByValue, Cents, EncryptedText, Moment
from desk_app.usecases.store_ports import ErrandState, NumberUse

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# SQLite numbers rows by itself only in a column of exactly this type.
_ROW_ID = BigInteger().with_variant(Integer(), "sqlite")


def _id(name: str) -> Column[int]:
    return Column(name, _ROW_ID, primary_key=True)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def _flag(name: str, *, default: bool = False) -> Column[bool]:
    return Column(
        name, Boolean, nullable=False, server_default=text("true" if default else "false")
    )


def _count(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def _owner() -> Column[int]:
    return Column(
        "actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False, index=True
    )


branch = Table(
    "branch",
    metadata,
    Column("code", Text, primary_key=True),
    *(
        _text(name)
        for name in (
            "name",
            "library_name",
            "street",
            "postcode",
            "place",
            "phone",
            "email",
            "website",
            "label",
            "number_process",
        )
    ),
    _flag("verify_cards", default=True),
    Column("replacement_fee", Cents, nullable=False),
    _text("creditor_id"),
    _text("creditor_name"),
    _text("accent"),
)

subscription_type = Table(
    "subscription_type",
    metadata,
    Column("code", Text, primary_key=True),
    _text("name"),
    Column("term", ByValue(TermKind), nullable=False),
    _flag("lends", default=True),
    _flag("online_complete"),
    _flag("direct_debit_only"),
    Column("branch_code", Text, ForeignKey("branch.code"), index=True),
)

tariff = Table(
    "tariff",
    metadata,
    _id("tariff_id"),
    Column("type_code", Text, ForeignKey("subscription_type.code"), nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("period_months", SmallInteger, nullable=False),
    Column("min_age", SmallInteger, nullable=False),
    Column("max_age", SmallInteger, nullable=False),
    CheckConstraint("period_months > 0", name="period"),
    CheckConstraint("min_age <= max_age", name="ages"),
    sqlite_autoincrement=True,
)

customer = Table(
    "customer",
    metadata,
    Column("actor_id", _ROW_ID, primary_key=True, autoincrement=False),
    Column("branch_code", Text, ForeignKey("branch.code"), nullable=False),
    _text("surname"),
    Column("created_at", Moment, nullable=False),
    Column("kind", ByValue(CustomerKind), nullable=False),
    Column("origin", ByValue(Origin), nullable=False),
    Column("gender", ByValue(Gender), nullable=False),
    _text("initials"),
    _text("name_prefix"),
    _text("given_name"),
    _text("search_name"),
    Column("birth_date", Date),
    _text("country", "NL"),
    *(
        _text(name)
        for name in (
            "postcode",
            "house_number",
            "house_suffix",
            "street",
            "place",
            "phone",
            "mobile",
            "fax",
            "email",
            "email_bcc1",
            "email_bcc2",
        )
    ),
    Column("iban", EncryptedText("customer.iban"), nullable=False, server_default=text("''")),
    _text("bic"),
    _flag("direct_debit"),
    _text("comment"),
    _flag("is_staff"),
    Column("id_checked_on", Date),
    _text("id_checked_by"),
    _flag("newsletter"),
    _flag("keep_loan_history"),
    _flag("warn_borrowed_before"),
    _flag("self_service_allowed", default=True),
    _text("hold_message_by", "email"),
    _text("classification"),
    _text("language", "nl_NL"),
    _text("external_number_1"),
    _text("external_number_2"),
    _flag("receipts", default=True),
    _text("target_group"),
    _flag("opt_out_marketing"),
    _flag("opt_out_mail"),
    _flag("opt_out_email"),
    _flag("opt_out_phone"),
    _flag("opt_out_website"),
    Column("temporary_number", Text),
    _count("items_out"),
    Column("last_activity_on", Date),
    Column("deleted_at", Moment),
    _count("version", 1),
    Index("uq_customer_temporary_number", "temporary_number", unique=True),
)

# The register and the customer point at each other, and a card at the register; within one
# transaction the rows may come in any order.
number_register = Table(
    "number_register",
    metadata,
    Column("number", Text, primary_key=True),
    Column("use", ByValue(NumberUse), nullable=False),
    Column(
        "actor_id",
        BigInteger,
        ForeignKey("customer.actor_id", deferrable=True, initially="DEFERRED"),
    ),
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

card = Table(
    "card",
    metadata,
    _id("card_id"),
    _owner(),
    Column(
        "number",
        Text,
        ForeignKey("number_register.number", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("kind", ByValue(CardKind), nullable=False),
    Column("status", ByValue(CardStatus), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("sector", ByValue(Sector), nullable=False),
    _flag("typed_by_hand"),
    _flag("without_plastic"),
    _count("printed_count"),
    Column("verified_at", Moment),
    Column("last_used_on", Date),
    _text("blocked_reason"),
    Column("replaced_by", Text),
    Index("uq_card_number", "number", unique=True),
    Index(
        "uq_card_one_primary",
        "actor_id",
        unique=True,
        sqlite_where=text("kind = 'primary' AND status NOT IN ('replaced', 'spoiled')"),
        postgresql_where=text("kind = 'primary' AND status NOT IN ('replaced', 'spoiled')"),
    ),
    sqlite_autoincrement=True,
)

block = Table(
    "block",
    metadata,
    _id("block_id"),
    _owner(),
    Column("kind", ByValue(BlockKind), nullable=False),
    Column("since", Moment, nullable=False),
    _text("by"),
    _text("reason"),
    CheckConstraint("kind <> 'no_card'", name="stored"),
    sqlite_autoincrement=True,
)

notice = Table(
    "notice",
    metadata,
    _id("notice_id"),
    _owner(),
    _text("text"),
    Column("written_at", Moment, nullable=False),
    _text("by"),
    sqlite_autoincrement=True,
)

subscription = Table(
    "subscription",
    metadata,
    _id("subscription_id"),
    _owner(),
    Column("type_code", Text, ForeignKey("subscription_type.code"), nullable=False),
    _text("name"),
    Column("fee", Cents, nullable=False),
    Column("period_months", SmallInteger, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("fee_status", ByValue(FeeStatus), nullable=False),
    Column("term", ByValue(TermKind), nullable=False),
    _flag("lends", default=True),
    _flag("online_complete"),
    Column("cancelled_per", Date),
    Column("cancellation_reason", ByValue(CancellationReason)),
    Column("ended_on", Date),
    CheckConstraint("period_months > 0", name="period"),
    sqlite_autoincrement=True,
)

mandate = Table(
    "mandate",
    metadata,
    _id("mandate_id"),
    _owner(),
    Column("reference", Text, nullable=False),
    Column("iban", EncryptedText("mandate.iban"), nullable=False),
    _text("bic"),
    _text("holder"),
    Column("state", ByValue(MandateState), nullable=False),
    Column("printed_at", Moment, nullable=False),
    Column("signed_on", Date),
    Column("processed_at", Moment),
    Column("withdrawn_at", Moment),
    Index("uq_mandate_reference", "reference", unique=True),
    # EPC SDD Core rulebook: a mandate reference has at most 35 characters.
    CheckConstraint("length(reference) <= 35", name="reference_length"),
    sqlite_autoincrement=True,
)

ledger_entry = Table(
    "ledger_entry",
    metadata,
    _id("entry_id"),
    _owner(),
    Column("booked_at", Moment, nullable=False),
    Column("kind", ByValue(LedgerKind), nullable=False),
    Column("amount", Cents, nullable=False),
    _text("description"),
    sqlite_autoincrement=True,
)

login_account = Table(
    "login_account",
    metadata,
    _id("account_id"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    _text("username"),
    _text("email"),
    Column("state", ByValue(LoginAccountState), nullable=False),
    Column("activation_expires_at", Moment),
    Index("uq_login_account_actor_id", "actor_id", unique=True),
    sqlite_autoincrement=True,
)

customer_change = Table(
    "customer_change",
    metadata,
    _id("change_id"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("at", Moment, nullable=False),
    _text("by"),
    _text("workstation"),
    _text("field"),
    _text("old"),
    _text("new"),
    Index("ix_customer_change_actor_id_change_id", "actor_id", "change_id"),
    sqlite_autoincrement=True,
)

OPEN_JOB = text("step NOT IN ('done', 'spoiled', 'cancelled')")
"""A card job that still needs a decision; literal, so that the partial indexes are found."""

card_job = Table(
    "card_job",
    metadata,
    _id("job_id"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("number", Text, ForeignKey("number_register.number"), nullable=False),
    _text("workstation"),
    Column("step", ByValue(CardStep), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    _text("started_by"),
    _count("attempt", 1),
    _count("prints"),
    _text("trouble"),
    _text("read_back"),
    Index(
        "uq_card_job_open",
        "number",
        unique=True,
        sqlite_where=OPEN_JOB,
        postgresql_where=OPEN_JOB,
    ),
    Index(
        "ix_card_job_unfinished",
        "workstation",
        "started_at",
        sqlite_where=OPEN_JOB,
        postgresql_where=OPEN_JOB,
    ),
    Index("ix_card_job_actor_id", "actor_id"),
    sqlite_autoincrement=True,
)

staff = Table(
    "staff",
    metadata,
    Column("staff_id", _ROW_ID, primary_key=True, autoincrement=False),
    _text("username"),
    _text("display_name"),
    Column("role", ByValue(Role), nullable=False),
    Column("branch_code", Text, ForeignKey("branch.code"), nullable=False),
    _text("password_hash"),
    Column("customer_actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Column("disabled_at", Moment),
    _count("failed_attempts"),
    Column("not_before", Moment),
)
Index("uq_staff_username", func.lower(staff.c.username), unique=True)

staff_session = Table(
    "staff_session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("staff_id", BigInteger, ForeignKey("staff.staff_id"), nullable=False, index=True),
    _text("workstation"),
    Column("opened_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    _flag("locked"),
    Column("closed_at", Moment),
)

errand = Table(
    "errand",
    metadata,
    _id("errand_id"),
    _text("kind"),
    Column("key", Text, nullable=False),
    # Letters and messages to a person, with links that open their account.
    Column("payload", EncryptedText("errand.payload"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", ByValue(ErrandState), nullable=False),
    _count("attempts"),
    _text("trouble"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Column("finished_at", Moment),
    Index("uq_errand_key", "key", unique=True),
    Index(
        "ix_errand_due",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    sqlite_autoincrement=True,
)
