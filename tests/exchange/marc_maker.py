"""Makes records of ISO 2709 byte by byte, and writes columns; shares no code with the readers."""

from __future__ import annotations

Sub = tuple[str, str]


def iso2709(
    fields: list[tuple[str, str | tuple[str, list[Sub]]]],
    *,
    leader: str = "nam a",
    utf8: bool = True,
) -> bytes:
    """A record: control fields as text, data fields as indicators and subfields."""
    encoding = "utf-8" if utf8 else "latin-1"
    directory, body = b"", b""
    for tag, content in fields:
        if isinstance(content, str):
            data = content.encode(encoding) + b"\x1e"
        else:
            indicators, subfields = content
            data = indicators.encode() + b"".join(
                b"\x1f" + code.encode() + text.encode(encoding) for code, text in subfields
            )
            data += b"\x1e"
        directory += f"{tag}{len(data):04}{len(body):05}".encode()
        body += data
    base = 24 + len(directory) + 1
    length = base + len(body) + 1
    head = f"{length:05}{leader[:4]}{leader[4:5] or ' '}22{base:05}   4500"
    return head.encode() + directory + b"\x1e" + body + b"\x1d"


FOX: list[tuple[str, str | tuple[str, list[Sub]]]] = [
    ("001", "12345"),
    ("003", "NL-XX"),
    ("008", "210105s2021    ne            000 1 dut  "),
    ("020", ("  ", [("a", "90-274-3964-8 (geb.)"), ("c", "EUR 12,50")])),
    ("041", ("0 ", [("a", "dut")])),
    ("100", ("1 ", [("a", "Vlinder, Roos,"), ("d", "1970-")])),
    ("245", ("10", [("a", "De vos die niet kon slapen :"), ("b", "een nacht in het bos /"),
                    ("c", "Roos Vlinder.")])),
    ("264", (" 1", [("a", "Emmen :"), ("b", "De Eik,"), ("c", "©2021.")])),
    ("490", ("0 ", [("a", "Bosnachten ;"), ("v", "2")])),
    ("520", ("  ", [("a", "De vos telt schapen.")])),
    ("521", ("  ", [("a", "6-9 jaar. AVI-E4")])),
    ("650", (" 4", [("a", "Vossen"), ("x", "Slapen.")])),
    ("650", (" 4", [("a", "Vossen"), ("x", "Slapen.")])),
    ("651", (" 4", [("a", "Drenthe.")])),
    ("700", ("1 ", [("a", "Anders, Iemand.")])),
    ("852", ("  ", [("b", "9548"), ("h", "J VLIN"), ("p", "30000000000017")])),
]  # fmt: skip


def marcxml(body: str, head: str = "") -> bytes:
    """A collection of MARCXML."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<collection xmlns="http://www.loc.gov/MARC21/slim">{body}</collection>'
    ).encode()


def xml_record(*fields: str, leader: str = "00000nam a2200000 a 4500") -> str:
    """One record of MARCXML."""
    return f"<record><leader>{leader}</leader>{''.join(fields)}</record>"


def xml_title(text: str) -> str:
    """Field 245."""
    return (
        f'<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{text}</subfield></datafield>'
    )
