from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import ClassVar

import pytest

import desk_app
from desk_app.errors import Cancelled, DeskAppError, FieldRefused, InputRefused, Refused
from desk_app.hardware.errors import DeviceAct, OutcomeUnknown, ReadBackDiffers
from desk_app.ui.wording.errors import (
    TABLES,
    field_sentences,
    placeholders,
    sentence_for,
    sentence_for_code,
    text_of,
)


def _all_classes() -> list[type[DeskAppError]]:
    for module in pkgutil.walk_packages(desk_app.__path__, "desk_app."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(kind: type[DeskAppError]) -> Iterator[type[DeskAppError]]:
        yield kind
        for child in kind.__subclasses__():
            yield from below(child)

    return sorted(
        {kind for kind in below(DeskAppError) if kind.__module__.startswith("desk_app.")},
        key=lambda kind: kind.code,
    )


CLASSES = _all_classes()


def test_the_classes_were_found() -> None:
    assert len(CLASSES) > 40
    assert {Refused, Cancelled, ReadBackDiffers} <= set(CLASSES)


def test_no_two_classes_share_a_code() -> None:
    by_code: dict[str, list[str]] = {}
    for kind in CLASSES:
        assert "code" in vars(kind), f"{kind.__qualname__} has no code of its own"
        by_code.setdefault(kind.code, []).append(kind.__qualname__)
    assert {code: names for code, names in by_code.items() if len(names) > 1} == {}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__qualname__)
def test_every_error_has_words_that_its_facts_can_fill(kind: type[DeskAppError]) -> None:
    text = text_of(kind.code)
    assert text is not None, f"{kind.__qualname__} ({kind.code}) has no Dutch text"
    names = {field.name for field in dataclasses.fields(kind)} if _has_facts(kind) else set()
    assert placeholders(text) <= names
    assert set(text.shown or {}) <= names
    for said in (text.sentence, text.advice):
        assert "!" not in said
        assert not re.search(r"\b(je|jij|jouw)\b", said, re.IGNORECASE)
    assert text.sentence.endswith((".", "{needs}"))


def test_no_text_is_left_over_or_told_twice() -> None:
    codes = [code for table in TABLES for code in table]
    assert len(codes) == len(set(codes))
    assert set(codes) <= {kind.code for kind in CLASSES}


def test_facts_are_put_into_words() -> None:
    said = sentence_for(ReadBackDiffers(device="socket:x", expected="5003000030", found=None))
    assert said.sentence == (
        "Op de pas staat geen nummer in plaats van nummer 5003000030. De pas is niet actief."
    )
    assert said.code == "DEV-28"
    said = sentence_for(OutcomeUnknown(device="x", act=DeviceAct.WRITE, cause="DEV-1"))
    assert said.sentence.startswith("Onbekend of de pas beschreven is.")


def test_a_class_without_words_gets_those_above_it() -> None:
    class Unworded(Refused):
        code: ClassVar[str] = "TST-1"

    said = sentence_for(Unworded())
    assert said.sentence == sentence_for(Refused()).sentence
    assert said.code == "TST-1"


def test_a_class_without_a_code_of_its_own_speaks_for_its_parent() -> None:
    class Nameless(Refused):
        pass

    assert sentence_for(Nameless()) == sentence_for(Refused())


def test_a_code_is_worded_with_what_is_still_known() -> None:
    whole = sentence_for_code("DEV-28", expected="5003000030", found="geen nummer")
    assert "5003000030" in whole.sentence
    assert "geen nummer" in whole.sentence
    partly = sentence_for_code("DEV-28", expected="5003000030")
    assert "…" in partly.sentence
    unknown = sentence_for_code("TST-9")
    assert (unknown.sentence, unknown.code) == (sentence_for_code("DSK-0").sentence, "TST-9")


def test_braces_in_a_fact_are_shown_as_they_are() -> None:
    said = sentence_for(ReadBackDiffers(device="x", expected="{0} %s", found="{device}"))
    assert "{0} %s" in said.sentence
    assert "{device}" in said.sentence


def test_the_fields_of_one_form_are_collected() -> None:
    problems = (FieldRefused(field="iban"), FieldRefused(field="surname"))
    sentences = field_sentences(InputRefused(problems=problems))
    assert list(sentences) == ["iban", "surname"]
    assert field_sentences(FieldRefused(field="iban")) == {"iban": sentences["iban"]}
    assert field_sentences(Refused()) == {}


def _has_facts(kind: type[DeskAppError]) -> bool:
    return dataclasses.is_dataclass(kind)
