"""Branches and what they offer, customers and everything that hangs on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _row_id() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "branch",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("library_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("street", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("postcode", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("place", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("website", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("label", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("number_process", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("verify_cards", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("replacement_fee", sa.Integer(), nullable=False),
        sa.Column("creditor_id", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("creditor_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("accent", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_branch")),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "customer",
        sa.Column("actor_id", _row_id(), autoincrement=False, nullable=False),
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created_at", _moment(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("name_prefix", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("given_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("search_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("country", sa.Text(), server_default=sa.text("'NL'"), nullable=False),
        sa.Column("postcode", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("house_number", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("house_suffix", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("street", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("place", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("mobile", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("fax", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email_bcc1", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email_bcc2", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("iban", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("bic", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("direct_debit", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("comment", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("is_staff", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("id_checked_on", sa.Date(), nullable=True),
        sa.Column("id_checked_by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("newsletter", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "keep_loan_history", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column(
            "warn_borrowed_before", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column(
            "self_service_allowed", sa.Boolean(), server_default=sa.text("true"), nullable=False
        ),
        sa.Column("hold_message_by", sa.Text(), server_default=sa.text("'email'"), nullable=False),
        sa.Column("classification", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("language", sa.Text(), server_default=sa.text("'nl_NL'"), nullable=False),
        sa.Column("external_number_1", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("external_number_2", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("receipts", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("target_group", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column(
            "opt_out_marketing", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column("opt_out_mail", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("opt_out_email", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("opt_out_phone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("opt_out_website", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("temporary_number", sa.Text(), nullable=True),
        sa.Column("items_out", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_activity_on", sa.Date(), nullable=True),
        sa.Column("deleted_at", _moment(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["branch_code"], ["branch.code"], name=op.f("fk_customer_branch_code")
        ),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_customer")),
    )
    op.create_index("uq_customer_temporary_number", "customer", ["temporary_number"], unique=True)
    op.create_table(
        "subscription_type",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("lends", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("online_complete", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "direct_debit_only", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column("branch_code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["branch_code"], ["branch.code"], name=op.f("fk_subscription_type_branch_code")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_subscription_type")),
    )
    op.create_index(
        op.f("ix_subscription_type_branch_code"), "subscription_type", ["branch_code"], unique=False
    )
    op.create_table(
        "block",
        sa.Column("block_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", _moment(), nullable=False),
        sa.Column("by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint("kind <> 'no_card'", name=op.f("ck_block_stored")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_block_actor_id")
        ),
        sa.PrimaryKeyConstraint("block_id", name=op.f("pk_block")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_block_actor_id"), "block", ["actor_id"], unique=False)
    op.create_table(
        "customer_change",
        sa.Column("change_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", _moment(), nullable=False),
        sa.Column("by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("workstation", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("field", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("old", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("new", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_customer_change_actor_id")
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_customer_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_customer_change_actor_id_change_id",
        "customer_change",
        ["actor_id", "change_id"],
        unique=False,
    )
    op.create_table(
        "ledger_entry",
        sa.Column("entry_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("booked_at", _moment(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_ledger_entry_actor_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_ledger_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ledger_entry_actor_id"), "ledger_entry", ["actor_id"], unique=False)
    op.create_table(
        "login_account",
        sa.Column("account_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("username", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("activation_expires_at", _moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_login_account_actor_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_login_account")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_login_account_actor_id", "login_account", ["actor_id"], unique=True)
    op.create_table(
        "mandate",
        sa.Column("mandate_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("bic", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("holder", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("printed_at", _moment(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("processed_at", _moment(), nullable=True),
        sa.Column("withdrawn_at", _moment(), nullable=True),
        sa.CheckConstraint("length(reference) <= 35", name=op.f("ck_mandate_reference_length")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_mandate_actor_id")
        ),
        sa.PrimaryKeyConstraint("mandate_id", name=op.f("pk_mandate")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mandate_actor_id"), "mandate", ["actor_id"], unique=False)
    op.create_index("uq_mandate_reference", "mandate", ["reference"], unique=True)
    op.create_table(
        "notice",
        sa.Column("notice_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("written_at", _moment(), nullable=False),
        sa.Column("by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_notice_actor_id")
        ),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notice_actor_id"), "notice", ["actor_id"], unique=False)
    op.create_table(
        "number_register",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["customer.actor_id"],
            name=op.f("fk_number_register_actor_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_number_register")),
    )
    op.create_table(
        "subscription",
        sa.Column("subscription_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("type_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("period_months", sa.SmallInteger(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("fee_status", sa.SmallInteger(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("lends", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("online_complete", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("cancelled_per", sa.Date(), nullable=True),
        sa.Column("cancellation_reason", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("period_months > 0", name=op.f("ck_subscription_period")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_subscription_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["type_code"], ["subscription_type.code"], name=op.f("fk_subscription_type_code")
        ),
        sa.PrimaryKeyConstraint("subscription_id", name=op.f("pk_subscription")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_subscription_actor_id"), "subscription", ["actor_id"], unique=False)
    op.create_table(
        "tariff",
        sa.Column("tariff_id", _row_id(), nullable=False),
        sa.Column("type_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("period_months", sa.SmallInteger(), nullable=False),
        sa.Column("min_age", sa.SmallInteger(), nullable=False),
        sa.Column("max_age", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("min_age <= max_age", name=op.f("ck_tariff_ages")),
        sa.CheckConstraint("period_months > 0", name=op.f("ck_tariff_period")),
        sa.ForeignKeyConstraint(
            ["type_code"], ["subscription_type.code"], name=op.f("fk_tariff_type_code")
        ),
        sa.PrimaryKeyConstraint("tariff_id", name=op.f("pk_tariff")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tariff_type_code"), "tariff", ["type_code"], unique=False)
    op.create_table(
        "card",
        sa.Column("card_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("added_at", _moment(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("typed_by_hand", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("without_plastic", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("printed_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("verified_at", _moment(), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("blocked_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["customer.actor_id"], name=op.f("fk_card_actor_id")),
        sa.ForeignKeyConstraint(
            ["number"],
            ["number_register.number"],
            name=op.f("fk_card_number"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_card")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_card_actor_id"), "card", ["actor_id"], unique=False)
    op.create_index("uq_card_number", "card", ["number"], unique=True)
    op.create_index(
        "uq_card_one_primary",
        "card",
        ["actor_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'primary' AND status NOT IN ('replaced', 'spoiled')"),
        postgresql_where=sa.text("kind = 'primary' AND status NOT IN ('replaced', 'spoiled')"),
    )
