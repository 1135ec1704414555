"""Customers are found by whatever is typed, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desk_app.domain.branches import Branch
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.customer_search import Match
from desk_app.domain.customers import Customer
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.store.opening import SqlStore
from desk_app.store.search import FIRST_LOOK, Found, search_customers
from desk_app.store.search_upkeep import rebuild_search
from desk_app.usecases.store_ports import NumberUse

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
Ask = Callable[..., Found]


def branch() -> Branch:
    return Branch(
        code="5280",
        name="Ruinerwold",
        library_name="Bibliotheek",
        street="",
        postcode="",
        place="",
        phone="",
        email="",
        website="",
        label="5280",
        number_process="1",
        verify_cards=True,
        replacement_fee=Decimal("3.50"),
        creditor_id="",
        creditor_name="",
        accent="",
    )


def customer(
    actor_id: int,
    surname: str,
    prefix: str = "",
    initials: str = "E.B.",
    born: date | None = None,
    number: str = "",
    **more: str,
) -> Customer:
    made = Customer(
        actor_id=actor_id,
        branch_code="5280",
        surname=surname,
        created_at=NOW,
        name_prefix=prefix,
        initials=initials,
        birth_date=born,
        **more,  # type: ignore[arg-type]
    )
    if number:
        made.cards.append(Card(number, CardKind.PRIMARY, CardStatus.ACTIVE, NOW))
    return made


def library() -> list[Customer]:
    return [
        customer(1, "Tester", born=date(1991, 1, 4), postcode="9468 BG", house_number="41"),
        customer(2, "Jansen", initials="J.P.", born=date(1980, 3, 12), postcode="7961 AB"),
        customer(3, "Jansen", initials="A.", number="25280000000012", email="a@example.org"),
        customer(4, "Janssen", initials="J.", born=date(1980, 5, 1)),
        customer(5, "Berg", "van den", initials="M."),
        customer(6, "Vandenberg", initials="K."),
        customer(7, "Jansen-de Vries", initials="F.", given_name="Fleur"),
        customer(8, "Kuijpers", initials="P.", given_name="Piet"),
        customer(9, "Cuypers", initials="H."),
        customer(10, "Dijkstra", initials="S."),
        customer(11, "Kloosterman", initials="T."),
        customer(12, "Müller", initials="Ö."),
        customer(13, "'t Hart", initials="L."),
        customer(14, "Idrissi", "El", initials="N."),
        customer(15, "100%_Test!", initials="X."),
    ]


@pytest.fixture
def ask(store: SqlStore) -> Ask:
    with BulkLoad(store) as load:
        load.entities(tables.branch, [branch()])
        load.customers(library())
        load.finish()

    def asked(text: str, limit: int = 50) -> Found:
        return search_customers(store.database.reading(), text, limit)

    return asked


def ids(found: Found) -> list[int]:
    return [hit.actor_id for hit in found.hits]


BEST = (
    ("tester", 1),
    ("TEST", 1),
    ("E.B. Tester", 1),
    ("tester eb", 1),
    ("j.p. jansen", 2),
    ("jansen a", 3),
    ("van den berg", 5),
    ("berg, van den", 5),
    ("v.d. berg", 5),
    ("vandenberg", 6),
    ("piet kuijpers", 8),
    ("kuijpers, piet", 8),
    ("jansen fleur", 7),
    ("jansen-de vries", 7),
    ("vries", 7),
    ("muller", 12),
    ("müller", 12),
    ("hart", 13),
    ("'t hart", 13),
    ("t hart", 13),
    ("idrissi", 14),
    ("el idrissi", 14),
    ("dijkstra", 10),
    ("dijkstr", 10),
    ("djikstra", 10),
    ("dijkstrra", 10),
    ("dykstra", 10),
    ("oosterm", 11),
    ("04-01-1991", 1),
    ("4-1-91", 1),
    ("04011991", 1),
    ("4 januari 1991", 1),
    ("9468 bg 41", 1),
    ("9468BG", 1),
    ("9468", 1),
    ("jansen 7961", 2),
    ("jansen 1980", 2),
    ("jansen 12-03-1980", 2),
    ("a@example.org", 3),
    ("A@EX", 3),
    ("25280000000012", 3),
    ("2 5280 0000 00012", 3),
    ("BIEB-25280000000012", 3),
    ("252800", 3),
    ("[000005]", 5),
    ("5", 5),
)


def test_the_best_hit(ask: Ask) -> None:
    missed = {text: ids(ask(text)) for text, first in BEST if ids(ask(text))[:1] != [first]}
    assert missed == {}


def test_initials_and_year_leave_the_others_out(ask: Ask) -> None:
    assert ids(ask("j.p. jansen")) == [2]
    assert ids(ask("jansen 1980")) == [2, 4]
    assert ids(ask("jansen 1975")) == []


def test_other_spellings_follow(ask: Ask) -> None:
    found = ask("jansen")
    assert ids(found) == [3, 2, 7, 4]
    assert [hit.match for hit in found.hits] == [Match.NAME] * 3 + [Match.SIMILAR_NAME]
    assert ids(ask("cuypers")) == [9, 8]
    assert set(ids(ask("van den berg"))) == {5, 6}


def test_a_hit_tells_what_the_list_shows(ask: Ask) -> None:
    (hit,) = ask("25280000000012").hits
    assert (hit.initials, hit.surname, hit.card_number) == ("A.", "Jansen", "25280000000012")
    assert (hit.match, hit.blocked, hit.birth_date) == (Match.NUMBER, False, None)
    (other,) = ask("04-01-1991").hits
    assert (other.birth_date, other.card_number) == (date(1991, 1, 4), "")


def test_only_a_whole_number_is_certain(ask: Ask) -> None:
    assert ask("25280000000012").certain
    assert ask("[3]").certain
    assert not ask("252800000000").certain
    assert not ask("tester").certain


def test_the_limit_is_told(ask: Ask) -> None:
    found = ask("jansen", 2)
    assert (len(found.hits), found.more) == (2, True)
    assert not ask("jansen", 10).more
    assert ask("jansen", 0).hits == ()


HOSTILE = (
    "%",
    "_",
    "%%%",
    "' OR 1=1 --",
    "'; DROP TABLE customer; --",
    "\\",
    "%s",
    "?",
    "\x00",
    "\ud800",
    "\u202etest\x00er\u202c" * 40,
    "a" * 10_000,
    "1" * 10_000,
    "<img src=x>",
    "🙂",
    "[999999999]",
    "999999999999999999999",
)


def test_hostile_text_finds_nobody_and_breaks_nothing(ask: Ask) -> None:
    found = {text[:20]: ids(ask(text)) for text in HOSTILE}
    assert {text: hits for text, hits in found.items() if not set(hits) <= {1}} == {}
    assert ids(ask("tester")) == [1]


def test_signs_with_a_meaning_in_sql_are_letters(ask: Ask) -> None:
    assert ids(ask("100%_test!")) == [1, 15]
    assert ids(ask("es%er")) == []


def test_a_new_customer_is_found_at_once(store: SqlStore, ask: Ask) -> None:
    with store.transaction(staff_name="", workstation="", now=NOW) as work:
        work.customers.add(customer(20, "Quaedvlieg", initials="R.", temporary_number="2X19860012"))
        work.numbers.claim("2X19860012", NumberUse.TEMPORARY, 20)
        work.commit()
    assert ids(ask("quaed")) == [20]
    assert ids(ask("kwaadvlieg")) == [20]
    assert ids(ask("aedvlieg")) == [20]
    assert ids(ask("2x19860012")) == [20]
    assert ask("2X19860012").certain


def test_a_renamed_customer_is_found_by_the_new_name_only(store: SqlStore, ask: Ask) -> None:
    with store.transaction(staff_name="", workstation="", now=NOW) as work:
        work.customers.get(10).surname = "Dijkstra-Quaedvlieg"
        work.commit()
    assert ids(ask("quaedvlieg")) == [10]
    with store.transaction(staff_name="", workstation="", now=NOW) as work:
        work.customers.get(10).surname = "Hoekstra"
        work.commit()
    assert ids(ask("quaedvlieg")) == []
    assert ids(ask("dijkstra")) == []
    assert ids(ask("hoekstra")) == [10]


def test_a_deleted_customer_is_not_found(store: SqlStore, ask: Ask) -> None:
    with store.transaction(staff_name="", workstation="", now=NOW) as work:
        work.customers.get(3).deleted_at = NOW
        work.commit()
    for text in ("25280000000012", "a@example.org", "jansen a", "[3]"):
        assert 3 not in ids(ask(text))


def test_a_rebuilt_index_finds_the_same(store: SqlStore, ask: Ask) -> None:
    texts = ("jansen", "vries", "dykstra", "oosterm", "9468bg", "jansen 1980", "a@ex")
    before = [ids(ask(text)) for text in texts]
    with store.database.writing() as connection:
        rebuild_search(connection)
        connection.commit()
    assert [ids(ask(text)) for text in texts] == before
    assert all(before)


def test_a_page_filled_by_one_name_still_shows_its_other_spellings(
    store: SqlStore, ask: Ask
) -> None:
    with BulkLoad(store) as load:
        load.customers(customer(1000 + at, "Kuijpers", initials="B.") for at in range(80))
        load.finish()
    found = ask("kuijpers")
    assert len(found.hits) == 50
    assert found.more
    assert 9 in ids(found)[:FIRST_LOOK]
    assert len(set(ids(found))) == 50
