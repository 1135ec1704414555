"""One record of MARC 21 as plain texts, whichever of its two notations it came in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DataField:
    """A field with its indicators and subfields, in order."""

    tag: str
    first: str
    second: str
    subfields: tuple[tuple[str, str], ...]

    def all(self, codes: str) -> list[str]:
        """The texts of these subfields, in the order of the record."""
        return [text.strip() for code, text in self.subfields if code in codes and text.strip()]

    def one(self, code: str) -> str:
        """The first text of a subfield, empty when there is none."""
        return next(iter(self.all(code)), "")


@dataclass
class MarcFields:
    """Leader, control fields and data fields of one record."""

    leader: str = ""
    control: dict[str, str] = field(default_factory=dict)
    data: list[DataField] = field(default_factory=list)

    def fields(self, *tags: str) -> list[DataField]:
        """The fields with one of these tags: by tag, then as in the record."""
        return [one for tag in tags for one in self.data if one.tag == tag]
