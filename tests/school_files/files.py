"""Small files to read, and what comes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk_app.school_files.opening import open_school_file
from desk_app.usecases.school_files import FileHead

TODAY = date(2026, 4, 14)

HEAD = """<?xml version="1.0" encoding="{encoding}"?>
<EDEX>
 <school>
  <schooljaar>2024-2025</schooljaar><brincode>99ZZ</brincode><dependancecode>03</dependancecode>
  <aanmaakdatum>2024-11-25T14:33:33</aanmaakdatum><auteur>Iemand</auteur><xsdversie>2.1</xsdversie>
 </school>
"""
GROUPS = """<groepen>
 <groep key="4a"><naam>Vlinders</naam><jaargroep>4</jaargroep></groep>
 <samengestelde_groep key="sg1"><naam>Plusklas</naam></samengestelde_groep>
</groepen>
"""
SECRETS = ("133456785", "6971VB", "id.school", "foto.example", "kind@voorbeeld", "Ismaëlla")
PUPIL = """<leerling key="1" eckid="https://id.school/LL_1">
 <achternaam>Assati</achternaam><voorvoegsel>el</voorvoegsel><voornamen>Ismaëlla</voornamen>
 <voorletters-1>IH</voorletters-1><roepnaam>Isa</roepnaam>
 <geboortedatum>2016-05-17</geboortedatum><geslacht>1</geslacht><jaargroep>4</jaargroep>
 <emailadres>kind@voorbeeld.example</emailadres><fotourl>//foto.example/1.jpg</fotourl>
 <groep key="4a"/><samengestelde_groepen><samengestelde_groep key="sg1"/></samengestelde_groepen>
 <bsn>133456785</bsn><postcodenl>6971VB</postcodenl>
</leerling>
"""
ISA = ["1", "Assati", "el", "IH", "Isa", "2016-05-17", "4", "4a", "Vlinders", "4", "", "", ""]


def edexml(
    pupils: str = PUPIL, groups: str = GROUPS, encoding: str = "UTF-8", behind: str = ""
) -> str:
    head = HEAD.format(encoding=encoding)
    return f"{head}{groups}<leerlingen>{pupils}</leerlingen>{behind}</EDEX>"


def written(folder: Path, content: str | bytes, name: str = "bestand") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path) -> tuple[FileHead, list[list[str]], int]:
    with open_school_file(path, TODAY) as file:
        lines = list(file.lines())
        return file.head, lines, file.teachers
