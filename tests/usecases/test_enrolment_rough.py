"""Enrolling when programs are killed and desks are in each other's way."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.domain.cards import CardNumberTaken
from desk_app.domain.staff import Role
from desk_app.usecases.commands.enrolment import EnrolCustomer
from desk_app.usecases.queries.customer_file import OpenCustomer
from tests.usecases.killed_enrolment import FORM
from tests.usecases.library import CARD, Library

STRIDE = 6


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_any_step_a_customer_is_whole_or_absent(
    library: Library, store_url: str, key_file: Path, repository: Path
) -> None:
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.usecases.killed_enrolment",
            store_url,
            str(key_file),
            str(STRIDE),
        ],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    runs = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(runs) > 4
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert runs[-1]["exit"] == 0
    desk = library.desk(Role.FRONT_OFFICE)
    numbers = set()
    for run in runs:
        name, draft = f"Gedood{run['place']}", f"draft {run['place']}"
        (row,) = library.rows(
            """SELECT count(*) AS customers, count(a.account_id) AS accounts,
               count(DISTINCT k.card_id) AS cards, count(DISTINCT s.subscription_id) AS lines,
               count(DISTINCT e.errand_id) AS errands, count(DISTINCT d.draft_id) AS drafts
               FROM customer c LEFT JOIN card k ON k.actor_id = c.actor_id
               LEFT JOIN subscription s ON s.actor_id = c.actor_id
               LEFT JOIN login_account a ON a.actor_id = c.actor_id
               LEFT JOIN errand e ON e.actor_id = c.actor_id
               LEFT JOIN enrolment_draft d ON d.actor_id = c.actor_id
               WHERE c.surname = :name""",
            name=name,
        )
        assert set(row) in ({0}, {1}), (run, row)
        # Handed in again, the same draft makes one customer of whatever there is.
        done = desk.execute(EnrolCustomer(draft, replace(FORM, surname=name))).result
        assert desk.ask(OpenCustomer(done.actor_id)).details.surname == name
        assert len(library.rows("SELECT 1 FROM customer WHERE surname = :name", name=name)) == 1
        numbers.add(done.number)
    assert len(numbers) == len(runs)


def test_two_desks_claim_the_same_number(library: Library) -> None:
    form = replace(FORM, surname="Tegelijk", number=f"card:{CARD}", type_code="0001")

    def enrol(place: int) -> str:
        desk = library.desk(Role.FRONT_OFFICE, f"BALIE-{place}")
        try:
            return desk.execute(EnrolCustomer(f"draft {place}", form)).result.number
        except CardNumberTaken:
            return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(enrol, (1, 2))) == sorted([CARD, "taken"])
    assert len(library.rows("SELECT 1 FROM customer WHERE surname = 'Tegelijk'")) == 1


def test_two_desks_hand_in_the_same_draft(library: Library) -> None:
    form = replace(FORM, surname="Tegelijk")

    def enrol(place: int) -> int:
        desk = library.desk(Role.FRONT_OFFICE, f"BALIE-{place}")
        return desk.execute(EnrolCustomer("draft", form)).result.actor_id

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(enrol, (1, 2))
    assert first == second
    assert len(library.rows("SELECT 1 FROM customer WHERE surname = 'Tegelijk'")) == 1
