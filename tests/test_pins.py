"""Versions: what the lock holds, what the metadata allows, and the fault of PySide6 6.12.0 that both keep out."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import environment
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "build_scripts" / "requirements.lock").read_text(encoding="utf-8")
WANTED = (ROOT / "build_scripts" / "requirements.in").read_text(encoding="utf-8")
METADATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

SYSTEMS = {
    "Linux x86-64": {"sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux"},
    "Linux aarch64": {"sys_platform": "linux", "platform_machine": "aarch64", "platform_system": "Linux"},
    "Windows": {"sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows"},
}


def locked() -> list[Requirement]:
    lines = [line.removesuffix("\\").strip() for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    return [Requirement(line) for line in lines]


def version_on(name: str, system: str, python: str) -> str | None:
    """The version of a package that the lock gives to a system, or None."""
    env = {**SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.0"}
    found = [
        next(iter(one.specifier)).version
        for one in locked()
        if canonicalize_name(one.name) == name and (one.marker is None or one.marker.evaluate(env))
    ]
    assert len(found) <= 1, f"{name} twice on {system}"
    return found[0] if found else None


@pytest.mark.parametrize(
    ("system", "python", "version"),
    [
        ("Linux x86-64", "3.11", "6.9.3"),
        ("Linux x86-64", "3.13", "6.9.3"),
        ("Windows", "3.11", "6.9.3"),
        ("Windows", "3.13", "6.9.3"),
        ("Linux aarch64", "3.11", "6.7.3"),
        ("Linux aarch64", "3.12", "6.7.3"),
        ("Linux aarch64", "3.13", None),
    ],
)
def test_the_lock_gives_each_system_the_newest_qt_it_can_run(system, python, version):
    assert version_on("pyside6-essentials", system, python) == version
    assert version_on("shiboken6", system, python) == version


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("line", METADATA["project"]["dependencies"])
def test_what_the_metadata_asks_for_is_locked_within_its_bounds(line, system):
    wanted = Requirement(line)
    version = version_on(canonicalize_name(wanted.name), system, "3.11")
    assert version is not None
    assert wanted.specifier.contains(version)


@pytest.mark.parametrize("line", [line for line in WANTED.splitlines() if line.strip() and not line.startswith("#")])
def test_what_the_list_asks_for_is_locked(line):
    wanted = Requirement(line)
    versions = [
        next(iter(one.specifier)).version
        for one in locked()
        if canonicalize_name(one.name) == canonicalize_name(wanted.name)
    ]
    assert any(wanted.specifier.contains(version) for version in versions)


def test_metadata_and_lock_keep_the_faulty_qt_out():
    qt = next(Requirement(line) for line in METADATA["project"]["dependencies"] if line.startswith("PySide6"))
    assert not qt.specifier.contains("6.12.0")
    assert METADATA["project"]["requires-python"] == ">=3.11,<3.14"


def test_every_locked_package_has_its_hash_and_nothing_else_stands_in_the_lock():
    for one in locked():
        assert [each.operator for each in one.specifier] == ["=="]
    entries = re.split(r"\n(?! )", LOCK.strip())
    assert len(entries) == len(locked())
    for entry in entries:
        head, *hashes = entry.split("\\\n")
        assert hashes, head
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64} ?", line) for line in hashes), head


def test_the_build_tool_of_jieba_is_cut_out_of_the_lock_whole():
    entry = environment.lock_entry(LOCK, "setuptools")
    assert entry.startswith("setuptools==")
    head, *hashes = entry.splitlines()
    assert all("--hash=sha256:" in line for line in hashes)
    assert [line.endswith("\\") for line in (head, *hashes)] == [True] * len(hashes) + [False]


def test_pip_keeps_the_machines_sources_but_no_setting_that_bends_the_installation():
    env = environment.pip_environment(
        {"PIP_INDEX_URL": "x", "PIP_CERT": "c", "PIP_FIND_LINKS": "w", "PIP_USER": "1", "PIP_TARGET": "t", "PATH": "p"}
    )
    assert env == {"PIP_INDEX_URL": "x", "PIP_CERT": "c", "PIP_FIND_LINKS": "w", "PATH": "p"}


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="from Python 3.12 on None is immortal and the fault cannot show"
)
def test_calls_that_return_none_take_no_reference_from_it(qapp):
    from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument

    shape = QTextCharFormat()
    shape.setForeground(QColor("red"))

    class Highlighter(QSyntaxHighlighter):
        def highlightBlock(self, text):
            for _ in range(200):
                self.setFormat(0, 1, shape)

    document = QTextDocument("整改")
    highlighter = Highlighter(document)
    cursor = QTextCursor(document)
    for action in (
        highlighter.rehighlight,
        lambda: [cursor.setPosition(0) for _ in range(200)],
        lambda: [cursor.insertText("") for _ in range(200)],
        lambda: [document.parent() for _ in range(200)],
    ):
        action()
        before = sys.getrefcount(None)
        action()
        assert abs(sys.getrefcount(None) - before) < 50
