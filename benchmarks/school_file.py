"""A large EDEXML file to read."""

from __future__ import annotations

from pathlib import Path


def write_file(path: Path, pupils: int) -> None:
    """A file as a school's system writes it, with everything that is dropped at the door."""
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<EDEX><school><schooljaar>2024-2025'
            "</schooljaar><brincode>99ZZ</brincode><dependancecode>00</dependancecode>"
            "<aanmaakdatum>2024-11-25T14:33:33</aanmaakdatum><auteur>x</auteur>"
            "<xsdversie>2.1</xsdversie></school><groepen>"
        )
        for group in range(100):
            file.write(
                f'<groep key="g{group}"><naam>Groep {group}</naam>'
                f"<jaargroep>{group % 8 + 1}</jaargroep></groep>"
            )
        file.write("</groepen><leerlingen>")
        for at in range(pupils):
            file.write(f"""
\t\t<leerling key="{at:06d}" eckid="https://id.school/{at}">
\t\t\t<achternaam>Naam{at % 5000}</achternaam>
\t\t\t<voorvoegsel>van der</voorvoegsel>
\t\t\t<voornamen>Jan Piet</voornamen>
\t\t\t<voorletters-1>JP</voorletters-1>
\t\t\t<roepnaam>Jan</roepnaam>
\t\t\t<geboortedatum>2015-{at % 12 + 1:02d}-{at % 28 + 1:02d}</geboortedatum>
\t\t\t<geslacht>1</geslacht>
\t\t\t<jaargroep>4</jaargroep>
\t\t\t<groep key="g{at % 100}"/>
\t\t\t<bsn>133456785</bsn>
\t\t\t<postcodenl>6971VB</postcodenl>
\t\t\t<instroomdatum>2013-08-25</instroomdatum>
\t\t\t<mutatiedatum>2014-10-14T08:47:35</mutatiedatum>
\t\t</leerling>""")
        file.write("\n</leerlingen></EDEX>\n")
