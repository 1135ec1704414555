"""A letter's HTML made harmless: only plain structure, only links to the web, nothing else."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

_KEPT: Final = frozenset(
    "p h1 h2 h3 strong b em i ul ol li br table tbody thead tr td th blockquote hr a".split()
)
_VOID: Final = frozenset({"br", "hr"})
_DROPPED_WITH_CONTENT: Final = frozenset(
    "script style head title template iframe object svg math noscript textarea select".split()
)


class _Sanitiser(HTMLParser):
    """Writes a new document from the tags it knows; everything else falls away."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[str] = []
        self._muted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a known tag without its attributes, a link with its address."""
        if self._muted or tag in _DROPPED_WITH_CONTENT:
            if tag in _DROPPED_WITH_CONTENT:
                self._muted.append(tag)
            return
        if tag not in _KEPT:
            return
        if tag in _VOID:
            self.parts.append(f"<{tag}>")
            return
        self._open.append(tag)
        address = dict(attrs).get("href") if tag == "a" else None
        if address and web_address(address):
            self.parts.append(f'<a href="{escape(address.strip())}" rel="noreferrer">')
        else:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open, down to this tag."""
        if self._muted:
            if self._muted[-1] == tag:
                self._muted.pop()
            return
        if tag in self._open:
            while (last := self._open.pop()) != tag:
                self.parts.append(f"</{last}>")
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Text stays, escaped."""
        if not self._muted:
            self.parts.append(escape(data))

    def finished(self) -> str:
        """The document with everything closed that was left open."""
        self.close()
        self.parts.extend(f"</{tag}>" for tag in reversed(self._open))
        self._open.clear()
        return "".join(self.parts)


def web_address(address: str) -> bool:
    """True for an address a browser may open from a letter: http and https, with a host."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def harmless(html: str) -> Markup:
    """The letter as markup that can do nothing but be read."""
    sanitiser = _Sanitiser()
    sanitiser.feed(html)
    return Markup(sanitiser.finished())  # noqa: S704 - this is what makes it safe
