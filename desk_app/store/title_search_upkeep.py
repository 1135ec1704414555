"""Keeping the search in titles: one title at a time, or all of it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from desk_app.domain.copies import CopyStatus
from desk_app.domain.name_keys import deletions
from desk_app.domain.name_sounds import skeletons, sound
from desk_app.domain.title_words import searched_words, sort_key
from desk_app.domain.titles import Title
from desk_app.store.catalogue_tables import title as titles
from desk_app.store.search_upkeep import fill
from desk_app.store.title_search_tables import EVERYWHERE

_PAGE: Final = 5_000
_KEY: Final = ("place_code", "key", "title_id")
_POSTING: Final = ("word", "rank", "title_id")
_WORD: Final = ("id", "word", "sound", "frequency")
_WORD_KEY: Final = ("key", "word_id")
_OWNED: Final = f"status <> '{CopyStatus.WITHDRAWN.value}'"


def index_title(connection: Connection, title: Title) -> None:
    """Make a new or changed title findable, in the transaction of `connection`."""
    _run(connection, "DELETE FROM title_posting WHERE title_id = ?", (title.title_id,))
    words = searched_words(title)
    rows = [(word, rank, title.title_id) for word, rank in words.items()]
    _insert(connection, "title_posting", _POSTING, rows)
    _list(connection, title.title_id, title.title)
    _learn(connection, sorted(words))


def index_places(connection: Connection, title_id: int) -> None:
    """List a title with the places that own a copy, in the transaction of `connection`."""
    [title] = _run(connection, "SELECT title FROM title WHERE title_id = ?", (title_id,)).fetchone()
    _list(connection, title_id, title)


def _list(connection: Connection, title_id: int | None, title: str) -> None:
    places = _run(
        connection,
        f"SELECT DISTINCT home_code FROM copy WHERE title_id = ? AND {_OWNED}",  # noqa: S608
        (title_id,),
    ).fetchall()
    _run(connection, "DELETE FROM title_key WHERE title_id = ?", (title_id,))
    key = sort_key(title)
    owners = sorted({EVERYWHERE, *(row[0] for row in places)})
    _insert(connection, "title_key", _KEY, [(place, key, title_id) for place in owners])


def _learn(connection: Connection, words: Sequence[str]) -> None:
    """Add the words that are not known yet. Two desks may learn the same word at once."""
    if not words:
        return
    places = ", ".join("?" * len(words))
    known = {
        row[0]
        for row in _run(
            connection,
            f"SELECT word FROM title_word WHERE word IN ({places})",  # noqa: S608
            tuple(words),
        )
    }
    for word in words:
        if word in known:
            continue
        new = _run(
            connection,
            "INSERT INTO title_word (word, sound, frequency) VALUES (?, ?, 1) "
            "ON CONFLICT (word) DO NOTHING RETURNING id",
            (word, sound(word)),
        ).fetchone()
        if new is not None:
            _insert(connection, "title_word_key", _WORD_KEY, _keys(new[0], word))


def rebuild_title_search(connection: Connection) -> None:
    """Make the whole search in titles anew from the titles and copies there are."""
    for table in ("title_key", "title_posting"):
        _run(connection, f"DELETE FROM {table}", ())  # noqa: S608
    for page in _titles(connection):
        fill(connection, "title_posting", _POSTING, postings(page))
        fill(connection, "title_key", _KEY, _everywhere(page))
    # An owner's list is the list of everywhere, narrowed.
    _run(
        connection,
        "INSERT INTO title_key (place_code, key, title_id) "  # noqa: S608
        "SELECT o.home_code, k.key, k.title_id FROM title_key AS k JOIN "
        f"(SELECT DISTINCT home_code, title_id FROM copy WHERE {_OWNED}) AS o "
        "ON o.title_id = k.title_id WHERE k.place_code = ?",
        (EVERYWHERE,),
    )
    rebuild_title_words(connection)


def postings(page: Iterable[Title]) -> Iterator[tuple[str, int, int | None]]:
    """The rows of `title_posting` of some titles."""
    for one in page:
        for word, rank in searched_words(one).items():
            yield word, rank, one.title_id


def _everywhere(page: Iterable[Title]) -> Iterator[tuple[str, str, int | None]]:
    for one in page:
        yield EVERYWHERE, sort_key(one.title), one.title_id


def rebuild_title_words(connection: Connection) -> None:
    """Make the words anew from the postings, the most frequent first: their ids follow that."""
    for table in ("title_word_key", "title_word"):
        _run(connection, f"DELETE FROM {table}", ())  # noqa: S608
    counted = "SELECT word, count(*) FROM title_posting GROUP BY word ORDER BY 2 DESC, 1"
    counts = _run(connection, counted, ()).fetchall()
    fill(
        connection,
        "title_word",
        _WORD,
        ((at, word, sound(word), count) for at, (word, count) in enumerate(counts, start=1)),
    )
    if connection.dialect.name == "postgresql" and counts:
        _run(
            connection,
            "SELECT setval(pg_get_serial_sequence('title_word', 'id'), ?)",
            (len(counts),),
        )
    keys = (row for at, (word, _) in enumerate(counts, start=1) for row in _keys(at, word))
    fill(connection, "title_word_key", _WORD_KEY, keys)


def _keys(number: int, word: str) -> list[tuple[str, int]]:
    return [(key, number) for key in sorted(skeletons(word) | deletions(word))]


_READ: Final = select(titles).order_by(titles.c.title_id).limit(_PAGE)


def _titles(connection: Connection) -> Iterator[list[Title]]:
    last = -1
    while True:
        page = connection.execute(_READ.where(titles.c.title_id > last)).mappings().all()
        if not page:
            return
        last = page[-1]["title_id"]
        yield [Title(**row) for row in page]


def _insert(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    if not rows:
        return
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
    connection.exec_driver_sql(_marked(connection, statement), [tuple(row) for row in rows])


def _run(connection: Connection, statement: str, values: tuple[Any, ...]) -> Any:
    return connection.exec_driver_sql(_marked(connection, statement), values)


def _marked(connection: Connection, statement: str) -> str:
    """The statement with the parameter marks of the driver."""
    return statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")
