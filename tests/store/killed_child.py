"""Saves a customer again and again, and is killed at each step of it in turn.

Run as ``python -m tests.store.killed_child URL KEY_FILE``. For N from 1 on it forks a child that
saves customer N and sends itself SIGKILL at step N; a step is the moment before a statement,
before the commit or after it. It prints a line of JSON for each child, and stops after the first
that came to its end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from desk_app.domain.customers import Customer
from desk_app.domain.subscriptions import LedgerEntry, LedgerKind
from desk_app.store.mapping import start_mappers
from desk_app.store.opening import SqlStore, open_store
from desk_app.usecases.store_ports import AuditEntry, FieldChangeRecord, NumberUse
from tests.store.library import NOW, card, subscription

MOST_STEPS = 200


def save(store: SqlStore, place: int) -> None:
    """One command of the desk with everything that belongs to it."""
    number = f"2{place:013d}"
    with store.transaction(staff_name="ik", workstation="b", now=NOW) as work:
        actor_id = 1000 + place
        customer = Customer(actor_id, "1000", f"Gedood{place}", NOW, iban="NL91ABNA0417164300")
        customer.cards.append(card(number))
        customer.subscriptions.append(subscription())
        customer.ledger.append(LedgerEntry(NOW, LedgerKind.FEE, subscription().fee, "Contributie"))
        work.numbers.claim(number, NumberUse.CARD, actor_id)
        work.customers.add(customer)
        work.log_change(FieldChangeRecord(actor_id, "card:added", "", number))
        work.write_audit(AuditEntry("card:added", 1, "r", "b", f"customer:{actor_id}", "{}", NOW))
        work.store_answer(f"key {place}", "print", "answer")
        work.commit()


def child(url: str, key_file: Path, place: int) -> None:
    """Count steps, and die at step `place`."""
    store = open_store(url, key_file, "1.0.0")
    steps = 0

    def step(*_: object, **__: object) -> None:
        nonlocal steps
        steps += 1
        if steps == place:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.database.commands, "before_cursor_execute", step)
    event.listen(store.database.commands, "commit", step)
    save(store, place)
    step()
    store.close()


def main(url: str, key_file: Path) -> None:
    """Print how each child ended."""
    start_mappers()
    for place in range(1, MOST_STEPS):
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            child(url, key_file, place)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(json.dumps({"place": place, "killed": killed, "exit": status}), flush=True)
        if not killed:
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
