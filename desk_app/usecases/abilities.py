"""What may be clicked, and when not, why: it comes with the shape a screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.staff import Permission


class Action(StrEnum):
    """Everything on the customer file that can be greyed."""

    EDIT = "edit"
    DELETE = "delete"
    ADD_NOTICE = "add_notice"
    REMOVE_NOTICE = "remove_notice"
    ADD_BLOCK = "add_block"
    LIFT_BLOCK = "lift_block"
    CHANGE_SUBSCRIPTION = "change_subscription"
    CANCEL_SUBSCRIPTION = "cancel_subscription"
    REVOKE_CANCELLATION = "revoke_cancellation"
    PRINT_MANDATE = "print_mandate"
    PROCESS_MANDATE = "process_mandate"
    WITHDRAW_MANDATE = "withdraw_mandate"
    ADD_CARD = "add_card"
    PRINT_CARD = "print_card"
    CHANGE_KIND = "change_kind"
    REPLACE_CARD = "replace_card"
    BLOCK_CARD = "block_card"
    UNBLOCK_CARD = "unblock_card"
    DELETE_CARD = "delete_card"
    SHOW_DATA = "show_data"
    SHOW_RIGHTS = "show_rights"
    AUTHORISE = "authorise"
    LINK = "link"
    GENERATE = "generate"
    FORGET = "forget"
    RESET_EMAIL = "reset_email"
    REGENERATE = "regenerate"
    ISSUE_CODE = "issue_code"


class WhyNot(StrEnum):
    """The reason a control is grey; `desk_app.ui.wording` says it in Dutch."""

    NO_PERMISSION = "no_permission"
    CUSTOMER_DELETED = "customer_deleted"
    HAS_ITEMS_OUT = "has_items_out"
    HAS_BALANCE = "has_balance"
    HAS_CARDS = "has_cards"
    NO_SUBSCRIPTION = "no_subscription"
    SUBSCRIPTION_CANCELLED = "subscription_cancelled"
    SUBSCRIPTION_NOT_CANCELLED = "subscription_not_cancelled"
    NOTICES_FULL = "notices_full"
    NO_NOTICES = "no_notices"
    NO_BLOCKS = "no_blocks"
    NO_IBAN = "no_iban"
    NO_DIRECT_DEBIT = "no_direct_debit"
    MANDATE_NOT_PRINTED = "mandate_not_printed"
    MANDATE_ALREADY_PROCESSED = "mandate_already_processed"
    NO_MANDATE = "no_mandate"
    DIGITAL_ONLY = "digital_only"
    CARD_BEING_MADE = "card_being_made"
    CARD_REPLACED = "card_replaced"
    CARD_SPOILED = "card_spoiled"
    CARD_BLOCKED = "card_blocked"
    CARD_NOT_BLOCKED = "card_not_blocked"
    CARD_IS_PRIMARY = "card_is_primary"
    CARD_WAS_USED = "card_was_used"
    CARD_WITHOUT_PLASTIC = "card_without_plastic"
    COLLEAGUE = "colleague"
    NO_ACCOUNT = "no_account"
    HAS_ACCOUNT = "has_account"
    NO_EMAIL = "no_email"
    NO_NUMBER = "no_number"
    SERVICE_AWAY = "service_away"
    LOGIN_ACTIVE = "login_active"
    LOGIN_NOT_ACTIVE = "login_not_active"


@dataclass(frozen=True)
class Ability:
    """One action and, when it may not be done now, why. `needs` names the missing permission."""

    action: Action
    why_not: WhyNot | None = None
    needs: Permission | None = None

    @property
    def allowed(self) -> bool:
        """Whether the action may be done now."""
        return self.why_not is None


def ability(abilities: tuple[Ability, ...], action: Action) -> Ability:
    """The entry for `action`.

    Raises:
        KeyError: the shape says nothing about this action.
    """
    for entry in abilities:
        if entry.action is action:
            return entry
    raise KeyError(action)
