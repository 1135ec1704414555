"""Cards being made, staff, branches and errands come back as they went in."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from desk_app.domain.card_jobs import CardJob, CardJobUnknown, CardStep
from desk_app.domain.staff import Role, StaffSession, StaffUnknown
from desk_app.usecases.store_ports import Errand, ErrandState
from tests.store.library import NOW, TODAY, Library, staff


def test_card_jobs(library: Library) -> None:
    actor_id = library.add("20000000000018")
    with library.work() as work:
        job = work.card_jobs.add(
            CardJob(actor_id, "20000000000018", "balie-1", CardStep.REQUESTED, NOW, NOW, "ik")
        )
        job_id = job.job_id
        assert job_id is not None
        work.commit()
    with library.work() as work:
        job = work.card_jobs.get(job_id)
        assert work.card_jobs.open_for("20000000000018") is job
        job.step, job.trouble, job.read_back = CardStep.UNKNOWN, "HW-1", "2"
        work.commit()
    readings = library.store.readings()
    [row] = readings.unfinished_card_jobs("balie-1")
    assert row == readings.card_job(job_id)
    assert (row.step, row.trouble, row.read_back) == (CardStep.UNKNOWN, "HW-1", "2")
    assert (row.customer_name, row.face.name_line) == ("G. Tester", "G. Tester")
    assert row.display_number.endswith("20000000000018") or "-" in row.display_number
    shown = readings.customer_file(actor_id, TODAY)
    assert shown is not None
    assert (shown.cards[0].job_id, shown.cards[0].job_step) == (job_id, "unknown")
    with library.work() as work:
        work.card_jobs.get(job_id).step = CardStep.DONE
        work.commit()
    with library.work() as work:
        assert work.card_jobs.open_for("20000000000018") is None
        with pytest.raises(CardJobUnknown):
            work.card_jobs.get(job_id + 1)
    assert readings.unfinished_card_jobs("balie-1") == ()
    assert readings.card_job(job_id + 1) is None


def test_staff_and_sessions(library: Library) -> None:
    with library.work() as work:
        fresh = work.staff.next_staff_id()
        assert fresh == 2
        work.staff.add(staff(fresh, username="Gast", role=Role.ADMINISTRATOR))
        work.staff.open_session(StaffSession("hash-a", fresh, "balie-1", NOW, NOW))
        work.staff.open_session(StaffSession("hash-b", fresh, "balie-2", NOW, NOW))
        work.commit()
    with library.work() as work:
        found = work.staff.by_username("gAST")
        assert found is work.staff.get(fresh)
        assert work.staff.by_username("niemand") is None
        assert work.staff.enabled_with_role(Role.ADMINISTRATOR) == 1
        session = work.staff.session("hash-a")
        assert session is not None
        session.locked = True
        with pytest.raises(StaffUnknown):
            work.staff.get(99)
        work.commit()
    readings = library.store.readings()
    identity = readings.session_identity("hash-a")
    assert identity is not None
    assert (identity[0].username, identity[0].role, identity[1]) == ("Gast", "beheerder", True)
    assert readings.session_identity("hash-c") is None
    with library.work() as work:
        work.staff.close_sessions_of(fresh, NOW)
        work.commit()
    assert readings.session_identity("hash-a") is None
    assert readings.session_identity("hash-b") is None
    with library.work() as work:
        assert work.staff.session("hash-b") is None
        work.staff.get(fresh).disabled_at = NOW
        assert work.staff.enabled_with_role(Role.ADMINISTRATOR) == 0
        work.commit()
    assert [row.username for row in readings.staff_rows()] == ["balie1", "Gast"]
    assert readings.staff_names() == (("balie1", "Balie 1", "frontoffice"),)


def test_branches_and_their_offer(library: Library) -> None:
    readings = library.store.readings()
    with library.work() as work:
        branch = work.branches.get("1000")
        assert branch.replacement_fee == Decimal("4.50")
        codes = [one.code for one in work.branches.subscription_types("1000")]
        assert codes == ["BASIS", "DIGI", "LOKAAL"]
        assert [one.code for one in work.branches.subscription_types("x")] == ["BASIS", "DIGI"]
        amounts = [one.amount for one in work.branches.tariffs("BASIS", TODAY)]
        assert amounts == [Decimal("0.00"), Decimal("47.50")]
        assert [t.amount for t in work.branches.tariffs("BASIS", date(2025, 5, 5))] == [Decimal(40)]
        assert work.branches.tariffs("BASIS", date(2019, 1, 1)) == ()
        assert readings.branch("1000") == branch
    assert readings.branch("2000") is None
    assert [one.code for one in readings.subscription_types("1000")] == codes
    assert [one.amount for one in readings.tariffs(TODAY)] == amounts


def test_errands_are_claimed_once_and_found_when_abandoned(library: Library) -> None:
    later = NOW + timedelta(minutes=5)
    with library.work() as work:
        for place in range(3):
            work.errands.add(Errand("mail", f"k{place}", f'{{"to": {place}}}', NOW, NOW))
        work.errands.add(Errand("mail", "later", "{}", NOW, later))
        work.commit()
    with library.work() as work:
        taken = work.errands.claim_due(NOW, 2)
        assert [errand.key for errand in taken] == ["k0", "k1"]
        assert {errand.state for errand in taken} == {ErrandState.BUSY}
        assert taken[0].payload == '{"to": 0}'
        assert taken[0].attempts == 1
        for errand in taken:
            errand.due_at = later
        taken[0].state, taken[0].finished_at = ErrandState.DONE, NOW
        work.commit()
    with library.work() as work:
        assert work.errands.abandoned(NOW, 5) == ()
        assert [errand.key for errand in work.errands.abandoned(later, 5)] == ["k1"]
        assert [errand.key for errand in work.errands.claim_due(later, 5)] == ["k2", "later"]
    readings = library.store.readings()
    counts = readings.errand_counts()
    assert counts[ErrandState.WAITING] == 2
    assert counts[ErrandState.FAILED] == 0
    assert [row.attempts for row in readings.open_errands(9)] == [1, 0, 0]
    assert len(readings.open_errands(1)) == 1
