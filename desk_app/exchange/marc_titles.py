"""From a record of MARC 21 to a title.

Fields are those of *MARC 21 Format for Bibliographic Data* (Library of Congress); 852 is that of
holdings. The punctuation of ISBD at the end of a subfield (/ : ; , .) is not part of what it tells.
"""

from __future__ import annotations

import re
from typing import Final

from desk_app.domain.text_policy import printable
from desk_app.domain.title_fields import (
    LONGEST_LINE,
    LONGEST_SUBJECTS,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
)
from desk_app.domain.titles import OLDEST_AGE, TitleKind, avi_level, isbn_13
from desk_app.exchange.marc_fields import DataField, MarcFields
from desk_app.usecases.title_import import LONGEST_KEY, CopyRecord, TitleRecord

_MOST_SUBJECTS: Final = 30
_MOST_COPIES: Final = 500
_ISBD: Final = " /:;,=."
_YEAR: Final = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_LANGUAGE: Final = re.compile(r"[a-z]{3}")
_NO_LANGUAGE: Final = frozenset({"und", "zxx", "mul"})
_SPAN: Final = re.compile(r"(?<!\d)(\d{1,2})\s*(?:-|–|tot(?: en met)?|t/m|to)\s*(\d{1,2})(?!\d)")
_FROM: Final = re.compile(
    r"(?:vanaf|from|ages?)\s*(?:ca\.\s*)?(\d{1,2})(?!\d)"
    r"|(?<!\d)(\d{1,2})\s*(?:\+|jaar en ouder)",
    re.IGNORECASE,
)
_AVI: Final = re.compile(r"\bAVI[\s:-]*(?:niveau)?[\s:-]*(?:start|plus|[ME][3-7])\b", re.IGNORECASE)

# Leader, position 06: type of record.
_KINDS: Final = {
    "a": TitleKind.BOOK,
    "t": TitleKind.BOOK,
    "i": TitleKind.AUDIOBOOK,
    "j": TitleKind.MUSIC,
    "c": TitleKind.MUSIC,
    "d": TitleKind.MUSIC,
    "g": TitleKind.DVD,
}


def title_record(number: int, marc: MarcFields) -> TitleRecord:
    """The title of a record. What cannot be kept as it is, is cut or left out, never refused."""
    main = next(iter(marc.fields("245")), None)
    name = _main_title(main) if main else ""
    isbn = _isbn(marc)
    series, part = _series(marc)
    publisher, year = _published(marc)
    audience = " ".join(text for one in marc.fields("521", "526") for text in one.all("a"))
    age_from, age_to = _ages(audience)
    avi = _AVI.search(audience)
    level = avi_level(avi[0]) if avi else None
    return TitleRecord(
        number,
        key=_key(marc),
        title=printable(name, LONGEST_TITLE),
        subtitle=printable(_plain(" ".join(main.all("b")) if main else ""), LONGEST_TITLE),
        author=printable(_author(marc), LONGEST_LINE),
        series=printable(series, LONGEST_LINE),
        series_part=printable(part, LONGEST_LINE),
        isbn=isbn,
        publisher=printable(publisher, LONGEST_LINE),
        year=year,
        language=_language(marc),
        kind=_kind(marc).value,
        age_from=age_from,
        age_to=age_to,
        avi=level.value if level else "",
        subjects=_subjects(marc),
        summary=printable(" ".join(_texts(marc, "520", "a")), LONGEST_SUMMARY),
        copies=_copies(marc),
        unreadable=not name,
    )


def _key(marc: MarcFields) -> str:
    number = marc.control.get("001", "").strip()
    source = marc.control.get("003", "").strip()
    if not number:
        return ""
    return printable(f"{source}:{number}" if source else number, LONGEST_KEY)


def _main_title(main: DataField) -> str:
    parts = [_plain(main.one("a")), *(_plain(text) for text in main.all("np"))]
    return ". ".join(part for part in parts if part)


def _author(marc: MarcFields) -> str:
    """The main entry, else the first that is added, in the order of speech."""
    for one in marc.fields("100", "110", "111", "700", "710"):
        name = _plain(one.one("a"))
        if not name:
            continue
        family, comma, given = name.partition(", ")
        # First indicator 1 in X00: the surname stands first.
        if one.tag.endswith("00") and one.first == "1" and comma and "," not in given:
            return f"{given} {family}"
        return name
    return ""


def _series(marc: MarcFields) -> tuple[str, str]:
    for one in marc.fields("490", "800", "830"):
        name = _plain(one.one("t" if one.tag == "800" else "a"))
        if name:
            return name, _plain(one.one("v"))
    return "", ""


def _isbn(marc: MarcFields) -> str:
    for text in _texts(marc, "020", "a"):
        found = isbn_13(text.split(" ")[0])
        if found:
            return found
    return ""


def _published(marc: MarcFields) -> tuple[str, str]:
    """Publisher and year: 264 with second indicator 1 (publication), else 260, else 008/07-10."""
    statements = [one for one in marc.fields("264") if one.second == "1"] or marc.fields("260")
    publisher = next((_plain(one.one("b")) for one in statements if one.one("b")), "")
    told = [text for one in statements for text in one.all("c")]
    told.append(marc.control.get("008", "")[7:11])
    year = next((found[1] for text in told if (found := _YEAR.search(text))), "")
    return publisher, year


def _language(marc: MarcFields) -> str:
    told = [text[:3] for text in _texts(marc, "041", "ad")]
    told.append(marc.control.get("008", "")[35:38])
    for code in map(str.lower, told):
        if _LANGUAGE.fullmatch(code) and code not in _NO_LANGUAGE:
            return code
    return ""


def _kind(marc: MarcFields) -> TitleKind:
    kind, level = marc.leader[6:7], marc.leader[7:8]
    if kind == "a" and level in {"b", "i", "s"}:
        return TitleKind.MAGAZINE
    fixed = marc.control.get("008", "")
    # Games: 008/33 of visual materials, 008/26 of computer files.
    if (kind == "r" and fixed[33:34] == "g") or (kind == "m" and fixed[26:27] == "g"):
        return TitleKind.GAME
    return _KINDS.get(kind, TitleKind.OTHER)


def _ages(audience: str) -> tuple[str, str]:
    span = _SPAN.search(audience)
    if span and int(span[1]) <= int(span[2]) <= OLDEST_AGE:
        return span[1], span[2]
    lowest = _FROM.search(audience)
    return (lowest[1] or lowest[2] or "", "") if lowest else ("", "")


def _subjects(marc: MarcFields) -> str:
    found: dict[str, None] = {}
    for one in marc.fields("650", "651", "600", "610", "655", "653"):
        text = " - ".join(_plain(part) for part in one.all("axyzv") if _plain(part))
        if text:
            found[printable(text, LONGEST_LINE)] = None
    lines = list(found)[:_MOST_SUBJECTS]
    while sum(map(len, lines)) + len(lines) > LONGEST_SUBJECTS:
        lines.pop()
    return "\n".join(lines)


def _copies(marc: MarcFields) -> tuple[CopyRecord, ...]:
    """Barcode, location and call number of each 852 that tells a barcode."""
    return tuple(
        CopyRecord(one.one("p"), one.one("b"), " ".join(one.all("chi")))
        for one in marc.fields("852")[:_MOST_COPIES]
        if one.one("p") and one.one("b")
    )


def _texts(marc: MarcFields, tag: str, codes: str) -> list[str]:
    return [text for one in marc.fields(tag) for text in one.all(codes)]


def _plain(text: str) -> str:
    """`text` on one line, without the punctuation at its end; the dot of an initial stays."""
    line = " ".join(text.split())
    plain = line.rstrip(_ISBD)
    initial = line[len(plain) :].startswith(".") and re.search(r"(?:^|[\s.])\w$", plain)
    return f"{plain}." if initial else plain
