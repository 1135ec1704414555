"""Filling in a letter: named placeholders, no logic, and nothing a name could break out of.

A template is two files in `resources/mail`: ``<name>.txt``, whose first line is the subject, and
``<name>.html``. A placeholder is ``{{name}}``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from desk_app.resource_files import resource
from desk_app.usecases.errands.letters import Letter, Sender

_PLACEHOLDER: Final = re.compile(r"\{\{([a-z_]+)\}\}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
# C0 and C1 controls, and what turns the reading direction or cannot be seen.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class TemplateError(ValueError):
    """A template and the words for it do not fit: a fault of the program."""


@dataclass(frozen=True)
class FilledIn:
    """A letter as it is read."""

    subject: str
    text: str
    html: str


def fill_in(letter: Letter) -> FilledIn:
    """The letter with its words.

    Raises:
        TemplateError: a placeholder without a word, or a word no placeholder asks for.
        FileNotFoundError: there is no such template.
    """
    words = _words(letter)
    name = letter.template.value
    text = resource(f"mail/{name}.txt").read_text(encoding="utf-8")
    page = resource(f"mail/{name}.html").read_text(encoding="utf-8")
    needed = {word.name for word in letter.words}
    if missed := needed - set(_PLACEHOLDER.findall(text)):
        raise TemplateError(f"{name} has no place for {sorted(missed)}")
    subject, _, body = text.partition("\n")
    return FilledIn(
        subject=_filled(subject, words, str),
        text=_without_gaps(_filled(body.lstrip("\n"), words, str)),
        html=_filled(page, words, html.escape),
    )


def plain(text: str) -> str:
    """One line without anything that cannot be seen: no line can be added to a header or a text."""
    return "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text).strip()


def _words(letter: Letter) -> Mapping[str, str]:
    words = {"to_name": letter.to_name}
    words.update({field.name: getattr(letter.sender, field.name) for field in fields(Sender)})
    words.update({word.name: _shown(word.value) for word in letter.words})
    return {name: plain(value) for name, value in words.items()}


def _shown(value: str) -> str:
    if _DAY.fullmatch(value):
        return date.fromisoformat(value).strftime("%d-%m-%Y")
    return value


def _filled(template: str, words: Mapping[str, str], escape: Callable[[str], str]) -> str:
    def word(found: re.Match[str]) -> str:
        try:
            return escape(words[found.group(1)])
        except KeyError as missing:
            raise TemplateError(f"no word for {found.group()}") from missing

    return _PLACEHOLDER.sub(word, template)


def _without_gaps(text: str) -> str:
    """Without the lines that an empty word of the sender left behind."""
    return re.sub(r"\n{3,}", "\n\n", text)
