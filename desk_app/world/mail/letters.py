"""Letters from templates: the text is written once, the HTML follows from its paragraphs."""

from __future__ import annotations

from html import escape
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from desk_app.resource_files import resource
from desk_app.web.dutch import moment
from desk_app.world.mail.preview import web_address
from desk_app.world.mail.sending import Outgoing, Post


class LetterDesk:
    """Fills in `resources/world/mail/<name>.txt` and posts it.

    The first line of a template is the subject. A paragraph that is only a link becomes a button.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._templates = Environment(  # noqa: S701 - plain text; the HTML is escaped below
            loader=FileSystemLoader(resource("world/mail")),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["moment"] = moment

    def send(self, letter: str, /, *, sender: str, to: str, button: str = "", **facts: Any) -> None:
        """Post one letter."""
        filled = self._templates.get_template(f"{letter}.txt").render(**facts)
        subject, _, text = filled.partition("\n")
        html = as_html(text.strip(), button)
        self._post.send(Outgoing(sender, to, subject.strip(), text.strip() + "\n", html))


def as_html(text: str, button: str) -> str:
    """Paragraphs, line breaks, and the link as a button; everything else is escaped."""
    parts = []
    for paragraph in text.split("\n\n"):
        one = paragraph.strip()
        if web_address(one) and " " not in one and "\n" not in one:
            parts.append(f'<p><a href="{escape(one)}"><strong>{escape(button)}</strong></a></p>')
        else:
            parts.append(f"<p>{escape(one).replace(chr(10), '<br>')}</p>")
    return (
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"></head><body>'
        + "".join(parts)
        + "</body></html>"
    )
