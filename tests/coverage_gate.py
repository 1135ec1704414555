"""Hold the listed files at full coverage, and name the files that could join them.

Used by ``pytest --cov --coverage-gate``, and by hand on a report of ``coverage json``:
``python -m tests.coverage_gate coverage.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).resolve().parent / "covered_files.txt"


@dataclass(frozen=True)
class Verdict:
    """What the coverage of one run says about the list."""

    held: tuple[str, ...]
    fallen: tuple[str, ...]
    newly_perfect: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """True when every listed file is at 100 %."""
        return not self.fallen

    def lines(self) -> list[str]:
        """The verdict as text."""
        listed = len(self.held) + len(self.fallen)
        text = [f"coverage: {len(self.held)} of {listed} listed files at 100 %"]
        text += [f"coverage: below 100 %: {file}" for file in self.fallen]
        if self.newly_perfect:
            text.append(f"coverage: perfect and not listed: {', '.join(self.newly_perfect)}")
        return text


def patterns(text: str) -> list[str]:
    """The patterns of a list: one a line, relative to the repository, `#` starts a comment."""
    return [line for raw in text.splitlines() if (line := raw.partition("#")[0].strip())]


def listed_files(root: Path, wanted: list[str]) -> list[str]:
    """The files the patterns name, POSIX style; a `-` before a pattern takes its files out.

    Raises ValueError on a pattern that names nothing.
    """
    files: set[str] = set()
    for pattern in wanted:
        out = pattern.startswith("-")
        found = {path.relative_to(root).as_posix() for path in root.glob(pattern.lstrip("-"))}
        if not found:
            raise ValueError(f"{pattern} names no file")
        files = files - found if out else files | found
    return sorted(files)


def judge(report: Mapping[str, Any], listed: list[str]) -> Verdict:
    """Compare a coverage JSON report with the list. A listed file that never ran has fallen."""
    measured = {Path(name).as_posix(): entry for name, entry in report["files"].items()}
    held: list[str] = []
    fallen: list[str] = []
    for file in listed:
        entry = measured.get(file)
        if entry is None:
            fallen.append(f"{file} (not measured)")
        elif complete(entry):
            held.append(file)
        else:
            fallen.append(f"{file} ({gaps(entry)})")
    perfect = [
        name
        for name, entry in sorted(measured.items())
        if name not in listed and complete(entry) and entry["summary"]["num_statements"]
    ]
    return Verdict(tuple(held), tuple(fallen), tuple(perfect))


def complete(entry: Mapping[str, Any]) -> bool:
    """True when every line and every branch of a file ran."""
    return not entry["missing_lines"] and not entry.get("missing_branches")


def gaps(entry: Mapping[str, Any]) -> str:
    """What of a file did not run."""
    lines = [f"line {line}" for line in entry["missing_lines"]]
    branches = [f"branch {start}->{end}" for start, end in entry.get("missing_branches", ())]
    shown = (lines or branches)[:8]
    more = len(lines) + len(branches) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def main(arguments: list[str]) -> int:
    """Judge one JSON report; 1 when a listed file is below 100 %."""
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    listed = listed_files(ROOT, patterns(LIST.read_text(encoding="utf-8")))
    verdict = judge(report, listed)
    print("\n".join(verdict.lines()))
    return 0 if verdict.passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
