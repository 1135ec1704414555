from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import coverage_gate


def entry(missing: list[int], branches: list[list[int]] | None = None) -> dict[str, object]:
    return {
        "missing_lines": missing,
        "missing_branches": branches or [],
        "summary": {"num_statements": 3},
    }


def test_a_listed_file_below_full_coverage_fails_the_gate() -> None:
    report = {
        "files": {
            "desk_app/a.py": entry([]),
            "desk_app/b.py": entry([4]),
            "desk_app/c.py": entry([], [[3, 5]]),
            "desk_app/d.py": entry([]),
        }
    }
    listed = ["desk_app/a.py", "desk_app/b.py", "desk_app/c.py", "desk_app/e.py"]
    verdict = coverage_gate.judge(report, listed)
    assert not verdict.passed
    assert verdict.held == ("desk_app/a.py",)
    assert verdict.fallen == (
        "desk_app/b.py (line 4)",
        "desk_app/c.py (branch 3->5)",
        "desk_app/e.py (not measured)",
    )
    assert verdict.newly_perfect == ("desk_app/d.py",)
    assert verdict.lines() == [
        "coverage: 1 of 4 listed files at 100 %",
        "coverage: below 100 %: desk_app/b.py (line 4)",
        "coverage: below 100 %: desk_app/c.py (branch 3->5)",
        "coverage: below 100 %: desk_app/e.py (not measured)",
        "coverage: perfect and not listed: desk_app/d.py",
    ]


def test_many_gaps_are_cut_short() -> None:
    assert coverage_gate.gaps(entry(list(range(1, 11)))).endswith("line 8 and 2 more")


def test_every_pattern_of_the_list_names_a_file(repository: Path) -> None:
    wanted = coverage_gate.patterns(coverage_gate.LIST.read_text(encoding="utf-8"))
    assert wanted
    files = coverage_gate.listed_files(repository, wanted)
    assert "desk_app/errors.py" in files
    assert all((repository / file).is_file() for file in files)


def test_a_pattern_that_names_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no_such_file"):
        coverage_gate.listed_files(tmp_path, ["no_such_file.py"])


def test_the_gate_by_hand(
    tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = coverage_gate.patterns(coverage_gate.LIST.read_text(encoding="utf-8"))
    files = coverage_gate.listed_files(repository, wanted)
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": {file: entry([]) for file in files}}), encoding="utf-8")
    assert coverage_gate.main([str(path)]) == 0
    path.write_text(json.dumps({"files": {}}), encoding="utf-8")
    assert coverage_gate.main([str(path)]) == 1
    assert "(not measured)" in capsys.readouterr().out
