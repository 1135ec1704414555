"""The tables, once for both engines. `metadata` also holds the tables of the search index.

A number, a mandate reference, an errand key: what is unique for ever is unique here, by name,
because `desk_app.store.trouble` turns the name of a broken constraint into the refusal it stands
for.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    text,
)

from desk_app.domain.cards import CardKind, CardStatus, Sector
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import BlockKind
from desk_app.domain.subscriptions import CancellationReason, FeeStatus, LedgerKind, TermKind
from desk_app.store.catalogue_tables import copy, title
from desk_app.store.circulation_tables import loan, portal_message, reservation
from desk_app.store.column_types import ByValue, Cents, Codes, EncryptedText, Moment
from desk_app.store.columns import (
    ROW_ID,
    count_column,
    flag,
    metadata,
    own_id,
    owner,
    text_column,
)
from desk_app.store.school_tables import (
    card_batch,
    card_batch_item,
    import_line,
    link_proposal,
    parental_consent,
    pupil,
    pupil_import,
    school,
    school_group,
)
from desk_app.store.signup_tables import email_confirmation, sign_up, sign_up_payment
from desk_app.store.work_tables import OPEN_JOB, card_job, errand, staff, staff_session
from desk_app.usecases.store_ports import NumberUse

__all__ = [
    "NOT_ACTIVATED",
    "OPEN_JOB",
    "block",
    "branch",
    "card",
    "card_batch",
    "card_batch_item",
    "card_job",
    "copy",
    "counter",
    "customer",
    "customer_change",
    "email_confirmation",
    "errand",
    "import_line",
    "ledger_entry",
    "link_proposal",
    "loan",
    "login_account",
    "mandate",
    "metadata",
    "notice",
    "number_register",
    "parental_consent",
    "portal_message",
    "pupil",
    "pupil_import",
    "reservation",
    "school",
    "school_group",
    "sign_up",
    "sign_up_payment",
    "staff",
    "staff_session",
    "subscription",
    "subscription_type",
    "tariff",
    "title",
]

branch = Table(
    "branch",
    metadata,
    Column("code", Text, primary_key=True),
    *(
        text_column(name)
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
    flag("verify_cards", default=True),
    Column("replacement_fee", Cents, nullable=False),
    text_column("creditor_id"),
    text_column("creditor_name"),
    text_column("accent"),
)

subscription_type = Table(
    "subscription_type",
    metadata,
    Column("code", Text, primary_key=True),
    text_column("name"),
    Column("term", ByValue(TermKind), nullable=False),
    flag("lends", default=True),
    flag("online_complete"),
    flag("direct_debit_only"),
    Column("branch_code", Text, ForeignKey("branch.code"), index=True),
    flag("sold_online"),
)

tariff = Table(
    "tariff",
    metadata,
    own_id("tariff_id"),
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
    Column("actor_id", ROW_ID, primary_key=True, autoincrement=False),
    Column("branch_code", Text, ForeignKey("branch.code"), nullable=False),
    text_column("surname"),
    Column("created_at", Moment, nullable=False),
    Column("kind", ByValue(CustomerKind), nullable=False),
    Column("origin", ByValue(Origin), nullable=False),
    Column("gender", ByValue(Gender), nullable=False),
    text_column("initials"),
    text_column("name_prefix"),
    text_column("given_name"),
    text_column("search_name"),
    Column("birth_date", Date),
    text_column("country", "NL"),
    *(
        text_column(name)
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
    text_column("bic"),
    flag("direct_debit"),
    text_column("comment"),
    flag("is_staff"),
    Column("id_checked_on", Date),
    text_column("id_checked_by"),
    flag("newsletter"),
    flag("keep_loan_history"),
    flag("warn_borrowed_before"),
    flag("self_service_allowed", default=True),
    text_column("hold_message_by", "email"),
    text_column("classification"),
    text_column("language", "nl_NL"),
    text_column("external_number_1"),
    text_column("external_number_2"),
    flag("receipts", default=True),
    text_column("target_group"),
    flag("opt_out_marketing"),
    flag("opt_out_mail"),
    flag("opt_out_email"),
    flag("opt_out_phone"),
    flag("opt_out_website"),
    Column("temporary_number", Text),
    count_column("items_out"),
    Column("last_activity_on", Date),
    Column("deleted_at", Moment),
    count_column("version", 1),
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
    own_id("card_id"),
    owner(),
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
    flag("typed_by_hand"),
    flag("without_plastic"),
    count_column("printed_count"),
    Column("verified_at", Moment),
    Column("last_used_on", Date),
    text_column("blocked_reason"),
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
    own_id("block_id"),
    owner(),
    Column("kind", ByValue(BlockKind), nullable=False),
    Column("since", Moment, nullable=False),
    text_column("by"),
    text_column("reason"),
    CheckConstraint("kind <> 'no_card'", name="stored"),
    sqlite_autoincrement=True,
)

notice = Table(
    "notice",
    metadata,
    own_id("notice_id"),
    owner(),
    text_column("text"),
    Column("written_at", Moment, nullable=False),
    text_column("by"),
    sqlite_autoincrement=True,
)

subscription = Table(
    "subscription",
    metadata,
    own_id("subscription_id"),
    owner(),
    Column("type_code", Text, ForeignKey("subscription_type.code"), nullable=False),
    text_column("name"),
    Column("fee", Cents, nullable=False),
    Column("period_months", SmallInteger, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("fee_status", ByValue(FeeStatus), nullable=False),
    Column("term", ByValue(TermKind), nullable=False),
    flag("lends", default=True),
    flag("online_complete"),
    Column("cancelled_per", Date),
    Column("cancellation_reason", ByValue(CancellationReason)),
    Column("ended_on", Date),
    CheckConstraint("period_months > 0", name="period"),
    sqlite_autoincrement=True,
)

mandate = Table(
    "mandate",
    metadata,
    own_id("mandate_id"),
    owner(),
    Column("reference", Text, nullable=False),
    Column("iban", EncryptedText("mandate.iban"), nullable=False),
    text_column("bic"),
    text_column("holder"),
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
    own_id("entry_id"),
    owner(),
    Column("booked_at", Moment, nullable=False),
    Column("kind", ByValue(LedgerKind), nullable=False),
    Column("amount", Cents, nullable=False),
    text_column("description"),
    sqlite_autoincrement=True,
)

NOT_ACTIVATED = text("state IN ('waiting', 'expired')")
"""An account whose activation mail was sent; literal, so that the partial index is found."""

login_account = Table(
    "login_account",
    metadata,
    own_id("account_id"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    text_column("username"),
    text_column("email"),
    Column("state", ByValue(LoginAccountState), nullable=False),
    Column("activation_expires_at", Moment),
    text_column("reference"),
    Column("rights", Codes(Right), nullable=False, server_default=text("''")),
    Column("rights_asked", Codes(Right), nullable=False, server_default=text("''")),
    Column("rights_until", Date),
    Column("asked_at", Moment),
    text_column("trouble"),
    # Shown to one person once, and gone after that.
    Column("code", EncryptedText("login_account.code"), nullable=False, server_default=text("''")),
    Column("code_for", BigInteger),
    Column("code_at", Moment),
    Index("uq_login_account_actor_id", "actor_id", unique=True),
    Index("ix_login_account_rights_until", "rights_until"),
    Index(
        "ix_login_account_waiting",
        "asked_at",
        sqlite_where=NOT_ACTIVATED,
        postgresql_where=NOT_ACTIVATED,
    ),
    Index(
        "ix_login_account_code",
        "code_at",
        sqlite_where=text("code_at IS NOT NULL"),
        postgresql_where=text("code_at IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

customer_change = Table(
    "customer_change",
    metadata,
    own_id("change_id"),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("at", Moment, nullable=False),
    text_column("by"),
    text_column("workstation"),
    text_column("field"),
    text_column("old"),
    text_column("new"),
    Index("ix_customer_change_actor_id_change_id", "actor_id", "change_id"),
    sqlite_autoincrement=True,
)
