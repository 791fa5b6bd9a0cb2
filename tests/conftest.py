"""What every test starts from: no display, no network, the user's folders in a temporary place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hypothesis
import pytest
from examples import QUICK, THOROUGH
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PATIENCE_MS = 30_000  # a busy machine is no fault of the product


def _refuse_the_network(event: str, arguments: tuple) -> None:
    """Fail a test that would leave this machine; sockets with a path (X11, D-Bus) stay allowed."""
    if event in {"socket.connect", "socket.bind", "socket.sendto"} and isinstance(arguments[1], tuple):
        raise RuntimeError(f"对账 is offline, but something asked for {event} {arguments[1]}")
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}:
        raise RuntimeError(f"对账 is offline, but something asked for {event} {arguments}")


sys.addaudithook(_refuse_the_network)


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write what was made over the golden files")


def pytest_configure(config):
    """Before the tests are read: they ask how many examples to try."""
    hypothesis.settings.load_profile(QUICK if config.option.markexpr == "not slow" else THOROUGH)


class PatientBot(QtBot):
    """Waits as long as a busy machine needs; what happens at once takes no longer for it."""

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal, *, timeout=PATIENCE_MS, raising=None, **rest):
        patience = timeout if raising is False else max(timeout, PATIENCE_MS)
        return super().waitSignal(signal, timeout=patience, raising=raising, **rest)

    def waitSignals(self, signals, *, timeout=PATIENCE_MS, raising=None, **rest):
        patience = timeout if raising is False else max(timeout, PATIENCE_MS)
        return super().waitSignals(signals, timeout=patience, raising=raising, **rest)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def app_home(tmp_path_factory, monkeypatch):
    """The one folder in which a test's settings, side data, recovery copies and logs lie."""
    home = tmp_path_factory.mktemp("home") / "对账"
    monkeypatch.setenv("DUIZHANG_HOME", str(home))
    return home


@pytest.fixture
def golden(request):
    """A function that holds a text against tests/…/golden/NAME, or writes it there with --update-golden."""

    def compare(name: str, made: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(made, encoding="utf-8", newline="\n")
            return
        if not path.exists():
            pytest.fail(f"{path.relative_to(ROOT)} is not there; look at what --update-golden writes and commit it")
        assert made == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports, which is no part of the project."""
    folder = Path(os.environ.get("DUIZHANG_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not (folder / "texts").is_dir():
        pytest.skip("the corpus of real reports is not here (DUIZHANG_CORPUS names its folder)")
    return folder


def pytest_terminal_summary(terminalreporter):
    """Say aloud what was not proved on this machine."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    reasons: dict[str, int] = {}
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    terminalreporter.section(f"跳过 {len(skipped)} 项 skipped", sep="-")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"{count} × {reason}")
