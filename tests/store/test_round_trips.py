"""What goes in comes out the same, on both engines."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.card_jobs import CardJob, CardStep
from desk_app.domain.cards import CardStatus, Sector
from desk_app.domain.customers import Customer, CustomerKind, CustomerUnknown, Gender, Origin
from desk_app.domain.login_accounts import LoginAccount, LoginAccountState
from desk_app.domain.mandates import Mandate, MandateState
from desk_app.domain.notices import Block, BlockKind, Notice
from desk_app.domain.subscriptions import (
    CancellationReason,
    FeeStatus,
    LedgerEntry,
    LedgerKind,
    TermKind,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.store_ports import (
    Errand,
    FieldChangeRecord,
    NumberUse,
    ReadingRecord,
)
from tests.store.library import IBAN, NOW, TODAY, Library, card, subscription

NAMES = ("cards", "blocks", "notices", "subscriptions", "mandates", "ledger")


def whole_customer(actor_id: int) -> Customer:
    """Every field with a value that is not its default."""
    return Customer(
        actor_id=actor_id,
        branch_code="1000",
        surname="Tester-Übermåß 'O\"Neil; DROP TABLE",
        created_at=NOW,
        kind=CustomerKind.VOLUNTEER,
        origin=Origin.ONLINE,
        gender=Gender.FEMALE,
        initials="G.",
        name_prefix="van der",
        given_name="Gé",
        search_name="tester",
        birth_date=date(1934, 2, 28),
        country="BE",
        postcode="1234 AB",
        house_number="12",
        house_suffix="bis",
        street="Lange Straat",
        place="'s-Hertogenbosch",
        phone="+31201234567",
        mobile="+31612345678",
        fax="+31201234568",
        email="g.tester@example.org",
        email_bcc1="een@example.org",
        email_bcc2="twee@example.org",
        iban=IBAN,
        bic="ABNANL2A",
        direct_debit=True,
        comment="%s <b>geen opmaak</b>\nregel twee",
        is_staff=True,
        id_checked_on=date(2026, 1, 2),
        id_checked_by="E.B. Tester",
        newsletter=True,
        keep_loan_history=True,
        warn_borrowed_before=True,
        self_service_allowed=False,
        hold_message_by="letter",
        classification="A",
        language="fy_NL",
        external_number_1="1",
        external_number_2="2",
        receipts=False,
        target_group="jeugd",
        opt_out_marketing=True,
        opt_out_mail=True,
        opt_out_email=True,
        opt_out_phone=True,
        opt_out_website=True,
        temporary_number="v0000001",
        items_out=3,
        last_activity_on=date(2026, 10, 31),
        cards=[
            card("20000000000018", sector=Sector.SECONDARY_SCHOOL, verified_at=NOW),
        ],
        blocks=[Block(BlockKind.MANUAL, NOW, "E.B. Tester", "Boek nat")],
        notices=[Notice("Vraag naar de sleutel", NOW, "E.B. Tester")],
        subscriptions=[
            subscription(
                fee_status=FeeStatus.OVERDUE,
                term=TermKind.TEMPORARY,
                lends=False,
                online_complete=True,
                cancelled_per=date(2027, 3, 1),
                cancellation_reason=CancellationReason.MOVED,
                ended_on=date(2027, 3, 1),
            )
        ],
        mandates=[
            Mandate("M-0001", IBAN, "", "G. Tester", MandateState.PROCESSED, NOW, TODAY, NOW, None)
        ],
        ledger=[
            LedgerEntry(NOW, LedgerKind.FEE, Decimal("47.50"), "Contributie"),
            LedgerEntry(NOW, LedgerKind.PAYMENT, Decimal("-47.49"), "Pin"),
        ],
        login_account=LoginAccount("v0000001", "g@example.org", LoginAccountState.ACTIVE, NOW),
    )


def keys_left_out(values: dict[str, Any]) -> dict[str, Any]:
    """Without the keys the engine gives out."""
    plain = dict(values)
    for name in NAMES:
        plain[name] = [
            {key: value for key, value in part.items() if key not in KEYS} for part in plain[name]
        ]
    plain["login_account"] = {
        key: value for key, value in plain["login_account"].items() if key not in KEYS
    }
    return plain


KEYS = {
    "card_id",
    "block_id",
    "notice_id",
    "subscription_id",
    "mandate_id",
    "entry_id",
    "account_id",
}


def test_every_field_of_a_customer_comes_back(library: Library) -> None:
    with library.work() as work:
        customer = whole_customer(work.customers.next_actor_id())
        expected = keys_left_out(asdict(customer))
        work.customers.add(customer)
        work.numbers.claim("v0000001", NumberUse.TEMPORARY, customer.actor_id)
        work.numbers.claim("20000000000018", NumberUse.CARD, customer.actor_id)
        actor_id = customer.actor_id
        work.commit()
    with library.work() as work:
        found = work.customers.get(actor_id)
        assert keys_left_out(asdict(found)) == expected
        assert found is work.customers.by_number("v0000001")
        assert found is work.customers.by_number("20000000000018")
        assert work.customers.by_number("999") is None


def test_a_loaded_customer_is_whole_although_init_did_not_run(library: Library) -> None:
    actor_id = library.add()
    with library.work() as work:
        found = work.customers.get(actor_id)
        assert [found.cards, found.blocks, found.ledger] == [[], [], []]
        assert found.login_account is None
        assert found.created_at == NOW
        assert found.created_at.tzinfo is UTC


def test_leaving_without_commit_keeps_nothing(library: Library) -> None:
    with library.work() as work:
        actor_id = work.customers.next_actor_id()
        work.customers.add(Customer(actor_id, "1000", "Tester", NOW))
    with library.work() as work, pytest.raises(CustomerUnknown) as refused:
        work.customers.get(actor_id)
    assert refused.value.actor_id == actor_id


def test_a_deleted_customer_is_unknown_and_not_found(library: Library) -> None:
    actor_id = library.add("20000000000018", surname="Weggegaan")
    assert library.store.readings().search("weggegaan", 5, TODAY).hits
    with library.work() as work:
        work.customers.get(actor_id).deleted_at = NOW
        work.commit()
    with library.work() as work:
        with pytest.raises(CustomerUnknown):
            work.customers.get(actor_id)
        assert work.customers.by_number("20000000000018") is None
    assert not library.store.readings().search("weggegaan", 5, TODAY).hits
    shown = library.store.readings().customer_file(actor_id, TODAY)
    assert shown is not None
    assert shown.deleted


def test_a_renamed_customer_is_found_under_the_new_name_only(library: Library) -> None:
    actor_id = library.add(surname="Oudenaam")
    with library.work() as work:
        work.customers.get(actor_id).surname = "Nieuwstraten"
        work.commit()
    readings = library.store.readings()
    assert [hit.actor_id for hit in readings.search("nieuwstr", 5, TODAY).hits] == [actor_id]
    assert not readings.search("oudenaam", 5, TODAY).hits


def test_moments_come_back_in_utc_whatever_zone_they_went_in_with(library: Library) -> None:
    summer = timezone(timedelta(hours=2))
    actor_id = library.add(created_at=datetime(2026, 7, 1, 0, 30, tzinfo=summer))
    with library.work() as work:
        created = work.customers.get(actor_id).created_at
    assert created == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert created.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_a_mistake_of_ours(library: Library) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        library.add(created_at=datetime(2026, 7, 1))  # noqa: DTZ001 the mistake itself


def test_parts_of_a_cent_are_a_mistake_of_ours(library: Library) -> None:
    actor_id = library.add()
    with library.work() as work:
        entry = LedgerEntry(NOW, LedgerKind.FEE, Decimal("0.005"), "te fijn")
        work.customers.get(actor_id).ledger.append(entry)
        with pytest.raises(Exception, match="parts of a cent"):
            work.commit()


def test_the_version_counts_changes_of_the_whole_file_once_a_transaction(library: Library) -> None:
    actor_id = library.add()

    def version() -> int:
        with library.work() as work:
            return work.customers.get(actor_id).version

    assert version() == 1
    with library.work() as work:
        customer = work.customers.get(actor_id)
        customer.notices.append(Notice("een", NOW, "ik"))
        work.changes()
        customer.notices.append(Notice("twee", NOW, "ik"))
        customer.place = "Testdam"
        work.commit()
    assert version() == 2
    with library.work() as work:
        work.customers.get(actor_id).notices[0].text = "anders"
        work.commit()
    assert version() == 3
    with library.work() as work:
        del work.customers.get(actor_id).notices[0]
        work.commit()
    assert version() == 4
    with library.work() as work:
        work.customers.get(actor_id)
        work.commit()
    assert version() == 4


def test_changes_name_what_was_touched(library: Library) -> None:
    one, two = library.add("20000000000018"), library.add()
    with library.work() as work:
        assert work.changes() == Changes()
        work.customers.get(one).cards[0].status = CardStatus.BLOCKED
        work.touch_customer(two)
        assert work.changes() == Changes(customers=(one, two))
        job = work.card_jobs.add(
            CardJob(one, "20000000000018", "balie-1", CardStep.REQUESTED, NOW, NOW, "ik")
        )
        assert job.job_id
        work.errands.add(Errand("mail", "k", "{}", NOW, NOW))
        work.staff.get(1).failed_attempts = 1
        expected = Changes((one, two), (job.job_id,), errands=True, staff=True)
        assert work.changes() == expected
        work.commit()
        assert work.changes() == expected


def test_log_lines_carry_who_and_where_and_never_a_whole_account_number(library: Library) -> None:
    actor_id = library.add()
    with library.work("G. Tester") as work:
        work.log_change(FieldChangeRecord(actor_id, "place", "Oud", "Nieuw"))
        work.log_change(FieldChangeRecord(actor_id, "iban", "", IBAN))
        work.log_change(FieldChangeRecord(actor_id, "place", "Nieuw", "Nieuwer"))
        last = work.last_change_of(actor_id, "place")
        assert work.last_change_of(actor_id, "phone") is None
        work.commit()
    assert last is not None
    assert (last.by, last.old, last.new) == ("G. Tester", "Nieuw", "Nieuwer")
    lines = library.store.readings().customer_log(actor_id, 10, 0)
    assert [line.new for line in lines] == ["Nieuwer", "…4300", "Nieuw"]
    assert {(line.at, line.by, line.workstation) for line in lines} == {
        (NOW, "G. Tester", "balie-1")
    }
    assert library.store.readings().customer_log(actor_id, 1, 1) == lines[1:2]


def test_answers_are_kept_under_their_key(library: Library) -> None:
    with library.work() as work:
        assert work.stored_answer("k") is None
        work.store_answer("k", "print", f'{{"iban": "{IBAN}"}}')
        work.commit()
    with library.work() as work:
        assert work.stored_answer("k") == ("print", f'{{"iban": "{IBAN}"}}')


def test_readings_of_files_are_kept_and_an_unknown_customer_is_left_out(library: Library) -> None:
    actor_id = library.add()
    records = tuple(
        ReadingRecord(NOW, 1, "balie-1", actor, "customer") for actor in (actor_id, 424242)
    )
    library.store.record_readings(records)
    library.store.record_readings(())
    with library.work() as work:
        work.record_readings(records[:1])
        work.commit()
    assert [row.actor_id for row in library.rows("read_log")] == [actor_id, actor_id]
