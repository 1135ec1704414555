"""What comes in with a request, made harmless: paths to return to, numbers, and words."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST: Final = 2**31 - 1
LONGEST_TEXT: Final = 100
LONGEST_SECRET: Final = 200
_LOCAL: Final = re.compile(r"/school(/[A-Za-z0-9_-]+)*(\?[A-Za-z0-9_=&%+.-]{0,300})?")


def local_path(text: str, otherwise: str = "/school") -> str:
    """`text` when it is a page of the portal, else `otherwise`: nobody is led to another site."""
    return text if len(text) <= 400 and _LOCAL.fullmatch(text) else otherwise


def numbered(request: Request, name: str) -> int:
    """A number in the path. Raises HTTPException (404) for one that nothing can have."""
    number = int(request.path_params[name])
    if number > LARGEST:
        raise HTTPException(404)
    return number


def asked_number(request: Request, name: str, most: int) -> int | None:
    """A number in the question, None when there is none up to `most`."""
    text = request.query_params.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    return int(text) if int(text) <= most else None


def asked_text(request: Request, name: str) -> str:
    """Words in the question, without what cannot be seen."""
    return _visible(request.query_params.get(name, ""))


def secret_text(fields: FormData, name: str) -> str:
    """A password as it was typed: spaces count."""
    value = fields.get(name, "")
    return value[:LONGEST_SECRET] if isinstance(value, str) else ""


def _visible(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST_TEXT * 2])
    return " ".join(shown.split())[:LONGEST_TEXT]
