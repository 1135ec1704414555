from __future__ import annotations

import pytest

from desk_app.domain.identifiers import actor_id_text, parse_actor_id


@pytest.mark.parametrize(
    ("actor_id", "text"), [(10024, "010024"), (261379, "261379"), (7, "000007")]
)
def test_actor_ids_are_shown_in_six_digits(actor_id: int, text: str) -> None:
    assert actor_id_text(actor_id) == text
    assert parse_actor_id(text) == actor_id


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("[261379]", 261379),
        (" 10024 ", 10024),
        ("", None),
        ("0", None),
        ("2X1986", None),
        ("1234567890", None),
        ("١٢٣", None),
    ],
)
def test_what_somebody_typed_as_an_actor_id(text: str, actor_id: int | None) -> None:
    assert parse_actor_id(text) == actor_id
