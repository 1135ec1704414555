from __future__ import annotations

from desk_app.errors import (
    Cancelled,
    DeskAppError,
    FieldRefused,
    InputRefused,
    Refused,
    Unavailable,
)


def test_an_error_tells_its_facts_by_name() -> None:
    wrong = FieldRefused("iban")
    assert wrong.facts() == {"field": "iban"}
    assert str(wrong) == "FLD-0(field='iban')"
    assert InputRefused((wrong,)).facts() == {"problems": (wrong,)}


def test_an_error_without_facts_tells_its_code() -> None:
    assert DeskAppError().facts() == {}
    assert str(DeskAppError()) == "DSK-0()"
    assert str(Refused()) == "DSK-1()"


def test_the_kinds_are_apart() -> None:
    kinds = (Refused, Unavailable, Cancelled)
    assert len({kind.code for kind in kinds}) == 3
    for kind in kinds:
        assert issubclass(kind, DeskAppError)
        assert [other for other in kinds if issubclass(kind, other)] == [kind]
