"""What every test stands on: a private home, no screen, no outside world, an honest summary."""

from __future__ import annotations

import importlib.util
import json
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import coverage_gate
from tests.lanes import lanes_left_out

_HOME = tempfile.TemporaryDirectory(prefix="desk-app-tests-", ignore_cleanup_errors=True)


def _private_surroundings() -> None:
    """Set before Qt, platformdirs or any code of ours looks at the environment."""
    home = Path(_HOME.name)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)
    for variable, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "runtime"),
    ):
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(home / folder)
    for variable in ("QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "QT_QPA_PLATFORMTHEME", "PGHOST"):
        os.environ.pop(variable, None)
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "Europe/Amsterdam"


_private_surroundings()
# No test is about how long something takes, and machines differ.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

pytest_plugins = [
    name
    for name in ("tests.strictness", "tests.fixtures_store", "tests.fixtures_ui")
    if importlib.util.find_spec(name) is not None
]

_UNMEASURED = ("journeys", "world", "ui", "documents", "benchmarks", "packaging", "architecture")
_MEASURED = ("ui/wording/", "store/test_trouble.py")

_VERDICT = pytest.StashKey[coverage_gate.Verdict]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The switch of the full run."""
    parser.addoption(
        "--coverage-gate",
        action="store_true",
        help="fail when a file of tests/covered_files.txt is below 100 % (needs --cov)",
    )


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the checkout."""
    return coverage_gate.ROOT


@pytest.fixture(scope="session")
def home() -> Path:
    """The private home directory of this run."""
    return Path(_HOME.name)


def measured(node_id: str, *, on_server: bool) -> bool:
    """Whether a test counts for the coverage of the files that are held at 100 %.

    What a journey happens to pass by proves nothing about a branch, and may pass by it today only;
    and on a server the same code runs as on a file, but for how the server's errors are told.
    """
    place = node_id.removeprefix("tests/")
    if place.startswith(_MEASURED):
        return True
    return not on_server and not place.startswith(tuple(f"{name}/" for name in _UNMEASURED))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Tracing costs up to two thirds of a test's time: only where it is of use."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller = getattr(plugin, "cov_controller", None)
    on_server = item.get_closest_marker("postgresql") is not None
    if controller is None or measured(item.nodeid, on_server=on_server):
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Judge the coverage of a full run, in the process that holds all of it."""
    config = session.config
    if not config.getoption("--coverage-gate") or hasattr(config, "workerinput"):
        return
    config.stash[_VERDICT] = verdict = _judge_coverage()
    if not verdict.passed and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _judge_coverage() -> coverage_gate.Verdict:
    import coverage

    measured = coverage.Coverage()
    measured.load()
    path = Path(_HOME.name) / "coverage.json"
    measured.json_report(outfile=str(path))
    listed = coverage_gate.listed_files(
        coverage_gate.ROOT,
        coverage_gate.patterns(coverage_gate.LIST.read_text(encoding="utf-8")),
    )
    return coverage_gate.judge(json.loads(path.read_text(encoding="utf-8")), listed)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the lanes that could not run and the verdict on coverage, just above the last line."""
    reasons = [
        report.longrepr[2]
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    ]
    left_out = lanes_left_out(reasons)
    verdict = config.stash.get(_VERDICT, None)
    if left_out or verdict is not None:
        terminalreporter.section("what this run says")
    for line in left_out:
        terminalreporter.write_line(line, yellow=True)
    if verdict is not None:
        for line in verdict.lines():
            terminalreporter.write_line(line, red=not verdict.passed)
