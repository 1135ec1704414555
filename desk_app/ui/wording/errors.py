"""From an error to what is said about it. The only place where the two meet."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from desk_app.errors import DeskAppError, FieldRefused, InputRefused
from desk_app.ui.wording.error_texts import (
    accounts,
    cards,
    catalogue,
    circulation,
    customers,
    devices,
    enrolment,
    errands,
    fields,
    general,
    schools,
    signups,
    staff,
    store,
)
from desk_app.ui.wording.said import ErrorText, Said

TABLES: tuple[Mapping[str, ErrorText], ...] = (
    general.TEXTS,
    fields.TEXTS,
    customers.TEXTS,
    cards.TEXTS,
    catalogue.TEXTS,
    circulation.TEXTS,
    schools.TEXTS,
    staff.TEXTS,
    store.TEXTS,
    accounts.TEXTS,
    devices.TEXTS,
    errands.TEXTS,
    enrolment.TEXTS,
    signups.TEXTS,
)
"""Every area's table; an area adds its own here."""


def sentence_for(error: DeskAppError) -> Said:
    """What to say about `error`.

    A class without words of its own gets those of the nearest class above it.
    """
    codes = [vars(kind).get("code", "") for kind in type(error).__mro__]
    worded = [text for code in codes if (text := text_of(code)) is not None]
    # The last class of all has words, so there are always some.
    return _filled_in(worded[0], error)


def sentence_for_code(code: str, **facts: str) -> Said:
    """What to say about an error of which only the code was kept, with the facts still known.

    A placeholder whose fact is not known shows as an ellipsis.
    """
    text = text_of(code)
    if text is None:
        return Said(general.UNWORDED, general.UNWORDED_ADVICE, code)
    known = {name: facts.get(name, "…") for name in placeholders(text)}
    return Said(text.sentence.format(**known), text.advice.format(**known), code)


def text_of(code: str) -> ErrorText | None:
    """The words for `code`, None when no table has them."""
    for table in TABLES:
        if code in table:
            return table[code]
    return None


def placeholders(text: ErrorText) -> frozenset[str]:
    """The facts that the words of an error use."""
    parsed = Formatter().parse(text.sentence + text.advice)
    return frozenset(name for _literal, name, _spec, _conversion in parsed if name)


def field_sentences(error: DeskAppError) -> dict[str, str]:
    """The sentence for each field that is wrong, by the field's name."""
    problems = error.problems if isinstance(error, InputRefused) else (error,)
    return {
        problem.field: sentence_for(problem).sentence
        for problem in problems
        if isinstance(problem, FieldRefused)
    }


def _filled_in(text: ErrorText, error: DeskAppError) -> Said:
    facts = {name: _word(text, name, value) for name, value in error.facts().items()}
    return Said(text.sentence.format(**facts), text.advice.format(**facts), error.code)


def _word(text: ErrorText, name: str, value: object) -> str:
    if text.shown is not None and name in text.shown:
        return text.shown[name](value)
    return str(value)
