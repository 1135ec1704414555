"""Which titles and copies a transaction changed, and what must be made findable anew."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from desk_app.domain.copies import NOT_OWNED, Copy
from desk_app.domain.titles import Title
from desk_app.store.title_search_upkeep import index_places, index_title


class TouchedCatalogue:
    """Counts each version once a transaction, and remembers what the search must learn."""

    def __init__(self) -> None:
        self._seen: dict[int, Title | Copy] = {}
        self._titles: dict[int, Title] = {}
        self._owned: set[int] = set()

    def note(self, entity: Title | Copy) -> None:
        """A title or copy is about to be written."""
        if id(entity) not in self._seen:
            self._seen[id(entity)] = entity
            if inspect(entity).persistent:
                entity.version += 1
        if isinstance(entity, Title):
            self._titles[id(entity)] = entity
        elif _owner_changed(entity):
            self._owned.add(entity.title_id)

    def titles(self) -> tuple[int, ...]:
        """The titles that changed, or whose copies did."""
        return tuple(sorted({one.title_id for one in self._seen.values() if one.title_id}))

    def keep_findable(self, connection: Connection) -> None:
        """Bring the search up to date, after everything was written."""
        titles, self._titles = self._titles, {}
        owned, self._owned = self._owned, set()
        for title in titles.values():
            index_title(connection, title)
        for title_id in sorted(owned - {title.title_id for title in titles.values()}):
            index_places(connection, title_id)


def _owner_changed(copy: Copy) -> bool:
    """Whether a place may own a title from now on, or not any more; lending changes nothing."""
    state = inspect(copy)
    if state.pending or state.attrs["home_code"].history.has_changes():
        return True
    before = state.attrs["status"].history.deleted
    return bool(before) and ((before[0] in NOT_OWNED) != (copy.status in NOT_OWNED))
