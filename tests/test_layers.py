"""The direction of the house: every room uses only those before it, and heavy packages load where they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = ROOT / "desktop"

ROOMS = ("text", "report", "ledger", "checks", "drafting", "documents", "app", "panels", "windows")
GROUND = {"paths", "resources", "settings"}  # top-level modules that use no room; every room may use them
QT_ROOMS = {"app", "panels", "windows"}
QT_MODULES = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtSvgWidgets", "QtPrintSupport"}
LATE = {"docx", "openpyxl", "lxml", "jieba"}  # loaded inside the functions that use them
NETWORK = {
    "xml.sax.saxutils",  # loads urllib.request, which loads all of http
    "ssl", "_ssl", "http", "urllib.request", "urllib3", "socket", "socketserver", "ftplib", "smtplib", "poplib",
    "imaplib", "xmlrpc", "asyncio", "requests", "httpx", "PySide6.QtNetwork", "PySide6.QtWebEngineCore",
    "PySide6.QtWebSockets",
}  # fmt: skip


@dataclass(frozen=True)
class Use:
    """One import: the full dotted name, its line, whether it runs when the module is loaded or only for types."""

    name: str
    line: int
    at_load: bool
    for_types: bool


def uses(source: str, module: str, *, is_package: bool = False) -> list[Use]:
    """Every import of a module's source; relative ones resolved; `from a import b` gives a.b."""
    found: list[Use] = []
    package = module.split(".") if is_package else module.split(".")[:-1]

    def visit(node: ast.AST, at_load: bool, for_types: bool) -> None:
        if isinstance(node, ast.Import):
            found.extend(Use(alias.name, node.lineno, at_load, for_types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*parts, *([node.module] if node.module else [])])
            found.extend(Use(f"{base}.{alias.name}", node.lineno, at_load, for_types) for alias in node.names)
        elif isinstance(node, ast.Call) and _callee(node) in {"import_module", "__import__"} and node.args:
            name = node.args[0].value if isinstance(node.args[0], ast.Constant) else "(computed)"
            found.append(Use(str(name), node.lineno, at_load, for_types))
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            for child in node.body:
                visit(child, at_load, True)
            for child in node.orelse:
                visit(child, at_load, for_types)
            return
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            visit(child, at_load and not inside, for_types)

    visit(ast.parse(source), True, False)
    return found


def _callee(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def breaches(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """What a module's imports break of the plan of the house, one sentence each."""
    return [
        f"{module}:{use.line} {reason}"
        for use in uses(source, module, is_package=is_package)
        for reason in _faults(module, use)
    ]


def _faults(module: str, use: Use) -> list[str]:
    own = _room(module)
    faults = []
    if use.name.split(".")[0] == "desktop":
        faults += _order_faults(module, own, use)
    if _under(use.name, LATE) and use.at_load and not use.for_types:
        faults.append(f"loads {use.name} at module level")
    if _under(use.name, NETWORK):
        faults.append(f"uses the network ({use.name})")
    if use.name == "(computed)":
        faults.append("imports a name that is computed")
    if use.name.split(".")[0] in {"PySide6", "shiboken6"}:
        if own not in QT_ROOMS:
            faults.append(f"uses Qt ({use.name})")
        part = use.name.split(".")[1] if use.name.startswith("PySide6.") else ""
        if part and part not in QT_MODULES:
            faults.append(f"uses PySide6.{part}, which is not among the modules that are shipped")
        if own == "app" and part in {"QtWidgets", "QtSvgWidgets"}:
            faults.append("uses widgets in app/")
    return faults


def _order_faults(module: str, own: str, use: Use) -> list[str]:
    other = _room(use.name)
    if other in GROUND or other in {"", "__version__"}:
        return []
    if other not in ROOMS:
        return [] if module == "desktop.__main__" else [f"imports {use.name}, which is no room"]
    if own in GROUND or own == "":
        return [f"imports {use.name}, though it may use no room"]
    if own == "cli":
        return [] if ROOMS.index(other) <= ROOMS.index("documents") else [f"imports {use.name}, after documents"]
    if own == "__main__":
        return [f"loads {use.name} before the arguments are looked at"] if use.at_load else []
    if own not in ROOMS:
        return [f"is no room, but imports {use.name}"]
    return [] if ROOMS.index(other) <= ROOMS.index(own) else [f"imports {use.name}, which stands after {own}"]


def _room(name: str) -> str:
    return [*name.split("."), ""][1] if name.startswith("desktop") else ""


def _under(name: str, roots: set[str]) -> bool:
    return any(name == root or name.startswith(root + ".") for root in roots)


def modules() -> list[Path]:
    return sorted(DESKTOP.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_keeps_to_the_order_of_the_rooms(path):
    is_package = path.name == "__init__.py"
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = ".".join(parts[:-1] if is_package else parts)
    assert breaches(path.read_text(encoding="utf-8"), module, is_package=is_package) == []


def test_every_folder_is_a_room_of_the_plan():
    folders = {path.name for path in DESKTOP.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(ROOMS)
    top = {path.stem for path in DESKTOP.glob("*.py")}
    assert top <= GROUND | {"__init__", "__main__", "cli"}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("desktop.text.spans", "from desktop.report import model"),
        ("desktop.report.parse", "from ..checks.engine import run"),
        ("desktop.checks.engine", "def f():\n    import desktop.documents.word"),
        ("desktop.checks.engine", "from desktop import windows"),
        ("desktop.checks.engine", "from desktop.cli import main"),
        ("desktop.documents.word", "import docx"),
        ("desktop.documents.word", "try:\n    from lxml import etree\nexcept ImportError:\n    etree = None"),
        ("desktop.documents.word", "class A:\n    import openpyxl"),
        ("desktop.text.words", "import jieba.posseg"),
        ("desktop.documents.word", "def f():\n    from PySide6.QtCore import QFile"),
        ("desktop.app.jobs", "from PySide6.QtWidgets import QWidget"),
        ("desktop.app.jobs", "from PySide6 import QtWidgets"),
        ("desktop.windows.main_window", "from PySide6 import QtNetwork"),
        ("desktop.windows.main_window", "from PySide6.QtCharts import QChart"),
        ("desktop.documents.word", "from urllib import request"),
        ("desktop.documents.word", "import http.client"),
        ("desktop.documents.word", "def f():\n    import ssl"),
        ("desktop.cli", "from desktop.app import jobs"),
        ("desktop.cli", "from desktop.documents import word\nimport openpyxl"),
        ("desktop.paths", "from desktop.text import spans"),
        ("desktop.__init__", "from desktop.text import spans"),
        ("desktop.__main__", "from desktop.windows import application"),
        ("desktop.checks.engine", "import importlib\nimportlib.import_module('desktop.windows')"),
        ("desktop.checks.engine", "import importlib\nimportlib.import_module(name)"),
    ],
)
def test_the_walk_sees_a_breach(module, source):
    assert breaches(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("desktop.report.parse", "from desktop.text.spans import Span\nfrom .model import Report\nimport urllib.parse"),
        ("desktop.documents.word", "def f():\n    import docx\n    from lxml import etree"),
        ("desktop.documents.word", "if TYPE_CHECKING:\n    from docx.document import Document"),
        ("desktop.app.jobs", "from PySide6 import QtCore, QtGui\nfrom desktop.documents import errors"),
        ("desktop.checks.base", "from desktop import __version__, resources"),
        ("desktop.__main__", "def main():\n    from desktop import cli\n    from desktop.windows import application"),
    ],
)
def test_the_walk_lets_pass_what_the_plan_allows(module, source):
    assert breaches(source, module) == []


def _loaded_after(code: str) -> set[str]:
    """The top-level packages and Qt modules a fresh interpreter has loaded after some code."""
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sorted(sys.modules))"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    names = answer.stdout.splitlines()[-1].split()
    return {name.split(".")[0] for name in names} | {name for name in names if name.startswith("PySide6.")}


def test_the_command_line_starts_without_qt_and_without_heavy_packages():
    assert _loaded_after("import desktop.cli") & (LATE | {"PySide6", "shiboken6", "ssl", "pkg_resources"}) == set()


def test_looking_at_the_arguments_loads_nothing():
    loaded = _loaded_after("import desktop.__main__")
    assert loaded & (LATE | {"PySide6", "shiboken6", "ssl", "json", "argparse", "pathlib"}) == set()


def test_the_window_stands_before_anything_that_opens_word_and_excel_is_loaded(tmp_path):
    picture = tmp_path / "start.png"
    code = "from pathlib import Path\nfrom desktop.windows import application\n"
    code += f"application.take_picture(None, Path({str(picture)!r}))"
    loaded = _loaded_after(code)
    assert picture.stat().st_size > 0
    assert "PySide6.QtWidgets" in loaded
    assert loaded & (LATE | {"ssl", "pkg_resources", "asyncio", "PySide6.QtNetwork", "PySide6.QtQml"}) == set()
