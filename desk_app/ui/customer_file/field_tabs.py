"""The tabs that are forms: 2.NAW-Gegevens, 6 and 7.Eigenschappen, 9.Marketing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.ui.customer_file.boxes import columns, group_box
from desk_app.ui.customer_file.field_group import FieldGroup
from desk_app.ui.wording import file_labels as labels

_WIDE_LABEL = 190
_CONTACT_COLUMN = 305


def contact_tab(group: FieldGroup) -> QWidget:
    """2.NAW-Gegevens."""
    person = group.form(
        "initials", "name_prefix", "surname", "given_name", "search_name", "birth_date"
    )
    address = group.form("country", "postcode", "house_number", "house_suffix", "street", "place")
    contact = group.form("phone", "mobile", "fax", "email", "email_bcc1", "email_bcc2")
    remark = group.form("comment")
    return columns(
        (group_box(labels.PERSON, person, name="box_person"),),
        (group_box(labels.ADDRESS, address, name="box_address"),),
        (group_box(labels.CONTACT, contact, name="box_contact"),),
        under=group_box("", remark, name="box_comment"),
        name="tab_contact",
        narrowest=_CONTACT_COLUMN,
    )


def properties_1_tab(group: FieldGroup) -> QWidget:
    """6.Eigenschappen-1."""
    customer = group.form(
        "gender",
        "kind",
        "is_staff",
        "id_checked_on",
        "id_checked_by",
        label_width=_WIDE_LABEL,
    )
    customer.field("is_staff").set_hint(labels.IS_STAFF_ELSEWHERE)
    lending = group.form(
        "self_service_allowed",
        "keep_loan_history",
        "warn_borrowed_before",
        label_width=_WIDE_LABEL,
    )
    return columns(
        (group_box(labels.CUSTOMER, customer, name="box_kind"),),
        (group_box(labels.LENDING, lending, name="box_lending"),),
        name="tab_properties_1",
    )


def properties_2_tab(group: FieldGroup) -> QWidget:
    """7.Eigenschappen-2."""
    messages = group.form("hold_message_by", "receipts", "language", label_width=_WIDE_LABEL)
    numbers = group.form(
        "classification", "external_number_1", "external_number_2", label_width=_WIDE_LABEL
    )
    return columns(
        (group_box(labels.MESSAGES, messages, name="box_messages"),),
        (group_box(labels.MARKS, numbers, name="box_numbers"),),
        name="tab_properties_2",
    )


def marketing_tab(group: FieldGroup) -> QWidget:
    """9.Marketing."""
    wants = group.form("newsletter", "target_group", label_width=_WIDE_LABEL)
    refuses = group.form(
        "opt_out_marketing",
        "opt_out_mail",
        "opt_out_email",
        "opt_out_phone",
        "opt_out_website",
        label_width=_WIDE_LABEL,
    )
    return columns(
        (group_box(labels.NEWSLETTER, wants, name="box_newsletter"),),
        (group_box(labels.OPT_OUT, refuses, name="box_opt_out"),),
        name="tab_marketing",
    )
